"""Records and statistics as Excel files: right types, Chinese headings, bounded memory (V9, V11)."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pytest

from functions.admin import regions
from functions.admin.schemas import Names, RegionEdit
from functions.vaccine.files import store as store_tasks
from functions.vaccine.files import tasks
from functions.vaccine.files.store import TaskState
from functions.vaccine.records import handling
from functions.vaccine.records.lists import Wanted
from functions.vaccine.sheets import figure_rows
from functions.vaccine.statistics import figures
from functions.vaccine.statistics.coverage import Group
from functions.vaccine.stores import records as store_records
from functions.vaccine.tables import Kind, Record, RecordState, Source, Task
from layers import audit, clock
from layers.audit import Span
from layers.i18n import Language
from layers.paging import PageQuery
from layers.principals import CITY, Staff
from layers.tables import shard_of
from tests import clinic, office, sheets, wire
from tests.clinic import DAY, GRID, OFFICER, OTHER_GRID, STREET
from tests.wire import Moment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("clinic_day")]

CHINESE = Language.ZH_HANS
REVEALING = Staff("fedcba9876543210", CITY, frozenset({"personal.reveal"}), lambda _: True)
"""Somebody who may see persons in full."""

HEADINGS = """
    编号 预约类型 姓名 国籍代码 身份证号 手机 疫苗编号 疫苗名称 针数 预约日期 开始时间 结束时间 接种地点
    地区 所属网格 状态 登记 接种 来源 预约提交时间 登记时间 接种时间 备注
""".split()  # noqa: SIM905  twenty lines less than a literal


def populated() -> list[str]:
    """Book for three people, one with a formula for a name; one is vaccinated, one cancelled."""
    session = clinic.opened(9)
    names = ("张三", '=HYPERLINK("http://attacker.example")', "欧阳雄")
    people = [clinic.person(who, name=name) for who, name in enumerate(names)]
    numbers = [clinic.book(session, each).known.item.number for each in people]
    clinic.at(time(9), DAY)
    handling.vaccinate(OFFICER, numbers[0], clock.now())
    handling.cancel(OFFICER, numbers[1], "gone away", clock.now())
    return numbers


def exported(by: Staff = REVEALING, region: str = STREET, **wanted: Any) -> Task:
    """Let the job write a file, and return the task."""
    task = tasks.export(by, region, Wanted(**wanted), CHINESE, clock.now())
    sheets.worked()
    return store_tasks.find(task)


def by_heading(task: Task) -> list[dict[str, Any]]:
    """Return a file's rows by their headings, as openpyxl reads them."""
    headings, *found = sheets.rows(sheets.content(task))
    return [dict(zip(headings, row, strict=True)) for row in found]


def test_v9_a_foreign_reader_finds_every_value_with_its_type() -> None:
    numbers = populated()

    task = exported()

    headings, *_ = sheets.rows(sheets.content(task))
    first = next(row for row in by_heading(task) if row["编号"] == numbers[0])
    assert list(headings) == HEADINGS
    assert task.total == 3
    assert first == {
        **dict.fromkeys(HEADINGS),
        "编号": numbers[0],
        "预约类型": "个人预约",
        "姓名": "张三",
        "国籍代码": "CN",
        "身份证号": clinic.number_of(0),
        "手机": "+8613800000000",
        "疫苗编号": sheets.VERO,
        "疫苗名称": "新冠病毒灭活疫苗vero细胞（二针型）",
        "针数": 1,
        "预约日期": datetime(2022, 7, 14),  # noqa: DTZ001  a date cell has no zone
        "开始时间": "08:00",
        "结束时间": "09:30",
        "接种地点": "荷花池街道社区卫生服务中心",
        "地区": STREET,
        "所属网格": GRID,
        "状态": "成功",
        "登记": "已登记",
        "接种": "已接种",
        "来源": "网上预约",
        "预约提交时间": datetime(2022, 7, 13, 12),  # noqa: DTZ001  the same
        "登记时间": datetime(2022, 7, 14, 9),  # noqa: DTZ001  the same
        "接种时间": datetime(2022, 7, 14, 9),  # noqa: DTZ001  the same
    }


