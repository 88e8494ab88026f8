"""Two running instances exchange codes both ways; neither's server reaches the other's (X1, X2, X3, X5)."""

import json
import secrets
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from functions.admin import service as admin
from functions.admin import sign_in
from functions.admin.schemas import SignIn
from functions.auth import service as auth
from functions.auth import store as auth_store
from functions.auth.ids import AccountId
from functions.auth.tables import Captcha
from functions.healthcode.scenes.kinds import PlaceKind
from layers import clock, privacy, sessions
from layers.principals import Kind
from layers.sessions import Session
from layers.settings import settings
from local import exchange, parts, resources, sides
from local.children import free_port
from local.engines import Engine, environment
from local.exchange import Site
from local.sides import GUANGDONG, MACAU, Side
from tests import factories, health, memory, posts, regions

pytestmark = pytest.mark.emulator

CUT = Path(__file__).with_name("cut")


@dataclass(frozen=True, slots=True)
class Instance:
    """A running side: what it is asked over HTTP, and, with its keys, what an operator could read there."""

    site: Site
    variables: dict[str, str]
    traveller: str
    """The account of who leaves it."""

    @property
    def side(self) -> Side:
        """Which region it is."""
        return self.site.side

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Let this process see the instance's tables."""
        with memory.surroundings(self.variables):
            yield

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        """Return what it answers over HTTP; a refusal as its problem document."""
        headers = {"Content-Type": "application/json", "Accept-Language": "en"}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        content = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(f"{self.site.address}{path}", content, headers, method=method)  # noqa: S310  ours
        try:
            with urllib.request.urlopen(asked) as answer:  # noqa: S310  the same
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as refused:
            return json.loads(refused.read())

    def signed_in(self) -> str:
        """Return the token of who leaves, signed in just now."""
        with self.inside():
            session = Session(Kind.RESIDENT, self.traveller, 1, clock.now())
            return sessions.issue(session, clock.now())[0]

    def by_phone(self, number: str) -> str:
        """Return the token of who signs in with a phone, as the page of an arrival lets them."""
        mobile = factories.mobile(number)
        captcha = self.ask("POST", "/v1/captchas")["id"]
        with self.inside():
            item = Captcha.get(*auth_store.captcha_key(captcha))
            answer = privacy.unseal(item.answer, item.owner, str)
        self.ask("POST", "/v1/codes", {"mobile": mobile, "captcha": {"id": captcha, "answer": answer}})
        with self.inside():
            code = "".join(filter(str.isdigit, factories.letters("one_time_code")[-1].text))[:6]
        return str(self.ask("POST", "/v1/sessions/phone", {"mobile": mobile, "code": code})["token"])

    def letters(self, template: str) -> list[str]:
        """Return the messages of a template that wait to be sent."""
        with self.inside():
            return [letter.text for letter in factories.letters(template)]


@dataclass(frozen=True, slots=True)
class Border:
    """Both sides, linked and running, and the file of what either tried to reach."""

    guangdong: Instance
    macau: Instance
    tries: Path


@pytest.fixture(scope="module")
def border(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Border]:
    """Two instances, each cut off from everything but the engine beneath it."""
    tries = tmp_path_factory.mktemp("border") / "tries"
    tries.touch()
    with ExitStack() as stack:
        first, second = (_running(engine, side, tries, stack) for side in (GUANGDONG, MACAU))
        exchange.link(first.site, second.site)
        exchange.link(second.site, first.site)
        yield Border(first, second, tries)


def _running(engine: Engine, side: Side, tries: Path, stack: ExitStack) -> Instance:
    """Prepare a side in this process, and run its server in another, which sees the engine only."""
    own = replace(engine, stage=f"{side.id}-{secrets.token_hex(3)}")
    site = Site(side, free_port())
    variables = {**environment(own), "WAYSTATION_PUBLIC_ADDRESS": site.address}
    with memory.surroundings(variables):
        resources.create(settings())
        traveller = _inhabited(side)
        ports = [own.dynamodb_endpoint.rsplit(":", 1)[1], own.aws_endpoint.rsplit(":", 1)[1]]
        cut = {"WAYSTATION_TEST_PORTS": " ".join(ports), "WAYSTATION_TEST_TRIES": str(tries)}
        with memory.surroundings({**cut, "PYTHONPATH": str(CUT)}):
            stack.enter_context(parts.gateway(own, site.port, workers=1))
    return Instance(site, variables, traveller)


