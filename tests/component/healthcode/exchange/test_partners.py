"""Partners as staff run them (X5): added, edited, switched; their keys read, brought, withdrawn, too old."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from functions.healthcode.exchange import jwks, partner_keys
from functions.healthcode.exchange.errors import KeysUnusable
from functions.healthcode.exchange.jwks import Use
from layers import policy
from local.pump import invoke
from tests import events, factories, health, regions, tls
from tests.component.conftest import Moment
from tests.component.healthcode.exchange.conftest import Border
from tests.factories import Client
from tests.regions import Key, Region, now
from tests.tls import Page

PARTNERS = "/v1/staff/exchange/partners"
MACAU = f"{PARTNERS}/macau"


def keys_of(root: Client) -> dict[str, Any]:
    (found,) = root.get(PARTNERS).body
    return dict(found["keys"])


def test_x5_a_partner_is_what_staff_say_and_recorded(root: Client) -> None:
    (before,) = root.get(PARTNERS).body

    terms = regions.terms(names={"zh-Hans": "澳门特别行政区"}, inward=regions.conditions(test_hours=48))
    edit = {"terms": terms, "revision": before["revision"], "reason": "new agreement"}
    after = root.put(MACAU, edit).body

    assert (before["on"], before["issuer"]) == (True, regions.ISSUER)
    assert after["terms"] == {
        **terms,
        "names": {"zh-Hans": "澳门特别行政区", "zh-Hant": "", "en": "", "pt": ""},
    }
    entries = factories.recorded(root, "exchange_partner:macau")
    assert [each["action"] for each in entries] == [
        "exchange.edit_partner",
        "exchange.switch_partner",
        "exchange.paste_keys",
        "exchange.add_partner",
    ]
    assert entries[0]["details"]["terms"]["inward"]["test_hours"] == 48


def test_x5_of_two_who_edit_at_once_the_second_is_told(root: Client) -> None:
    edit = {"terms": regions.terms(), "revision": 1, "reason": "seen yesterday"}

    assert root.put(MACAU, edit).code == "exchange.partner_changed"


TAKEN = [
    ({"partner": "macau", "issuer": "https://other.example"}, "the id"),
    ({"partner": "other", "issuer": regions.ISSUER}, "the address"),
]


def test_x5_a_partner_is_added_once(root: Client) -> None:
    for changes, comment in TAKEN:
        form = {"terms": regions.terms(), "reason": "again", **changes}

        assert root.post(PARTNERS, form).code == "exchange.partner_taken", comment


def test_x5_who_comes_from_there_reads_what_is_asked(border: Border) -> None:
    nobody = border.comer.nobody

    (listed,) = nobody.get("/v1/exchange/partners").body
    border.root.put(f"{MACAU}/state", {"on": False, "reason": "holidays"})

    assert (listed["partner"], listed["page"]) == ("macau", regions.PAGE)
    assert (listed["test_required"], listed["test_hours"]) == (True, 168)
    assert nobody.get("/v1/exchange/partners").body == []


def test_x5_the_region_says_who_it_is_and_in_which_languages(root: Client) -> None:
    before = root.get("/v1/exchange").body
    change = {"values": {"name_hans": "澳门", "portuguese": True}, "version": 0, "reason": "the other side"}
    root.put("/v1/staff/policies/exchange_region", change)
    policy.forget()

    after = root.get("/v1/exchange").body

    assert before == {
        "names": {"zh-Hans": "广东", "zh-Hant": "廣東", "en": "Guangdong", "pt": "Guangdong"},
        "languages": ["zh-Hans", "zh-Hant", "en"],
        "address": "http://127.0.0.1:8000",
    }
    assert (after["names"]["zh-Hans"], after["languages"][-1]) == ("澳门", "pt")


def test_x5_keys_that_were_brought_are_shown_with_their_times(root: Client, macau: Region) -> None:
    signing = {**macau.signing.jwk, "nbf": int(now().timestamp())}

    text = regions.key_set(signing, macau.encryption.jwk, {"kty": "RSA", "n": "AQAB"})
    answer = root.put(f"{MACAU}/keys", {"keys": text, "reason": "on paper"})

    assert answer.body == {
        "keys": [
            {
                "kid": macau.signing.id,
                "use": "sig",
                "valid_from": "2022-07-13T02:00:00Z",
                "valid_until": None,
                "withdrawn": False,
            },
            {
                "kid": macau.encryption.id,
                "use": "enc",
                "valid_from": None,
                "valid_until": None,
                "withdrawn": False,
            },
        ],
        "read_at": "2022-07-13T02:00:00Z",
        "how": "pasted",
        "stale": False,
    }


_KEY = Key(Use.SIGN)
UNUSABLE = [
    ("", "nothing"),
    ("{}", "no keys"),
    ("[]", "no set"),
    ('{"keys": []}', "an empty set"),
    (regions.key_set({"kty": "RSA", "kid": "1", "n": "AQAB"}), "none that we use"),
    (regions.key_set({**_KEY.jwk, "d": "secret"}), "a private key"),
    (regions.key_set(_KEY.jwk, _KEY.jwk), "one id twice"),
    (regions.key_set({**_KEY.jwk, "x": "AQAB"}), "a key too short"),
    (regions.key_set({**_KEY.jwk, "x": "!" * 43}), "no base64url"),
    (regions.key_set({**_KEY.jwk, "kid": "../1"}), "an id that is none"),
    (regions.key_set({**_KEY.jwk, "exp": 1 << 60}), "a time that there is not"),
    (regions.key_set(*(Key(Use.SIGN).jwk for _ in range(33))), "too many"),
    ("[" * 5000, "nested deeper than anybody means it"),
]


@pytest.mark.parametrize("text", [row[0] for row in UNUSABLE], ids=[row[1] for row in UNUSABLE])
def test_x5_what_is_no_set_of_public_keys_is_refused(text: str) -> None:
    with pytest.raises(KeysUnusable):
        jwks.parse(text)


def test_x5_unusable_keys_leave_those_that_are_there(root: Client) -> None:
    before = keys_of(root)

    answer = root.put(f"{MACAU}/keys", {"keys": "[]", "reason": "a mistake"})

    assert (answer.status, answer.code) == (422, "exchange.keys_unusable")
    assert keys_of(root) == before


def test_x5_a_partner_rotates_its_keys_and_nobody_is_held_up(border: Border) -> None:
    """The new keys are published beside the old ones; tokens of either are good."""
    old, new = border.macau, Region()
    both = regions.key_set(old.signing.jwk, old.encryption.jwk, new.signing.jwk, new.encryption.jwk)
    assert border.root.put(f"{MACAU}/keys", {"keys": both, "reason": "rotation"}).status == 200

    previews = [
        border.comer.nobody.post("/v1/exchange/previews", {"token": region.token(region.claims(now()))})
        for region in (old, new)
    ]

    assert [each.status for each in previews] == [200, 200]


def test_x5_tokens_are_encrypted_for_the_partners_newest_key(border: Border) -> None:
    old, new, coming = border.macau, Key(Use.ENCRYPT), Key(Use.ENCRYPT)
    at = int(now().timestamp())
    text = regions.key_set(
        old.signing.jwk, old.encryption.jwk, {**new.jwk, "nbf": at}, {**coming.jwk, "nbf": at + 60}
    )
    border.root.put(f"{MACAU}/keys", {"keys": text, "reason": "rotation"})

    address = border.leaver.hand_over().body["address"]

    assert Region(encryption=new).read(address.partition("#token=")[2])["name"] == "张伟强"


def test_x5_withdrawn_here_a_key_is_refused_whatever_is_read_later(border: Border, macau: Region) -> None:
    path = f"{MACAU}/keys/{macau.encryption.id}/withdrawal"
    withdrawn = border.root.post(path, {"reason": "it leaked"}).status
    border.root.put(f"{MACAU}/keys", {"keys": macau.keys(), "reason": "read again"})

    answer = border.leaver.hand_over()

    assert withdrawn == 204
    assert answer.code == "exchange.keys_missing"
    assert [each["withdrawn"] for each in keys_of(border.root)["keys"]] == [False, True]


def test_x5_an_unknown_key_can_not_be_withdrawn(root: Client) -> None:
    answer = root.post(f"{MACAU}/keys/nobodys/withdrawal", {"reason": "a mistake"})

    assert answer.code == "exchange.no_such_key"


@dataclass(slots=True)
class Server:
    """Macau's server: its address, and the text of its keys."""

    text: str
    address: str = ""

    def page(self, path: str) -> Page:
        """Return the keys at /keys, and say that /moved is there."""
        return Page({"/keys": 200, "/moved": 302}.get(path, 404), self.text, "/keys")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, macau: Region) -> Iterator[Server]:
    """Macau's server, whose certificate is trusted."""
    known, published = tls.certificate(tmp_path), Server(macau.keys())
    monkeypatch.setenv("SSL_CERT_FILE", str(known))
    with tls.serving(published.page, known) as published.address:
        yield published


