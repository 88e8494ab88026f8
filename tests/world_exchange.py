"""The exchange of the city of `tests.world` with another region, made through the suite's own doors."""

import os
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from functions.healthcode.scenes import store_tests
from layers.transaction import commit
from tests import health, regions, tls
from tests.factories import Answer
from tests.regions import Region
from tests.tls import Page

if TYPE_CHECKING:
    from tests.world import World

PARTNER = "/v1/staff/exchange/partners/macau"


class ExchangeDesk:
    """Wang, who is green and tested, was handed over to Macau; somebody from there came with a child."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.macau = Region()
        regions.add(world.signed_in(world.root), self.macau)
        self.comer = world.newcomer_by_phone()
        self.leave = self._prepared()
        self.hand_over = str(_made(self._hand_over())["hand_over"])
        self.arrival = str(_made(self._arrive())["arrival"])

    def form(self) -> dict[str, Any]:
        """Return the filled-in form with which Wang goes to Macau."""
        wang = self._world.wang
        named = {name: wang.document[name] for name in ("document_type", "number")}
        said = {"partner": "macau", "name": wang.name, "birth_date": "1978-05-01", "phone": wang.mobile}
        return {**said, **named, "answers": regions.answers(), "agreed": True}

    def token(self, **changes: Any) -> str:
        """Return a token of somebody who comes from Macau."""
        return self.macau.token(self.macau.claims(self._world.now, **changes))

    def child(self) -> dict[str, Any]:
        """Return the filled-in form with which a child arrives."""
        document = {"type": "HOME_RETURN_PERMIT", "number": "M22222222"}
        return regions.arrival(self.token(name="何小小", document=document), number="M22222222")

    def published(self) -> str:
        """Let Macau's keys be where they can be read, and return whose they are."""
        address = f"{_server()}/keys"
        _published[0] = self.macau.keys()
        edit = {"terms": regions.terms(keys_address=address), "revision": 2, "reason": "moved"}
        answer = self._world.signed_in(self._world.root).put(PARTNER, edit)
        assert answer.status == 200, answer.body
        return "macau"

    def _prepared(self) -> str:
        wang = self._world.wang
        declared = health.declaration(name=wang.name, phone=wang.mobile, **wang.document)
        answer = self._world.signed_in(wang).post("/v1/me/health/declarations", declared)
        assert answer.status == 201, answer.body
        item = store_tests.draft(wang.person, "sample-1", self._world.now)
        item.positive = False
        commit(store_tests.delivering(item, "lab-1", "市核酸检测中心", "worker", self._world.now))
        return f"/v1/me/health/people/{wang.person}/exchange"

    def _hand_over(self) -> Answer:
        return self._world.signed_in(self._world.wang).post(f"{self.leave}/hand-overs", self.form())

    def _arrive(self) -> Answer:
        form = regions.arrival(self.token())
        return self._world.signed_in(self.comer).post("/v1/me/exchange/arrivals", form)


_published = [""]
"""What stands at the partner's address."""

_servers = ExitStack()
"""Runs to the end of the process."""


@cache
def _server() -> str:
    """Return the address of a server that this process believes."""
    known = tls.certificate(Path(mkdtemp()))
    os.environ["SSL_CERT_FILE"] = str(known)
    return _servers.enter_context(tls.serving(lambda _: Page(200, _published[0]), known))


def _made(answer: Answer) -> dict[str, Any]:
    assert answer.status == 201, answer.body
    return dict(answer.body)
