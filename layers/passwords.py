"""Passwords: Argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane)."""

import re
from functools import cache
from typing import Annotated

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

NewPassword = Annotated[
    str, msgspec.Meta(min_length=8, max_length=128, pattern=r"^(?=.*[0-9])(?=.*[A-Za-z]).*$")
]
"""At least 8 characters with a digit and an English letter (必须包含数字与英文，不小于八位)."""

GivenPassword = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
"""What somebody types to sign in: anything, of bounded length."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_HASHED = re.compile(r"\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[\w+/]+\$[\w+/]+")


def hashed(password: str) -> str:
    """Return the encoded Argon2id hash of a password; about 25 ms of processor time."""
    return _hasher.hash(password)


def matches(password: str, encoded: str | None) -> bool:
    """Tell whether a password made this hash. None (no such account) takes as long and is always false."""
    try:
        return _hasher.verify(encoded or _nobodys(), password) and encoded is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


def is_hash(encoded: str) -> bool:
    """Tell whether a text is an Argon2id hash that `matches` can check, such as an imported account's."""
    return _HASHED.fullmatch(encoded) is not None


@cache
def _nobodys() -> str:
    return hashed("nobody's password 0")
