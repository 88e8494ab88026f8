"""Our own keys (X5): published before they are used, accepted for a while after, withdrawn at once."""

from typing import Any

import pytest

from functions.healthcode.exchange import own_keys
from functions.healthcode.exchange.errors import OwnKeyUnknown
from functions.healthcode.exchange.jwks import Use
from layers import keys
from tests.component.conftest import Moment
from tests.component.healthcode.exchange.conftest import Border
from tests.factories import Client
from tests.regions import Region, now, our_key

KEYS = "/v1/staff/exchange/keys"


def renew(root: Client, use: str) -> str:
    """Make another key, and return its id."""
    answer = root.post(KEYS, {"use": use, "reason": "once a year"})
    assert answer.status == 201, answer.body
    return str([each for each in answer.body if each["use"] == use][-1]["kid"])


def withdraw(root: Client, key: str) -> int:
    return root.post(f"{KEYS}/{key}/withdrawal", {"reason": "it leaked"}).status


def published(client: Client) -> dict[str, dict[str, Any]]:
    return {key["kid"]: key for key in client.get("/v1/exchange/keys").body["keys"]}


def signed_by(border: Border) -> str:
    """Return the key that signs our tokens now, as Macau sees it."""
    address = border.leaver.hand_over().body["address"]
    return border.macau.signer(address.partition("#token=")[2])


def test_x5_the_public_keys_are_a_jwk_set(border: Border) -> None:
    answer = border.comer.nobody.get("/v1/exchange/keys")

    signing, encryption = answer.body["keys"]
    assert signing == {
        "kid": our_key(Use.SIGN)["kid"],
        "use": "sig",
        "kty": "OKP",
        "crv": "Ed25519",
        "alg": "Ed25519",
        "x": our_key(Use.SIGN)["x"],
        "nbf": 1657677600,
    }
    assert (encryption["crv"], encryption["alg"], encryption["use"]) == ("X25519", "ECDH-ES", "enc")
    assert answer.body["withdrawn"] == []
    assert answer.headers["Cache-Control"] == "public, max-age=300"


def test_x5_a_new_signing_key_is_published_days_before_it_signs(border: Border, moment: Moment) -> None:
    before = our_key(Use.SIGN)["kid"]
    after = renew(border.root, "sig")

    at_once = (set(published(border.root)) >= {before, after}, signed_by(border))
    moment.advance(hours=95)
    border.refresh()
    almost = signed_by(border)
    moment.advance(hours=1)
    then = signed_by(border)

    assert at_once == (True, before)
    assert (almost, then) == (before, after)


def test_x5_what_is_encrypted_for_the_key_before_is_read_for_days(border: Border, moment: Moment) -> None:
    old = our_key()
    new = renew(border.root, "enc")
    ends = {key["kid"]: key.get("exp") for key in published(border.root).values()}

    moment.advance(hours=96 + 95)
    own_keys.opening(old["kid"], now())
    moment.advance(hours=1)

    with pytest.raises(OwnKeyUnknown):
        own_keys.opening(old["kid"], now())
    assert ends[old["kid"]] == int(now().timestamp())
    assert ends[new] is None
    assert own_keys.opening(new, now()).id == new
    assert old["kid"] not in published(border.root)


def test_x5_a_partner_may_use_a_new_key_as_soon_as_it_sees_it(border: Border, macau: Region) -> None:
    new = renew(border.root, "enc")

    token = macau.token(macau.claims(now()), recipient=our_key())

    assert our_key()["kid"] == new
    assert border.comer.nobody.post("/v1/exchange/previews", {"token": token}).status == 200


@pytest.mark.parametrize("use", ["sig", "enc"])
def test_x5_a_withdrawn_key_is_gone_at_once_and_another_in_its_place(border: Border, use: str) -> None:
    old = our_key(Use(use))["kid"]

    status, again = withdraw(border.root, old), withdraw(border.root, old)

    listed = [each for each in border.root.get(KEYS).body if each["use"] == use]
    assert (status, again) == (204, 204)
    assert [each["in_use"] for each in listed] == [False, True]
    assert listed[0]["withdrawn_at"] == "2022-07-13T02:00:00Z"
    assert old not in published(border.root)
    withdrawn = border.comer.nobody.get("/v1/exchange/keys").body["withdrawn"]
    assert withdrawn == [{"kid": old, "at": 1657677600}]


def test_x5_a_withdrawn_signing_key_signs_no_more(border: Border) -> None:
    old = our_key(Use.SIGN)["kid"]
    withdraw(border.root, old)

    assert signed_by(border) == our_key(Use.SIGN)["kid"] != old


def test_x5_a_process_that_has_not_heard_of_the_next_key_looks_again(border: Border) -> None:
    """Within the minute for which a process knows its keys, another one may withdraw and renew."""
    known = dict(keys._known)
    withdraw(border.root, our_key(Use.SIGN)["kid"])
    keys._known.update(known)

    assert signed_by(border) == our_key(Use.SIGN)["kid"]


def test_x5_where_the_next_one_is_announced_it_is_used_at_once(border: Border) -> None:
    old, announced = our_key(Use.SIGN)["kid"], renew(border.root, "sig")

    withdraw(border.root, old)

    assert signed_by(border) == announced


def test_x5_one_that_was_announced_only_is_withdrawn_without_another(border: Border) -> None:
    used, announced = our_key(Use.SIGN)["kid"], renew(border.root, "sig")

    withdraw(border.root, announced)

    assert len([each for each in border.root.get(KEYS).body if each["use"] == "sig"]) == 2
    assert signed_by(border) == used


def test_x5_an_unknown_key_can_not_be_withdrawn(border: Border) -> None:
    answer = border.root.post(f"{KEYS}/00000000/withdrawal", {"reason": "a mistake"})

    assert answer.code == "exchange.no_such_key"
