"""A day of the lottery in a minute: moves a running emulator's clock from moment to moment.

    python -m local.tour [--port 8000] [--pause 8]

After each move it leaves the schedules and queues some seconds, and tells what was sent meanwhile.
"""

import argparse
import json
import sys
import time
import urllib.error
import urllib.request
from typing import Any

from local.messages import SHOWN
from local.pages import MOMENTS


def main() -> None:
    """Go from the next opening to midnight."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--pause", type=float, default=8.0, help="seconds at each moment")
    options = parser.parse_args()
    address = f"http://127.0.0.1:{options.port}/_local"
    try:
        for moment, what in MOMENTS.items():
            _visit(address, moment, what, options.pause)
    except urllib.error.URLError as reason:
        sys.exit(f"no emulator answers at {address} ({reason.reason}); start one with make run")


def _visit(address: str, moment: str, what: str, pause: float) -> None:
    before = _sent(address)
    reached = _ask(f"{address}/clock.json", {"action": "next", "value": moment})
    print(f"{reached['local'][:16].replace('T', ' ')}  {what}", flush=True)
    time.sleep(pause)
    count = len(_sent(address) - before)
    print(f"{'':18}{'at least ' if count == SHOWN else ''}{count} messages sent", flush=True)


def _sent(address: str) -> set[tuple[str, str, str]]:
    return {(m["at"], m["to"], m["text"]) for m in _ask(f"{address}/messages.json")}


def _ask(address: str, order: dict[str, str] | None = None) -> Any:
    """Return the JSON at an address, after posting an order where there is one."""
    body = json.dumps(order).encode() if order else None
    with urllib.request.urlopen(address, body, timeout=10) as answer:
        return json.load(answer)


if __name__ == "__main__":
    main()
