"""Nothing of a result is told before its publication (L8): every GET endpoint, asked by everybody.

The day passes twice with the same applications and another secret, so that other people win. Until the
publication every answer must be free of the result's marks, and the same on both days.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, pairwise
from typing import Any

import msgspec
import pytest

from functions.booking.service import booking_number
from functions.lottery import draw, lifecycle, merkle, store
from functions.lottery.draw import Draw
from functions.lottery.tables import Entry, Period
from layers import masks, privacy
from layers.call import Declaration
from layers.keys import Purpose
from layers.outbox import Message
from layers.principals import Kind
from layers.transaction import ConditionFailed, Update, commit
from tests import dumps
from tests.dumps import Dump
from tests.examples import ENDPOINTS, EXAMPLES, Example, request
from tests.world import NOW, OPEN, QUOTAS, Inhabitant, Officer, World

GETS = [each for each in ENDPOINTS if each.method == "GET"]
RANDOM = "listen_to_captcha"
"""The only answer that is never twice the same: noise is laid over the digits."""

BEFORE = ("open", "closed", "drawn", "postponed")
"""Moments before publication; at the last, one was begun that lost a race against its postponement."""

STORED = ("open", "closed", "drawn")
"""Of these, the moments at which no publication has begun to write."""

DATES = ("2022-07-14", "2022-07-15")

Officers = Mapping[str, Officer]

Asked = tuple[str, str, int]
"""Who asked, at which endpoint, in which of its variants."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What everybody is answered, and what is stored, at one moment."""

    answers: Mapping[Asked, str]
    stored: Dump
    notices: Collection[str]


@dataclass(frozen=True, slots=True)
class Day:
    """A day with one secret: its result, what would give it away by kind, and its moments by name."""

    result: Draw
    marks: Mapping[str, set[str]]
    moments: Mapping[str, Moment]


@pytest.fixture(scope="module")
def days(settled_city: World) -> Iterator[list[Day]]:
    """The day on which Li wins and Zhang doesn't, and the one on which it is the other way round."""
    city = settled_city
    city.undo()
    zhang, li = city.application["ticket"], city.apply(city.li, OPEN, *DATES)["ticket"]
    for name in ("孙新甲", "孙新乙", "孙新丙"):
        city.apply(city.resident(name), OPEN, *DATES, "2022-07-16")
    # The second time one of the staff will do: what their roles show differs in extent only.
    administrator = {"administrator": city.root}
    yield [_pass(city, city.officers, li, zhang), _pass(city, administrator, zhang, li)]
    city.undo()


@pytest.mark.parametrize("moment", BEFORE)
def test_l8_no_answer_before_publication_gives_the_result_away(days: list[Day], moment: str) -> None:
    for day in days:
        asked = day.moments[moment].answers

        telling = {each: found for each, text in asked.items() if (found := _found(day, text))}

        assert telling == {}


@pytest.mark.parametrize("moment", BEFORE)
def test_l8_no_answer_before_publication_depends_on_the_result(days: list[Day], moment: str) -> None:
    first, second = (day.moments[moment].answers for day in days)

    different = [asked for asked, text in second.items() if first[asked] != text]

    assert different == []


@pytest.mark.parametrize("moment", STORED)
def test_l8_nothing_of_the_result_is_stored_or_sent_before_publication(days: list[Day], moment: str) -> None:
    for day in days:
        then = day.moments[moment]
        stored = repr(then.stored)
        published = [name for name in then.stored.objects if f"/{OPEN}/" in name and "closed" not in name]

        assert [mark for marks in day.marks.values() for mark in marks if mark in stored] == []
        assert published == []
        assert then.notices == []


def test_l7_a_ticket_is_its_owners_until_the_close(days: list[Day]) -> None:
    tickets = [ticket for each in days[0].result.winners.values() for ticket in each]
    answers = days[0].moments["open"].answers

    shown = {asked[0] for asked, text in answers.items() if any(ticket in text for ticket in tickets)}

    assert shown <= {"zhang", "li"}


def test_l8_publication_tells_all_of_it(days: list[Day]) -> None:
    """The control: what found nothing before finds all of it after, so it would have found a leak."""
    for day in days:
        after = day.moments["published"]
        winners, told = sum(map(len, day.result.winners.values())), "".join(after.answers.values())

        telling = {asked[1] for asked, text in after.answers.items() if _found(day, text)}
        kinds = {kind for kind, marks in day.marks.items() if any(mark in told for mark in marks)}

        assert telling >= {"list_my_draws", "list_my_bookings", "list_periods", "show_results", "show_proof"}
        assert kinds >= {"secret", "order", "bookings", "rows"}
        assert list(after.notices).count("draw_won") == winners


def test_l8_published_answers_depend_on_the_result(days: list[Day]) -> None:
    first, second = (day.moments["published"].answers for day in days)

    different = {asked[:2] for asked, text in second.items() if first[asked] != text}

    assert different >= {("zhang", "list_my_draws"), ("li", "list_my_draws"), ("public", "show_results")}


def _pass(city: World, officers: Officers, winner: str, loser: str) -> Day:
    """Let the day pass with a secret by which one ticket wins and another doesn't; then take it back."""
    entries = [entry for shard in range(store.SHARDS) for entry in store.entries(OPEN, shard)]
    secret = _secret(entries, winner, loser)
    seed, result = _drawn(entries, secret)
    before = dumps.take()
    _exchange_secret(secret)
    moments = dict(_moments(city, officers))
    dumps.bring_back(before)
    city.now = NOW
    return Day(result, _marks(entries, secret, seed, result), moments)


