"""What Lambda hands to functions that nobody calls over HTTP."""

import json
from collections.abc import Iterable
from typing import Any

QUEUE_ARN = "arn:aws:sqs:ap-southeast-1:123456789012:waystation-outbox"


def tick() -> dict[str, Any]:
    """Return the event of a schedule."""
    return {
        "version": "0",
        "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "123456789012",
        "time": "2022-07-13T02:00:00Z",
        "region": "ap-southeast-1",
        "resources": ["arn:aws:events:ap-southeast-1:123456789012:rule/any"],
        "detail": {},
    }


def records(bodies: Iterable[str]) -> dict[str, Any]:
    """Return the event of a queue; each record's id is its number."""
    return {"Records": [_record(str(number), body) for number, body in enumerate(bodies)]}


def messages(identifiers: Iterable[str]) -> dict[str, Any]:
    """Return the event of the outbox queue with these messages."""
    return records(json.dumps({"message": identifier}) for identifier in identifiers)


def _record(identifier: str, body: str) -> dict[str, Any]:
    return {
        "messageId": identifier,
        "receiptHandle": f"handle-{identifier}",
        "body": body,
        "attributes": {
            "ApproximateReceiveCount": "1",
            "SentTimestamp": "1657677600000",
            "SenderId": "AIDAIENQZJOLO23YVJ4VO",
            "ApproximateFirstReceiveTimestamp": "1657677600000",
        },
        "messageAttributes": {},
        "md5OfBody": "0" * 32,
        "eventSource": "aws:sqs",
        "eventSourceARN": QUEUE_ARN,
        "awsRegion": "ap-southeast-1",
    }
