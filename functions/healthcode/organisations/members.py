"""Who belongs to an organisation: seen there by consent, logged, and free to leave (H5)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from functions.healthcode import keepers, looks
from functions.healthcode import store as codes
from functions.healthcode.organisations import store
from functions.healthcode.organisations.membership import MemberState, Standing
from functions.healthcode.organisations.tables import Member, Organisation
from functions.healthcode.rules import Colour
from layers import paging
from layers.changes import apply
from layers.paging import Page, PageQuery
from layers.transaction import Step, commit, until_fresh

_PLACE = "organisation"
_REASON = "may_return"
_FEW = 10
"""Counts of so few are looks at each of them."""

_STEPS = 100

Seen = tuple[Member, Colour | None]
"""Somebody, and their colour where it is seen."""


def listed(organisation: Organisation, query: PageQuery, now: datetime) -> tuple[list[Seen], str]:
    """Return a page of people with the colours of those who are seen, each of whom sees the look."""
    place = f"members:{organisation.id}"
    start = paging.start(query.cursor, place)
    found: Page[Member] = paging.page(
        store.page_of_members(organisation.id, start, query.limit), lambda item: item, place
    )
    colours = _colours(found.items)
    _noted(organisation, colours, now)
    return [(each, colours.get(each.person)) for each in found.items], found.next


def standing(organisation: Organisation, now: datetime) -> Standing:
    """Return how many are seen in which colour, for whether the organisation may reopen."""
    everybody = list(store.members(organisation.id))
    colours = _colours(everybody)
    if len(colours) <= _FEW:
        _noted(organisation, colours, now)
    invited = sum(each.state == MemberState.INVITED for each in everybody)
    return Standing(Counter(colours.values()), invited)


def remove(organisation: Organisation, person: str) -> None:
    """Take somebody off an organisation's list; raises NoSuchMember.

    Who left stays noted, so that nobody can ask them again and again.
    """

    def write() -> None:
        member = store.member(organisation.id, person)
        if member.state != MemberState.LEFT:
            apply(store.removing(member))

    until_fresh(write)


def of_person(account: str, person: str) -> Sequence[tuple[Organisation, Member]]:
    """Return the organisations that declared a person; raises NoCode for others' people."""
    keepers.kept(account, person)
    return [(store.find(each.organisation), each) for each in store.of_person(person)]


def answer(account: str, person: str, organisation: str, now: datetime, *, consents: bool) -> None:
    """Consent to be seen by an organisation, or leave it; raises NoCode for others' people, NoSuchMember."""
    keepers.kept(account, person)
    state = MemberState.MEMBER if consents else MemberState.LEFT
    until_fresh(lambda: apply(store.turning(store.member(organisation, person), state, now)))


def _colours(members: Iterable[Member]) -> Mapping[str, Colour]:
    """Return the colours of those who are seen."""
    seen = [each.person for each in members if each.state == MemberState.MEMBER]
    return {codes.person_of(holder): Colour(holder.colour) for holder in codes.holders(seen)}


def _noted(organisation: Organisation, persons: Iterable[str], now: datetime) -> None:
    """Note that these people's colours were looked at; once this is written they may be shown."""
    steps: list[Step] = [
        looks.noted(
            person, by=organisation.account, place=_PLACE, name=organisation.name, reason=_REASON, now=now
        )
        for person in persons
    ]
    for start in range(0, len(steps), _STEPS):
        commit(*steps[start : start + _STEPS])
