"""What a function may do in AWS: the policy of its role, made from what it was seen to use."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infra.cloudformation import attribute, sub
from infra.data import table_resource
from infra.declared import TABLES, name_of
from infra.functions import Function, consumed

Statement = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """An action and what it was done to.

    `what` is a table without prefix (`part` is its index), the key (`part` is the purpose), a queue of the
    stack, the bucket (`part` is the beginning of the object's name), or nothing for SMS and mail.
    """

    action: str
    what: str = ""
    part: str = ""


def document(function: Function, uses: Iterable[Use]) -> dict[str, Any]:
    """Return a function's policy as CloudFormation has it: exactly these uses, its logs, traces and queue."""
    by_service: Mapping[str, list[Use]] = _grouped(uses, lambda use: use.action.partition(":")[0])
    statements = [
        statement for service, used in sorted(by_service.items()) for statement in _STATEMENTS[service](used)
    ]
    return {"Version": "2012-10-17", "Statement": [*statements, *_of_every(function)]}


def _tables(uses: Iterable[Use]) -> Iterator[Statement]:
    resources = {name_of(table): table_resource(table) for table in TABLES}
    for (name, index), used in sorted(_grouped(uses, lambda use: (use.what, use.part)).items()):
        arn = sub(f"${{{resources[name]}.Arn}}/index/{index}") if index else attribute("Arn", resources[name])
        yield _allow(f"{name.capitalize()}{_camel(index)}", used, arn)


def _keys(uses: Iterable[Use]) -> Iterator[Statement]:
    for action, used in sorted(_grouped(uses, lambda use: use.action).items()):
        purposes = {"StringEquals": {"kms:EncryptionContext:purpose": sorted({use.part for use in used})}}
        verb = action.partition(":")[2]
        yield _allow(f"{verb}ForThesePurposes", used, attribute("Arn", "DataKey")) | {"Condition": purposes}


def _objects(uses: Iterable[Use]) -> Iterator[Statement]:
    used = list(uses)
    for prefix, same in sorted(_grouped((use for use in used if use.part), lambda use: use.part).items()):
        yield _allow(f"Objects{_camel(prefix.strip('/'))}", same, sub(f"${{Objects.Arn}}/{prefix}*"))
    # Without it S3 answers a read of what is not there as if it were forbidden.
    yield _allow("WhichObjectsThereAre", [Use("s3:ListBucket")], attribute("Arn", "Objects"))


def _queues(uses: Iterable[Use]) -> Iterator[Statement]:
    for queue, used in sorted(_grouped(uses, lambda use: use.what).items()):
        yield _allow(f"Fill{queue}", used, attribute("Arn", queue))


def _sms(uses: Iterable[Use]) -> Iterator[Statement]:
    # A phone number has no name in AWS: what is allowed is everything but topics, which have.
    topics = sub("arn:${AWS::Partition}:sns:*:*:*")
    allowed = _allow("SendSms", uses, topics)
    yield {key if key != "Resource" else "NotResource": value for key, value in allowed.items()}


def _mail(uses: Iterable[Use]) -> Iterator[Statement]:
    identity = sub("arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/*")
    yield _allow("SendMail", uses, identity) | {
        "Condition": {"StringEquals": {"ses:FromAddress": {"Ref": "MailSender"}}}
    }


_STATEMENTS = {
    "dynamodb": _tables,
    "kms": _keys,
    "s3": _objects,
    "sqs": _queues,
    "sns": _sms,
    "ses": _mail,
}


def _of_every(function: Function) -> Iterator[Statement]:
    if function.queue:
        taking = ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
        yield _allow("Consume", [Use(f"sqs:{each}") for each in taking], attribute("Arn", consumed(function)))
    logging = [Use("logs:CreateLogStream"), Use("logs:PutLogEvents")]
    yield _allow("Logs", logging, attribute("Arn", function.logs))
    yield _allow("Traces", [Use("xray:PutTelemetryRecords"), Use("xray:PutTraceSegments")], "*")


def _allow(sid: str, uses: Iterable[Use], resource: Any) -> Statement:
    actions = sorted({use.action for use in uses})
    return {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resource}


def _grouped(uses: Iterable[Use], by: Any) -> dict[Any, list[Use]]:
    found: dict[Any, list[Use]] = defaultdict(list)
    for use in uses:
        found[by(use)].append(use)
    return found


def _camel(text: str) -> str:
    return "".join(part.capitalize() for part in text.replace("-", "_").split("_"))
