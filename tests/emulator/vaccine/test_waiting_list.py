"""The waiting list of a full session, whatever happens at the same moment (V5, beyond the original)."""

from collections import Counter
from collections.abc import Sequence
from datetime import time, timedelta
from functools import partial
from typing import Any

import pytest

from functions.vaccine.appointments import holds
from functions.vaccine.appointments.schemas import LookupForm, PersonForm
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.errors import (
    Contraindicated,
    HoldGone,
    ListFull,
    NoSuchParty,
    NotBookable,
    NotFull,
    SessionFull,
)
from functions.vaccine.tables import Found, RecordState, Source, WaitingList, WaitingParty
from functions.vaccine.waiting import joining, queues, store
from functions.vaccine.waiting.joining import Joined
from functions.vaccine.waiting.schemas import WaitingForm, WaitingPerson
from functions.vaccine.waiting.turns import Passed
from layers import clock, policy
from layers.errors import InvalidInput
from layers.i18n import Language
from layers.transaction import commit
from tests import clinic, dumps, site_work, whole_clinic, wire
from tests.clinic import GRID
from tests.factories import letters
from tests.threads import at_once, refusals
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("clinic_day")]

ANSWERS = dict.fromkeys(("allergy", "severe_reaction", "nervous_system", "fever", "pregnancy"), False)
LATER = time(20)


def full(places: int = 3) -> tuple[str, list[str]]:
    """Open a session all of whose places are booked, by people 0, 1, 2 and so on; return their records."""
    session = clinic.opened(places)
    return session, [clinic.book(session, who).known.item.number for who in range(places)]


def someone(who: int, **changes: Any) -> WaitingPerson:
    form = PersonForm(f"李{who}", clinic.number_of(who), f"138{who:08d}")
    said = {"person": form, "grid": GRID, "dose": 1, "answers": ANSWERS}
    return WaitingPerson(**{**said, **changes})


def join(session: str, *people: int | WaitingPerson, together: bool = True, consent: bool = True) -> Joined:
    """Put a party on the list, a second after the one before it."""
    now = clock.now() + timedelta(seconds=store.size(session))
    party = [each if isinstance(each, WaitingPerson) else someone(each) for each in people]
    form = WaitingForm(session, party, together, consent, captcha=None)  # type: ignore[arg-type]  # the route's
    return joining.join(form, None, Language.EN, now)


def advance() -> int:
    return queues.advance(clock.now())


def waited(session: str) -> set[str]:
    """Return the document numbers of those who were booked from the list."""
    found = [each for each in whole_clinic.booked(session) if each.source == Source.WAITING]
    return {site_work.person(each).number for each in found}


def numbers(*people: int) -> set[str]:
    return {clinic.number_of(who) for who in people}


def public_places(session: str) -> int:
    return sum(part.free for part in clinic.parts(session))


def assert_whole() -> None:
    """Fail unless everything agrees: lists with their heads, and parties with what they are found by."""
    whole_clinic.assert_whole()
    parties = list(WaitingParty.scan(WaitingParty.found_by.exists(), consistent_read=True))
    heads = {
        head.pk: int(head.parties)
        for head in WaitingList.scan(WaitingList.sk == "HEAD", consistent_read=True)
    }
    finds = Found.scan(Found.pk.startswith("FIND#party#"), consistent_read=True)
    assert Counter(party.pk for party in parties) == Counter({pk: n for pk, n in heads.items() if n})
    assert {(find.pk, find.sk) for find in finds} == {
        (f"FIND#{party.found_by}", f"{party.session}|{party.sk}") for party in parties
    }


def test_v5_the_next_who_fits_gets_the_place_that_comes_back() -> None:
    session, (first, second, _) = full()
    join(session, 10, 11, 12)
    join(session, 20, 21, together=False)
    site_work.cancelled(first)
    site_work.cancelled(second)

    booked = advance()

    assert booked == 2
    assert waited(session) == numbers(20, 21), "three together don't fit"
    (family,) = store.parties(session)
    assert family.passed == Passed.TOO_MANY
    assert {each.to for each in letters("vaccine_booked")} >= {"+8613800000020", "+8613800000021"}
    assert_whole()