def _inhabited(side: Side) -> str:
    """Let a side have an administrator, a street and its traveller, and return the traveller's account."""
    now = clock.now()
    admin.bootstrap("admin", sides.PASSWORD, now, settled=True)
    token = sign_in.sign_in(SignIn("admin", sides.PASSWORD), now).token
    root = factories.Client(factories.application()).signed(token)
    factories.districts(root, "futian", "nanshan")
    health.streets(root)
    sides.settle(side, health.STREET, posts.keeper(PlaceKind.LAB), now)
    known = auth.holder(side.traveller.type, side.traveller.number)
    assert known
    assert known.account
    return AccountId(known.account)


def handed_over(here: Instance, there: Instance) -> str:
    """Let who leaves apply on this side, and return the token that they carry over."""
    token, side = here.signed_in(), here.side
    (own,) = [each for each in here.ask("GET", "/v1/me/health/people", token=token) if each["own"]]
    path = f"/v1/me/health/people/{own['person']}/exchange"
    (choice,) = here.ask("GET", f"{path}/partners", token=token)
    assert (choice["partner"], choice["hindrances"]) == (there.side.id, [])
    form = {
        "partner": there.side.id,
        "name": side.name,
        "birth_date": side.born.isoformat(),
        "document_type": side.traveller.type,
        "number": side.traveller.number,
        "phone": side.phone,
        "answers": regions.answers(),
        "agreed": True,
    }
    answer = here.ask("POST", f"{path}/hand-overs", form, token)
    page, _, carried = str(answer["address"]).partition("#token=")
    assert page == f"{there.site.address}/exchange/arrive"
    return carried


def itinerary(token: str, traveller: Side) -> dict[str, Any]:
    """Return the form with which somebody of a side arrives on the other one."""
    document = traveller.traveller
    return regions.arrival(
        token,
        nationality=document.nationality,
        number=document.number,
        birth_date=traveller.born.isoformat(),
    )


@pytest.mark.parametrize("leaves", ["guangdong", "macau"])
def test_x1_x2_a_code_is_exchanged_while_no_server_reaches_the_other(border: Border, leaves: str) -> None:
    sides_ = (border.guangdong, border.macau)
    here, there = sides_ if leaves == "guangdong" else reversed(sides_)

    carried = handed_over(here, there)
    seen = there.ask("POST", "/v1/exchange/previews", {"token": carried})
    phone = there.by_phone(factories.mobile()["number"])
    form = itinerary(carried, here.side)
    arrived = there.ask("POST", "/v1/me/exchange/arrivals", form, phone)
    again = there.ask("POST", "/v1/me/exchange/arrivals", {**form, "client": "another-form"}, phone)

    assert (seen["colour"], seen["test"]["result"]) == ("green", "NEGATIVE")
    assert (arrived["shown"], arrived["verdict"]["colour"]) == (True, "green")
    assert again["code"] == "exchange.token_used"
    assert there.ask("GET", "/v1/me/code", token=phone)["colour"] == "green"
    path = f"/v1/me/health/people/{arrived['person']}/details"
    (test,) = there.ask("GET", path, token=phone)["tests"]
    assert test["origin"]["zh-Hans"] == here.side.region.name_hans
    assert f"{there.site.address}/health" in there.letters("exchange_arrived")[-1]
    assert border.tries.read_text() == ""


def test_x3_the_servers_are_cut_off(border: Border) -> None:
    """What would reach out is refused and noted: as here, where staff want keys to be read."""
    with border.guangdong.inside():
        staff = sign_in.sign_in(SignIn("admin", sides.PASSWORD), clock.now()).token
    partner = "/v1/staff/exchange/partners/macau"
    (known,) = border.guangdong.ask("GET", "/v1/staff/exchange/partners", token=staff)
    port = border.macau.site.port
    terms = {**known["terms"], "keys_address": f"https://127.0.0.1:{port}/v1/exchange/keys"}
    edit = {"terms": terms, "revision": known["revision"], "reason": "a try"}
    border.guangdong.ask("PUT", partner, edit, staff)

    answer = border.guangdong.ask("POST", f"{partner}/keys/fetch", token=staff)

    assert answer["code"] == "exchange.keys_unreachable"
    assert str(port) in border.tries.read_text()
    border.tries.write_text("")
