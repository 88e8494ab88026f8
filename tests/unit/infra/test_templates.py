"""CloudFormation accepts the templates, and they say what the code declares (O1)."""

import inspect
import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from samtranslator.translator.transform import transform

from infra import edge
from infra.alarms import alarms
from infra.declared import LIFETIMES, RECEIVES, TABLES, name_of
from infra.functions import HTTP, declared, surroundings
from infra.package import CODE, EDGE_TEMPLATE, LAYER, TEMPLATE
from infra.stages import PARAMETERS, STAGES
from layers import settings
from layers.tables import definition
from tests.unit.infra.conftest import Templates, read

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:samtranslator.*")

ROOT = Path(__file__).resolve().parents[3]
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")

MOST_RESOURCES, MOST_BYTES = 500, 1024 * 1024
"""CloudFormation's own limits for one stack."""

EMULATORS = {"WAYSTATION_DYNAMODB_ENDPOINT", "WAYSTATION_AWS_ENDPOINT"}
"""Settings that only an emulator has; the region is Lambda's own to say."""

GENEROUS = {"kms:*", "s3:*"}
"""What resource policies name all of: what the account decides over its key, and what nobody may in clear."""


def expanded(template: dict[str, Any]) -> dict[str, Any]:
    """Return the template as the Serverless transform makes it once its archives are uploaded."""
    text = json.dumps(template)
    for archive in (CODE, LAYER):
        text = text.replace(f'"./{archive}"', f'"s3://artifacts/{archive}"')
    found: dict[str, Any] = transform(json.loads(text), {}, SimpleNamespace(load=dict))
    return found


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(("name", "region"), [(TEMPLATE, "ap-southeast-1"), (EDGE_TEMPLATE, edge.REGION)])
def test_o1_cfn_lint_finds_nothing(templates: Templates, stage: str, name: str, region: str) -> None:
    command = [Path(sys.executable).with_name("cfn-lint"), "--regions", region, "--", templates[stage] / name]

    said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a tool of ours

    assert (said.returncode, said.stdout) == (0, ""), said.stdout + said.stderr


@pytest.mark.parametrize("stage", STAGES)
def test_o1_the_serverless_transform_accepts_it(
    templates: Templates, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    template = read(templates[stage])

    made = expanded(template)

    kinds = {resource["Type"] for resource in made["Resources"].values()}
    assert not [kind for kind in kinds if kind.startswith("AWS::Serverless")]
    assert len(made["Resources"]) < MOST_RESOURCES
    assert len(json.dumps(template)) < MOST_BYTES


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_o1_tables_are_those_of_the_models(templates: Templates, table: Any) -> None:
    resources = read(templates["prod"])["Resources"].values()
    name = f"waystation-prod-{name_of(table)}"

    (made,) = [each for each in resources if each.get("Properties", {}).get("TableName") == name]

    wanted = definition(table) | {"TableName": name}
    assert {key: made["Properties"][key] for key in wanted} == wanted
    assert made["Properties"]["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]
    assert made["Properties"]["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert made["Properties"]["SSESpecification"]["SSEType"] == "KMS"
    assert (made["DeletionPolicy"], made["Properties"]["DeletionProtectionEnabled"]) == ("Retain", True)


def test_o1_everything_that_completes_a_resource_meets_one(templates: Templates) -> None:
    """What Chalice calls otherwise would become a resource without a type."""
    resources = read(templates["dev"])["Resources"]

    assert [name for name, each in resources.items() if "Type" not in each] == []


def test_o1_every_function_has_a_name_a_log_and_a_policy_of_its_own(templates: Templates) -> None:
    resources = read(templates["dev"])["Resources"]

    functions = {function.name: resources[function.resource]["Properties"] for function in declared()}

    roles = {json.dumps(each["Role"]) for each in functions.values()}
    logs = {json.dumps(each["LoggingConfig"]) for each in functions.values()}
    assert len(roles) == len(logs) == len(functions)
    assert {each["Architectures"][0] for each in functions.values()} == {"arm64"}
    assert {each["Tracing"] for each in functions.values()} == {"Active"}


def test_o1_consumers_take_from_the_stacks_own_queues_and_say_what_failed(templates: Templates) -> None:
    resources = read(templates["dev"])["Resources"]
    consumers = [resources[each.resource]["Properties"] for each in declared() if each.queue]

    sources = [event for each in consumers for event in each["Events"].values()]

    assert [each["Type"] for each in sources] == ["SQS", "SQS"]
    queues = [each["Properties"]["Queue"] for each in sources]
    assert queues == [{"Fn::Sub": "${Outbox.Arn}"}, {"Fn::Sub": "${DeadLetters.Arn}"}]
    assert all(each["Properties"]["FunctionResponseTypes"] for each in sources)


def test_o1_messages_that_fail_go_to_the_dead_letters_and_objects_go_in_time(templates: Templates) -> None:
    resources = read(templates["prod"])["Resources"]

    redrive = resources["Outbox"]["Properties"]["RedrivePolicy"]
    rules = resources["Objects"]["Properties"]["LifecycleConfiguration"]["Rules"]

    dead = {"Fn::GetAtt": ["DeadLetters", "Arn"]}
    assert redrive == {"deadLetterTargetArn": dead, "maxReceiveCount": RECEIVES}
    assert {each["Prefix"]: each["ExpirationInDays"] for each in rules if "Prefix" in each} == LIFETIMES


@pytest.mark.parametrize("name", [*PARAMETERS, *edge.PARAMETERS])
def test_o4_every_parameter_is_documented(name: str) -> None:
    assert f"| `{name}` |" in OPERATIONS


def test_o1_every_alarm_says_in_the_documents_what_it_asks_for() -> None:
    names = [alarm.name for alarm in alarms(STAGES["prod"])]
    jobs = "|".join(function.name for function in declared())
    tables = "|".join(map(name_of, TABLES))
    said = {
        re.sub(rf"^({tables})-(reads|writes)-", "TABLE-", re.sub(rf"^({jobs})-", "JOB-", name))
        for name in names
    }

    assert [name for name in said if f"| `{name}` |" not in OPERATIONS] == []


def test_o1_every_schedule_is_missed_when_it_does_not_run() -> None:
    names = {alarm.name for alarm in alarms(STAGES["prod"])}

    assert [each.name for each in declared() if each.minutes and f"{each.name}-missing" not in names] == []
    assert "http-throttled" in names
    assert HTTP not in names


def test_o4_every_setting_is_given_to_the_functions() -> None:
    read = set(re.findall(r'env\("(\w+)"', inspect.getsource(settings.settings)))

    given = surroundings(STAGES["prod"])["Function"]["Environment"]["Variables"].keys()

    assert read - given == EMULATORS | {"AWS_REGION"}


def test_o1_nobody_is_allowed_everything(templates: Templates) -> None:
    found = [
        action
        for folder in templates.values()
        for name in (TEMPLATE, EDGE_TEMPLATE)
        for statement in statements(read(folder, name))
        for action in listed(statement["Action"])
        if "*" in action
    ]

    assert set(found) <= GENEROUS


def statements(template: Any) -> list[dict[str, Any]]:
    """Return every statement of every policy in a template."""
    if isinstance(template, dict):
        own = [template] if {"Effect", "Action"} <= template.keys() else []
        return own + [each for value in template.values() for each in statements(value)]
    if isinstance(template, list):
        return [each for value in template for each in statements(value)]
    return []


def listed(value: str | list[str]) -> list[str]:
    """Return one or several as a list."""
    return [value] if isinstance(value, str) else value
