"""The personal centre (个人中心): how an account stands, in one reading (I10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from functions.auth import menu, signing_in, store, submissions
from functions.auth import store_households as households
from functions.auth.ids import AccountId
from functions.auth.menu import Entry, MenuReason, Standing
from functions.auth.records import Identity
from functions.auth.review import ReviewState
from functions.auth.store_households import Stored


@dataclass(frozen=True, slots=True)
class Home:
    """What the personal centre shows; `name` is empty and `document` None where none was given yet."""

    name: str
    document: Identity | None
    review_state: ReviewState
    needs_correction: bool
    cohabitants: int
    menu: Mapping[Entry, MenuReason | None]
    online: int


def show(account: AccountId, now: datetime) -> Home:
    """Return an account's personal centre. One query of the household, two of the counters."""
    stored = households.read(account)
    return Home(
        name=name(stored),
        document=store.identity(stored.account),
        review_state=review_state(stored),
        needs_correction=stored.account.needs_correction,
        cohabitants=len(stored.cohabitants),
        menu=menu.menu(_standing(stored)),
        online=signing_in.online(now),
    )


def review_state(stored: Stored) -> ReviewState:
    """Return how far the applicant's own review has come: 未认证 before there is a profile."""
    return ReviewState(stored.profile.review) if stored.profile else ReviewState.UNVERIFIED


def name(stored: Stored) -> str:
    """Return the applicant's name: as declared, else as imported, else nothing."""
    if stored.profile:
        return households.profile_fields(stored.profile).declaration.name
    identity = store.identity(stored.account)
    return identity.name if identity else ""


def _standing(stored: Stored) -> Standing:
    return Standing(
        needs_correction=stored.account.needs_correction,
        has_document=stored.account.identity is not None,
        has_profile=stored.profile is not None,
        approved=all(item.review == ReviewState.APPROVED for item in stored.members),
        frozen=submissions.frozen(stored.account),
    )
