"""Who may pass a gate, and who needs a guardian: the manuals' sentences as tables (H8, H9)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from functions.healthcode.rules import Colour
from functions.healthcode.scenes import minors
from functions.healthcode.scenes.minors import Missing
from functions.healthcode.scenes.passing import Result, Seen, Stop, decide, was_good

FEVER_FROM = 37.3

PASSING = [
    (Seen(colour=Colour.GREEN, temperature=36.5), [], "绿码, 在亮码、测温后通过放行"),
    (Seen(colour=Colour.YELLOW, temperature=36.5), [Stop.YELLOW], "黄码须待转换成绿码后方能正常出行"),
    (Seen(colour=Colour.RED, temperature=36.5), [Stop.RED], "红码须待转换成绿码后方能正常出行"),
    (Seen(colour=Colour.GREEN, temperature=37.2), [], "just below the limit"),
    (Seen(colour=Colour.GREEN, temperature=37.3), [Stop.FEVER], "体温不正常, from the limit on"),
    (Seen(colour=Colour.GREEN, temperature=36.5, fresh=False), [Stop.OLD_CODE], "a screenshot"),
    (Seen(colour=Colour.GREEN, temperature=36.5, suspicious=True), [Stop.SUSPICIOUS], "可疑轨迹, 阻止通行"),
    (
        Seen(colour=Colour.RED, temperature=39.0, fresh=False, suspicious=True),
        [Stop.RED, Stop.FEVER, Stop.OLD_CODE, Stop.SUSPICIOUS],
        "every reason is told",
    ),
]


@pytest.mark.parametrize(("seen", "reasons", "comment"), PASSING, ids=lambda each: str(each)[:40])
def test_h8_pass_or_stop(seen: Seen, reasons: list[Stop], comment: str) -> None:
    decision = decide(seen, FEVER_FROM)

    assert list(decision.reasons) == reasons, comment
    assert decision.result is (Result.STOP if reasons else Result.PASS), comment


ISSUED = datetime(2022, 7, 13, 2, tzinfo=UTC)
EXPIRES = ISSUED + timedelta(minutes=5)
SKEW = timedelta(minutes=2)

MOMENTS = [
    (0, True, "as it was shown"),
    (299, True, "in its last second"),
    (300, True, "the device's clock may be a little fast"),
    (419, True, "by the skew"),
    (420, False, "and no more"),
    (-120, True, "or a little slow"),
    (-121, False, "and no more"),
]


@pytest.mark.parametrize(("seconds", "good", "comment"), MOMENTS)
def test_h8_a_code_was_good_when_it_was_scanned(seconds: int, good: bool, comment: str) -> None:
    at = ISSUED + timedelta(seconds=seconds)

    assert was_good(ISSUED, EXPIRES, at, SKEW) is good, comment


TODAY = date(2022, 7, 13)

AGES = [
    (date(2008, 7, 13), "", None, "14 today: 14岁以下 no more"),
    (date(2008, 7, 14), "", Missing.GUARDIAN, "14 tomorrow"),
    (date(2008, 7, 14), "张爸爸", None, "家长姓名 is given"),
    (date(1950, 1, 1), "", None, "an elder"),
    (None, "张爸爸", Missing.BORN, "neither document nor form tells"),
    (date(2022, 7, 14), "张爸爸", Missing.BORN, "not born yet"),
]


@pytest.mark.parametrize(("born", "guardian", "expected", "comment"), AGES)
def test_h9_a_guardian_for_under_14(
    born: date | None, guardian: str, expected: Missing | None, comment: str
) -> None:
    assert minors.missing(born, guardian, TODAY) is expected, comment
