"""What clues and reports ask, and how they may go on (H13)."""

from dataclasses import replace
from typing import Any

import pytest

from functions.healthcode.clues import matters
from functions.healthcode.clues.matters import NEXT, Fault, Matter, Situation, State, Told

PATIENT = Told("周明远", "北港街道7号", (Situation.TRAVEL,), "")
REPORT = Told("", "北港街道7号", (), "每晚三十多人打麻将")

FAULTS: list[tuple[Matter, Told, dict[str, Any], list[tuple[str, Fault]], str]] = [
    (Matter.PATIENT, PATIENT, {}, [], "a patient"),
    (Matter.PATIENT, PATIENT, {"situations": tuple(Situation)[:3]}, [], "three situations at once"),
    (Matter.PATIENT, PATIENT, {"situations": (Situation.NONE,)}, [], "没有上述情况"),
    (Matter.PATIENT, PATIENT, {"name": ""}, [("name", Fault.REQUIRED)], "姓名"),
    (Matter.PATIENT, PATIENT, {"address": ""}, [("address", Fault.REQUIRED)], "所在地"),
    (Matter.PATIENT, PATIENT, {"situations": ()}, [("situations", Fault.REQUIRED)], "身体状况"),
    (
        Matter.PATIENT,
        PATIENT,
        {"situations": (Situation.NONE, Situation.TRAVEL)},
        [("situations", Fault.NONE_AND_OTHERS)],
        "none of these, and one of these",
    ),
    *((matter, REPORT, {}, [], f"a report of {matter}") for matter in list(Matter)[1:]),
    (Matter.PRICES, REPORT, {"name": "某超市"}, [], "who it is may be said"),
    (Matter.PRICES, REPORT, {"description": ""}, [("description", Fault.REQUIRED)], "必要的描述"),
    (
        Matter.PRICES,
        REPORT,
        {"situations": (Situation.SYMPTOMS,)},
        [("situations", Fault.NOT_ASKED)],
        "prices have no symptoms",
    ),
]


@pytest.mark.parametrize(("matter", "told", "changes", "faults", "comment"), FAULTS)
def test_h13_what_is_asked(
    matter: Matter, told: Told, changes: dict[str, Any], faults: list[tuple[str, Fault]], comment: str
) -> None:
    assert list(matters.faults(matter, replace(told, **changes))) == faults, comment


def test_h13_a_closed_clue_never_opens_again_and_an_open_one_can_always_be_closed() -> None:
    for state, following in NEXT.items():
        assert bool(following) == state.open
        assert State.SENT not in following
        if state.open:
            assert following >= {State.CONFIRMED, State.UNFOUNDED}
