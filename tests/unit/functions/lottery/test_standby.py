"""Whose turn it is when places are given back (L10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.lottery import standby
from functions.lottery.draw import Ticket
from functions.lottery.standby import Event, Queue, Reason, Step, Turn

ANN, BEN, CAT, DAN = ORDER = [Ticket(name) for name in ("ann", "ben", "cat", "dan")]
SIZES = {ANN: 2, BEN: 4, CAT: 1, DAN: 2}

NOW = datetime(2022, 7, 13, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=12)
ASKED_ANN = {ANN: LATER}

TURNS = [
    (Queue(free=2), Turn(ANN, 1, True), "the first of the order"),
    (Queue(free=0), None, "no places: nobody is asked, nobody passed over"),
    (Queue(free=1), Turn(ANN, 1, False), "too large: that is recorded first"),
    (Queue(1, too_large=frozenset({ANN})), Turn(BEN, 2, False), "and each before the one that fits"),
    (Queue(1, too_large=frozenset({ANN, BEN})), Turn(CAT, 3, True), "the first that fits"),
    (Queue(2, too_large=frozenset({ANN, BEN})), Turn(ANN, 1, True), "enough now for who was too large"),
    (Queue(4, too_large=frozenset({ANN}), out=frozenset({ANN})), Turn(BEN, 2, True), "out is out"),
    (Queue(2, ASKED_ANN), Turn(BEN, 2, False), "who has an offer is not asked twice"),
    (Queue(2, ASKED_ANN, frozenset({BEN}), frozenset({CAT})), Turn(DAN, 4, True), "all of it together"),
    (Queue(1, ASKED_ANN, frozenset({BEN, DAN}), frozenset({CAT})), None, "nobody fits what is left"),
    (Queue(9, out=frozenset(ORDER)), None, "the order has come to its end"),
]


@pytest.mark.parametrize(("queue", "expected", "comment"), TURNS)
def test_l10_whose_turn_it_is(queue: Queue, expected: Turn | None, comment: str) -> None:
    turn = standby.turn(ORDER, SIZES, queue)

    assert turn == expected, comment


FREED = Step(Event.FREED, NOW, 3)
OFFERED = Step(Event.OFFERED, NOW, 2, ANN, until=LATER)
AFTER_OFFER = Queue(1, ASKED_ANN)

HISTORIES: list[tuple[list[Step], Queue, str]] = [
    ([], Queue(), "nothing happened"),
    ([FREED, FREED], Queue(6), "two cancellations"),
    ([FREED, OFFERED], AFTER_OFFER, "an offer takes its places"),
    ([FREED, OFFERED, Step(Event.ACCEPTED, NOW, 2, ANN)], Queue(1, out=frozenset({ANN})), "and keeps them"),
    ([FREED, OFFERED, Step(Event.DECLINED, NOW, 2, ANN)], Queue(3, out=frozenset({ANN})), "given back"),
    ([FREED, OFFERED, Step(Event.EXPIRED, LATER, 2, ANN)], Queue(3, out=frozenset({ANN})), "not answered"),
    (
        [FREED, Step(Event.PASSED_OVER, NOW, 4, BEN, Reason.TOO_LARGE)],
        Queue(3, too_large=frozenset({BEN})),
        "too large waits",
    ),
    (
        [FREED, Step(Event.PASSED_OVER, NOW, 1, CAT, Reason.ALREADY_BOOKED)],
        Queue(3, out=frozenset({CAT})),
        "any other reason is for good",
    ),
]


@pytest.mark.parametrize(("steps", "expected", "comment"), HISTORIES)
def test_l10_where_a_date_stands_follows_from_its_steps(
    steps: list[Step], expected: Queue, comment: str
) -> None:
    assert standby.replay(steps) == expected, comment


ENDS = [
    (12, 48, 12, "the policy's hours"),
    (12, 12, 12, "just before the last moment"),
    (12, 5, 5, "cut short by the last moment"),
    (12, 1, 1, "an hour is the least"),
    (12, 0.99, None, "less is no offer"),
    (12, -3, None, "the last moment is past"),
    (1, 48, 1, "a short policy"),
]


@pytest.mark.parametrize(("hours", "left", "expected", "comment"), ENDS)
def test_l10_an_offer_ends_before_the_date_can_no_more_be_cancelled(
    hours: int, left: float, expected: float | None, comment: str
) -> None:
    until = standby.deadline(NOW, hours, NOW + timedelta(hours=left))

    assert until == (None if expected is None else NOW + timedelta(hours=expected)), comment


def test_l10_offers_lapse_at_their_end() -> None:
    queue = Queue(asked={ANN: NOW, BEN: NOW + timedelta(milliseconds=1), CAT: NOW - timedelta(hours=1)})

    assert standby.lapsed(queue, NOW) == [ANN, CAT]


@dataclass(frozen=True, slots=True)
class Line:
    """A standby order with sizes, and who is against the rules when asked."""

    sizes: Mapping[Ticket, int]
    barred: frozenset[Ticket]


def lines() -> st.SearchStrategy[Line]:
    """Up to 12 households, any of which may be barred."""
    tickets = [Ticket(f"{number:032x}") for number in range(12)]
    sizes = st.lists(st.integers(1, 4), max_size=12).map(
        lambda drawn: dict(zip(tickets, drawn, strict=False))
    )
    return st.builds(Line, sizes, st.frozensets(st.sampled_from(tickets), max_size=4))


@given(lines(), st.data())
def test_l10_places_are_kept_and_nobody_is_skipped_without_a_reason(line: Line, data: st.DataObject) -> None:
    """Whatever is given back, accepted, declined or let lapse, in whatever order."""
    order, steps, queue, freed = list(line.sizes), [], Queue(), 0

    for _ in range(data.draw(st.integers(0, 30))):
        step = data.draw(st.sampled_from(possible(order, line, queue)))
        steps.append(step)
        queue = standby.after(queue, step)
        freed += step.people if step.event is Event.FREED else 0

        accepted = sum(each.people for each in steps if each.event is Event.ACCEPTED)
        offered = sum(line.sizes[ticket] for ticket in queue.asked)
        assert queue.free >= 0
        assert queue.free + offered + accepted == freed
        if step.event is Event.OFFERED and step.ticket:
            ahead = set(order[: order.index(step.ticket)]) - queue.asked.keys() - queue.out
            assert ahead <= queue.too_large
            assert all(line.sizes[ticket] > queue.free + step.people for ticket in ahead)
    assert queue == standby.replay(steps)
    happened = [(step.ticket, step.event, step.reason) for step in steps if step.ticket]
    assert len(set(happened)) == len(happened), "nothing happens twice to a household"


def possible(order: list[Ticket], line: Line, queue: Queue) -> list[Step]:
    """Return what may happen next: the clockwork's next step, an answer, places given back."""
    answers = (Event.ACCEPTED, Event.DECLINED, Event.EXPIRED)
    steps = [
        Step(event, NOW, line.sizes[ticket], ticket) for ticket in sorted(queue.asked) for event in answers
    ]
    steps += [Step(Event.FREED, NOW, people) for people in (1, 2, 4)]
    if turn := standby.turn(order, line.sizes, queue):
        people = line.sizes[turn.ticket]
        if not turn.fits:
            steps.append(Step(Event.PASSED_OVER, NOW, people, turn.ticket, Reason.TOO_LARGE))
        elif turn.ticket in line.barred:
            steps.append(Step(Event.PASSED_OVER, NOW, people, turn.ticket, Reason.BARRED))
        else:
            steps.append(Step(Event.OFFERED, NOW, people, turn.ticket, until=LATER))
    return steps
