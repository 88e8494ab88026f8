"""What changes make of a staff account (S1)."""

from datetime import UTC, datetime

import pytest

from functions.admin.accounts import (
    Account,
    StaffId,
    State,
    canonical_username,
    in_state,
    with_password,
)


def _account(state: State = State.ACTIVE) -> Account:
    return Account(
        id=StaffId("0123456789abcdef"),
        region="futian",
        roles=frozenset({"reviewer"}),
        state=state,
        settled=True,
        generation=4,
        password="$argon2id$old",
        sealed=b"",
        claim="c1",
        created_at=datetime(2022, 7, 1, tzinfo=UTC),
    )


STATES = [
    (State.ACTIVE, State.LOCKED, 5, "locking ends the sessions"),
    (State.ACTIVE, State.DISABLED, 5, "so does disabling"),
    (State.LOCKED, State.DISABLED, 5, "and going on from locked to disabled"),
    (State.DISABLED, State.DELETED, 5, "and deleting"),
    (State.LOCKED, State.ACTIVE, 4, "unlocking ends none"),
    (State.ACTIVE, State.ACTIVE, 4, "nothing changes"),
    (State.LOCKED, State.LOCKED, 4, "twice is once"),
]


@pytest.mark.parametrize(("before", "after", "generation", "comment"), STATES)
def test_s1_state_and_sessions(before: State, after: State, generation: int, comment: str) -> None:
    changed = in_state(_account(before), after)

    assert (changed.state, changed.generation) == (after, generation), comment


@pytest.mark.parametrize("own", [True, False])
def test_s1_only_an_own_password_settles_and_every_change_ends_sessions(own: bool) -> None:
    changed = with_password(_account(), "$argon2id$new", own=own)

    assert (changed.password, changed.settled, changed.generation) == ("$argon2id$new", own, 5)


@pytest.mark.parametrize(
    ("state", "expected"),
    [(State.ACTIVE, True), (State.LOCKED, False), (State.DISABLED, False), (State.DELETED, False)],
)
def test_s1_only_active_accounts_sign_in(state: State, expected: bool) -> None:
    assert _account(state).active is expected


USERNAMES = [
    ("Wang.Wei", "wang.wei", "case"),
    ("ｗａｎｇ", "wang", "width"),
    (" 钟楼区北港街道 ", "钟楼区北港街道", "outer spaces; the manual's accounts are Chinese"),
]


@pytest.mark.parametrize(("typed", "expected", "comment"), USERNAMES)
def test_s1_usernames_compare_in_one_form(typed: str, expected: str, comment: str) -> None:
    assert canonical_username(typed) == expected, comment
