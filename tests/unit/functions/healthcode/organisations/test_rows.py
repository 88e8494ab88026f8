"""Rows of an organisation's file, read as generously as people write them (H5)."""

from typing import Any

import pytest

from functions.auth.service import DocumentType
from functions.healthcode.organisations import rows
from functions.healthcode.reports import History, Symptom
from functions.healthcode.schemas import DeclarationForm

REGIONS = {"北港街道": "beigang", "beigang": "beigang"}

GOOD = {
    "name": "张伟强",
    "number": "11010519491231002X",
    "phone": "13812345678",
    "region": "北港街道",
    "address": "北港街道1号",
}

READ: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({}, {"nationality": "CN", "document_type": DocumentType.RESIDENT_ID}, "居民身份证 is the rule"),
    ({"number": " 11010519491231002x "}, {"number": "11010519491231002X"}, "small letters, spaces"),
    ({"phone": 13812345678.0}, {"phone": "13812345678"}, "a number to Excel"),
    ({"region": " beigang"}, {"region": "beigang"}, "a region's id"),
    ({"temperature": "36.5℃"}, {"temperature": 36.5}, "with its unit"),
    ({"temperature": 36.8}, {"temperature": 36.8}, "a number"),
    ({"temperature": None}, {"temperature": None}, "nobody measured"),
    ({"symptoms": "正常"}, {"symptoms": []}, "all well"),
    ({"symptoms": "发热、干咳"}, {"symptoms": [Symptom.FEVER, Symptom.DRY_COUGH]}, "two symptoms"),
    ({"symptoms": "乾咳,Fever"}, {"symptoms": [Symptom.DRY_COUGH, Symptom.FEVER]}, "in other languages"),
    ({"symptoms": "Sore throat"}, {"symptoms": [Symptom.SORE_THROAT]}, "a name of two words"),
    ({"history": "无"}, {"history": []}, "none"),
    ({"history": "到过疫情高发地区"}, {"history": [History.KEY_AREA]}, "旅居史"),
    (
        {"nationality": "HK", "number": "H12345678"},
        {"document_type": DocumentType.HOME_RETURN_PERMIT},
        "the type that fits the number",
    ),
]


@pytest.mark.parametrize(("cells", "said", "comment"), READ)
def test_h5_how_rows_are_read(cells: dict[str, Any], said: dict[str, Any], comment: str) -> None:
    form = rows.read({**GOOD, **cells}, REGIONS)

    assert isinstance(form, DeclarationForm), comment
    assert {name: getattr(form, name) for name in said} == said, comment


REFUSED: list[tuple[dict[str, Any], dict[str, str], str]] = [
    ({"name": " "}, {"name": "required"}, "no name"),
    ({"number": None, "phone": None}, {"number": "required", "phone": "required"}, "each is named"),
    ({"number": 1.1010519491231e17}, {"number": "digits_lost"}, "Excel made a number of it"),
    ({"region": "南港街道"}, {"region": "not_a_street"}, "a street that there isn't"),
    ({"temperature": "热"}, {"temperature": "wrong_type"}, "no number"),
    ({"temperature": 365}, {"temperature": "too_large"}, "a comma forgotten"),
    ({"symptoms": "发热、不舒服"}, {"symptoms": "not_a_choice"}, "one that the form doesn't know"),
    ({"nationality": "ZZ"}, {"nationality": "not_a_choice"}, "no country"),
    ({"name": "张" * 81}, {"name": "too_long"}, "longer than a name"),
]


@pytest.mark.parametrize(("cells", "codes", "comment"), REFUSED)
def test_h5_what_makes_a_row_none(cells: dict[str, Any], codes: dict[str, str], comment: str) -> None:
    faults = rows.read({**GOOD, **cells}, REGIONS)

    assert isinstance(faults, list), comment
    assert {fault.column: fault.code for fault in faults} == codes, comment
