"""A city that exchanges codes with another region, somebody who leaves it, and somebody who comes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from functions.auth import service as auth
from functions.healthcode.exchange.jwks import Use
from functions.healthcode.scenes import store_tests
from layers import clock, keys, policy
from layers.transaction import commit
from tests import factories, health, regions
from tests.component.conftest import Moment, empty_account, kept
from tests.factories import Answer, Client
from tests.health import Citizen, Officer
from tests.journal import Journal
from tests.regions import Region


@dataclass(frozen=True, slots=True)
class Leaver(Citizen):
    """Somebody green, tested yesterday, and the phone that they declared."""

    phone: str

    def form(self, **changes: object) -> dict[str, object]:
        """Return the filled-in form with which they go to Macau."""
        said = {
            "partner": "macau",
            "name": "张伟强",
            "birth_date": "1985-06-07",
            "document_type": self.document["document_type"],
            "number": self.document["number"],
            "phone": self.phone,
            "answers": regions.answers(),
            "agreed": True,
        }
        return {**said, **changes}

    def hand_over(self, **changes: object) -> Answer:
        """Apply for Macau's code."""
        return self.client.post(f"{self.path}/exchange/hand-overs", self.form(**changes))


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody who signed in by phone and has a token of Macau's."""

    nobody: Client
    account: str
    phone: str

    @property
    def client(self) -> Client:
        """The account, signed in just now."""
        return health.signed_in(self.nobody, self.account)

    def arrive(self, token: str, **changes: object) -> Answer:
        """Bring the token."""
        return self.client.post("/v1/me/exchange/arrivals", regions.arrival(token, **changes))


@dataclass(frozen=True, slots=True)
class Border:
    """Both of them, the region that Macau is, and the city's administrator."""

    administrator: Officer
    macau: Region
    leaver: Leaver
    comer: Comer

    @property
    def root(self) -> Client:
        """The city's administrator, signed in just now."""
        return self.administrator.client

    def refresh(self) -> None:
        """Let staff bring Macau's keys again."""
        brought = {"keys": self.macau.keys(), "reason": "read again"}
        answer = self.root.put("/v1/staff/exchange/partners/macau/keys", brought)
        assert answer.status == 200, answer.body


@pytest.fixture(scope="module")
def settled_border() -> Iterator[tuple[Border, Journal]]:
    """The city and Macau exchange codes."""
    with empty_account():
        clock.use(lambda: regions.MORNING)
        made = kept("border", _border)
        journal = Journal()
        yield made, journal
        journal.close()
        clock.use(None)


@pytest.fixture
def border(settled_border: tuple[Border, Journal], moment: Moment) -> Iterator[Border]:  # noqa: ARG001  the hour
    """The same as it was made; what a test does is taken back."""
    made, journal = settled_border
    journal.undo()
    keys.forget()
    policy.forget()
    yield made
    journal.undo()


@pytest.fixture
def journal(settled_border: tuple[Border, Journal]) -> Journal:
    """What a test writes."""
    return settled_border[1]


@pytest.fixture
def macau(border: Border) -> Region:
    """The other region."""
    return border.macau


@pytest.fixture
def zhang(border: Border) -> Leaver:
    """Who leaves."""
    return border.leaver


@pytest.fixture
def ho(border: Border) -> Comer:
    """Who comes."""
    return border.comer


@pytest.fixture
def root(border: Border) -> Client:
    """The city's administrator."""
    return border.root


def leaver(nobody: Client) -> Leaver:
    """Return somebody green who was tested yesterday."""
    phone = factories.mobile()["number"]
    citizen = health.citizen(nobody, phone=phone)
    sampled(citizen.person)
    return Leaver(nobody, citizen.account, citizen.person, citizen.document, phone)


def comer(nobody: Client) -> Comer:
    """Return somebody whose phone made an account."""
    phone = factories.mobile()["number"]
    client = health.by_phone(nobody, phone)
    return Comer(nobody, auth.authenticate(client.token, clock.now()).account, phone)


def _border() -> Border:
    nobody = Client(factories.application())
    root = factories.administrator(nobody)
    factories.districts(root, "futian", "nanshan")
    health.streets(root)
    macau = Region()
    regions.add(root, macau)
    assert len(nobody.get("/v1/exchange/keys").body["keys"]) == len(Use)
    administrator = Officer(nobody, health.staff_id(root))
    return Border(administrator, macau, leaver(nobody), comer(nobody))


def sampled(person: str, *, hours: float = 24, positive: bool = False) -> None:
    """Let a laboratory have tested somebody some hours ago."""
    item = store_tests.draft(person, f"sample-{hours}", clock.now() - timedelta(hours=hours))
    item.positive = positive
    commit(store_tests.delivering(item, "lab-1", "市核酸检测中心", "worker", clock.now()))
