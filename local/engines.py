"""The AWS beneath the emulator: ministack, and DynamoDB Local for the tables where it is asked for.

Nothing global is set: `environment` returns what a process needs to talk to a running engine.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from local import children, fetch, state
from local.state import State

REGION = "ap-southeast-1"
ACCOUNT = "000000000000"
QUEUE = "waystation-outbox"
DEAD_LETTERS = "waystation-outbox-dead"

SAVE_EVERY = 30
"""Seconds between two saves of ministack's state: what a power cut may cost."""

_READY_WITHIN = 60.0


class EngineName(StrEnum):
    """What may lie beneath; `docs/decisions/0005-local-engine.md` says when to take which."""

    MINISTACK = "ministack"
    DYNAMODB_LOCAL = "dynamodb-local"


class EngineFailure(Exception):
    """An engine that can't be started; the message is for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A running engine: its addresses and the folder of its messages, clock, logs and tables.

    Instances of several stages can share one; each has its own tables, keys and objects.
    """

    dynamodb_endpoint: str
    aws_endpoint: str
    state: State
    stage: str = "local"


@contextmanager
def running(name: EngineName, folder: Path | None = None, *, port: int = 0) -> Iterator[Engine]:
    """Run an engine until the block ends; with a `folder` it takes up where it was stopped there.

    `port` is ministack's, a free one where it is 0. Raises EngineFailure.
    """
    with ExitStack() as stack:
        keep = folder is not None
        where = State(folder or Path(stack.enter_context(TemporaryDirectory(prefix="waystation-"))))
        aws = tables = stack.enter_context(_ministack(where, keep, port or children.free_port()))
        if name == EngineName.DYNAMODB_LOCAL:
            tables = stack.enter_context(_dynamodb_local(where, keep))
        yield Engine(dynamodb_endpoint=tables, aws_endpoint=aws, state=where)


def environment(engine: Engine) -> dict[str, str]:
    """Return the variables with which `layers.settings` and botocore find this engine."""
    queues = f"{engine.aws_endpoint}/{ACCOUNT}"
    return {
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "WAYSTATION_STAGE": engine.stage,
        "WAYSTATION_TABLE_PREFIX": f"waystation-{engine.stage}-",
        "WAYSTATION_DYNAMODB_ENDPOINT": engine.dynamodb_endpoint,
        "WAYSTATION_AWS_ENDPOINT": engine.aws_endpoint,
        "WAYSTATION_KMS_KEY": f"alias/waystation-{engine.stage}",
        "WAYSTATION_QUEUE_URL": f"{queues}/{QUEUE}",
        "WAYSTATION_DEAD_LETTER_URL": f"{queues}/{DEAD_LETTERS}",
        "WAYSTATION_BUCKET": f"waystation-{engine.stage}-objects",
        state.VARIABLE: str(engine.state.folder),
    }


@contextmanager
def _ministack(where: State, keep: bool, port: int) -> Iterator[str]:
    variables = {
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": REGION,
        "LOG_LEVEL": "WARNING",
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "PERSIST_STATE": "1" if keep else "0",
        "STATE_DIR": str(where.ministack),
        "S3_PERSIST": "1" if keep else "0",
        "S3_DATA_DIR": str(where.objects),
    }
    saving = f"--save-every={SAVE_EVERY if keep else 0}"
    command = [sys.executable, "-m", "local.aws", str(port), str(where.folder), saving]
    with _serving(command, variables, where.log("ministack"), port) as address:
        yield address


@contextmanager
def _dynamodb_local(where: State, keep: bool) -> Iterator[str]:
    try:
        home, java = fetch.dynamodb_local(), fetch.java()
    except fetch.Unavailable as reason:
        raise EngineFailure(str(reason)) from reason
    where.dynamodb.mkdir(parents=True, exist_ok=True)
    port = children.free_port()
    command = [
        java,
        *("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", f"-Djava.io.tmpdir={where.dynamodb}"),
        *(f"-Djava.library.path={home}/DynamoDBLocal_lib", "-jar", f"{home}/DynamoDBLocal.jar"),
        *("-sharedDb", "-disableTelemetry", "-port", str(port)),
        *(("-dbPath", str(where.dynamodb)) if keep else ("-inMemory",)),
    ]
    with _serving(command, {}, where.log("dynamodb-local"), port, where.dynamodb) as address:
        yield address


@contextmanager
def _serving(
    command: list[str], variables: dict[str, str], log: Path, port: int, folder: Path = fetch.ROOT
) -> Iterator[str]:
    """Run a server in `folder` until the block ends and yield its address once it answers."""
    if children.is_taken(port):
        raise EngineFailure(f"port {port} is taken: another emulator may be running")
    with children.child(command, variables, log, folder) as process:
        _wait(port, process, log)
        yield f"http://127.0.0.1:{port}"


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    patience = time.monotonic() + _READY_WITHIN
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > patience:
            last = log.read_text(errors="replace")[-2000:]
            raise EngineFailure(f"{log.stem} did not start:\n{last}")
        time.sleep(0.05)


def _answers(port: int) -> bool:
    """Tell whether a server speaks HTTP there; refusing the request is an answer too."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except (OSError, HTTPException):
            return False
        return True
