"""Two regions on this machine that exchange health codes, until Ctrl-C.

    python -m local.exchange [--port 8000] [--state .state/exchange] [--fresh]

The Guangdong side serves at the port, the Macau side at the next one; each is a whole suite with its own
engine, tables, keys and clock. Each is then told of the other as staff would tell it, and brought the other's
keys by hand: no server of one ever asks the other.
"""

import argparse
import json
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any

from local import children, demo
from local.fetch import ROOT
from local.sides import GUANGDONG, MACAU, Side

_READY_WITHIN = 120.0
_CONDITIONS = {
    "colours": ["green"],
    "documents": ["MAINLAND_PERMIT_HK_MO", "HOME_RETURN_PERMIT"],
    "questions": ["symptoms", "contact", "travel"],
    "test_required": True,
    "test_hours": 168,
}
_REASON = "demonstration"


class Refused(Exception):
    """They can't run; the message is one line for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Site:
    """A side and the address where it is served."""

    side: Side
    port: int

    @property
    def address(self) -> str:
        """Where it is served, and under which it signs."""
        return f"http://127.0.0.1:{self.port}"


def main() -> None:
    """Run both until SIGINT or SIGTERM; exits with a line of explanation where that is impossible."""
    options = _options()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    sites = [Site(GUANGDONG, options.port), Site(MACAU, options.port + 1)]
    try:
        _run(sites, options.state.resolve(), fresh=options.fresh)
    except Refused as reason:
        sys.exit(f"waystation: {reason}")


def link(here: Site, there: Site) -> None:
    """Let one side exchange codes with the other, whose keys it is brought; doing it again renews them."""
    token = _ask(here, "POST", "/v1/staff/sessions", _SIGN_IN)["token"]
    partner, path = there.side.id, f"/v1/staff/exchange/partners/{there.side.id}"
    known = {each["partner"]: each for each in _ask(here, "GET", "/v1/staff/exchange/partners", token=token)}
    if partner not in known:
        form = {"partner": partner, "issuer": there.address, "terms": _terms(there), "reason": _REASON}
        _ask(here, "POST", "/v1/staff/exchange/partners", form, token)
    keys = json.dumps(_ask(there, "GET", "/v1/exchange/keys"))
    _ask(here, "PUT", f"{path}/keys", {"keys": keys, "reason": _REASON}, token)
    _ask(here, "PUT", f"{path}/state", {"on": True, "reason": _REASON}, token)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--state", type=Path, default=ROOT / ".state/exchange")
    parser.add_argument("--fresh", action="store_true", help="forget both states first")
    return parser.parse_args()


def _end(*_signal: object) -> None:
    """Leave through the clean-up; a second Ctrl-C does not disturb it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)


def _run(sites: Sequence[Site], folder: Path, *, fresh: bool) -> None:
    for site in sites:
        if children.is_taken(site.port):
            raise Refused(f"port {site.port} is taken; two others: make exchange PORT=8100")
    with ExitStack() as stack:
        running = {site: stack.enter_context(_started(site, folder, fresh=fresh)) for site in sites}
        for site, process in running.items():
            _wait(site, process, folder)
        first, second = sites
        link(first, second)
        link(second, first)
        _welcome(sites)
        while not any(process.poll() is not None for process in running.values()):
            time.sleep(0.5)
        raise Refused(f"one of the sides has ended; see {folder}")


def _started(site: Site, folder: Path, *, fresh: bool) -> Any:
    """Return the context in which a side runs."""
    name = site.side.id
    command = [
        *(sys.executable, "-m", "local.run", f"--port={site.port}", f"--side={name}"),
        *(f"--state={folder / name}", "--workers=1", *(["--fresh"] if fresh else [])),
    ]
    environment = {"WAYSTATION_PUBLIC_ADDRESS": site.address}
    return children.child(command, environment, folder / f"{name}.log", ROOT)


def _wait(site: Site, process: "Popen[bytes]", folder: Path) -> None:
    patience = time.monotonic() + _READY_WITHIN
    while not children.is_taken(site.port):
        if process.poll() is not None or time.monotonic() > patience:
            raise Refused(f"the {site.side.id} side did not start; see {folder / site.side.id}.log")
        time.sleep(0.2)


def _terms(there: Site) -> dict[str, Any]:
    said = _ask(there, "GET", "/v1/exchange")
    return {
        "names": said["names"],
        "languages": said["languages"],
        "keys_address": f"{there.address}/v1/exchange/keys",
        "page": f"{there.address}/exchange/arrive",
        "outward": _CONDITIONS,
        "inward": _CONDITIONS,
    }


_SIGN_IN = {"username": demo.ADMINISTRATOR, "password": demo.PASSWORD}


def _ask(site: Site, method: str, path: str, body: Any = None, token: str = "") -> Any:
    """Return what a side answers; raises Refused where it refuses."""
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    content = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(f"{site.address}{path}", content, headers, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        raise Refused(f"{method} {path}: {error.status} {error.read().decode()}") from error


def _welcome(sites: Sequence[Site]) -> None:
    lines = [
        f"  {site.side.region.name_hans}  {site.address}/   {site.address}/_local/messages\n"
        f"        {site.side.sign_in}"
        for site in sites
    ]
    print(
        f"""
Two regions exchange health codes 健康码互认

{chr(10).join(lines)}

Staff of either: {demo.ADMINISTRATOR}. Password {demo.PASSWORD} for everybody. Ctrl-C ends both.
""",
        flush=True,
    )


if __name__ == "__main__":
    main()
