"""A linter of IAM policies finds nothing in the functions' own (O1)."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import parliament
import pytest

from functions.notify.store import LEASE
from infra.declared import VISIBLE_AFTER
from infra.functions import HTTP, declared

CHALICE = Path(__file__).resolve().parents[3] / ".chalice"
CONFIG = json.loads((CHALICE / "config.json").read_text(encoding="utf-8"))

ACCOUNT = "arn:aws:{}:ap-southeast-1:123456789012:{}"
ARNS = {
    "Table": ACCOUNT.format("dynamodb", "table/waystation-dev-some"),
    "DataKey": ACCOUNT.format("kms", "key/0a1b2c3d"),
    "Objects": "arn:aws:s3:::waystation-dev-objects",
    "Outbox": ACCOUNT.format("sqs", "waystation-dev-outbox"),
    "DeadLetters": ACCOUNT.format("sqs", "waystation-dev-outbox-dead"),
    "Logs": ACCOUNT.format("logs", "log-group:/aws/lambda/waystation-dev-some:log-stream:*"),
}
"""What each kind of resource is called in an account, by the end of its name in the template."""


def resolved(value: Any) -> Any:
    """Return a policy with names where the template has intrinsics."""
    if isinstance(value, list):
        return [resolved(each) for each in value]
    if not isinstance(value, Mapping):
        return value
    if "Fn::GetAtt" in value:
        return arn(value["Fn::GetAtt"][0])
    if "Ref" in value:
        return "szhkhotel@163.com"
    if "Fn::Sub" in value:
        named = re.sub(r"\$\{(\w+)\.Arn\}", lambda found: arn(found[1]), value["Fn::Sub"])
        pseudo = {"Partition": "aws", "Region": "ap-southeast-1", "AccountId": "123456789012"}
        return re.sub(r"\$\{AWS::(\w+)\}", lambda found: pseudo[found[1]], named)
    return {key: resolved(each) for key, each in value.items()}


def arn(resource: str) -> str:
    """Return what a resource of the template is called in an account."""
    return next(name for end, name in ARNS.items() if resource.endswith(end))


@pytest.mark.parametrize("function", declared(), ids=lambda function: function.short)
def test_o1_the_linter_of_policies_finds_nothing(function: Any) -> None:
    policy = json.loads((CHALICE / "policies" / f"{function.short}.json").read_text(encoding="utf-8"))

    found = parliament.analyze_policy_string(json.dumps(resolved(policy)))

    assert [f"{each.issue} {each.detail} {each.location}" for each in found.findings] == []


def test_o1_the_linter_would_find_what_is_wrong() -> None:
    policy = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:Peek", "Resource": "*"}],
    }

    found = parliament.analyze_policy_string(json.dumps(policy))

    assert [each.issue for each in found.findings] == ["UNKNOWN_ACTION"]


def test_o1_every_function_is_configured_and_nothing_else() -> None:
    configured = CONFIG["lambda_functions"]
    policies = {path.stem for path in (CHALICE / "policies").iterdir()}

    assert configured.keys() == {function.name for function in declared()}
    assert policies == {function.short for function in declared()}
    assert all(
        configured[function.name]["iam_policy_file"] == f"policies/{function.short}.json"
        for function in declared()
    )


def test_o1_a_function_ends_before_what_it_holds_is_given_to_another() -> None:
    """A message is one sender's until its lease ends, and stays hidden in the queue for as long."""
    timeouts = {name: each["lambda_timeout"] for name, each in CONFIG["lambda_functions"].items()}

    assert timeouts[HTTP] <= 29
    consumers = [timeouts[function.name] for function in declared() if function.queue]
    assert max(consumers) < LEASE.total_seconds() <= VISIBLE_AFTER


def test_o1_no_schedule_runs_twice_at_once() -> None:
    scheduled = [CONFIG["lambda_functions"][function.name] for function in declared() if function.minutes]

    assert {each["reserved_concurrency"] for each in scheduled} == {1}
