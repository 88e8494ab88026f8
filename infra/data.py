"""What keeps data: the key, the tables, the queue with its dead letters, the bucket."""

from typing import Any

from infra.cloudformation import Resource, Resources, attribute, ref, resource, sub
from infra.declared import LIFETIMES, RECEIVES, TABLES, VISIBLE_AFTER, name_of
from infra.stages import Stage
from layers.tables import Item, definition

KEPT_IN_QUEUE = 4 * 24 * 60 * 60
"""Seconds that the queue keeps a message; the outbox keeps it longer, and the sweep brings it back."""

DEAD_KEPT = 14 * 24 * 60 * 60
"""Seconds that a dead letter is kept: SQS's longest."""


def resources(stage: Stage) -> Resources:
    """Return everything that keeps data of a stage."""
    return {**_key(stage), **_tables(stage), **_queues(stage), **_bucket(stage)}


def table_resource(table: type[Item]) -> str:
    """Return the name of a table's resource."""
    return f"{name_of(table).capitalize()}Table"


def _key(stage: Stage) -> Resources:
    owner = {
        "Sid": "TheAccountDecides",
        "Effect": "Allow",
        "Principal": {"AWS": sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")},
        "Action": "kms:*",
        "Resource": "*",
    }
    key = resource(
        "KMS::Key",
        keeps=stage.keeps,
        Description=f"{stage.prefix}: wraps the data keys",
        EnableKeyRotation=True,
        KeyPolicy={"Version": "2012-10-17", "Statement": [owner]},
        PendingWindowInDays=30 if stage.keeps else 7,
    )
    alias = resource("KMS::Alias", AliasName=f"alias/{stage.prefix}", TargetKeyId=ref("DataKey"))
    return {"DataKey": key, "DataKeyAlias": alias}


def _tables(stage: Stage) -> Resources:
    return {table_resource(table): _table(table, stage) for table in TABLES}


def _table(table: type[Item], stage: Stage) -> Resource:
    described = definition(table) | {"TableName": f"{stage.prefix}-{name_of(table)}"}
    return resource(
        "DynamoDB::Table",
        keeps=stage.keeps,
        **described,
        DeletionProtectionEnabled=stage.keeps,
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
        # DynamoDB's own key: what is secret in an item was sealed before it came here.
        SSESpecification={"SSEEnabled": True, "SSEType": "KMS"},
        TimeToLiveSpecification={"AttributeName": table.expires_at.attr_name, "Enabled": True},
    )


def _queues(stage: Stage) -> Resources:
    # Messages hold ids alone, so that SQS's own key is enough.
    dead = resource(
        "SQS::Queue",
        QueueName=f"{stage.prefix}-outbox-dead",
        MessageRetentionPeriod=DEAD_KEPT,
        VisibilityTimeout=VISIBLE_AFTER,
        SqsManagedSseEnabled=True,
    )
    queue = resource(
        "SQS::Queue",
        QueueName=f"{stage.prefix}-outbox",
        MessageRetentionPeriod=KEPT_IN_QUEUE,
        VisibilityTimeout=VISIBLE_AFTER,
        SqsManagedSseEnabled=True,
        RedrivePolicy={
            "deadLetterTargetArn": attribute("Arn", "DeadLetters"),
            "maxReceiveCount": RECEIVES,
        },
    )
    return {"Outbox": queue, "DeadLetters": dead}


def _bucket(stage: Stage) -> Resources:
    bucket = private_bucket(
        stage,
        BucketName=sub(f"{stage.prefix}-objects-${{AWS::AccountId}}"),
        VersioningConfiguration={"Status": "Enabled"},
        LifecycleConfiguration={"Rules": [_lifetime(*each) for each in LIFETIMES.items()] + [_leftovers()]},
    )
    return {"Objects": bucket, "ObjectsPolicy": only_encrypted("Objects")}


def private_bucket(stage: Stage, **properties: Any) -> Resource:
    """Return a bucket that nobody outside can read."""
    closed = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
    by_default = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    return resource(
        "S3::Bucket",
        keeps=stage.keeps,
        **properties,
        BucketEncryption={"ServerSideEncryptionConfiguration": [by_default]},
        OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
        PublicAccessBlockConfiguration=dict.fromkeys(closed, True),
    )


def only_encrypted(bucket: str, *more: dict[str, Any]) -> Resource:
    """Return the policy of a bucket that refuses requests in clear; `more` are further statements."""
    everything = [attribute("Arn", bucket), sub(f"${{{bucket}.Arn}}/*")]
    refused = {
        "Sid": "NothingInClear",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": everything,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    document = {"Version": "2012-10-17", "Statement": [refused, *more]}
    return resource("S3::BucketPolicy", Bucket=ref(bucket), PolicyDocument=document)


def _lifetime(prefix: str, days: int) -> dict[str, Any]:
    return {
        "Id": prefix.strip("/"),
        "Status": "Enabled",
        "Prefix": prefix,
        "ExpirationInDays": days,
        "NoncurrentVersionExpiration": {"NoncurrentDays": 1},
    }


def _leftovers() -> dict[str, Any]:
    return {
        "Id": "leftovers",
        "Status": "Enabled",
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        "NoncurrentVersionExpiration": {"NoncurrentDays": 30},
    }
