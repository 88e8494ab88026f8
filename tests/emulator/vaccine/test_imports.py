"""Doses and sessions from Excel files: every good row once, whatever happens to the job (V9, V4)."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from functions.vaccine.errors import NoSuchTask, TaskMovedOn
from functions.vaccine.files import importing
from functions.vaccine.files import store as store_tasks
from functions.vaccine.files.budget import Budget
from functions.vaccine.files.dose_imports import DOSES
from functions.vaccine.files.store import TaskKind, TaskState
from functions.vaccine.records import handling, lists
from functions.vaccine.records.lists import Wanted
from functions.vaccine.statistics import rebuild
from layers import clock, policy
from layers.transaction import commit
from tests import clinic, dumps, sheets, whole_clinic, wire
from tests.clinic import OFFICER, STREET
from tests.sheets import Spent, dose
from tests.threads import at_once, refusals
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("clinic_day")]


@pytest.fixture(autouse=True)
def street(clinic_day: None) -> None:  # noqa: ARG001  before it
    clinic.laid_out()


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a file of thousands would be cut."""
    monkeypatch.setattr(importing, "CHUNK", 20)


def outcome(task: str) -> tuple[object, ...]:
    """Return everything that an import leaves, but for what chance or the clock decided."""
    found = store_tasks.find(task)
    told = (found.state, found.total, found.imported, found.duplicates, found.refused)
    return told, sheets.imported(), sheets.refused(found)


MIXED = [
    *(dose(who) for who in range(30)),
    dose(31, name=""),
    dose(3),
    dose(32, number=clinic.number_of(32)[:-2] + "XX", grid="没有这个村"),
    *(dose(who, dose=2) for who in range(5)),
]
"""38 rows, two of them bad, and one that is there already."""


def test_v9_good_rows_are_kept_and_every_bad_one_is_named_with_its_reasons() -> None:
    task = sheets.brought_in(MIXED)

    assert (task.state, task.total, task.imported) == (TaskState.DONE, 38, 35)
    assert (task.duplicates, task.refused) == (1, 2)
    assert sheets.refused(task) == {
        32: "姓名：必填，不能为空",
        33: "针数：重复，已跳过",
        34: "身份证号：身份证号（证件号）有误；所属网格：网格名称与网格管理中的名称不一致",
    }
    whole_clinic.assert_whole()


def test_v9_the_refused_rows_corrected_can_be_sent_again() -> None:
    task = sheets.brought_in(MIXED)
    _, *refused = sheets.rows(sheets.content(task))
    fields = ("row", *DOSES.fields, "reason")
    corrected = [dict(zip(fields, row, strict=True)) | {"name": "张", "grid": clinic.GRID} for row in refused]
    corrected[-1]["number"] = clinic.number_of(32)

    again = sheets.brought_in(corrected)

    assert (again.imported, again.duplicates, again.refused) == (2, 1, 0)


@pytest.mark.usefixtures("small_chunks")
def test_v9_killed_at_any_write_and_taken_on_it_ends_the_same() -> None:
    task = sheets.sent(sheets.dose_file(MIXED))
    before, now = dumps.take(), clock.now()
    with wire.writes() as undisturbed:
        sheets.worked()
    expected = outcome(task)
    assert len(undisturbed.operations) >= 12

    for number in range(1, len(undisturbed.operations) + 1):
        dumps.bring_back(before)
        clock.use(lambda: now)
        with wire.killed_at(number, Moment.AFTER):
            sheets.worked()
        sheets.lease_over()
        sheets.worked()

        where = f"killed after write {number} of {undisturbed.operations}"
        assert outcome(task) == expected, where
        whole_clinic.assert_whole()


@pytest.mark.usefixtures("small_chunks")
def test_v9_where_the_time_of_a_run_is_over_the_next_one_goes_on() -> None:
    task = sheets.sent(sheets.dose_file(MIXED))

    seen = []
    while (found := store_tasks.find(task)).state != TaskState.DONE:
        sheets.worked(Spent(after=2))
        seen.append(int(found.imported))

    assert seen == sorted(seen)
    assert len(set(seen)) < len(seen)  # a run ended within a chunk
    assert found.imported == 35
    whole_clinic.assert_whole()


