"""Arrivals at the same moment, and those whose process ends at any write: a token is used once (X2, X3)."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from functions.auth import accounts
from functions.healthcode import store
from functions.healthcode.exchange import (
    arriving,
    handing_over,
    leaving,
    own_keys,
    partner_keys,
    partners,
)
from functions.healthcode.exchange.errors import KeyWithdrawn, OwnKeyWithdrawn, PartnerOff, TokenUsed
from functions.healthcode.exchange.granting import Itinerary
from functions.healthcode.exchange.handing_over import Filled
from functions.healthcode.exchange.jwks import Use
from functions.healthcode.exchange.tables import Arrival, HandOver
from functions.healthcode.facts import FactKind
from functions.healthcode.scenes import store_tests
from functions.healthcode.scenes.tables import Test
from layers import clock
from layers.attempts import LockedOut
from layers.i18n import Language
from layers.transaction import commit
from local.engines import Engine
from tests import factories, holders, regions, wire
from tests.emulator.healthcode.test_killed import assert_survives
from tests.regions import Region
from tests.threads import at_once, refusals

pytestmark = pytest.mark.emulator


@pytest.fixture(autouse=True)
def macau(stack: Engine) -> Iterator[Region]:  # noqa: ARG001  beneath it
    now = datetime(2022, 7, 13, 2, tzinfo=UTC)
    clock.use(lambda: now)
    region = Region()
    regions.known(region)
    yield region
    clock.use(None)


ITINERARY = Itinerary(
    client="form-0001",
    nationality="MO",
    number="M12345678",
    born=date(1990, 2, 3),
    region=holders.STREET,
    address="北港街道9号",
    yes=frozenset(),
    language=Language.EN,
)


def token(macau: Region) -> str:
    return macau.token(macau.claims(clock.now()))


def comer() -> str:
    """Return an account that signs in by phone."""
    return accounts.of_phone(f"+86{factories.mobile()['number']}", Language.EN, clock.now())


def arrive(account: str, brought: str, client: str = "form-0001") -> Arrival:
    return arriving.arrive(account, brought, replace(ITINERARY, client=client), clock.now())


def told(template: str) -> int:
    return len(factories.letters(template))


def assert_arrived_once(account: str) -> None:
    """Fail unless there is one arrival with everything that belongs to it."""
    (arrival,) = Arrival.scan(Arrival.sk == "ARRIVAL", consistent_read=True)
    holder = store.holder(arrival.person)
    assert (arrival.account, arrival.shown, holder.keepers) == (account, True, {account})
    kinds = Counter(fact.kind for fact in store.facts(arrival.person))
    assert kinds == {FactKind.DECLARED: 1, FactKind.NEGATIVE_TEST: 1}
    assert [item.worker for item in Test.scan(Test.sk.startswith("TEST#"))] == [f"arrival:{arrival.id}"]
    assert told("exchange_arrived") == 1


def test_x3_of_accounts_with_one_token_at_once_one_arrives(macau: Region) -> None:
    brought, accounts_ = token(macau), [comer() for _ in range(6)]

    outcomes = at_once([partial(arrive, account, brought) for account in accounts_])

    (arrived,) = [outcome for outcome in outcomes if isinstance(outcome, Arrival)]
    assert set(refusals(outcomes)) <= {TokenUsed, LockedOut}
    assert_arrived_once(arrived.account)
    holders.assert_whole()


@pytest.mark.parametrize(("client", "comment"), [("form-0001", "the same id"), ("form-0002", "its own")])
def test_x3_a_token_that_is_used_between_reading_and_writing_is_used(
    macau: Region, client: str, comment: str
) -> None:
    brought, first, second = token(macau), comer(), comer()

    with wire.writes(wire.interrupted_by(lambda: arrive(first, brought))), pytest.raises(TokenUsed):
        arrive(second, brought, client)

    assert comment
    assert_arrived_once(first)


MEANWHILE = [
    (lambda _: partners.switch("macau", "o", "r", clock.now(), on=False), PartnerOff, "switched off"),
    (lambda macau: partner_keys.withdraw("macau", macau.signing.id, "o", "r"), KeyWithdrawn, "their key"),
    (lambda _: own_keys.withdraw(regions.our_key()["kid"], "o", "r", clock.now()), OwnKeyWithdrawn, "ours"),
]


@pytest.mark.parametrize(("withdraw", "reason", "comment"), MEANWHILE)
def test_x5_what_is_withdrawn_between_reading_and_writing_counts(
    macau: Region, withdraw: Callable[[Region], None], reason: type[Exception], comment: str
) -> None:
    brought, account = token(macau), comer()

    with wire.writes(wire.interrupted_by(lambda: withdraw(macau))), pytest.raises(reason):
        arrive(account, brought)

    assert comment
    assert list(Arrival.scan(Arrival.sk == "ARRIVAL")) == []


def test_x3_sent_twice_at_once_by_one_form_it_is_one_arrival(macau: Region) -> None:
    brought, account = token(macau), comer()
    sent: list[Arrival] = []

    with wire.writes(wire.interrupted_by(lambda: sent.append(arrive(account, brought)))):
        sent.append(arrive(account, brought))

    assert sent[0].id == sent[1].id
    assert_arrived_once(account)


def test_x2_an_arrival_killed_and_sent_again_is_the_same(macau: Region) -> None:
    brought, account = token(macau), comer()

    assert_survives(lambda: arrive(account, brought), lambda: assert_arrived_once(account))


def test_x4_a_withdrawal_killed_and_sent_again_ends_whole(macau: Region) -> None:
    account = comer()
    arrival = arrive(account, token(macau))

    def check() -> None:
        holder = store.holder(arrival.person)
        assert (holder.keepers, store.person_of_code(holder.code)) == (None, arrival.person)
        assert list(Test.scan(Test.sk.startswith("TEST#"))) == []
        assert told("exchange_withdrawn") == 1

    assert_survives(lambda: leaving.withdraw(account, arrival.id, clock.now()), check)


def test_x1_a_hand_over_killed_and_made_again_ends_whole() -> None:
    person = holders.citizen()
    said = store.details(store.holder(person.person))
    item = store_tests.draft(person.person, "sample", clock.now() - timedelta(hours=1))
    item.positive = False
    commit(store_tests.delivering(item, "lab-1", "市核酸检测中心", "worker", clock.now()))
    form = Filled(
        "macau", said.name, date(1985, 6, 7), said.document_type, said.number, said.phone, frozenset()
    )

    def check() -> None:
        made = {f"hand-over:{each.id}" for each in HandOver.scan(HandOver.sk == "HANDOVER")}
        assert len(made) == told("exchange_handed_over") >= 1

    assert_survives(lambda: handing_over.hand_over(person.account, person.person, form, clock.now()), check)


def test_x5_a_key_withdrawn_by_a_process_that_ends_has_a_successor() -> None:
    old = own_keys.signing(clock.now()).id

    def check() -> None:
        keys = [key for key in own_keys.every() if key.use is Use.SIGN]
        assert [bool(key.life.withdrawn_at) for key in keys] == [True, *[False] * (len(keys) - 1)]
        assert own_keys.signing(clock.now()).id != old

    assert_survives(lambda: own_keys.withdraw(old, "officer", "it leaked", clock.now()), check)
