"""Counts that are kept with every change, and the same made anew from the records (V11)."""

from collections.abc import Callable, Sequence
from datetime import time, timedelta
from functools import partial
from random import Random

import msgspec
import pytest

from functions.admin import regions
from functions.admin.service import Level
from functions.vaccine.files import store as store_tasks
from functions.vaccine.files import tasks
from functions.vaccine.files.rebuilding import Rebuilt
from functions.vaccine.records import handling
from functions.vaccine.statistics import coverage, figures, rebuild
from functions.vaccine.stores import counts as store_counts
from functions.vaccine.stores.counts import Place
from functions.vaccine.tables import Count
from layers import clock
from layers.i18n import Language
from layers.transaction import Put, commit
from tests import clinic, sheets, whole_clinic, wire
from tests.clinic import GRID, OFFICER, OTHER_GRID, STREET
from tests.sheets import Spent, dose
from tests.threads import at_once

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("clinic_day")]

PEOPLE = 12

Call = Callable[[], object]


def booked(people: int = PEOPLE) -> list[str]:
    """Book for so many people, and return their records' numbers; it is the morning of their day."""
    session = clinic.opened(people)
    numbers = [clinic.book(session, who).known.item.number for who in range(people)]
    clinic.at(time(8), clinic.DAY)
    return numbers


def vaccinated(number: str) -> None:
    handling.vaccinate(OFFICER, number, clock.now())


def at_rest() -> None:
    """Let the time pass after which the lists show every change."""
    later = clock.now() + rebuild.UNSETTLED + timedelta(seconds=1)
    clock.use(lambda: later)


def rebuilt() -> Rebuilt:
    """Let the job make all counts anew, and return what it put right."""
    task = tasks.rebuild(OFFICER, Language.EN, clock.now())
    sheets.worked()
    found = store_tasks.find(task)
    assert found.state == "done", found.fault
    return msgspec.json.decode(found.result, type=Rebuilt)


def first_doses(region: str = STREET) -> int:
    return figures.table(OFFICER, region).total.first


def actions(numbers: Sequence[str], chance: Random) -> list[Call]:
    """Return for each record some things that staff do with it, in an order of chance."""
    calls: list[Call] = []
    for number in numbers:
        calls += [
            partial(vaccinated, number),
            partial(handling.undo, OFFICER, number, "mistaken", clock.now()),
            partial(handling.move, OFFICER, number, OTHER_GRID),
            partial(handling.cancel, OFFICER, number, "gone away", clock.now()),
        ]
    chance.shuffle(calls)
    return calls


@pytest.mark.parametrize("seed", range(3))
def test_v11_counts_are_what_the_records_say_whatever_happens_at_once(seed: int) -> None:
    numbers = booked()
    task = sheets.sent(sheets.dose_file(dose(who) for who in range(PEOPLE - 4, PEOPLE + 8)))

    at_once([sheets.worked, *actions(numbers, Random(seed))])

    assert store_tasks.find(task).state == "done"
    whole_clinic.assert_whole()
    at_rest()
    assert rebuilt() == Rebuilt(0, 0, [])
    assert first_doses() == whole_clinic.given_recorded().total()


def test_v11_right_after_a_dose_the_statistics_show_it() -> None:
    number, *_ = booked()

    seen = [first_doses()]
    vaccinated(number)
    seen.append(first_doses())
    handling.move(OFFICER, number, OTHER_GRID)
    seen += [first_doses(), first_doses(GRID), first_doses(OTHER_GRID)]
    handling.undo(OFFICER, number, "mistaken", clock.now())
    seen.append(first_doses())

    assert seen == [0, 1, 1, 0, 1, 0]


def test_v11_the_doses_of_a_deleted_grid_stay_in_the_sums() -> None:
    for number in booked()[:2]:
        vaccinated(number)
    at_rest()

    regions.delete(OFFICER, GRID)

    street = figures.table(OFFICER, STREET)
    assert (street.total.first, {line.region: line.first for line in street.lines}[GRID]) == (2, 2)
    assert rebuilt() == Rebuilt(0, 0, [])


