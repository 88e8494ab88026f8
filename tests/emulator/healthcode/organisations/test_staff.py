"""An organisation's staff by Excel: everybody once, whatever happens to the job (H5, N2)."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from functions.healthcode import holders as codes_of
from functions.healthcode import store as codes
from functions.healthcode.organisations import declaring, store
from functions.healthcode.organisations.membership import MemberState, OrganisationState
from functions.healthcode.organisations.tables import Organisation
from layers import clock
from layers.i18n import Language
from layers.outbox import Message
from layers.transaction import commit, new
from local.engines import Engine
from tests import dumps, factories, health, holders, strangers, wire
from tests.factories import Client
from tests.threads import at_once, refusals
from tests.wire import Moment

pytestmark = pytest.mark.emulator


@pytest.fixture(autouse=True)
def office(stack: Engine) -> Iterator[Client]:  # noqa: ARG001  beneath it
    """The city's administrator; Futian has a street."""
    now = datetime(2022, 7, 13, 2, tzinfo=UTC)
    clock.use(lambda: now)
    root = factories.administrator(Client(factories.application()))
    factories.districts(root, "futian", "nanshan")
    health.streets(root)
    yield root
    clock.use(None)


@pytest.fixture
def school(office: Client) -> Organisation:  # noqa: ARG001  the streets
    """An organisation that is approved."""
    item = store.draft("account-1", health.STREET, clock.now())
    item.name, item.credit_code, item.address = "北港学校", "91110000600037341L", "北港街道3号"
    commit(new(item))
    commit(store.deciding(item, OrganisationState.APPROVED, clock.now()))
    return item


def sent(school: Organisation, people: int, *others: dict[str, object]) -> str:
    """Send a file with so many new people and some others, and return its batch."""
    rows = [*(health.staff() for _ in range(people)), *others]
    content = factories.decoded(health.staff_file(rows))
    return declaring.declare_file(school, content, Language.EN, clock.now()).id


def brought_in() -> None:
    """Let the job bring everything in."""
    while declaring.go_on(clock.now(), 500):
        pass


def outcome(school: Organisation, batch: str) -> tuple[object, ...]:
    """Return what became of a batch, and how many people are there, known and told."""
    found = store.find_batch(school.id, batch)
    told = (int(found.joined), int(found.invited), int(found.known), int(found.refused))
    states = Counter(each.state for each in store.members(school.id))
    messages = Message.scan(Message.pk.startswith("OUTBOX#staff:"), consistent_read=True)
    return told, states, len({message.id for message in messages}), store.waiting(9)


def known_row() -> dict[str, object]:
    """Return the row of somebody who has a code."""
    document = strangers.document()
    codes_of.declare_for(strangers.account(), holders.declaration(document), clock.now())
    return health.staff(number=document.number)


def test_h5_killed_at_any_write_and_gone_on_with_it_ends_the_same(
    school: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_CHUNK", 2)
    batch = sent(school, 2, known_row())
    before = dumps.take()
    with wire.writes() as undisturbed:
        brought_in()
    expected = outcome(school, batch)
    assert expected == ((2, 1, 0, 0), Counter({MemberState.MEMBER: 2, MemberState.INVITED: 1}), 3, [])

    for number in range(1, len(undisturbed.operations) + 1):
        dumps.bring_back(before)
        with wire.killed_at(number, Moment.AFTER):
            brought_in()
        brought_in()

        assert outcome(school, batch) == expected, f"killed after write {number} of {undisturbed.operations}"
        holders.assert_whole()


def test_h5_two_runs_of_the_job_at_once_declare_everybody_once(school: Organisation) -> None:
    batch = sent(school, 4)

    outcomes = at_once([brought_in] * 3)

    assert refusals(outcomes) == []
    assert outcome(school, batch) == ((4, 0, 0, 0), Counter({MemberState.MEMBER: 4}), 4, [])
    holders.assert_whole()


def test_h5_what_a_refused_organisation_had_sent_is_dropped(school: Organisation) -> None:
    batch = sent(school, 2)
    commit(store.deciding(store.find(school.id), OrganisationState.REFUSED, clock.now()))

    brought_in()

    assert outcome(school, batch) == ((0, 0, 0, 0), Counter(), 0, [])


@pytest.mark.parametrize("people", [300, pytest.param(5000, marks=pytest.mark.slow)])
def test_h5_a_whole_organisation_by_excel(school: Organisation, people: int) -> None:
    batch = sent(school, people, health.staff(number="H1234567"))

    brought_in()

    told, states, messages, waiting = outcome(school, batch)
    assert (told, messages, waiting) == ((people, 0, 0, 1), people, [])
    assert states == {MemberState.MEMBER: people}
    (refused,) = store.refused(store.find_batch(school.id, batch))
    assert (refused.row, refused.faults[0].column) == (people + 2, "number")
    persons = [each.person for each in store.members(school.id)]
    assert len(codes.holders(persons)) == people
