"""Clients of the AWS services beside DynamoDB, one each a process, made when first used."""

from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from layers.settings import settings

if TYPE_CHECKING:
    from types_boto3_kms import KMSClient
    from types_boto3_s3 import S3Client
    from types_boto3_ses import SESClient
    from types_boto3_sns import SNSClient
    from types_boto3_sqs import SQSClient

USER_AGENT = "waystation"
"""botocore's own is put together anew twice for each request: an eighth of a call's work."""

_CONFIG = Config(
    user_agent=USER_AGENT,
    connect_timeout=2,
    read_timeout=10,
    retries={"mode": "standard", "total_max_attempts": 4},
)
_SIGNED_BY_V4 = _CONFIG.merge(Config(signature_version="s3v4"))
"""Addresses and forms that botocore signs for others are by default of a version that AWS gives up."""


@cache
def kms() -> "KMSClient":
    """Return the key service's client."""
    return boto3.client(
        "kms", region_name=settings().region, endpoint_url=settings().aws_endpoint, config=_CONFIG
    )


@cache
def s3() -> "S3Client":
    """Return the object store's client."""
    return boto3.client(
        "s3", region_name=settings().region, endpoint_url=settings().aws_endpoint, config=_SIGNED_BY_V4
    )


@cache
def sqs() -> "SQSClient":
    """Return the queues' client."""
    return boto3.client(
        "sqs", region_name=settings().region, endpoint_url=settings().aws_endpoint, config=_CONFIG
    )


@cache
def sns() -> "SNSClient":
    """Return the SMS service's client."""
    return boto3.client(
        "sns", region_name=settings().region, endpoint_url=settings().aws_endpoint, config=_CONFIG
    )


@cache
def ses() -> "SESClient":
    """Return the mail service's client."""
    return boto3.client(
        "ses", region_name=settings().region, endpoint_url=settings().aws_endpoint, config=_CONFIG
    )
