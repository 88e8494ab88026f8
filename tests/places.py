"""Places of the health code with people at work in them, made through the suite's own doors."""

import secrets
from dataclasses import dataclass
from typing import Any

from functions.auth import service as auth
from layers import clock
from tests import factories, health
from tests.factories import Answer, Client
from tests.health import Citizen

REASONS = {
    "CHECKPOINT": "PASSING",
    "CLINIC": "TREATMENT",
    "OBSERVATION": "OBSERVATION",
    "PHARMACY": "PURCHASE",
    "LAB": "SAMPLING",
}
"""Why a place of a kind looks people up."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place and its keeper."""

    nobody: Client
    account: str
    id: str
    kind: str

    @property
    def keeper(self) -> Client:
        """Who enrolled it, signed in just now."""
        return health.signed_in(self.nobody, self.account)

    @property
    def path(self) -> str:
        """The path of everything about the place."""
        return f"/v1/places/{self.id}"

    def scan(self, visitor: Citizen, by: Client | None = None) -> Answer:
        """Scan the code that somebody shows now."""
        said = {"token": token(visitor), "reason": REASONS[self.kind]}
        return (by or self.keeper).post(f"{self.path}/scans", said)

    def visit(self, visitor: Citizen) -> str:
        """Scan somebody's code, and return the visit."""
        answer = self.scan(visitor)
        assert answer.status == 200, answer.body
        return str(answer.body["visit"])

    def upload(self, *rows: dict[str, Any], by: Client | None = None) -> Answer:
        """Upload passes."""
        return (by or self.keeper).post(f"{self.path}/passes", {"passes": rows})

    def worker(self) -> Client:
        """Return somebody who was invited and accepted."""
        phone = factories.mobile()["number"]
        assert self.keeper.post(f"{self.path}/workers", {"phone": phone}).status == 204
        worker = health.by_phone(self.nobody, phone)
        assert worker.post(f"{self.path}/acceptance").status == 204
        return worker


def enrolled(client: Client, kind: str = "CHECKPOINT", **changes: object) -> Place:
    """Return a place that waits for staff."""
    keeper = health.by_phone(client, factories.mobile()["number"])
    answer = keeper.post("/v1/places", form(kind, **changes))
    assert answer.status == 201, answer.body
    account = auth.authenticate(keeper.token, clock.now()).account
    return Place(client, account, answer.body["place"], kind)


def approved(root: Client, kind: str = "CHECKPOINT", **changes: object) -> Place:
    """Return a place that staff admitted."""
    place = enrolled(root.signed(""), kind, **changes)
    answer = decide(root, place, "APPROVED")
    assert answer.status == 204, answer.body
    return place


def decide(by: Client, place: Place, state: str) -> Answer:
    """Let staff bring a place into a state."""
    return by.put(f"/v1/staff/health/places/{place.id}/state", {"state": state, "reason": "已核实"})


def form(kind: str = "CHECKPOINT", **changes: object) -> dict[str, Any]:
    """Return a filled-in enrolment."""
    gate = {"gate": "ESTATE"} if kind == "CHECKPOINT" else {}
    said = {"kind": kind, "name": "北港花园东门", "region": health.STREET, "address": "北港街道2号"}
    return {**said, **gate, "contact": "郑守门", **changes}


def token(of: Citizen) -> str:
    """Return the text of the code that somebody shows now."""
    answer = of.client.get("/v1/me/code", person=of.person)
    assert answer.status == 200, answer.body
    return str(answer.body["token"])


def row(of: Citizen | None = None, **changes: object) -> dict[str, Any]:
    """Return a pass of somebody healthy, as a device notes it now."""
    said = {
        "client": secrets.token_hex(8),
        "at": clock.to_iso(clock.now()),
        "clock": "SERVER",
        "direction": "IN",
        "errand": "WORK",
        "temperature": 36.5,
        "result": "PASS",
        "plate": "粤B12345",
    }
    shown = {"token": token(of)} if of else {}
    return {**said, **shown, **changes}
