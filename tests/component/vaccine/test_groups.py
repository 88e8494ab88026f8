"""Groups: their sessions are booked through their address only, which nobody guesses (V6, V1)."""

import base64
import io
from typing import Any

import pytest
from pypdf import PdfReader

from tests import dumps
from tests.factories import Answer, Client
from tests.overheard import listening
from tests.world import World
from tests.world_clinic import STREET
from tests.world_site import COMPANY

GROUPS = f"/v1/staff/vaccine/streets/{STREET}/groups"
HOLDS = "/v1/vaccine/holds"
SHOWN = "/v1/vaccine/groups"


@pytest.fixture
def root(city: World) -> Client:
    return city.signed_in(city.root)


@pytest.fixture
def session(city: World, root: Client) -> str:
    """A session of tomorrow for the city's group."""
    plan = {**city.clinic.plan("10:00"), "kind": "group", "group": city.at_work.group}
    answer = root.post("/v1/staff/vaccine/sessions", plan)
    assert answer.status == 201, answer.body
    return str(answer.body["id"])


def hold(city: World, session: str, token: str) -> Answer:
    return city.nobody.post(HOLDS, {"session": session, "group": token})


def path(city: World, what: str) -> str:
    return f"{GROUPS}/{city.at_work.group}/{what}"


def renewed(city: World, root: Client) -> str:
    """Renew the group's address and return its token."""
    assert root.post(path(city, "renewal")).status == 204
    return str(root.get(path(city, "address")).body["address"].partition("#")[2])


def test_v6_whoever_has_the_address_finds_and_books_the_groups_sessions(city: World, session: str) -> None:
    token = city.at_work.token

    welcome = city.nobody.post(SHOWN, {"group": token}).body
    offered = city.nobody.post(f"{SHOWN}/sessions", {"group": token}).body["sessions"]
    held = hold(city, session, token)
    form = {**city.clinic.form(41), "hold": held.body["token"]}
    booked = city.nobody.post("/v1/vaccine/appointments", form)

    assert (welcome["id"], welcome["street"]) == (city.at_work.group, STREET)
    assert [each["id"] for each in offered] == [session]
    assert booked.status == 201, booked.body
    assert booked.body["appointment"]["kind"] == "group"


def test_v6_the_streets_page_says_nothing_of_a_groups_sessions(city: World, session: str) -> None:
    shown = city.nobody.get(f"/v1/vaccine/streets/{STREET}/sessions").body

    assert session not in str(shown)


def test_v6_without_the_address_a_groups_session_is_not_there(city: World, session: str) -> None:
    without = city.nobody.post(HOLDS, {"session": session})
    nothing = city.nobody.post(HOLDS, {"session": "0" * 16})

    assert (without.status, said(without)) == (nothing.status, said(nothing)) == (404, said(nothing))


def test_v6_a_groups_address_opens_no_other_session(city: World, session: str, root: Client) -> None:
    other = root.post(GROUPS, COMPANY).body["id"]
    token = root.get(f"{GROUPS}/{other}/address").body["address"].partition("#")[2]

    assert hold(city, session, token).code == "vaccine.no_such_session"
    assert hold(city, city.clinic.session, token).code == "vaccine.no_such_session"


def said(answer: Answer) -> dict[str, Any]:
    """Return what a refusal says, but for what tells one call from another."""
    return {name: value for name, value in answer.body.items() if name not in {"instance", "correlation_id"}}


def wrong_addresses(city: World, root: Client) -> dict[str, str]:
    old, never = city.at_work.token, "A" * 22
    current = renewed(city, root)
    return {"renewed": old, "never was": never, "nearly": current[:-1] + ("A" if current[-1] != "A" else "Q")}


@pytest.mark.parametrize("reason", ["renewed", "never was", "nearly", "disabled", "street out of service"])
def test_v6_every_wrong_address_is_refused_alike(
    city: World, root: Client, session: str, reason: str
) -> None:
    if reason == "disabled":
        assert root.put(path(city, "state"), {"enabled": False}).status == 204
        token = city.at_work.token
    elif reason == "street out of service":
        assert root.put(f"/v1/staff/regions/{STREET}/state", {"enabled": False}).status == 204
        token = city.at_work.token
    else:
        token = wrong_addresses(city, root)[reason]

    shown, held = city.nobody.post(SHOWN, {"group": token}), hold(city, session, token)
    listed = city.nobody.post(f"{SHOWN}/sessions", {"group": token})

    unknown = city.nobody.post(SHOWN, {"group": "z" * 22})
    assert {each.status for each in (shown, held, listed, unknown)} == {404}
    assert said(shown) == said(held) == said(listed) == said(unknown)
    assert shown.headers.keys() == unknown.headers.keys()


def test_v6_a_renewed_address_works_at_once_and_the_old_one_no_more(
    city: World, root: Client, session: str
) -> None:
    token = renewed(city, root)

    assert hold(city, session, token).status == 201
    assert hold(city, session, city.at_work.token).status == 404


def test_v6_addresses_are_guessed_so_many_times_a_minute(city: World) -> None:
    answers = [city.nobody.post(SHOWN, {"group": f"{number:022d}"}) for number in range(31)]

    assert {each.status for each in answers[:30]} == {404}
    assert answers[30].status == 429
    assert int(answers[30].headers["Retry-After"]) <= 61


def test_v6_a_token_has_128_bits_and_stands_nowhere_in_clear(city: World, root: Client) -> None:
    tokens = set()
    with listening() as heard:
        for _ in range(5):
            tokens.add(renewed(city, root))
            city.nobody.post(SHOWN, {"group": max(tokens)})

    everywhere = f"{heard}{dumps.take().items}"
    assert {len(base64.urlsafe_b64decode(token + "==")) for token in tokens} == {16}
    assert len(tokens) == 5
    assert [token for token in tokens if token in everywhere] == []


def test_v6_seeing_an_address_is_recorded(city: World, root: Client) -> None:
    root.get(path(city, "address"))

    entries = root.get("/v1/staff/audit", subject=f"group:{city.at_work.group}").body["items"]
    assert "groups.address" in {each["action"] for each in entries}


def test_v6_a_session_is_for_a_group_that_there_is(city: World, root: Client) -> None:
    plan = {**city.clinic.plan("10:00"), "kind": "group", "group": "0" * 12}

    assert root.post("/v1/staff/vaccine/sessions", plan).code == "vaccine.no_such_group"


def read(pdf: str) -> str:
    (page,) = PdfReader(io.BytesIO(base64.b64decode(pdf))).pages
    return str(page.extract_text())


def test_v1_a_region_has_an_address_a_code_and_a_poster(root: Client) -> None:
    address = root.get(f"/v1/staff/vaccine/addresses/{STREET}").body
    poster = root.get(f"/v1/staff/vaccine/addresses/{STREET}/poster").body["pdf"]

    assert address["address"].endswith(f"/vaccine/{STREET}")
    assert address["qr"].startswith("<?xml") or address["qr"].startswith("<svg")
    assert STREET in read(poster)
    assert address["address"] in read(poster)


def test_v6_a_groups_poster_names_the_group(city: World, root: Client) -> None:
    poster = root.get(path(city, "poster")).body["pdf"]

    assert "University" in read(poster)
    assert city.at_work.token in read(poster).replace("\n", "")


def test_v1_the_city_itself_and_what_there_is_not_have_no_address(root: Client) -> None:
    for region in ("city", "nowhere"):
        assert root.get(f"/v1/staff/vaccine/addresses/{region}").code == "vaccine.no_such_street"