def test_v5_a_party_comes_together_or_not_at_all() -> None:
    session, booked = full()
    join(session, 10, 11)

    site_work.cancelled(booked[0])
    alone = advance()
    clinic.book(session, 30)
    for each in booked[1:]:
        site_work.cancelled(each)
    together = advance()

    assert (alone, together) == (0, 2)
    assert waited(session) == numbers(10, 11)
    assert_whole()


def test_v5_what_nobody_fits_is_everybodys() -> None:
    session, booked = full()
    join(session, 10, 11)
    site_work.cancelled(booked[0])
    with pytest.raises(SessionFull):
        holds.take(session, clock.now())

    advance()

    assert public_places(session) == 1
    clinic.book(session, 30)
    assert_whole()


def test_v5_those_who_wait_come_before_a_lapsed_hold_is_anybodys() -> None:
    session = clinic.opened(1)
    holds.take(session, clock.now())
    join(session, 10)
    clinic.at(time(12, 11))

    with pytest.raises(SessionFull):
        holds.take(session, clock.now())
    advance()

    assert waited(session) == numbers(10)
    assert_whole()


def test_v5_the_list_ends_with_its_last_party() -> None:
    session, booked = full(1)
    join(session, 10)
    site_work.cancelled(booked[0])
    advance()

    advance()
    (record,) = whole_clinic.booked(session)
    site_work.cancelled(record.number)

    assert store.sessions() == []
    assert public_places(session) == 1
    assert_whole()


def test_v5_who_cannot_have_the_dose_any_more_is_passed_over() -> None:
    session, booked = full()
    join(session, 10)
    join(session, 11)
    clinic.book(clinic.session(2, start=time(14), end=time(15)), 10)
    site_work.cancelled(booked[0])

    advance()

    assert waited(session) == numbers(11)
    (left,) = store.parties(session)
    assert left.passed == Passed.NOT_BOOKABLE
    assert_whole()


def test_v5_whoever_leaves_gets_nothing() -> None:
    session, booked = full()
    code = join(session, 10).code
    form = LookupForm(clinic.number_of(10), code)

    joining.leave(form, clock.now())
    site_work.cancelled(booked[0])
    advance()

    assert waited(session) == set()
    assert public_places(session) == 1
    with pytest.raises(NoSuchParty):
        joining.leave(form, clock.now())
    assert_whole()


def test_v5_a_party_is_found_by_number_and_code_only() -> None:
    session, _ = full()
    code = join(session, 10, 11).code

    found = joining.find(LookupForm(clinic.number_of(10), code), clock.now())

    assert found.session == session
    for number, wrong in ((clinic.number_of(10), "XXXXXXXX"), (clinic.number_of(11), code), ("1" * 18, code)):
        with pytest.raises(NoSuchParty):
            joining.find(LookupForm(number, wrong), clock.now())


def test_v5_at_the_end_everybody_left_is_told() -> None:
    session, _ = full()
    join(session, 10)
    site_work.at(LATER)

    advance()
    advance()

    assert [each.to for each in letters("vaccine_not_served")] == ["+8613800000010"]
    assert store.sessions() == []
    assert_whole()


REFUSED: list[tuple[Sequence[int | WaitingPerson], bool, type[Exception], str]] = [
    ([0], True, NotBookable, "has an appointment for the dose"),
    ([10, 10], True, InvalidInput, "the same person twice"),
    ([10], False, InvalidInput, "without consent"),
    ([someone(10, grid="nowhere")], True, InvalidInput, "a grid of another street"),
    ([someone(10, dose=3)], True, InvalidInput, "a dose that there is not"),
    ([someone(10, dose=2)], True, NotBookable, "without the first"),
    ([someone(10, answers={})], True, InvalidInput, "without answers"),
    ([someone(10, answers={**ANSWERS, "fever": True})], True, Contraindicated, "a contraindication"),
    ([10, 11, 12, 13, 14], True, InvalidInput, "more than the policy's four"),
]


