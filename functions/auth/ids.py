"""Ids of identity: random, without meaning, and never to be mixed up."""

import secrets
from typing import NewType

AccountId = NewType("AccountId", str)
PersonId = NewType("PersonId", str)
CohabitantId = NewType("CohabitantId", str)


def fresh() -> str:
    """Return a new id of 32 hex digits."""
    return secrets.token_hex(16)