def spoilt(grid: str, shard: int, given: int) -> None:
    """Write a wrong count, as a fault of ours might."""
    item = Count(
        f"COUNTS#{grid}", f"{shard}#vero#1", given=given, version=7, changed_at=clock.to_iso(clock.now())
    )
    commit(Put(item=item))


def test_v11_wrong_counts_are_put_right_from_the_records() -> None:
    for number in booked()[:5]:
        vaccinated(number)
    right = whole_clinic.given_counted()
    spoilt(GRID, 0, 100)
    spoilt(OTHER_GRID, 1, 3)
    at_rest()

    told = rebuilt()

    assert (told.corrected, told.left) == (2, 0)
    assert {(each.grid, each.counted) for each in told.differences} == {(GRID, 100), (OTHER_GRID, 3)}
    assert whole_clinic.given_counted() == right
    assert rebuilt() == Rebuilt(0, 0, [])


def test_v11_a_count_that_has_just_changed_is_left_for_another_time() -> None:
    booked()
    spoilt(GRID, 0, 100)

    told = rebuilt()

    assert (told.corrected, told.left) == (0, 1)


def test_v11_doses_given_while_the_counts_are_made_anew_are_not_lost() -> None:
    numbers = booked()
    for number in numbers[:6]:
        vaccinated(number)
    for shard in range(store_counts.SHARDS):
        spoilt(GRID, shard, 50)
    at_rest()

    before, since = rebuild.readings(), clock.now()
    found = rebuild.recorded(STREET)
    for number in numbers[6:]:
        vaccinated(number)
    rebuild.correct(before, found, since)

    moved = {place_of(number).shard for number in numbers[6:]}
    counted, recorded = whole_clinic.given_counted(), whole_clinic.given_recorded()
    assert {place.shard for place in counted | recorded if counted[place] != recorded[place]} == moved
    at_rest()
    rebuilt()
    assert whole_clinic.given_counted() == recorded


def place_of(number: str) -> Place:
    return store_counts.place(GRID, clinic.VACCINE, 1, number)


def test_v11_made_anew_with_little_time_it_goes_on_street_by_street() -> None:
    for number in booked()[:5]:
        vaccinated(number)
    spoilt(GRID, 0, 100)
    at_rest()
    task = tasks.rebuild(OFFICER, Language.EN, clock.now())

    sheets.worked(Spent(after=1))
    between = store_tasks.find(task).state
    sheets.worked()

    assert (between, store_tasks.find(task).state) == ("waiting", "done")
    assert whole_clinic.given_counted() == whole_clinic.given_recorded()


def test_v11_made_anew_and_killed_at_any_write_the_counts_end_right() -> None:
    for number in booked(6)[:5]:
        vaccinated(number)
    right = whole_clinic.given_counted()
    at_rest()

    for write in range(1, 8):
        spoilt(GRID, 0, 100)
        at_rest()
        tasks.rebuild(OFFICER, Language.EN, clock.now())
        with wire.killed_at(write, wire.Moment.AFTER):
            sheets.worked()
        sheets.lease_over()
        sheets.worked()

        assert whole_clinic.given_counted() == right, f"killed after write {write}"


def test_v11_a_reading_that_never_was_is_a_count_of_nothing() -> None:
    clinic.laid_out()
    missing = Place(GRID, 0, clinic.VACCINE, 1)

    outcome = rebuild.correct({}, {missing: 2}, clock.now())

    assert (outcome.corrected[0].counted, outcome.left) == (0, 0)
    assert store_counts.read([GRID])[0].given == 2


def test_v11_a_table_of_a_district_leads_down_to_its_grids() -> None:
    for number in booked()[:5]:
        vaccinated(number)

    district = figures.table(OFFICER, "futian")
    street = figures.table(OFFICER, STREET)
    grids = figures.table(OFFICER, "futian", Level.GRID)

    assert [line.region for line in district.lines] == [STREET]
    assert (
        [line.region for line in street.lines] == [line.region for line in grids.lines] == [GRID, OTHER_GRID]
    )
    assert [line.first for line in street.lines] == [5, 0]
    assert coverage.percent(district.total.first_rate.share) == "0%"  # nobody has entered a population