def _moments(city: World, officers: Officers) -> Iterator[tuple[str, Moment]]:
    city.forget()
    yield "open", _look(city, officers)
    city.advance(18, 5)
    yield "closed", _look(city, officers)
    city.advance(18, 35)
    yield "drawn", _look(city, officers)
    read = store.period(OPEN)
    later = {"reason": "a typhoon", "publishes_at": "2022-07-13T14:00:00Z"}
    path = f"/v1/staff/lottery/periods/{OPEN}/postponements"
    assert city.signed_in(city.root).post(path, later).status == 204
    city.advance(20, 5)
    with pytest.raises(ConditionFailed):
        lifecycle.publish(read)
    yield "postponed", _look(city, officers)
    city.advance(22, 1)
    yield "published", _look(city, officers)


def _look(city: World, officers: Officers) -> Moment:
    residents = {"zhang": city.zhang, "li": city.li, "wang": city.wang}
    stored, notices = dumps.take(), _notices()
    known = repr(stored)
    answers = _answers(city, Kind.PUBLIC, {"public": None}, known)
    answers |= _answers(city, Kind.RESIDENT, residents, known) | _answers(city, Kind.STAFF, officers, known)
    dumps.bring_back(stored)  # some examples change the city before they look at it
    return Moment(answers, stored, notices)


def _answers(
    city: World, kind: Kind, people: Mapping[str, Inhabitant | Officer | None], known: str
) -> dict[Asked, str]:
    """Return what each of these people is answered at each endpoint of their kind.

    Left out is what differs from day to day anyway: the commitment to the secret, public from opening on,
    and the ids of what an example has only now made to ask about it.
    """
    clients = {name: city.signed_in(each) if each else city.nobody for name, each in people.items()}
    commitment, found = str(store.period(OPEN).commitment), {}
    for endpoint in GETS:
        if endpoint.access.kind is not kind:
            continue
        for variant, example in enumerate(_variants(endpoint, city)):
            made = [value for value in example.params.values() if value not in known]
            for name, client in clients.items():
                answer = request(endpoint, example, client, x_correlation_id="00000000")
                text = json.dumps(answer.body, ensure_ascii=False, separators=(",", ":"))
                for each in (commitment, *made):
                    text = text.replace(each, "")
                found[name, endpoint.name, variant] = text
    return found


def _variants(endpoint: Declaration, city: World) -> Iterator[Example]:
    """Yield the endpoint's example, the same about today's period, and the same without a query."""
    if endpoint.name == RANDOM:
        return
    example = EXAMPLES[endpoint.name](city)
    yield example
    if "period" in example.params:
        yield replace(example, params={**example.params, "period": OPEN})
    if example.query and not any(field.required for field in msgspec.structs.fields(endpoint.query)):
        yield replace(example, query={})


def _found(day: Day, text: str) -> list[str]:
    """Return what in an answer gives the result away."""
    marks = [mark for marks in day.marks.values() for mark in marks if mark in text]
    return marks + list(_told(json.loads(text)))


def _told(answer: Any) -> Iterator[str]:
    """Yield the fields in which an answer about today's period says something of its result."""
    if isinstance(answer, list):
        for each in answer:
            yield from _told(each)
    elif isinstance(answer, dict):
        if answer.get("period") == OPEN:
            results = ("winners", "standby", "secret", "beacon", "rows", "won", "odds")
            yield from (name for name in results if answer.get(name))
            yield from ["outcome"] * (answer.get("outcome", "pending") != "pending")
        for each in answer.values():
            yield from _told(each)


def _secret(entries: Collection[Entry], winner: str, loser: str) -> bytes:
    """Return a secret by which one ticket wins and another doesn't."""
    for number in count():
        secret = hashlib.sha256(str(number).encode()).digest()
        won = {ticket for each in _drawn(entries, secret)[1].winners.values() for ticket in each}
        if winner in won and loser not in won:
            return secret
    raise AssertionError


def _drawn(entries: Collection[Entry], secret: bytes) -> tuple[str, Draw]:
    drawn = [lifecycle.as_drawn(entry) for entry in entries]
    seed = draw.seed(OPEN, merkle.root(draw.lines(drawn)), secret)
    return seed, draw.draw(drawn, QUOTAS, seed)


def _marks(entries: Collection[Entry], secret: bytes, seed: str, result: Draw) -> dict[str, set[str]]:
    numbers = {entry.ticket: entry.number for entry in entries}
    won = [(day, ticket) for day, tickets in result.winners.items() for ticket in tickets]
    orders = [*result.winners.values(), *result.standby.values()]
    return {
        "secret": {secret.hex(), seed},
        "ranks": {draw.rank(seed, day, ticket) for day, ticket in won},
        "order": {f'"{one}","{next_one}"' for tickets in orders for one, next_one in pairwise(tickets)},
        "bookings": {
            booking_number(date.fromisoformat(day), NOW.date(), rank)
            for day, tickets in result.winners.items()
            for rank, _ in enumerate(tickets, 1)
        },
        "rows": {masks.application_number(numbers[ticket]) for _, ticket in won},
    }


def _exchange_secret(secret: bytes) -> None:
    sealed = privacy.seal(secret, f"PERIODS{OPEN}", Purpose.DRAW)
    actions = [Period.commitment.set(draw.commitment(secret)), Period.secret.set(sealed)]
    commit(Update(item=Period("PERIODS", OPEN), actions=actions))


def _notices() -> list[str]:
    sent = Message.scan(Message.pk.startswith(f"OUTBOX#draw:{OPEN}:"))
    return [str(message.template) for message in sent]