def test_v9_a_dose_brought_in_by_mistake_is_taken_back() -> None:
    sheets.brought_in([dose(1), dose(2)])
    one, _ = whole_clinic.records()

    handling.undo(OFFICER, one.number, "another person's", clock.now())
    handling.cancel(OFFICER, one.number, "another person's", clock.now())

    assert whole_clinic.given_counted().total() == 1
    whole_clinic.assert_whole()
    assert sheets.brought_in([dose(1), dose(2)]).imported == 1


def test_v9_sent_twice_everything_is_there_already() -> None:
    sheets.brought_in(MIXED)
    once = sheets.imported()

    again = sheets.brought_in(MIXED)

    assert (again.imported, again.duplicates, again.refused) == (0, 36, 2)
    assert sheets.imported() == once
    whole_clinic.assert_whole()


@pytest.mark.usefixtures("small_chunks")
def test_v9_of_two_processes_at_the_same_import_every_row_is_written_by_one() -> None:
    task = sheets.sent(sheets.dose_file(MIXED))
    sheets.worked(Spent(after=1))  # read, and nothing more
    found = store_tasks.find(task)
    run = partial(importing.run, found, DOSES, clock.now(), Budget(sheets.LONG))

    outcomes = at_once([run] * 3)

    ended = store_tasks.find(task)
    assert set(refusals(outcomes)) <= {TaskMovedOn, NoSuchTask}
    assert (ended.state, ended.imported, ended.duplicates, ended.refused) == ("done", 35, 1, 2)
    whole_clinic.assert_whole()


def test_v9_v5_who_books_while_their_dose_is_brought_in_has_it_once() -> None:
    session = clinic.session(20)
    task = sheets.sent(sheets.dose_file(dose(who) for who in range(10)))

    racing: list[Callable[[], object]] = [partial(clinic.book, session, who) for who in range(10)]
    outcomes = at_once([sheets.worked, *racing])

    booked = sum(outcome is not None and not isinstance(outcome, Exception) for outcome in outcomes[1:])
    found = store_tasks.find(task)
    assert found.imported + booked == 10
    assert found.duplicates == booked
    whole_clinic.assert_whole()


@pytest.mark.usefixtures("small_chunks")
def test_v9_collisions_with_others_lose_and_double_nothing() -> None:
    task = sheets.sent(sheets.dose_file(MIXED))

    with wire.writes(wire.conflicting(5)):
        sheets.worked()

    assert store_tasks.find(task).imported == 35
    whole_clinic.assert_whole()


def test_v9_when_its_time_is_over_nothing_of_a_file_is_left() -> None:
    task = sheets.brought_in(MIXED)
    names = set(dumps.take().objects)
    clinic.at(clinic.NOON, clinic.DAY)

    sheets.worked()

    assert len(names) == 1  # the refused rows; the file itself went when it was done
    assert not dumps.take().objects
    assert store_tasks.find(task.id).file_parts == 0


def test_v9_an_upload_that_nobody_goes_on_with_is_removed() -> None:
    task = sheets.begun(sheets.dose_file(MIXED))

    seen = []
    for day in (1, 2):
        clinic.at(clinic.NOON, clinic.TODAY + timedelta(days=day))
        sheets.worked()
        found = store_tasks.find(task)
        seen.append((found.state, found.fault, len(dumps.take().objects)))

    assert seen == [("failed", "abandoned", 1), ("failed", "abandoned", 0)]


BROKEN: list[tuple[bytes, str, str]] = [
    (b"name,number\n", "not_excel", "no Excel file"),
    (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100), "protected", "an old or protected one"),
]


@pytest.mark.parametrize(("content", "fault", "comment"), BROKEN)
def test_v9_a_file_that_cannot_be_read_says_why(content: bytes, fault: str, comment: str) -> None:
    task = sheets.sent(content)

    sheets.worked()

    found = store_tasks.find(task)
    assert (found.state, found.fault) == (TaskState.FAILED, fault), comment
    assert sheets.imported() == {}


