"""The release as it would go to AWS, deployed to an emulator of it by its own CloudFormation."""

import json
import platform
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from infra import deploy
from infra.deploy import Target
from infra.functions import Function, declared
from infra.package import TEMPLATE, package
from infra.stages import STAGES
from local import demo, operate
from local.engines import ACCOUNT, REGION, EngineName, running
from tests import events, memory

STAGE = STAGES["dev"]
PARAMETERS = {
    "AlarmMail": "operator@example.org",
    "MailSender": "szhkhotel@163.com",
    "PublicAddress": "https://example.org",
    "EdgeSecret": secrets.token_hex(16),
}
ARCHITECTURE = {"x86_64": "x86_64", "aarch64": "arm64"}[platform.machine()]
"""Lambda's name for this machine's processor."""

_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What came through the API gateway."""

    status: int
    headers: Mapping[str, str]
    body: Any


@dataclass(frozen=True, slots=True)
class Deployed:
    """The stack on the emulator: its outputs and parameters, its API gateway, its functions."""

    target: Target
    outputs: Mapping[str, str]
    messages: Path

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        """Call the API through its gateway; header names may have _ for -."""
        place = urlsplit(self.target.endpoint or "")
        host = f"{self.outputs['RestAPIId']}.execute-api.localhost:{place.port}"
        said = {"Host": host, "Content-Type": "application/json"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = HTTPConnection(str(place.hostname), place.port, timeout=_PATIENCE)
        text = None if body is None else json.dumps(body)
        connection.request(method, f"/{self.outputs['ApiStage']}{path}", text, said)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        is_json = "json" in answer.headers.get("Content-Type", "")
        return Reply(
            answer.status, dict(answer.headers), json.loads(content) if content and is_json else content
        )

    def run(self, job: str) -> None:
        """Invoke a job with what its schedule sends; fails where it fails."""
        name = Function(job).deployed_as(STAGE)
        payload = json.dumps(events.tick())
        answer = self.target.client("lambda").invoke(FunctionName=name, Payload=payload)
        assert "FunctionError" not in answer, answer["Payload"].read()

    def rule_of(self, job: str) -> str:
        """Return the name of the rule that runs a job."""
        arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{Function(job).deployed_as(STAGE)}"
        (rule,) = self.target.client("events").list_rule_names_by_target(TargetArn=arn)["RuleNames"]
        return str(rule)


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release for this machine's processor."""
    folder = tmp_path_factory.mktemp("release")
    package(STAGE, ARCHITECTURE, folder)
    return folder


@pytest.fixture(scope="module")
def deployed(release: Path) -> Iterator[Deployed]:
    """The release on the emulator, set up by its operator, with demonstration data; schedules don't run."""
    credentials = {"AWS_ACCESS_KEY_ID": ACCOUNT, "AWS_SECRET_ACCESS_KEY": "local", "AWS_REGION": REGION}
    with running(EngineName.MINISTACK) as engine, memory.surroundings(credentials):
        target = Target(REGION, "artifacts", engine.aws_endpoint)
        where = {"LocationConstraint": REGION}
        target.client("s3").create_bucket(Bucket="artifacts", CreateBucketConfiguration=where)
        outputs = deploy.deploy(STAGE.prefix, release / TEMPLATE, PARAMETERS, target)
        here = {
            **deploy.environment(STAGE, outputs, PARAMETERS),
            "WAYSTATION_DYNAMODB_ENDPOINT": engine.aws_endpoint,
            "WAYSTATION_AWS_ENDPOINT": engine.aws_endpoint,
        }
        stack = Deployed(target, outputs, engine.state.messages)
        for function in declared():
            if function.minutes:  # on two cores they would all start in the same second
                target.client("events").disable_rule(Name=stack.rule_of(function.name))
        with memory.surroundings(here):
            operate.make_keys()
            demo.load()
            yield stack
