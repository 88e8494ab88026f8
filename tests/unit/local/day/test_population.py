"""The day's people add up to the manual's numbers, and their papers are in order."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.auth import documents, inputs
from functions.auth.documents import Document
from functions.auth.household import Limits, Member, Sharing, sharing_faults
from functions.auth.review import ReviewState, decide, findings
from layers.clock import at_local
from local.day import population
from local.day.people import TODAY, Household
from local.day.population import (
    APPLICANTS,
    DATES,
    PLACES,
    SIZES,
    Act,
    Manner,
    Plan,
    Population,
    demands,
    people_of_the_day,
)

DESTINATIONS = ["futian", "luohu"]
DAYS = [date.fromisoformat(day) for day in PLACES]

OVER_HTTP = set(Manner) - {Manner.QUIET}


@pytest.fixture(scope="module")
def whole() -> Population:
    return people_of_the_day(1, 13, DESTINATIONS)


@pytest.fixture(scope="module")
def households(whole: Population) -> list[Household]:
    return [plan.household for plan in whole.plans]


def wanted(plans: tuple[Plan, ...]) -> dict[str, int]:
    people = Counter(dict.fromkeys(APPLICANTS, 0))
    for plan in plans:
        people.update(dict.fromkeys(plan.dates, plan.household.size))
    return dict(people)


def travellers(household: Household) -> list[Document]:
    others = [Document(form.nationality, form.document_type, form.number) for form in household.cohabitants]
    return [household.document, *others]


@pytest.mark.parametrize("seed", [0, 13, 2022])
@pytest.mark.parametrize(
    ("scale", "first_date", "comment"),
    [
        (1, 6854, "the manual's own"),
        (0.37, 2536, "no round number"),
        (0.05, 343, "as in the test of a whole day"),
        (0.01, 69, "fewer than some households' mix needs"),
    ],
)
def test_people_by_date_are_exact(scale: float, seed: int, first_date: int, comment: str) -> None:
    people = people_of_the_day(scale, seed, DESTINATIONS)

    found = wanted(people.plans)

    assert found == people.applicants, comment
    assert found["2022-07-14"] == first_date, comment
    assert found["2022-07-19"] == 0, comment


@given(st.dictionaries(st.sampled_from(list(APPLICANTS)), st.integers(0, 60)), st.integers(0, 2**32))
def test_any_numbers_are_met_by_households_of_one_to_four(applicants: dict[str, int], seed: int) -> None:
    made = list(demands(applicants, Random(seed)))

    people = Counter(dict.fromkeys(applicants, 0))
    for size, dates in made:
        assert 1 <= size <= 4
        assert dates
        assert list(dates) == sorted(set(dates))
        people.update(dict.fromkeys(dates, size))
    assert people == applicants


def test_the_mix_is_the_stated_one(whole: Population) -> None:
    standing = [plan for plan in whole.plans if plan.dates]

    sizes = Counter(plan.household.size for plan in standing)
    dates = Counter(len(plan.dates) for plan in standing)

    for stated, found in ((SIZES, sizes), (DATES, dates)):
        shares = {number: count / len(standing) for number, count in found.items()}
        assert shares == pytest.approx(stated, abs=0.02)


def test_the_same_seed_gives_the_same_people() -> None:
    first, second, other = (people_of_the_day(0.02, seed, DESTINATIONS) for seed in (1, 1, 2))

    assert first == second
    assert first != other


def test_more_than_a_thousand_apply_over_http(whole: Population) -> None:
    standing = [plan for plan in whole.plans if plan.dates]

    over_http = [plan for plan in standing if plan.manner in OVER_HTTP]

    assert len(over_http) == 1200


def test_everybody_acts_while_the_window_is_open(whole: Population) -> None:
    opens, closes = (at_local(TODAY, population.time(hour)) for hour in (9, 18))

    for plan in whole.plans:
        instants = [event.at for event in plan.events]
        assert opens <= instants[0]
        assert instants == sorted(set(instants))
        assert instants[-1] < closes
        assert plan.events[0].act is Act.APPLY
        assert plan.events[0].dates


def test_second_thoughts_change_something(whole: Population) -> None:
    by_manner = {manner: [plan for plan in whole.plans if plan.manner is manner] for manner in Manner}

    changed = by_manner[Manner.UNDECIDED]
    withdrawn = by_manner[Manner.RELUCTANT]

    assert all(plan.events[1].act is Act.CHANGE for plan in changed)
    assert all(plan.events[0].dates != plan.dates for plan in changed)
    assert all(plan.events[1].act is Act.WITHDRAW for plan in withdrawn)
    assert not any(plan.dates for plan in withdrawn)


def test_documents_are_good_and_nobodys_twice(households: list[Household]) -> None:
    everybody = [document for household in households for document in travellers(household)]

    checked = [documents.check(each.nationality, each.type, each.number) for each in everybody]

    assert checked == everybody
    assert len({(each.type, each.number) for each in everybody}) == len(everybody)


def test_no_review_fails_and_some_need_a_person(households: list[Household]) -> None:
    today, through = TODAY, TODAY + timedelta(days=7)
    declared = [
        inputs.profile(each.profile).person.declare(
            each.document.nationality, each.document.type, each.document.number
        )
        for each in households
    ]
    declared += [inputs.cohabitant(form).declaration for each in households for form in each.cohabitants]

    states = Counter(decide(findings(each, today, through)) for each in declared)

    assert set(states) == {ReviewState.APPROVED, ReviewState.PENDING}
    assert states[ReviewState.PENDING] < 0.1 * len(declared)


def test_everybody_may_share_the_room_on_every_date(households: list[Household]) -> None:
    sharings = [
        Sharing(
            Member(each.profile.born, each.profile.sex),
            Member(form.born, form.sex),
            form.relation,
            form.ground,
        )
        for each in households
        for form in each.cohabitants
    ]

    faults = [fault for each in sharings for day in DAYS for fault in sharing_faults(each, day, Limits())]

    assert sharings
    assert faults == []


def test_phones_and_addresses_are_everybodys_own(households: list[Household]) -> None:
    phones = {household.phone for household in households}
    addresses = {household.address for household in households}

    assert "" not in phones
    assert len(phones) == len(addresses) == len(households)
    assert all(address.startswith("127.") for address in addresses)
