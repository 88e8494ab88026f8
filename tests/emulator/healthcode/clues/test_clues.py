"""A clue is sent once and escalates once, whatever happens at the same time (H13, N1, N2)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.request import Request, urlopen

import pytest

from functions.healthcode import tallies
from functions.healthcode.clues import dispatching, filing, handling, photos, store
from functions.healthcode.clues.errors import ClueMoved
from functions.healthcode.clues.matters import Matter, State, Told
from functions.healthcode.clues.tables import Clue
from layers import clock, objects
from layers.objects import UploadForm
from layers.outbox import Message
from layers.principals import CITY, Staff
from local.engines import Engine
from tests import dumps, factories, health, wire
from tests.factories import Client
from tests.threads import at_once, refusals
from tests.wire import Moment

pytestmark = pytest.mark.emulator

CROWD = 6
TOLD = Told("", "北港街道老年活动室", (), "每晚三十多人打麻将")


class Day:
    """A clock that stands at ten until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2022, 7, 13, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def day(stack: Engine) -> Iterator[Day]:  # noqa: ARG001  beneath it
    """A street and its district, each with somebody who answers for clues."""
    standing = Day()
    clock.use(lambda: standing.now)
    root = factories.administrator(Client(factories.application()))
    factories.districts(root, "futian", "nanshan")
    health.streets(root)
    for region, phone in (("beigang", "+8613900000001"), ("futian", "+8613900000002")):
        health.officer(root, "clues.handle", region=region, phone=phone)
    yield standing
    clock.use(None)


def file() -> str:
    """File a report about the street."""
    return filing.file(Matter.GATHERING, health.STREET, TOLD, [], clock.now()).number


def sent() -> int:
    """Return how many messages about clues there are."""
    found = Message.scan(Message.pk.startswith("OUTBOX#clue:"), consistent_read=True)
    return len({message.id for message in found})


def steps(clue: str) -> list[str]:
    """Return what happened to a clue."""
    return [each.what for each in store.progress(clue)]


def sent_by_form(form: UploadForm, content: bytes) -> int:
    """Send a file as a browser sends a form, and return the answer's status."""
    parts = [
        f'--limit\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in form.fields.items()
    ]
    head = b'--limit\r\nContent-Disposition: form-data; name="file"; filename="photo.jpg"\r\n\r\n'
    body = b"".join([*parts, head, content, b"\r\n--limit--\r\n"])
    request = Request(form.address, body, {"Content-Type": "multipart/form-data; boundary=limit"})  # noqa: S310  the emulator's own
    with urlopen(request) as answer:  # noqa: S310  the same
        return int(answer.status)


def report(clue: str, state: State) -> None:
    """Let somebody of the city report."""
    caller = Staff("officer-1", CITY, frozenset(), lambda _: True)
    handling.report(caller, clue, state, "seen", clock.now())


def test_h13_a_clue_and_its_message_are_written_together_or_not_at_all() -> None:
    before = dumps.take()
    with wire.writes() as undisturbed:
        file()

    for number in range(1, len(undisturbed.operations) + 1):
        for moment in Moment:
            dumps.bring_back(before)
            with wire.killed_at(number, moment):
                file()

            clues = list(Clue.scan(Clue.sk == "CLUE", consistent_read=True))
            counted = tallies.of_regions([health.STREET], tallies.NOW).get(health.STREET, {})
            assert [sent(), counted.get("open_clues", 0)] == [len(clues)] * 2


def test_h13_an_overdue_clue_escalates_once(day: Day) -> None:
    clue = file()
    day.now += timedelta(hours=13)

    outcomes = at_once([partial(dispatching.escalate, day.now)] * CROWD)

    assert refusals(outcomes) == []
    assert sorted(map(str, outcomes)) == ["0"] * (CROWD - 1) + ["1"]
    assert (steps(clue), sent()) == (["sent", "escalated"], 2)


def test_h13_an_answer_and_an_escalation_at_once_come_one_after_the_other(day: Day) -> None:
    clue = file()
    day.now += timedelta(hours=13)

    outcomes = at_once([partial(report, clue, State.CONFIRMED), partial(dispatching.escalate, day.now)] * 2)

    assert set(refusals(outcomes)) <= {ClueMoved}
    assert steps(clue) in (["sent", "confirmed"], ["sent", "escalated", "confirmed"], ["sent", "escalated"])
    is_open = State(store.find(clue).state).open
    counted = tallies.of_regions([health.STREET], tallies.NOW).get(health.STREET, {})
    assert counted.get("open_clues", 0) == int(is_open)


def test_h13_a_photo_is_uploaded_by_the_form_that_was_signed_for_it() -> None:
    photo, form = photos.offer()

    assert sent_by_form(form, b"a picture") in {200, 201, 204}

    assert objects.read(f"incoming/clue-photos/{photo}") == b"a picture"
