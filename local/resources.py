"""What the stack's template makes on AWS, made on the engine: tables, queues, key, bucket, mail sender."""

import contextlib
import json

from botocore.exceptions import ClientError

from infra.declared import RECEIVES, TABLES, VISIBLE_AFTER
from layers import aws
from layers.settings import Settings
from layers.tables import connection, definition


def create(settings: Settings) -> None:
    """Make what is not there yet; existing tables, queues and keys stay as they are."""
    for table in TABLES:
        if not table.exists():
            # No TTL: engines delete by the real clock, and the emulator's may stand years before it.
            connection().dispatch("CreateTable", definition(table))
    _queues(settings)
    _key(settings)
    with contextlib.suppress(aws.s3().exceptions.BucketAlreadyOwnedByYou):
        aws.s3().create_bucket(
            Bucket=settings.bucket,
            CreateBucketConfiguration={"LocationConstraint": settings.region},  # type: ignore[typeddict-item]  # a setting
        )
    aws.ses().verify_email_identity(EmailAddress=settings.mail_sender)


def _queues(settings: Settings) -> None:
    dead = aws.sqs().create_queue(QueueName=_name(settings.dead_letter_url))["QueueUrl"]
    names = aws.sqs().get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]
    redrive = {"deadLetterTargetArn": names["QueueArn"], "maxReceiveCount": RECEIVES}
    aws.sqs().create_queue(
        QueueName=_name(settings.queue_url),
        Attributes={"RedrivePolicy": json.dumps(redrive), "VisibilityTimeout": str(VISIBLE_AFTER)},
    )


def _key(settings: Settings) -> None:
    try:
        aws.kms().describe_key(KeyId=settings.kms_key)
    except ClientError:
        made = aws.kms().create_key(Description="Waystation: wraps the data keys")
        aws.kms().create_alias(AliasName=settings.kms_key, TargetKeyId=made["KeyMetadata"]["KeyId"])


def _name(queue_url: str) -> str:
    return queue_url.rsplit("/", 1)[1]
