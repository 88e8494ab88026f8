"""The whole suite on this machine, until Ctrl-C.

    python -m local.run [--port 8000] [--engine ministack|dynamodb-local] [--state .state] [--fresh]
                        [--side guangdong|macau]

Starts the engine, makes tables, queues and demonstration data where there are none yet, then the
gateway's workers and the pump. Everything ends together, and the state stays for the next time. A side is one
of the two regions of `local.exchange`, which starts both.
"""

import argparse
import fcntl
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from local import children, demo, demo_health, parts, sides
from local.engines import EngineFailure, EngineName, running
from local.fetch import ROOT
from local.parts import PartFailure
from local.state import State


class Refused(Exception):
    """The emulator can't run; the message is one line for the person at the terminal."""


def main() -> None:
    """Run until SIGINT or SIGTERM; exits with a line of explanation where that is impossible."""
    options = _options()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    try:
        _run(options)
    except (Refused, EngineFailure, PartFailure) as reason:
        sys.exit(f"waystation: {reason}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets other machines in")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--engine", type=EngineName, default=EngineName.MINISTACK)
    parser.add_argument("--state", type=Path, default=ROOT / ".state")
    parser.add_argument("--fresh", action="store_true", help="forget the state first")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--side", choices=sides.SIDES, help="be one of the regions of make exchange")
    return parser.parse_args()


def _end(*_signal: object) -> None:
    """Leave through the clean-up; a second Ctrl-C does not disturb it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)


def _run(options: argparse.Namespace) -> None:
    folder: Path = options.state.resolve()
    address = f"http://127.0.0.1:{options.port}"
    if children.is_taken(options.port):
        raise Refused(f"port {options.port} is taken; another one: make run PORT=8001")
    with ExitStack() as stack:
        stack.enter_context(_alone(folder))
        if options.fresh:
            _forget(folder)
        engine = stack.enter_context(running(options.engine, folder))
        if options.side:
            engine = replace(engine, stage=options.side)
            parts.prepare(engine)
            demo_health.settle(sides.SIDES[options.side])
        else:
            parts.prepare(engine)
        gateway = stack.enter_context(
            parts.gateway(engine, options.port, host=options.host, workers=options.workers)
        )
        pump = stack.enter_context(parts.pump(engine))
        _welcome(address, options.engine, folder)
        _watch({"gateway": gateway, "pump": pump}, engine.state)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the state folder, so that no second emulator writes into it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused(f"another emulator is running on {folder}") from None
        yield


def _forget(folder: Path) -> None:
    """Remove everything in the state folder but its lock."""
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry.name != "lock":
            entry.unlink()


def _watch(processes: dict[str, subprocess.Popen[bytes]], state: State) -> None:
    """Stay until a signal ends this process; a part that ends by itself ends all."""
    while True:
        for name, process in processes.items():
            if process.poll() is not None:
                raise Refused(f"the {name} has ended; see {state.log(name)}")
        time.sleep(0.5)


def _welcome(address: str, engine: EngineName, folder: Path) -> None:
    print(
        f"""
Waystation is running 驿站已启动

  Residents 居民网站      {address}/
  API docs  接口文档      {address}/docs
  Messages  短信与邮件    {address}/_local/messages
  Clock     时钟          {address}/_local/clock

Sign-ins  演示账号
{demo.SIGN_INS}

Engine {engine}. State and logs: {folder} (make fresh forgets it). Ctrl-C ends it.
""",
        flush=True,
    )


if __name__ == "__main__":
    main()
