"""Bring a release to AWS, or to an emulator: upload it, make or change the stack, say where it is.

    python -m infra.deploy --stage dev --artifacts BUCKET --parameter AlarmMail=ops@example.org …
    python -m infra.deploy --stage dev --artifacts BUCKET --edge --parameter DomainName=example.org …

The bucket lies in the region of the stack, which is AWS_REGION, and us-east-1 for the edge. After the edge
the built site is uploaded too. What is printed are the stack's outputs; the first form also prints the
environment in which `local.operate`, `local.doctor` and `local.audit` work on the deployment.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import ClientError, WaiterError

from infra import edge, site
from infra.bundle import ROOT
from infra.package import EDGE_TEMPLATE, TEMPLATE
from infra.stages import STAGES, Stage
from layers.settings import settings

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

_ALLOWED = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
_PATIENCE = {"Delay": 2, "MaxAttempts": 900}


class Failed(Exception):
    """A deployment that CloudFormation took back; the message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a release goes: region, bucket of artifacts, and another address than AWS's for an emulator."""

    region: str
    artifacts: str
    endpoint: str | None = None

    def client(self, service: str) -> Any:
        """Return a client of a service there."""
        return boto3.client(service, region_name=self.region, endpoint_url=self.endpoint)  # type: ignore[call-overload]  # any service


def main() -> None:
    """Deploy what the command line asks for; exits with 1 and the reason where it fails."""
    options = _options()
    stage = STAGES[options.stage]
    release: Path = options.release or ROOT / ".cache" / "release" / stage.name
    parameters = dict(each.split("=", 1) for each in options.parameter)
    try:
        if options.edge:
            target = Target(edge.REGION, options.artifacts)
            outputs = deploy(f"{stage.prefix}-edge", release / EDGE_TEMPLATE, parameters, target)
            upload_site(ROOT / "web/dist", outputs["WebName"], target)
        else:
            target = Target(settings().region, options.artifacts)
            outputs = deploy(stage.prefix, release / TEMPLATE, parameters, target)
            outputs |= environment(stage, outputs, parameters)
    except Failed as reason:
        sys.exit(f"deploy: {reason}")
    print("\n".join(f"{name}={value}" for name, value in outputs.items()))  # noqa: T201  for the person at the terminal


def deploy(name: str, template: Path, parameters: Mapping[str, str], target: Target) -> dict[str, str]:
    """Make a stack, or change it to what a release's template says; return its outputs. Raises Failed."""
    content = uploaded(template, target)
    formation = target.client("cloudformation")
    said = {
        "StackName": name,
        "TemplateURL": f"{target.client('s3').meta.endpoint_url}/{target.artifacts}/{content}",
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        "Capabilities": _ALLOWED,
    }
    try:
        step = _begun(formation, said)
        formation.get_waiter(f"stack_{step}_complete").wait(StackName=name, WaiterConfig=_PATIENCE)
    except (ClientError, WaiterError) as error:
        raise Failed(_reason(formation, name) or str(error)) from error
    (stack,) = formation.describe_stacks(StackName=name)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def environment(stage: Stage, outputs: Mapping[str, str], parameters: Mapping[str, str]) -> dict[str, str]:
    """Return the settings of a deployed stack, for whoever looks after it from a terminal."""
    return {
        "WAYSTATION_STAGE": stage.name,
        "WAYSTATION_TABLE_PREFIX": f"{stage.prefix}-",
        "WAYSTATION_KMS_KEY": outputs["DataKeyId"],
        "WAYSTATION_QUEUE_URL": outputs["OutboxUrl"],
        "WAYSTATION_DEAD_LETTER_URL": outputs["DeadLettersUrl"],
        "WAYSTATION_BUCKET": outputs["ObjectsName"],
        "WAYSTATION_MAIL_SENDER": parameters["MailSender"],
        "WAYSTATION_PUBLIC_ADDRESS": parameters["PublicAddress"],
    }


def uploaded(template: Path, target: Target) -> str:
    """Upload a template and the archives it names, each under its hash; return the template's name there."""
    content = json.loads(template.read_text(encoding="utf-8"))

    @cache
    def archive(name: str) -> str:
        return f"s3://{target.artifacts}/{_upload((template.parent / name).read_bytes(), target)}"

    for made in content["Resources"].values():
        for place in {"CodeUri", "ContentUri"} & made.get("Properties", {}).keys():
            made["Properties"][place] = archive(made["Properties"][place])
    return _upload(json.dumps(content).encode(), target)


def upload_site(built: Path, bucket: str, target: Target) -> None:
    """Upload the built site: what pages refer to before the pages."""
    store: S3Client = target.client("s3")
    files = [path for path in built.rglob("*") if path.is_file() and not path.name.startswith(".")]
    for file in sorted(files, key=lambda path: (path.suffix == ".html", path)):
        store.put_object(
            Bucket=bucket,
            Key=file.relative_to(built).as_posix(),
            Body=file.read_bytes(),
            ContentType=site.media_type(file),
            CacheControl=site.kept(file),
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stage", choices=STAGES, default="dev")
    parser.add_argument("--release", type=Path, help="the folder that infra.package wrote")
    parser.add_argument("--artifacts", required=True, help="the bucket that CloudFormation reads from")
    parser.add_argument("--edge", action="store_true", help="what stands before the stack, and the site")
    parser.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE")
    return parser.parse_args()


def _begun(formation: Any, said: dict[str, Any]) -> str:
    try:
        formation.describe_stacks(StackName=said["StackName"])
    except ClientError:
        formation.create_stack(**said)
        return "create"
    formation.update_stack(**said)
    return "update"


def _reason(formation: Any, name: str) -> str:
    try:
        events = formation.describe_stack_events(StackName=name)["StackEvents"]
    except ClientError:
        return ""
    failed = [event for event in events if event["ResourceStatus"].endswith("FAILED")]
    return "; ".join(f"{e['LogicalResourceId']}: {e.get('ResourceStatusReason', '')}" for e in failed)


def _upload(content: bytes, target: Target) -> str:
    name = hashlib.sha256(content).hexdigest()
    target.client("s3").put_object(Bucket=target.artifacts, Key=name, Body=content)
    return name


if __name__ == "__main__":
    main()
