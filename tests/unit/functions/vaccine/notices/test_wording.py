"""The wording of notices: which placeholders it may leave open (N3)."""

import pytest

from functions.vaccine.notices.wording import Fault, Placeholder, fault, filled

WORDINGS = [
    ("今天下午停电。", None, "without any"),
    ("{name}，{day} {start}-{end}，{site}", None, "some of them"),
    (" ".join(f"{{{each}}}" for each in Placeholder), None, "every one"),
    ("{{name}}", None, "doubled braces are braces"),
    ("{phone}", Fault.PLACEHOLDER, "not one of them"),
    ("{}", Fault.PLACEHOLDER, "which?"),
    ("{0}", Fault.PLACEHOLDER, "a number is no name"),
    ("{name.__class__}", Fault.PLACEHOLDER, "nothing of Python's"),
    ("{name[0]}", Fault.PLACEHOLDER, "nor a part of it"),
    ("{name!r}", Fault.PLACEHOLDER, "nor another way to write it"),
    ("{name:>900000000}", Fault.PLACEHOLDER, "nor a message that fills the memory"),
    ("{name:{day}}", Fault.PLACEHOLDER, "nor one within another"),
    ("{name", Fault.BRACES, "not closed"),
    ("name}", Fault.BRACES, "not opened"),
]


@pytest.mark.parametrize(("text", "expected", "comment"), WORDINGS)
def test_n3_a_wording_leaves_open_only_what_is_known_of_everybody(
    text: str, expected: Fault | None, comment: str
) -> None:
    assert fault(text) == expected, comment


def test_n3_placeholders_become_what_they_stand_for() -> None:
    said = filled("{name}，{day}：{{二楼}}", {"name": "王{day}", "day": "2022-07-14", "site": "北港"})

    assert said == "王{day}，2022-07-14：{二楼}"
