"""Each check of the day passes on a day as it should be, and fails on the one thing it is there to find."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from local.day.checks import checks
from local.day.ledger import Ledger
from local.day.population import FIRST_DATE

FIRST = FIRST_DATE.isoformat()


def move_somebody(ledger: Ledger) -> None:
    ledger.proof["lines"][0] = ledger.proof["lines"][0].split(",")[0] + ",2022-07-19"


def let_somebody_win_twice(ledger: Ledger) -> None:
    ledger.proof["winners"]["2022-07-15"].append(ledger.proof["winners"][FIRST][0])


def give_a_place_too_many(ledger: Ledger) -> None:
    ledger.proof["winners"]["2022-07-18"] += ledger.proof["standby"]["2022-07-18"]


def book_somebody_else(ledger: Ledger) -> None:
    ledger.bookings[0] = replace(ledger.bookings[0], account="account of nobody")


def book_twice(ledger: Ledger) -> None:
    ledger.bookings.append(ledger.bookings[0])


def miss_an_arrival(ledger: Ledger) -> None:
    ledger.entered.pop()


def tell_twice(ledger: Ledger) -> None:
    ledger.messages.append(ledger.messages[0])


def tell_nobody(ledger: Ledger) -> None:
    ledger.messages.pop()


SPOILT: list[tuple[Callable[[Ledger], object], set[str]]] = [
    (lambda _: None, set()),
    (move_somebody, {"people by date as in the manual", "lines are what households hold in hand"}),
    (lambda ledger: ledger.counted.update({FIRST: 1}), {"shown so to everybody"}),
    (lambda ledger: ledger.too_early.add("winners"), {"no result before publication"}),
    (lambda ledger: setattr(ledger, "verified", False), {"the verifier agrees"}),
    (let_somebody_win_twice, {"nobody won twice"}),
    (give_a_place_too_many, {"every place given, none too many"}),
    (lambda ledger: setattr(ledger, "published", 1), {"the public list has them all"}),
    (book_somebody_else, {"bookings are the winners"}),
    (book_twice, {"bookings are the winners"}),
    (miss_an_arrival, {"bookings ended as they should"}),
    (lambda ledger: ledger.unrecognised.add(1), {"the port saw the right documents"}),
    (tell_twice, {"every household told once, and right"}),
    (tell_nobody, {"every household told once, and right"}),
    (lambda ledger: setattr(ledger, "undelivered", 1), {"nothing undelivered"}),
    (lambda ledger: ledger.audit_faults.append("chain 3"), {"the audit log is whole"}),
]


@pytest.mark.parametrize(("spoil", "found"), SPOILT)
def test_what_is_wrong_is_found(ledger: Ledger, spoil: Callable[[Ledger], object], found: set[str]) -> None:
    spoil(ledger)

    failed = {check.what for check in checks(ledger) if not check.passed}

    assert found <= failed
    assert bool(failed) == bool(found)
