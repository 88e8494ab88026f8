"""A session opened to everybody at one second: exactly its places, nobody sent away in vain (V5)."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from functions.vaccine import places
from functions.vaccine.errors import NotBookable, SessionFull
from layers import clock
from tests import clinic, whole_clinic

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("clinic_day")]

AT_A_TIME = 64


def coming(session: str, who: int) -> str:
    """Hold a place and book it; return what came of it."""
    try:
        clinic.book(session, who)
    except SessionFull:
        assert nothing_left(session), "refused while a place was free"
        return "full"
    except NotBookable:
        return "twice"
    return "booked"


def nothing_left(session: str) -> bool:
    """Tell whether no place is left; where nobody gives any back, it was so a moment ago if it is so now."""
    return places.totals(clinic.parts(session), clock.now()).remaining == 0


def crowd(come: Callable[[int], str], people: int) -> Counter[str]:
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        return Counter(pool.map(come, range(people)))


def assert_all_places_to_different_people(quota: int, people: int) -> None:
    """Fail unless of so many people exactly so many are booked, everybody else being told that it is full."""
    session = clinic.opened(quota)

    outcomes = crowd(partial(coming, session), people)

    assert outcomes == {"booked": quota, "full": people - quota}
    assert len({each.claim for each in whole_clinic.booked(session)}) == quota
    whole_clinic.assert_whole()


@pytest.mark.parametrize(("quota", "comment"), [(1, "one place"), (37, "one part"), (230, "three parts")])
def test_v5_four_times_as_many_people_as_places(quota: int, comment: str) -> None:
    assert_all_places_to_different_people(quota, people=4 * quota), comment


@pytest.mark.slow
def test_v5_5590_places_and_20000_people() -> None:
    assert_all_places_to_different_people(5590, people=20_000)
