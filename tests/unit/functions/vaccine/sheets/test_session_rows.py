"""Rows of sessions (V4): what is taken, and everything that is wrong with what is not."""

from datetime import date, time
from typing import Any

import pytest

from functions.vaccine.sheets import session_rows
from functions.vaccine.sheets.reasons import Reason
from functions.vaccine.sheets.session_rows import Known, SessionRow
from layers import cells
from layers.cells import Fault

TODAY = date(2022, 7, 13)

KNOWN = Known(
    kinds={"个人预约": "individual", "团体预约": "group", "Group": "group"},
    codes={"1379696357380038657": "vero"},
    vaccines={"新冠病毒灭活疫苗vero细胞（二针型）": "vero", "流感疫苗": "flu"},
    sites={"江理工羽毛球馆": "s1", "Gymnasium": "s1"},
    groups={"江苏理工学院": "t1"},
    today=TODAY,
    most_places=20_000,
)

GOOD: dict[str, Any] = {
    "code": "1379696357380038657",
    "day": "2022-07-14",
    "start": "08:00",
    "end": "20:30",
    "site": "江理工羽毛球馆",
    "quota": 5590,
}


def test_v4_a_good_row() -> None:
    assert session_rows.read(GOOD, KNOWN) == SessionRow(
        kind="individual",
        group=None,
        vaccine="vero",
        day=date(2022, 7, 14),
        start=time(8),
        end=time(20, 30),
        site="s1",
        quota=5590,
        remark="",
    )


def test_v4_a_groups_session() -> None:
    row = session_rows.read({**GOOD, "kind": "团体预约", "group": "江苏理工学院"}, KNOWN)

    assert isinstance(row, SessionRow)
    assert (row.kind, row.group) == ("group", "t1")


REFUSED: list[tuple[dict[str, Any], list[tuple[str, str]], str]] = [
    ({"kind": "VIP"}, [("kind", cells.Reason.NOT_A_CHOICE)], "no kind"),
    ({"kind": "团体预约"}, [("group", Reason.UNKNOWN_GROUP)], "a group's session without group"),
    ({"kind": "Group", "group": "常州大学"}, [("group", Reason.UNKNOWN_GROUP)], "another street's group"),
    ({"group": "江苏理工学院"}, [("group", Reason.UNKNOWN_GROUP)], "everybody's session with a group"),
    ({"code": "1"}, [("code", Reason.UNKNOWN_VACCINE)], "no such vaccine"),
    ({"vaccine": "流感疫苗"}, [("vaccine", Reason.VACCINE_DIFFERS)], "number and name of two vaccines"),
    ({"day": "2022-07-12"}, [("day", Reason.IN_PAST)], "yesterday"),
    ({"end": "08:00"}, [("end", Reason.REVERSED)], "no time at all"),
    ({"site": "体育馆"}, [("site", Reason.UNKNOWN_SITE)], "no such site"),
    ({"quota": 0}, [("quota", cells.Reason.BAD_NUMBER)], "no places"),
    ({"quota": 20_001}, [("quota", cells.Reason.BAD_NUMBER)], "too many places"),
    (
        {"day": None, "start": "8点", "end": None},
        [("day", cells.Reason.MISSING), ("start", cells.Reason.BAD_TIME), ("end", cells.Reason.MISSING)],
        "several at once",
    ),
]


@pytest.mark.parametrize(("changes", "faults", "comment"), REFUSED)
def test_v4_every_fault_is_named_with_its_column(
    changes: dict[str, Any], faults: list[tuple[str, str]], comment: str
) -> None:
    expected = [Fault(field, reason) for field, reason in faults]

    assert session_rows.read({**GOOD, **changes}, KNOWN) == expected, comment
