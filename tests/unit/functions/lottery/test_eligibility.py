"""Who may apply, and everything against it at once (L3)."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from functions.booking.standing import Reason
from functions.lottery.eligibility import Against, Applicant, Obstacle, obstacles

O = Obstacle  # noqa: E741  tables stay readable
UNTIL = date(2022, 7, 23)

FINE = Applicant(approved=True)
UNAPPROVED = Applicant(approved=False)
BANNED = Applicant(True, [(O.NO_SHOW_BAN, UNTIL)])
BOOKED = Applicant(True, [(O.ALREADY_BOOKED, None)])
EVERYTHING = Applicant(False, [(O.NO_SHOW_BAN, UNTIL), (O.ENTERED_RECENTLY, UNTIL)])

NO_FLAGS = dict.fromkeys((O.ACCOUNT_DISABLED, O.NEEDS_CORRECTION, O.DRAW_PENDING), False)

TABLE = [
    ([FINE], {}, [], "alone, nothing against it"),
    ([FINE, FINE, FINE, FINE], {}, [], "a household of four"),
    ([UNAPPROVED], {}, [Against(O.PROFILE_NOT_APPROVED, 0)], "the applicant's own review"),
    ([FINE, UNAPPROVED], {}, [Against(O.COHABITANT_NOT_APPROVED, 1)], "a cohabitant's review"),
    (
        [UNAPPROVED, FINE, UNAPPROVED],
        {},
        [Against(O.PROFILE_NOT_APPROVED, 0), Against(O.COHABITANT_NOT_APPROVED, 2)],
        "both, by position",
    ),
    ([BANNED], {}, [Against(O.NO_SHOW_BAN, 0, UNTIL)], "a ban says when it ends"),
    ([FINE, BANNED], {}, [Against(O.NO_SHOW_BAN, 1, UNTIL)], "a cohabitant's ban is the household's"),
    ([FINE, FINE, BOOKED], {}, [Against(O.ALREADY_BOOKED, 2)], "no end of its own"),
    ([FINE], {O.ACCOUNT_DISABLED: True}, [Against(O.ACCOUNT_DISABLED, 0)], "B6: disabled"),
    ([FINE], {O.NEEDS_CORRECTION: True}, [Against(O.NEEDS_CORRECTION, 0)], "I5: to be corrected first"),
    ([FINE], {O.DRAW_PENDING: True}, [Against(O.DRAW_PENDING, 0)], "an earlier draw is still to come"),
    (
        [EVERYTHING, BANNED],
        {O.ACCOUNT_DISABLED: True, O.DRAW_PENDING: True},
        [
            Against(O.ACCOUNT_DISABLED, 0),
            Against(O.DRAW_PENDING, 0),
            Against(O.PROFILE_NOT_APPROVED, 0),
            Against(O.NO_SHOW_BAN, 0, UNTIL),
            Against(O.ENTERED_RECENTLY, 0, UNTIL),
            Against(O.NO_SHOW_BAN, 1, UNTIL),
        ],
        "everything is told at once: the account, then person by person",
    ),
]


@pytest.mark.parametrize(("people", "flags", "expected", "comment"), TABLE)
def test_l3_everything_against_a_household(
    people: Sequence[Applicant], flags: Mapping[Obstacle, bool], expected: list[Against], comment: str
) -> None:
    found = obstacles(people, {**NO_FLAGS, **flags})

    assert found == expected, comment


@pytest.mark.parametrize("reason", Reason)
def test_l3_every_reason_from_bookings_is_an_obstacle(reason: Reason) -> None:
    assert Obstacle(reason).value == reason.value
