"""Tell what is misconfigured in a deployment, or in what an emulator saved last.

    python -m local.doctor [--state .state]

Looks at the deployment that the environment names, as `infra.deploy` prints it, or at a copy of an
emulator's state. Prints a line for each finding and exits with 1 where something is wrong. Changes nothing.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import boto3
import msgspec
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException

from functions.admin.tables import Headcount
from functions.lottery import delays
from infra.declared import LIFETIMES, RECEIVES, TABLES, VISIBLE_AFTER, name_of
from infra.functions import Function, declared
from infra.stages import STAGES
from layers import aws, clock, keys, outbox, policy
from layers.keys import Purpose
from layers.outbox import State
from layers.settings import settings
from layers.tables import Item, connection, definition
from local.audit import saved
from local.engines import EngineName

_SKEW = timedelta(seconds=30)
"""How far our clock and AWS's may differ."""

_MANY = 1000
"""Messages are counted up to so many."""


class Mark(StrEnum):
    """How a finding is meant."""

    GOOD = "ok"
    WRONG = "WRONG"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was looked at, and how it is."""

    mark: Mark
    what: str


def main() -> None:
    """Print what was found, and exit with 1 where something is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--state", type=Path, help="an emulator's folder instead of the environment's AWS")
    parser.add_argument("--engine", type=EngineName, default=EngineName.MINISTACK, help="that emulator's")
    options = parser.parse_args()
    with saved(options.state, options.engine) if options.state else nullcontext():
        found = list(findings())
    for finding in found:
        print(f"{finding.mark:<6} {finding.what}")
    sys.exit(any(finding.mark is Mark.WRONG for finding in found))


def findings() -> Iterator[Finding]:
    """Yield everything there is to say about the deployment that the settings name."""
    deployed = settings().aws_endpoint is None and settings().stage in STAGES
    for check in (*CHECKS, *DEPLOYED) if deployed else CHECKS:
        try:
            yield from check()
        except (BotoCoreError, ClientError, PynamoDBException) as error:
            yield Finding(Mark.WRONG, f"{check.__name__.strip('_')}: {error}")


def _settings() -> Iterator[Finding]:
    here = settings()
    known = here.stage in STAGES or here.aws_endpoint is not None
    yield _found(known, f"stage {here.stage}", "is none that infra/stages.py knows")
    yield _found(bool(here.queue_url and here.dead_letter_url), "queue addresses", "are not set")
    secure = here.public_address.startswith("https://") or here.aws_endpoint is not None
    yield _found(secure, f"public address {here.public_address}", "is not https")
    yield _found(bool(here.drand_relays), "drand relays", "are not set")


def _clock() -> Iterator[Finding]:
    answered = _tables_client().list_tables(Limit=1)["ResponseMetadata"]["HTTPHeaders"]["date"]
    skew = abs(datetime.now(UTC) - parsedate_to_datetime(answered))
    yield _found(skew < _SKEW, "this clock", f"is {skew.total_seconds():.0f} s from AWS's")


def _tables() -> Iterator[Finding]:
    for table in TABLES:
        yield _table(table)


def _table(table: type[Item]) -> Finding:
    name, wanted = f"table {name_of(table)}", definition(table)
    try:
        there = _tables_client().describe_table(TableName=wanted["TableName"])["Table"]
    except ClientError as error:
        return Finding(Mark.WRONG, f"{name} {error.response['Error']['Code']}")
    same = there["KeySchema"] == wanted["KeySchema"] and _indexes(there) == _indexes(wanted)
    return _found(same, name, "has other keys or indexes than its model")


def _indexes(table: dict[str, Any]) -> dict[str, Any]:
    return {each["IndexName"]: each["KeySchema"] for each in table.get("GlobalSecondaryIndexes", ())}


def _keys() -> Iterator[Finding]:
    for purpose in Purpose:
        if not keys.exists(purpose):
            yield Finding(Mark.WRONG, f"key {purpose} is missing: python -m local.operate set-up")
            continue
        newest = keys.versions(purpose)[-1]
        age = (clock.now() - newest.since).days
        yield Finding(Mark.GOOD, f"key {purpose} opens: version {newest.version}, {age} days old")


def _queues() -> Iterator[Finding]:
    said = aws.sqs().get_queue_attributes(QueueUrl=settings().queue_url, AttributeNames=["All"])["Attributes"]
    redrive = json.loads(said.get("RedrivePolicy", "{}"))
    dead = settings().dead_letter_url.rsplit("/", 1)[-1]
    led = redrive.get("deadLetterTargetArn", "").rsplit(":", 1)[-1] == dead
    yield _found(led, "the queue's dead letters", f"don't go to {dead}")
    tries = int(redrive.get("maxReceiveCount", 0))
    yield _found(tries == RECEIVES, f"{tries} tries of a message", f"are not {RECEIVES}")
    hidden = int(said["VisibilityTimeout"])
    yield _found(hidden == VISIBLE_AFTER, f"visibility timeout {hidden} s", f"is not {VISIBLE_AFTER} s")


