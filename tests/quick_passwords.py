"""Passwords hashed by Argon2id's least parameters, where a test is about something else.

The real ones take 25 ms of processor time and 19 MiB for each password, which is what they are for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from argon2 import PasswordHasher

from layers import passwords

_LEAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@contextmanager
def quick_passwords() -> Iterator[None]:
    """Hash passwords so until the block ends."""
    passwords._nobodys.cache_clear()
    with patch.object(passwords, "_hasher", _LEAST):
        yield
    passwords._nobodys.cache_clear()