def test_s4_persons_are_masked_unless_the_role_may_see_them() -> None:
    populated()

    masked, full = exported(OFFICER), exported(REVEALING)

    assert {row["姓名"] for row in by_heading(masked)} >= {"张*", "欧阳*"}
    assert clinic.number_of(0) not in {row["身份证号"] for row in by_heading(masked)}
    assert clinic.number_of(0) in {row["身份证号"] for row in by_heading(full)}


def test_s3_who_asks_for_a_file_and_who_fetches_it_is_recorded() -> None:
    populated()

    task = exported()
    sheets.content(task)

    found = audit.by_subject(f"task:{task.id}", Span(), 10, None)
    told = {each["action"]: each["details"] for each in (msgspec.json.decode(item.content) for item in found)}
    assert told == {
        "records.export": {"region": STREET, "full": True},
        "records.fetch": {"region": STREET},
    }


FILTERS: list[tuple[dict[str, Any], int, str]] = [
    ({}, 3, "all of the street"),
    ({"state": RecordState.CANCELLED}, 1, "by state"),
    ({"given": True}, 1, "vaccinated"),
    ({"given": False, "state": RecordState.BOOKED}, 1, "still to come"),
    ({"arrived": False}, 2, "not checked in"),
    ({"dose": 2}, 0, "by dose"),
    ({"kind": Kind.FOREIGN}, 0, "by kind"),
    ({"since": DAY, "until": DAY}, 3, "by day, both included"),
    ({"since": DAY + timedelta(days=1)}, 0, "later"),
    ({"until": DAY - timedelta(days=1)}, 0, "earlier"),
    ({"region": GRID}, 3, "of a grid"),
    ({"region": OTHER_GRID}, 0, "of another grid"),
    ({"region": CITY}, 3, "of the whole city"),
]


def test_v9_filters_mean_the_same_in_the_list_and_in_the_file() -> None:
    populated()

    for wanted, number, comment in FILTERS:
        region = wanted.get("region", STREET)
        filters = {key: value for key, value in wanted.items() if key != "region"}
        assert exported(region=region, **filters).total == number, comment
        if region != CITY:
            found, _ = handling.listed(OFFICER, region, Wanted(**filters), PageQuery())
            assert len(found) == number, comment


def test_v9_an_export_killed_at_any_write_is_there_in_the_end() -> None:
    populated()
    tasks.export(REVEALING, STREET, Wanted(), CHINESE, clock.now())
    with wire.writes() as undisturbed:
        sheets.worked()
    assert len(undisturbed.operations) == 3

    for write in range(1, 4):
        task = tasks.export(REVEALING, STREET, Wanted(), CHINESE, clock.now())
        with wire.killed_at(write, Moment.AFTER):
            sheets.worked()
        sheets.lease_over()
        sheets.worked()

        found = store_tasks.find(task)
        assert (found.state, found.total) == (TaskState.DONE, 3), write
        assert len(by_heading(found)) == 3, write


def manuals_street() -> bytes:
    """Return the file of the manual's street, with one dose given."""
    populated()
    regions.edit(OFFICER, STREET, RegionEdit(Names("永红街道"), 0, 140787))
    table = figures.table(OFFICER, "futian")
    return figure_rows.file(table, [], CHINESE, clock.now())


def test_v11_statistics_have_the_manuals_columns() -> None:
    headings, street, total = sheets.rows(manuals_street())

    assert [heading.rpartition("\n")[2] for heading in headings] == [
        "地区",
        "常住人口(a)",
        *("第1剂(b)", "第2剂(c)", "第1剂(d)", "第2剂(e)", "第3剂(f)", "第1剂(m)", "第2剂(n)"),
        "计划数(a*0.44=k)",
        *("首针完成率(g/k)", "序位", "接种完成率(h/k)", "序位"),
    ]
    assert street[:4] == ("永红街道", 140787, 1, 0)
    assert street[9:] == (61947, pytest.approx(1 / 61947), "/", 0, "/")
    assert total[0] == "futian"


