"""Cells as people write them (V9)."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest

from layers import cells
from layers.cells import Bad, Cell, Reason

APRIL = date(2021, 4, 21)

shown = datetime.fromisoformat
"""What a date cell shows, which has no zone."""

CELLS: list[tuple[Callable[[Cell], Any], Cell, Any, str]] = [
    (cells.text, None, "", "an empty cell"),
    (cells.text, "  张 \n 三 ", "张 三", "spaces and line breaks"),
    (cells.text, "'0123", "0123", "Excel's mark of a text"),
    (cells.text, 13812341234, "13812341234", "a number"),
    (cells.text, 13812341234.0, "13812341234", "the same, from another program"),
    (cells.text, shown("2021-04-21"), "2021-04-21", "a date"),
    (
        cells.identifier,
        "  ３２０４０４１９９００１０１１２３ｘ ",
        "32040419900101123X",
        "full width, small x",
    ),
    (cells.identifier, 13800138000, "13800138000", "short enough for a number"),
    (cells.identifier, 320404199001011234, Reason.DIGITS_LOST, "Excel made the last digits zeros"),
    (cells.identifier, 1.379696357380038e18, Reason.DIGITS_LOST, "the same, with an exponent"),
    (cells.day, shown("2021-04-21 09:30"), APRIL, "a date cell with a time"),
    (cells.day, APRIL, APRIL, "a date cell"),
    (cells.day, "2021-04-21", APRIL, "a text"),
    (cells.day, "2021/4/21", APRIL, "with slashes"),
    (cells.day, "2021.4.21", APRIL, "with points"),
    (cells.day, "2021年4月21日", APRIL, "in Chinese"),
    (cells.day, "２０２１-０４-２１", APRIL, "in full width"),
    (cells.day, "2021-04-21 00:00:00", APRIL, "a date that was pasted as text"),
    (cells.day, "2021-02-30", Reason.BAD_DATE, "no day of the calendar"),
    (cells.day, "21.4.2021", Reason.BAD_DATE, "another order"),
    (cells.day, 44307, Reason.BAD_DATE, "a day's number in Excel: it looks like one, too"),
    (cells.day, None, Reason.MISSING, "nothing"),
    (cells.moment, time(8), time(8), "a time cell"),
    (cells.moment, shown("1900-01-01 08:30"), time(8, 30), "the same, from another program"),
    (cells.moment, "8:00", time(8), "a text"),
    (cells.moment, "08：30", time(8, 30), "a full-width colon"),
    (cells.moment, "08:30:00", time(8, 30), "with seconds"),
    (cells.moment, "25:00", Reason.BAD_TIME, "no hour of the day"),
    (cells.moment, 0.5, Reason.BAD_TIME, "half a day"),
    (cells.moment, "", Reason.MISSING, "nothing"),
    (cells.whole(1, 100), "100", 100, "the most"),
    (cells.whole(1, 100), 101, Reason.BAD_NUMBER, "more than the most"),
    (cells.whole(1, 100), 1.5, Reason.BAD_NUMBER, "a fraction"),
    (cells.whole(1, 100), "-1", Reason.BAD_NUMBER, "less than nothing"),
    (cells.required(3), "张小三丰", Reason.TOO_LONG, "too long"),
    (cells.required(3), "  ", Reason.MISSING, "only spaces"),
    (cells.optional(3), None, "", "may be missing"),
]


@pytest.mark.parametrize(("parse", "cell", "expected", "comment"), CELLS)
def test_v9_a_cell_is_what_it_can_be_meant_as(
    parse: Callable[[Cell], Any], cell: Cell, expected: Any, comment: str
) -> None:
    assert outcome(parse, cell) == expected, comment


def outcome(parse: Callable[[Cell], Any], cell: Cell) -> Any:
    try:
        return parse(cell)
    except Bad as bad:
        return bad.reason


UNKNOWN = "unknown_grid"
"""A reason of the column's own."""

CHOICES = {"永红村": "g1", "荷花池（一）": "g2", "荷花池（二）": "g3", "Lotus Pond": "g4"}

NAMES = [
    ("永红村", "g1", "as it is"),
    (" 永 红 村 ", "g1", "with spaces"),
    ("荷花池(二)", "g3", "brackets of another width; what they hold counts"),
    ("LOTUS POND", "g4", "in capitals"),
    ("荷花池", UNKNOWN, "without what tells two apart"),
    ("永红", UNKNOWN, "half a name"),
    (None, Reason.MISSING, "nothing"),
]


@pytest.mark.parametrize(("cell", "expected", "comment"), NAMES)
def test_v9_names_are_the_systems_own(cell: Cell, expected: str, comment: str) -> None:
    assert outcome(cells.choice(CHOICES, UNKNOWN), cell) == expected, comment


KNOWN = {"name": {"姓名", "Name"}, "number": {"身份证号", "身份證號", "Identity number"}, "phone": {"手机"}}

HEADINGS: list[tuple[list[Cell], dict[str, int], str]] = [
    (["姓名", "身份证号", "手机"], {"name": 0, "number": 1, "phone": 2}, "the template's order"),
    (
        ["手机（可不填）", None, "身份證號*", "姓 名"],
        {"phone": 0, "number": 2, "name": 3},
        "any order, remarks",
    ),
    (["IDENTITY  NUMBER", "name:"], {"number": 0, "name": 1}, "English, case, marks"),
    (["序号", "姓名", "姓名"], {"name": 1}, "columns that nobody needs; the first of two"),
    (["张三", "320404199001011234"], {}, "no headings"),
]


@pytest.mark.parametrize(("row", "expected", "comment"), HEADINGS)
def test_v9_columns_are_found_by_their_headings(
    row: list[Cell], expected: dict[str, int], comment: str
) -> None:
    assert cells.columns(row, KNOWN) == expected, comment
