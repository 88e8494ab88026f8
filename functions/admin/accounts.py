"""A staff account, and what each change makes of it."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

StaffId = NewType("StaffId", str)


class State(StrEnum):
    """Whether the account can sign in. DELETED accounts stay for the audit log's sake, and nothing else."""

    ACTIVE = "active"  # 启用
    LOCKED = "locked"  # 锁定: for the moment, something has to be cleared up
    DISABLED = "disabled"  # 停用: out of service
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A staff account; `sealed` hides username, name, phone and mail, `claim` is the username's hash.

    `settled` is False while the password is one that somebody else chose. Counting up `generation`
    ends all sessions; `version` counts the writes.
    """

    id: StaffId
    region: str
    roles: frozenset[str]
    state: State
    settled: bool
    generation: int
    password: str
    sealed: bytes
    claim: str
    created_at: datetime
    signed_in_at: datetime | None = None
    version: int = 0

    @property
    def active(self) -> bool:
        """Tell whether it can sign in."""
        return self.state is State.ACTIVE


def in_state(account: Account, state: State) -> Account:
    """Return the account in another state; leaving ACTIVE ends its sessions."""
    ended = 0 if state in (account.state, State.ACTIVE) else 1
    return replace(account, state=state, generation=account.generation + ended)


def with_password(account: Account, password: str, *, own: bool) -> Account:
    """Return the account with another password (its hash) and its sessions ended.

    One that is not the person's `own` choice has to be changed at the next sign-in.
    """
    return replace(account, password=password, settled=own, generation=account.generation + 1)


def canonical_username(typed: str) -> str:
    """Return the form in which usernames are compared: width, case and outer spaces don't matter."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()
