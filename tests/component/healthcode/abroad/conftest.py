"""A city with a trust list: a ministry and a clinic are on it, an officer manages it, Li has a code."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests import abroad, factories, health
from tests.abroad import NAME, Clinic, Ministry
from tests.component.conftest import kept
from tests.factories import Answer, Client
from tests.health import Citizen, Officer

ISSUERS = "/v1/staff/health/issuers"


@dataclass(frozen=True, slots=True)
class City:
    """Who is there, made once for all tests."""

    root: str
    officer: str
    li: tuple[str, str, dict[str, Any]]
    ministry: Ministry
    clinic: Clinic


@dataclass(frozen=True, slots=True)
class TrustList:
    """The trust list as its officer manages it."""

    officer: Officer

    def add(self, *forms: dict[str, Any]) -> list[dict[str, Any]]:
        """Add issuers, and return what became of each."""
        answer = self.officer.client.post(ISSUERS, {"issuers": forms, "reason": "bilateral agreement"})
        assert answer.status == 200, answer.body
        return list(answer.body)

    def listed(self, **query: object) -> list[dict[str, Any]]:
        """Return the issuers."""
        answer = self.officer.client.get(ISSUERS, **query)
        assert answer.status == 200, answer.body
        return list(answer.body["items"])

    def decide(self, issuer: str, *, trusted: bool) -> Answer:
        """Withdraw trust, or restore it."""
        decision = {"trusted": trusted, "reason": "the key was stolen"}
        return self.officer.client.put(f"{ISSUERS}/{issuer}/trust", decision)


@pytest.fixture
def city(client: Client) -> City:
    """The city with its people, and the two issuers on its trust list."""

    def make() -> City:
        root = factories.administrator(client)
        factories.districts(root, "futian", "nanshan")
        health.streets(root)
        officer = health.officer(root, "issuers.view", "issuers.edit", "issuers.withdraw")
        ministry, clinic = Ministry(), Clinic()
        TrustList(officer).add(abroad.of_ministry(ministry), abroad.of_clinic(clinic))
        li = health.citizen(client, name=NAME)
        return City(root.token, officer.id, (li.account, li.person, li.document), ministry, clinic)

    return kept("trust list", make)


@pytest.fixture
def root(client: Client, city: City) -> Client:
    """The city's administrator."""
    return client.signed(city.root)


@pytest.fixture
def trust_list(client: Client, city: City) -> TrustList:
    """The trust list, with the ministry and the clinic."""
    return TrustList(Officer(client, city.officer))


@pytest.fixture
def li(client: Client, city: City) -> Citizen:
    """Somebody healthy whose name is in Latin letters."""
    return Citizen(client, *city.li)


@pytest.fixture
def ministry(city: City) -> Ministry:
    """An issuer of EU certificates that is trusted."""
    return city.ministry


@pytest.fixture
def clinic(city: City) -> Clinic:
    """An issuer of SMART Health Cards that is trusted."""
    return city.clinic
