"""Who may be booked for which dose (V3, V5)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from functions.vaccine import doses
from functions.vaccine.doses import Against, Dose, Rules

THREE = Rules(doses=3, intervals=(28, 56), min_age=18, max_age=59, questions=frozenset({"fever", "allergy"}))
DAY = date(2022, 7, 14)


def ago(days: int, *, given_: bool = True) -> Dose:
    """Return a dose given (or booked) so many days before the day."""
    return Dose(DAY - timedelta(days=days), given_)


BOOKINGS = [
    (1, {}, None, None, "the first dose"),
    (1, {1: ago(0, given_=False)}, None, Against.HAS_IT, "booked already"),
    (1, {1: ago(90)}, None, Against.HAS_IT, "given already"),
    (1, {2: ago(90)}, None, Against.LATER_DOSE, "the second was given (imported without the first)"),
    (2, {}, None, Against.NO_DOSE_BEFORE, "no first dose known"),
    (2, {}, DAY - timedelta(days=28), None, "the first was given elsewhere, as the person says"),
    (2, {}, DAY - timedelta(days=27), Against.TOO_SOON, "elsewhere, but too recently"),
    (2, {1: ago(5, given_=False)}, None, Against.ANOTHER_IS_OPEN, "the first is only booked"),
    (2, {1: ago(27)}, None, Against.TOO_SOON, "a day too soon"),
    (2, {1: ago(28)}, None, None, "the interval is over"),
    (2, {1: ago(27)}, DAY - timedelta(days=90), Against.TOO_SOON, "what we know counts, not what is said"),
    (3, {1: ago(90), 2: ago(55)}, None, Against.TOO_SOON, "the second interval is longer"),
    (3, {1: ago(90), 2: ago(56)}, None, None, "and over"),
    (3, {1: ago(90)}, None, Against.NO_DOSE_BEFORE, "the second is missing"),
    (2, {1: ago(90), 3: ago(2, given_=False)}, None, Against.ANOTHER_IS_OPEN, "the third is booked"),
]


@pytest.mark.parametrize(("dose", "history", "elsewhere", "expected", "comment"), BOOKINGS)
def test_v5_a_dose_is_booked_in_its_order_and_its_time(
    dose: int, history: dict[int, Dose], elsewhere: date | None, expected: Against | None, comment: str
) -> None:
    assert doses.against(dose, DAY, history, THREE, elsewhere) == expected, comment


histories = some.dictionaries(
    some.integers(1, 3), some.builds(Dose, some.dates(DAY - timedelta(days=99), DAY), some.booleans())
)


@given(some.integers(1, 3), histories)
def test_v5_nobody_has_two_open_appointments_of_a_vaccine(dose: int, history: dict[int, Dose]) -> None:
    bookable = doses.against(dose, DAY, history, THREE) is None

    assert not (bookable and any(not known.given for known in history.values()))
    assert not (bookable and dose in history)


@given(histories)
def test_v3_a_day_on_which_a_dose_is_due_stays_so(history: dict[int, Dose]) -> None:
    later = DAY + timedelta(days=30)

    due = doses.against(2, DAY, history, THREE) is None

    assert not due or doses.against(2, later, history, THREE) is None


NEXT = [
    (2, {1: ago(0)}, None, DAY + timedelta(days=28), "after the first"),
    (3, {1: ago(90), 2: ago(10)}, None, DAY + timedelta(days=46), "after the second"),
    (2, {}, DAY, DAY + timedelta(days=28), "after one elsewhere"),
    (2, {}, None, None, "without one before"),
]


@pytest.mark.parametrize(("dose", "history", "elsewhere", "expected", "comment"), NEXT)
def test_v3_from_when_on_a_dose_is_due(
    dose: int, history: dict[int, Dose], elsewhere: date | None, expected: date | None, comment: str
) -> None:
    assert doses.next_from(dose, history, THREE, elsewhere) == expected, comment


AGES = [
    (date(2004, 7, 14), True, "18 today"),
    (date(2004, 7, 15), False, "18 tomorrow"),
    (date(1962, 7, 15), True, "60 tomorrow"),
    (date(1962, 7, 14), False, "60 today"),
    (date(2004, 2, 29), True, "born on a leap day"),
]


@pytest.mark.parametrize(("born", "fits", "comment"), AGES)
def test_v5_a_vaccine_has_its_ages(born: date, fits: bool, comment: str) -> None:
    assert doses.fits_age(born, DAY, THREE) == fits, comment


ANSWERS = [
    ({}, [], "nothing was asked"),
    ({"fever": False, "allergy": False}, [], "no and no"),
    ({"fever": True, "allergy": False}, ["fever"], "one yes"),
    ({"fever": True, "allergy": True}, ["allergy", "fever"], "two"),
    ({"unknown": True}, [], "not this vaccine's question"),
]


@pytest.mark.parametrize(("answers", "expected", "comment"), ANSWERS)
def test_v5_a_yes_is_a_contraindication(answers: dict[str, bool], expected: list[str], comment: str) -> None:
    assert doses.contraindications(answers, THREE) == expected, comment
