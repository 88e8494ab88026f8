"""What a deployment's operator does from a terminal: its first administrator, and its data keys.

    python -m local.operate set-up USERNAME
    python -m local.operate keys
    python -m local.operate rotate PURPOSE
    python -m local.operate remove PURPOSE VERSION

Works on the deployment that the environment names, with rights to its tables and its key; functions may only
use keys that are there. What each purpose's older versions are needed for stands in docs/operations.md.
"""

import argparse
import secrets
import sys
from collections.abc import Callable

from functions.admin import service as admin
from functions.admin.errors import AlreadySetUp
from layers import clock, keys
from layers.keys import Purpose


class Refused(Exception):
    """Something that must not be done; the message is for the person at the terminal."""


def main() -> None:
    """Do what the command line asks for, and print what came of it."""
    options = _options()
    try:
        print(options.act(options))
    except Refused as reason:
        sys.exit(f"operate: {reason}")


def set_up(username: str) -> str:
    """Make what only an operator can make: every key, and the first administrator, with a password."""
    made = make_keys()
    password = secrets.token_urlsafe(18)
    try:
        admin.bootstrap(username, password, clock.now())
    except AlreadySetUp:
        return f"{made} keys made; an administrator is there already"
    return f"{made} keys made; {username} signs in with {password} and then has to change it"


def make_keys() -> int:
    """Make the first version of every key that is missing, and return how many were."""
    missing = [purpose for purpose in Purpose if not keys.exists(purpose)]
    for purpose in missing:
        keys.versions(purpose)
    return len(missing)


def listed() -> str:
    """Return every key's versions and when each was made."""
    known = ((purpose, key) for purpose in Purpose for key in keys.versions(purpose))
    return "\n".join(f"{purpose:<12} {key.version:>4}  {clock.to_iso(key.since)}" for purpose, key in known)


def rotate(purpose: Purpose) -> str:
    """Add a version of a key."""
    return f"{purpose}: version {keys.rotate(purpose)} is accepted now, and in use in two minutes"


def remove(purpose: Purpose, version: int) -> str:
    """Remove an older version of a key: nothing that was made with it is accepted or readable any more."""
    if version >= keys.current(purpose).version:
        raise Refused(f"version {version} of {purpose} is in use, or will be")
    if not keys.remove(purpose, version):
        raise Refused(f"there is no version {version} of {purpose}")
    return f"{purpose}: version {version} is removed"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    begin = _command(commands, "set-up", lambda options: set_up(options.username))
    begin.add_argument("username")
    _command(commands, "keys", lambda _: listed())
    turn = _command(commands, "rotate", lambda options: rotate(options.purpose))
    turn.add_argument("purpose", type=Purpose, choices=list(Purpose))
    gone = _command(commands, "remove", lambda options: remove(options.purpose, options.version))
    gone.add_argument("purpose", type=Purpose, choices=list(Purpose))
    gone.add_argument("version", type=int)
    return parser.parse_args()


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    act: Callable[[argparse.Namespace], str],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name)
    command.set_defaults(act=act)
    return command


if __name__ == "__main__":
    main()