def _bucket() -> Iterator[Finding]:
    aws.s3().head_bucket(Bucket=settings().bucket)
    yield Finding(Mark.GOOD, f"bucket {settings().bucket}")


def _people() -> Iterator[Finding]:
    counted = Headcount.find("HEADCOUNT", "ADMINISTRATORS")
    yield _found(counted is not None, "administrators", "are none: python -m local.operate set-up USERNAME")


def _policies() -> Iterator[Finding]:
    for name, group in policy.GROUPS.items():
        try:
            policy.get(group)
        except (ValueError, msgspec.MsgspecError) as error:
            yield Finding(Mark.WRONG, f"policy {name}: {error}")
    yield Finding(Mark.NOTE, f"{len(policy.GROUPS)} groups of policies looked at")


def _messages() -> Iterator[Finding]:
    dead = outbox.number(State.DEAD, _MANY)
    yield Finding(Mark.NOTE if dead else Mark.GOOD, f"{dead} messages given up")
    left = sum(1 for _ in outbox.left_behind(clock.now() - timedelta(minutes=10)))
    yield _found(not left, "the outbox sweep", f"left {left} messages behind")


def _day() -> Iterator[Finding]:
    for step, minutes in delays.minutes_late(clock.now()).items():
        yield _found(minutes <= 1, f"lottery: the {step}", f"is {minutes} minutes late")


def _mail() -> Iterator[Finding]:
    sender = settings().mail_sender
    said: Any = aws.ses().get_identity_verification_attributes(Identities=[sender])["VerificationAttributes"]
    state = said.get(sender, {}).get("VerificationStatus", "unknown")
    yield _found(state == "Success", f"mail sender {sender}", f"is not verified: {state}")


def _backups() -> Iterator[Finding]:
    for table in TABLES:
        name = table.Meta.table_name
        said = _tables_client().describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
        on = said["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
        yield _found(on, f"{name} can be restored to a point in time", "is off")
        lifetime = _tables_client().describe_time_to_live(TableName=name)["TimeToLiveDescription"]
        yield _found(lifetime.get("AttributeName") == "expires_at", f"{name} forgets what expires", "is off")


def _objects() -> Iterator[Finding]:
    rules: Any = aws.s3().get_bucket_lifecycle_configuration(Bucket=settings().bucket)["Rules"]
    days = {rule.get("Filter", {}).get("Prefix", rule.get("Prefix")): rule for rule in rules}
    for prefix, lifetime in LIFETIMES.items():
        found = days.get(prefix, {}).get("Expiration", {}).get("Days")
        yield _found(found == lifetime, f"{prefix} goes after {found} days", f"is not {lifetime}")


def _functions() -> Iterator[Finding]:
    functions, rules = _client("lambda"), _client("events")
    for function in declared():
        name = function.deployed_as(STAGES[settings().stage])
        try:
            there = functions.get_function_configuration(FunctionName=name)
        except ClientError as error:
            yield Finding(Mark.WRONG, f"function {name}: {error.response['Error']['Code']}")
            continue
        tables = there.get("Environment", {}).get("Variables", {}).get("WAYSTATION_TABLE_PREFIX")
        yield _found(tables == settings().table_prefix, f"function {name}", f"uses the tables {tables}…")
        if function.minutes:
            yield _schedule(function, there["FunctionArn"], rules)


def _schedule(function: Function, arn: str, rules: Any) -> Finding:
    names = rules.list_rule_names_by_target(TargetArn=arn)["RuleNames"]
    states = [rules.describe_rule(Name=name)["State"] for name in names]
    return _found(states == ["ENABLED"], f"schedule of {function.name}", f"is {states or 'missing'}")


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _settings,
    _clock,
    _tables,
    _keys,
    _queues,
    _bucket,
    _people,
    _policies,
    _messages,
    _day,
    _mail,
)
"""What holds everywhere."""

DEPLOYED: tuple[Callable[[], Iterator[Finding]], ...] = (_backups, _objects, _functions)
"""What an emulator has not."""


def _found(good: bool, what: str, otherwise: str) -> Finding:
    return Finding(Mark.GOOD, what) if good else Finding(Mark.WRONG, f"{what}: {otherwise}")


def _tables_client() -> Any:
    """Return DynamoDB's client, whose operations its stub doesn't know."""
    return connection().client


def _client(service: str) -> Any:
    here = settings()
    return boto3.client(service, region_name=here.region, endpoint_url=here.aws_endpoint)  # type: ignore[call-overload]  # any service


if __name__ == "__main__":
    main()
