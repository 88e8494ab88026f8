"""Rows of doses given before (V9): what is taken, and everything that is wrong with what is not."""

from datetime import date
from typing import Any

import pytest

from functions.vaccine.sheets import dose_rows
from functions.vaccine.sheets.dose_rows import DoseRow, Holder, Known, Vaccine
from functions.vaccine.sheets.reasons import Reason
from layers import cells
from layers.cells import Cell, Fault

VERO = Vaccine("vero", "1379696357380038657", ["新冠病毒灭活疫苗vero细胞（二针型）", "Vero cells"], 2)
BORN = date(1990, 1, 1)


def document(nationality: str, number: str) -> Holder | None:
    """Know one Chinese number and one passport, which states no birth date."""
    found = {
        ("CN", "32040419900101123X"): Holder("RESIDENT_ID", "32040419900101123X", BORN),
        ("DE", "C01X00T47"): Holder("PASSPORT", "C01X00T47", None),
    }
    return found.get((nationality, number))


KNOWN = Known([VERO], {"永红村": "g1", "Yonghong": "g1"}, date(2022, 7, 13), document)

GOOD: dict[str, Any] = {
    "name": "张三",
    "number": "32040419900101123x",
    "phone": "13812341234",
    "code": "1379696357380038657",
    "vaccine": "新冠病毒灭活疫苗vero细胞(二针型)",
    "dose": "第1针",
    "given_on": "2021-04-21",
    "grid": "永红村",
}


def test_v9_a_good_row() -> None:
    assert dose_rows.read(GOOD, KNOWN) == DoseRow(
        name="张三",
        nationality="CN",
        holder=Holder("RESIDENT_ID", "32040419900101123X", BORN),
        phone="+8613812341234",
        vaccine="vero",
        dose=1,
        given_on=date(2021, 4, 21),
        grid="g1",
        remark="",
    )


TAKEN: list[tuple[dict[str, Any], str]] = [
    ({"phone": None}, "the phone may be missing"),
    ({"phone": "852 6123 4567"}, "a phone of Hong Kong"),
    ({"phone": 8613812341234}, "a phone as number, with its country"),
    ({"vaccine": ""}, "the number of the vaccine says enough"),
    ({"grid": "yonghong"}, "the grid in English"),
    ({"nationality": "de", "number": "C01X00T47"}, "a foreigner's passport"),
    ({"given_on": date(2022, 7, 13)}, "today"),
    ({"given_on": BORN}, "on the day of birth"),
    ({"remark": "补录"}, "a remark"),
]


@pytest.mark.parametrize(("changes", "comment"), TAKEN)
def test_v9_what_is_taken(changes: dict[str, Any], comment: str) -> None:
    assert isinstance(dose_rows.read({**GOOD, **changes}, KNOWN), DoseRow), comment


REFUSED: list[tuple[dict[str, Any], list[tuple[str, str]], str]] = [
    ({"name": ""}, [("name", cells.Reason.MISSING)], "no name"),
    ({"number": None}, [("number", cells.Reason.MISSING)], "no identity number"),
    ({"number": "320404199001011231"}, [("number", Reason.BAD_IDENTITY)], "a wrong check digit"),
    ({"number": 320404199001011230}, [("number", cells.Reason.DIGITS_LOST)], "Excel lost digits"),
    ({"nationality": "DE"}, [("number", Reason.BAD_IDENTITY)], "no number of that nationality"),
    ({"nationality": "中国"}, [("nationality", cells.Reason.NOT_A_CHOICE)], "a name instead of a code"),
    ({"phone": "0519-88888888"}, [("phone", Reason.BAD_PHONE)], "no mobile number"),
    ({"code": "123"}, [("code", Reason.UNKNOWN_VACCINE)], "no vaccine has the number"),
    ({"code": None}, [("code", cells.Reason.MISSING)], "no vaccine"),
    ({"vaccine": "流感疫苗"}, [("vaccine", Reason.VACCINE_DIFFERS)], "number and name of two vaccines"),
    ({"dose": 3}, [("dose", Reason.NO_SUCH_DOSE)], "a third dose of two"),
    ({"given_on": "2022-07-14"}, [("given_on", Reason.IN_FUTURE)], "tomorrow"),
    ({"given_on": "1989-12-31"}, [("given_on", Reason.BEFORE_BIRTH)], "before birth"),
    ({"given_on": "soon"}, [("given_on", cells.Reason.BAD_DATE)], "no date"),
    ({"grid": "永红"}, [("grid", Reason.UNKNOWN_GRID)], "no grid of this name"),
    (
        dict.fromkeys(GOOD),
        [(field, cells.Reason.MISSING) for field in ("name", "number", "code", "dose", "given_on", "grid")],
        "everything that is needed, in the order of the columns",
    ),
]


@pytest.mark.parametrize(("changes", "faults", "comment"), REFUSED)
def test_v9_every_fault_is_named_with_its_column(
    changes: dict[str, Any], faults: list[tuple[str, str]], comment: str
) -> None:
    expected = [Fault(field, reason) for field, reason in faults]

    assert dose_rows.read({**GOOD, **changes}, KNOWN) == expected, comment


ORDINALS: list[tuple[Cell, int | str, str]] = [
    (2, 2, "a number"),
    ("第1针", 1, "as the manual writes it"),
    ("第二針", 2, "in numerals, traditional"),
    ("第二剂", 2, "another word"),
    ("Dose 2", 2, "in English"),
    ("第三剂", Reason.NO_SUCH_DOSE, "one more than the vaccine has"),
    ("加强针", Reason.NO_SUCH_DOSE, "no number"),
    (12, Reason.NO_SUCH_DOSE, "too many"),
    (None, cells.Reason.MISSING, "nothing"),
]


@pytest.mark.parametrize(("cell", "expected", "comment"), ORDINALS)
def test_v9_a_dose_is_counted_in_many_ways(cell: Cell, expected: int | str, comment: str) -> None:
    row = dose_rows.read(GOOD | {"dose": cell}, KNOWN)

    said = row.dose if isinstance(row, DoseRow) else [fault.reason for fault in row]
    assert said == (expected if isinstance(expected, int) else [expected]), comment