@pytest.mark.usefixtures("small_chunks")
def test_v9_a_file_with_too_many_rows_leaves_nothing_behind() -> None:
    change = {"import_rows": 30}
    commit(*policy.change("vaccine_files", change, 0, "planner", "a test"))
    policy.forget()
    task = sheets.brought_in(dose(who) for who in range(60))

    clinic.at(clinic.NOON, clinic.DAY)
    sheets.worked()

    assert (task.state, task.fault) == (TaskState.FAILED, "too_many_rows")
    assert whole_clinic.records() == []
    assert not dumps.take().objects


def many(people: int) -> Iterator[dict[str, Any]]:
    """Yield so many rows; every hundredth is bad, and of every thousandth there are two."""
    for who in range(people):
        yield dose(who, grid="没有这个村") if who % 100 == 99 else dose(who)
        if who % 1000 == 500:
            yield dose(who)


def assert_killed_half_way_it_ends_whole(people: int) -> None:
    """Fail unless an import of so many people, killed half way and taken on, brings in everybody once."""
    task = sheets.sent(sheets.dose_file(many(people)))
    half = people // importing.CHUNK + people // 30  # objects of chunks, then transactions of 15 rows

    with wire.killed_at(half, Moment.BEFORE) as killed:
        sheets.worked()
    assert len(killed.operations) >= half
    some = sum(rebuild.recorded(STREET).values())
    sheets.lease_over()
    sheets.worked()

    found = store_tasks.find(task)
    bad, twice = people // 100, (people + 499) // 1000
    persons = Counter(each.claim for each in lists.every(STREET, Wanted()))
    assert 0 < some < people - bad
    assert (found.state, found.total) == (TaskState.DONE, people + twice)
    assert (found.imported, found.duplicates, found.refused) == (people - bad, twice, bad)
    assert (len(persons), persons.total()) == (people - bad, people - bad)
    assert len(sheets.refused(found)) == bad + twice
    assert whole_clinic.given_counted() == rebuild.recorded(STREET)


def test_v9_700_rows_killed_half_way() -> None:
    assert_killed_half_way_it_ends_whole(700)


@pytest.mark.slow
def test_v9_50000_rows_killed_half_way() -> None:
    assert_killed_half_way_it_ends_whole(49_950)


SESSION = {
    "code": sheets.VERO,
    "day": clinic.DAY.isoformat(),
    "start": "14:00",
    "end": "15:30",
    "site": "荷花池街道社区卫生服务中心",
    "quota": "250",
    "remark": "请带好身份证件和口罩",
}

SESSIONS_SENT = [
    SESSION,
    {**SESSION, "start": "16:00", "end": "17:30", "kind": "外籍预约"},
    {**SESSION, "site": "没有这个点"},
    SESSION,
]


def test_v4_sessions_come_from_a_file_once() -> None:
    sent = sheets.sent(sheets.session_file(SESSIONS_SENT), TaskKind.SESSIONS)
    sheets.worked()

    task = store_tasks.find(sent)
    assert (task.state, task.imported, task.duplicates, task.refused) == ("done", 2, 1, 1)
    assert {row: said[:4] for row, said in sheets.refused(task).items()} == {4: "接种地点", 5: "预约日期"}
    made = {each.start: (each.kind, int(each.quota)) for each in whole_clinic.sessions()}
    assert made == {"14:00": ("individual", 250), "16:00": ("foreign", 250)}
    whole_clinic.assert_whole()


def test_v4_sessions_from_a_file_killed_at_any_write() -> None:
    sent = sheets.sent(sheets.session_file(SESSIONS_SENT), TaskKind.SESSIONS)
    before, now = dumps.take(), clock.now()
    with wire.writes() as undisturbed:
        sheets.worked()
    assert len(undisturbed.operations) >= 9

    for number in range(1, len(undisturbed.operations) + 1):
        dumps.bring_back(before)
        clock.use(lambda: now)
        with wire.killed_at(number, Moment.AFTER):
            sheets.worked()
        sheets.lease_over()
        sheets.worked()

        task = store_tasks.find(sent)
        where = f"killed after write {number} of {undisturbed.operations}"
        assert (task.state, task.imported, task.duplicates, task.refused) == ("done", 2, 1, 1), where
        whole_clinic.assert_whole()
