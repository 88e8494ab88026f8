"""What registrations ask, and what their answers speak for (H5)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from functions.healthcode.facts import FactKind
from functions.healthcode.registrations import plans
from functions.healthcode.registrations.plans import Fault, Health, Kind, Plan
from functions.healthcode.reports import Symptom

TODAY = date(2022, 7, 13)

GOOD = Plan(
    planned_on=date(2022, 7, 20),
    health=Health.WELL,
    key_area=False,
    case_contact=False,
    carrier_contact=False,
    symptoms=(),
    region="beigang",
    address="北港街道1号",
    departure="湖南省长沙市",
    isolation_days=14,
    workplace="北港学校",
)

FAULTS: list[tuple[Kind, dict[str, Any], list[tuple[str, Fault]], str]] = [
    (Kind.FROM_OUTSIDE, {}, [], "everything that is asked"),
    (Kind.FROM_OUTSIDE, {"workplace": ""}, [], "who comes back need not work"),
    (Kind.FROM_OUTSIDE, {"departure": ""}, [("departure", Fault.REQUIRED)], "出发地"),
    (Kind.FROM_OUTSIDE, {"isolation_days": None}, [("isolation_days", Fault.REQUIRED)], "居家隔离时间"),
    (Kind.FROM_OUTSIDE, {"isolation_days": 0}, [], "no isolation is an answer, too"),
    (Kind.WITHIN, {"isolation_days": None, "workplace": ""}, [], "within the province nobody isolates"),
    (Kind.WITHIN, {"departure": ""}, [("departure", Fault.REQUIRED)], "出发地"),
    (Kind.TO_WORK, {"departure": "", "isolation_days": None}, [], "who lives here comes from nowhere"),
    (Kind.TO_WORK, {"workplace": ""}, [("workplace", Fault.REQUIRED)], "返岗单位"),
    (Kind.TO_WORK, {"address": ""}, [("address", Fault.REQUIRED)], "目前所在地址"),
    (Kind.WITHIN, {"planned_on": TODAY}, [], "today"),
    (Kind.WITHIN, {"planned_on": date(2022, 7, 12)}, [("planned_on", Fault.IN_THE_PAST)], "yesterday"),
    (Kind.WITHIN, {"planned_on": date(2022, 9, 11)}, [], "60 days ahead"),
    (Kind.WITHIN, {"planned_on": date(2022, 9, 12)}, [("planned_on", Fault.TOO_FAR)], "61 days ahead"),
    (Kind.FROM_OUTSIDE, {"left_on": date(2022, 7, 20)}, [], "there and back on a day"),
    (Kind.FROM_OUTSIDE, {"left_on": date(2022, 7, 21)}, [("left_on", Fault.AFTER_RETURN)], "离岛 after 返琼"),
]


@pytest.mark.parametrize(("kind", "changes", "faults", "comment"), FAULTS)
def test_h5_what_is_asked(
    kind: Kind, changes: dict[str, Any], faults: list[tuple[str, Fault]], comment: str
) -> None:
    plan = replace(GOOD, **changes)

    assert plans.faults(kind, plan, TODAY) == faults, comment


ANSWERS: list[tuple[dict[str, Any], set[FactKind], str]] = [
    ({}, set(), "nothing happened"),
    ({"key_area": True}, {FactKind.KEY_AREA}, "返琼前14天内有无湖北省旅居史"),
    ({"case_contact": True}, {FactKind.CASE_CONTACT}, "与确诊或疑似病例接触史"),
    ({"carrier_contact": True}, {FactKind.CASE_CONTACT}, "与无症状感染者接触史"),
    ({"symptoms": (Symptom.FEVER,)}, {FactKind.FEVER}, "发热"),
    ({"symptoms": (Symptom.DRY_COUGH,)}, {FactKind.COUGH}, "干咳"),
    ({"symptoms": (Symptom.FATIGUE,)}, {FactKind.SYMPTOM}, "乏力"),
    ({"symptoms": (Symptom.SORE_THROAT, Symptom.DIARRHOEA)}, {FactKind.SYMPTOM}, "咽痛、腹泻"),
    (
        {"key_area": True, "case_contact": True, "symptoms": (Symptom.FEVER,)},
        {FactKind.KEY_AREA, FactKind.CASE_CONTACT, FactKind.FEVER},
        "each once",
    ),
]


@pytest.mark.parametrize(("changes", "kinds", "comment"), ANSWERS)
def test_h5_the_four_questions_of_the_14_days_before(
    changes: dict[str, Any], kinds: set[FactKind], comment: str
) -> None:
    assert plans.told(replace(GOOD, **changes), fever_from=37.3) == kinds, comment


def test_h5_only_who_comes_from_outside_the_province_arrives_as_a_fact() -> None:
    assert [plans.arrival(kind) for kind in Kind] == [(FactKind.ARRIVAL,), (), ()]