def move(root: Client, address: str) -> None:
    """Let Macau publish its keys there."""
    edit = {"terms": regions.terms(keys_address=address), "revision": 2, "reason": "moved"}
    assert root.put(MACAU, edit).status == 200


def test_x5_keys_are_read_where_they_are_published(root: Client, server: Server, moment: Moment) -> None:
    move(root, f"{server.address}/keys")
    moment.advance(minutes=5)

    answer = root.post(f"{MACAU}/keys/fetch")

    assert (answer.status, answer.body["how"]) == (200, "fetched")
    assert answer.body["read_at"] == "2022-07-13T02:05:00Z"


def test_x5_once_an_hour_all_partners_keys_are_read(border: Border, server: Server, moment: Moment) -> None:
    move(border.root, f"{server.address}/keys")
    moment.advance(minutes=5)

    invoke(factories.application(), "exchange-keys", events.tick())

    assert keys_of(border.root)["how"] == "fetched"


UNREACHABLE = [
    ("{server}/moved", "redirected"),
    ("{server}/nothing", "not there"),
    ("http://127.0.0.1:9/keys", "not https"),
    ("https://127.0.0.1:9/keys", "nobody listens"),
]


@pytest.mark.parametrize(("address", "comment"), UNREACHABLE)
def test_x5_where_keys_can_not_be_read_those_that_are_there_stay(
    root: Client, server: Server, address: str, comment: str
) -> None:
    before = keys_of(root)
    move(root, address.format(server=server.address))

    answer = root.post(f"{MACAU}/keys/fetch")
    invoke(factories.application(), "exchange-keys", events.tick())

    assert (answer.status, answer.code) == (503, "exchange.keys_unreachable"), comment
    assert keys_of(root) == before


def test_x5_what_is_far_too_long_is_not_read(root: Client, server: Server) -> None:
    server.text = json.dumps({"keys": [], "more": "x" * 100_000})
    move(root, f"{server.address}/keys")

    assert root.post(f"{MACAU}/keys/fetch").code == "exchange.keys_unusable"


def test_x5_one_partner_that_is_away_holds_nobody_up(root: Client, server: Server) -> None:
    other = Region("https://other.example")
    regions.add(root, other, "other", keys_address=f"{server.address}/keys")

    assert partner_keys.fetch_all(now()) == 1


def test_x5_without_the_permission_nothing_is_seen(border: Border) -> None:
    viewer = health.officer(border.root, "exchange.view")

    assert viewer.client.get(PARTNERS).status == 200
    assert viewer.client.post(f"{MACAU}/keys/fetch").code == "not_permitted"
