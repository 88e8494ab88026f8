"""What lies beneath the emulator keeps its state, and leaves no process behind (E1)."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest

from local import engines
from local.engines import Engine, EngineFailure, EngineName, environment, running
from local.fetch import ROOT
from local.messages import newest

pytestmark = pytest.mark.emulator

TABLE = "kept"


def client(service: str, engine: Engine) -> Any:
    variables = environment(engine)
    endpoint = engine.dynamodb_endpoint if service == "dynamodb" else engine.aws_endpoint
    return boto3.client(
        service,  # type: ignore[call-overload]  # one of the services that it knows
        endpoint_url=endpoint,
        region_name=variables["AWS_REGION"],
        aws_access_key_id=variables["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"],
    )


def write(engine: Engine) -> None:
    tables = client("dynamodb", engine)
    tables.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    )
    tables.put_item(TableName=TABLE, Item={"pk": {"S": "a"}})


def read(engine: Engine) -> Any:
    return client("dynamodb", engine).get_item(TableName=TABLE, Key={"pk": {"S": "a"}}).get("Item")


@pytest.mark.parametrize("name", EngineName)
def test_e1_state_is_there_after_a_restart(name: EngineName, tmp_path: Path) -> None:
    with running(name, tmp_path) as engine:
        write(engine)
        key = client("kms", engine).create_key()["KeyMetadata"]["KeyId"]
        sealed = client("kms", engine).encrypt(KeyId=key, Plaintext=b"secret")["CiphertextBlob"]
        client("sqs", engine).create_queue(QueueName="outbox")

    with running(name, tmp_path) as engine:
        item = read(engine)
        plain = client("kms", engine).decrypt(CiphertextBlob=sealed)["Plaintext"]
        queues = client("sqs", engine).list_queues()["QueueUrls"]

    assert item == {"pk": {"S": "a"}}
    assert plain == b"secret"
    assert [address.rsplit("/", 1)[1] for address in queues] == ["outbox"]


@pytest.mark.parametrize("name", EngineName)
def test_e1_state_outlives_a_kill(
    name: EngineName,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    processes: Callable[[], list[int]],
    eventually: Callable[[Callable[[], object]], None],
) -> None:
    monkeypatch.setattr(engines, "SAVE_EVERY", 0.2)
    saved = tmp_path / "ministack" / "dynamodb.json"

    with running(name, tmp_path) as engine:
        write(engine)
        if name == EngineName.MINISTACK:
            eventually(lambda: saved.exists() and b'"a"' in saved.read_bytes())
        for process in processes():
            os.kill(process, signal.SIGKILL)

    with running(name, tmp_path) as engine:
        assert read(engine) == {"pk": {"S": "a"}}


def test_e1_sent_messages_are_written_down(engine: Engine) -> None:
    client("ses", engine).verify_email_identity(EmailAddress="desk@example.org")

    client("sns", engine).publish(PhoneNumber="+85291234567", Message="验证码 123456")
    client("ses", engine).send_email(
        Source="desk@example.org",
        Destination={"ToAddresses": ["resident@example.org"]},
        Message={"Subject": {"Data": "预约确认"}, "Body": {"Text": {"Data": "A & B = 好"}}},
    )

    mail, sms = newest(engine.state.messages)[:2]
    assert (sms.kind, sms.to, sms.text) == ("sms", "+85291234567", "验证码 123456")
    assert (mail.kind, mail.to) == ("mail", "resident@example.org")
    assert (mail.subject, mail.text) == ("预约确认", "A & B = 好")


def test_e1_a_taken_port_is_named(engine: Engine) -> None:
    port = int(engine.aws_endpoint.rsplit(":", 1)[1])

    with (
        pytest.raises(EngineFailure, match=rf"port {port} is taken"),
        running(EngineName.MINISTACK, port=port),
    ):
        pass


def test_e1_no_process_outlives_a_killed_parent(
    tmp_path: Path,
    processes: Callable[[], list[int]],
    eventually: Callable[[Callable[[], object]], None],
) -> None:
    program = (
        "import pathlib, sys, time\n"
        "from local.engines import EngineName, running\n"
        "with running(EngineName.MINISTACK, pathlib.Path(sys.argv[1])):\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(600)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as parent:  # noqa: S603 - the program above
        assert parent.stdout
        assert parent.stdout.readline() == b"ready\n"
        parent.kill()

    eventually(lambda: not processes())
