"""What the stack's template makes on AWS, made on the engine: tables, queues, key, bucket, mail sender."""

import contextlib
import json

from botocore.exceptions import ClientError

from functions.admin.tables import AdminItem
from functions.auth.tables import AuthItem
from functions.booking.tables import BookingItem
from functions.healthcode.tables import HealthItem
from functions.lottery.tables import LotteryItem
from functions.vaccine.tables import VaccineItem
from layers import aws
from layers.platform import PlatformItem
from layers.settings import Settings
from layers.tables import Item, connection, definition

TABLES: tuple[type[Item], ...] = (
    PlatformItem,
    AdminItem,
    AuthItem,
    BookingItem,
    LotteryItem,
    VaccineItem,
    HealthItem,
)
"""The base model of each table: keys, indexes and TTL attribute are taken from it."""

RECEIVES = 5
"""How often the queue delivers a message before it is a dead letter."""


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
        Attributes={"RedrivePolicy": json.dumps(redrive), "VisibilityTimeout": "60"},
    )


def _key(settings: Settings) -> None:
    try:
        aws.kms().describe_key(KeyId=settings.kms_key)
    except ClientError:
        made = aws.kms().create_key(Description="Waystation: wraps the data keys")
        aws.kms().create_alias(AliasName=settings.kms_key, TargetKeyId=made["KeyMetadata"]["KeyId"])


def _name(queue_url: str) -> str:
    return queue_url.rsplit("/", 1)[1]