@pytest.mark.parametrize(("people", "consent", "expected", "comment"), REFUSED)
def test_v5_who_may_not_wait(
    people: Sequence[int | WaitingPerson], consent: bool, expected: type[Exception], comment: str
) -> None:
    session, _ = full()

    with pytest.raises(expected):
        join(session, *people, consent=consent)

    assert store.parties(session) == [], comment
    assert_whole()


def test_v5_nobody_waits_where_a_place_is_free() -> None:
    session = clinic.opened(1)

    with pytest.raises(NotFull):
        join(session, 10)


def test_v5_a_list_has_an_end() -> None:
    session, _ = full(1)
    commit(*policy.change("waiting", {"parties": 3}, 0, "test", "test"))
    policy.forget()

    outcomes = at_once([partial(join, session, who) for who in range(10, 16)])

    assert refusals(outcomes) == [ListFull] * 3
    assert store.size(session) == 3
    assert_whole()


def test_v5_everybody_at_once_for_the_places_that_come_back() -> None:
    session, booked = full(6)
    for who in range(10, 14):
        join(session, who)
    join(session, 20, 21)

    def public(who: int) -> None:
        try:
            clinic.book(session, who)
        except (SessionFull, HoldGone):
            return

    calls: list[Any] = [partial(site_work.cancelled, each) for each in booked]
    calls += [partial(public, who) for who in range(40, 46)]
    calls += [advance, advance, advance, partial(join, session, 30)]
    outcomes = at_once(calls)
    advance()

    assert [each for each in outcomes if isinstance(each, Exception) and not isinstance(each, NotFull)] == []
    held = whole_clinic.booked(session)
    assert len({each.claim for each in held}) == len(held) == 6
    assert {*numbers(10, 11, 12, 13), *numbers(20, 21)} >= waited(session) - numbers(30)
    assert_whole()


@pytest.mark.parametrize("attempt", range(5))
def test_v5_a_party_that_joins_while_its_list_ends_is_served(attempt: int) -> None:
    session, booked = full(1)
    joining.leave(LookupForm(clinic.number_of(10), join(session, 10).code), clock.now())

    at_once([advance, partial(join, session, 11)])
    site_work.cancelled(booked[0])
    advance()

    assert waited(session) == numbers(11), attempt
    assert_whole()


def test_v5_the_job_killed_at_any_write_books_the_same_people() -> None:
    session, booked = full(4)
    join(session, 10, 11)
    join(session, 20, 21, 22)
    join(session, 30, together=False)
    for each in booked[:3]:
        site_work.cancelled(each)
    before = dumps.take()
    with wire.writes() as undisturbed:
        advance()
    expected = waited(session)

    for number in range(1, len(undisturbed.operations) + 1):
        dumps.bring_back(before)
        with wire.killed_at(number, Moment.AFTER):
            advance()
        advance()

        assert waited(session) == expected == numbers(10, 11, 30), number
        assert_whole()


def test_v5_a_list_that_cannot_go_on_keeps_no_other_from_going_on() -> None:
    broken, booked = full(1)
    other = clinic.session(1, start=time(14), end=time(15))
    last = clinic.book(other, 50).known.item.number
    join(broken, 10)
    join(other, 11)
    for each in (booked[0], last):
        site_work.cancelled(each)
    item = catalogue.session(broken)
    item.vaccine = "gone"
    item.save()

    with pytest.raises(ExceptionGroup):
        advance()

    assert waited(other) == numbers(11)
    assert [each.state for each in whole_clinic.booked(other)] == [RecordState.BOOKED]