SWITCHES = [
    (
        [Group.VACCINES],
        ["地区", "常住人口(a)", "计划数(a*0.44=k)", "首针完成率(g/k)", "序位", "接种完成率(h/k)", "序位"],
    ),
    ([Group.VACCINES, Group.FIRST], ["地区", "常住人口(a)", "计划数(a*0.44=k)", "接种完成率(h/k)", "序位"]),
    (list(Group), ["地区", "常住人口(a)", "计划数(a*0.44=k)"]),
]


@pytest.mark.parametrize(("hidden", "expected"), SWITCHES)
def test_v11_columns_that_are_switched_off_are_left_out(hidden: list[Group], expected: list[str]) -> None:
    populated()
    table = figures.table(OFFICER, STREET)

    headings, *_ = sheets.rows(figure_rows.file(table, hidden, CHINESE, clock.now()))

    assert list(headings) == expected


@pytest.mark.slow
def test_v9_v11_the_files_open_in_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "statistics.xlsx").write_bytes(manuals_street())
    (tmp_path / "records.xlsx").write_bytes(sheets.content(exported()))

    headings, *records = office.rows(tmp_path / "records.xlsx", tmp_path)
    _, street, *_ = office.rows(tmp_path / "statistics.xlsx", tmp_path)

    assert [text for _, text in headings] == HEADINGS
    first = dict(zip(HEADINGS, next(row for row in records if ("string", "张三") in row), strict=False))
    assert first["身份证号"] == ("string", clinic.number_of(0))
    assert first["针数"] == ("float", "1")
    assert first["预约日期"] == ("date", "2022-07-14")
    assert first["接种时间"] == ("date", "2022-07-14 09:00")
    assert ("string", '=HYPERLINK("http://attacker.example")') in [cell for row in records for cell in row]
    assert street[10] == ("percentage", "0.00%")


MEASURED = """
import re, sys
from pathlib import Path
from functions.vaccine.files import work
from functions.vaccine.files.budget import Budget
from layers import clock

def most():  # not ru_maxrss, which remembers the process that this one came from
    return int(re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1])

now = clock.from_iso(sys.argv[1])
clock.use(lambda: now)
before = most()
work.advance(now, Budget(3600))
print(most() - before)
"""
"""Prints by how many kilobytes the job's process grew."""


def drafts(number: int) -> Iterator[Record]:
    """Yield records of imported doses, one for each person."""
    for who in range(number):
        item = store_records.draft(f"{who:013d}", clinic.person(who), [])
        item.kind, item.source, item.language = Kind.INDIVIDUAL, Source.IMPORT, CHINESE
        item.street, item.grid, item.vaccine, item.dose = STREET, GRID, clinic.VACCINE, 1
        item.day = (date(2021, 4, 1) + timedelta(days=who % 60)).isoformat()
        item.booked_at = item.given_at = f"{item.day}T04:00:00.000Z"
        item.claim = f"{who:040x}"
        item.list = f"RECORDS#{STREET}#{shard_of(item.number, store_records.SHARDS)}"
        item.place_in_list = f"{item.day}#{item.number}"
        yield item


def write_all(items: Iterator[Record]) -> None:
    """Write records as they are."""

    def write(some: list[Record]) -> None:
        with Record.batch_write() as batch:
            for item in some:
                batch.save(item)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, iter(lambda: list(islice(items, 500)), [])))


def assert_exported_in_bounded_memory(number: int, megabytes: int) -> None:
    """Fail unless so many records are written by a process of its own that grows by less than this."""
    clinic.laid_out()
    write_all(drafts(number))
    task = tasks.export(REVEALING, STREET, Wanted(), CHINESE, clock.now())

    command = [sys.executable, "-c", MEASURED, clock.to_iso(clock.now())]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  our own

    found = store_tasks.find(task)
    assert (found.state, found.total) == (TaskState.DONE, number)
    assert int(ran.stdout.splitlines()[-1]) < megabytes * 1024
    assert len(sheets.rows(sheets.content(found))) == number + 1


def test_v9_3000_records_in_bounded_memory() -> None:
    assert_exported_in_bounded_memory(3000, megabytes=60)


@pytest.mark.slow
def test_v9_100000_records_in_bounded_memory() -> None:
    assert_exported_in_bounded_memory(100_000, megabytes=60)
