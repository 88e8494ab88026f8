"""What the personal centre's menu offers (I10)."""

from dataclasses import replace

import pytest

from functions.auth.menu import Entry, MenuReason, Standing, menu

READY = Standing(needs_correction=False, has_document=True, has_profile=True, approved=True, frozen=False)

E, R = Entry, MenuReason

STANDINGS = [
    (READY, {}, "everything works"),
    (
        replace(READY, needs_correction=True),
        {E.PROFILE: R.CORRECTION_NEEDED, E.COHABITANTS: R.CORRECTION_NEEDED, E.APPLY: R.CORRECTION_NEEDED},
        "the document comes first",
    ),
    (
        replace(READY, has_document=False, has_profile=False, approved=True),
        {E.PROFILE: R.DOCUMENT_NEEDED, E.COHABITANTS: R.DOCUMENT_NEEDED, E.APPLY: R.DOCUMENT_NEEDED},
        "an account that a phone made",
    ),
    (
        replace(READY, has_profile=False),
        {E.COHABITANTS: R.PROFILE_MISSING, E.APPLY: R.PROFILE_MISSING},
        "just registered",
    ),
    (replace(READY, approved=False), {E.APPLY: R.NOT_APPROVED}, "somebody is not approved"),
    (replace(READY, frozen=True), {E.COHABITANTS: R.FROZEN}, "applied: the profile can still be read"),
]


@pytest.mark.parametrize(("standing", "closed", "comment"), STANDINGS)
def test_i10_which_entries_work(standing: Standing, closed: dict[Entry, MenuReason], comment: str) -> None:
    entries = menu(standing)

    assert list(entries) == list(Entry)
    assert {entry: reason for entry, reason in entries.items() if reason} == closed, comment
