"""Every reason for which the exchange refuses, and that nothing but the try is kept of it (X1, X2, X3)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from functions.healthcode.exchange.errors import Refused
from functions.healthcode.exchange.jwks import Use
from layers.errors import CODES
from tests import factories, health, regions
from tests.component.conftest import Moment
from tests.component.healthcode.exchange.conftest import Border, comer, sampled
from tests.factories import Answer
from tests.journal import Journal
from tests.regions import Key, Region, now

Form = dict[str, Any]
Prepare = Callable[[Border, Moment], Form]

PARTNER = "/v1/staff/exchange/partners/macau"
BECAUSE = {"reason": "by agreement"}


def said(**changes: Any) -> Prepare:
    """Bring a token that says something else."""
    return lambda border, _: {"token": border.macau.token(border.macau.claims(now(), **changes))}


def made(**changes: Any) -> Prepare:
    """Bring a token that is made another way."""
    return lambda border, _: {"token": border.macau.token(border.macau.claims(now()), **changes)}


def typed(**changes: Any) -> Prepare:
    """Bring a good token with a form that says something else."""
    return lambda border, _: {"token": border.macau.token(border.macau.claims(now())), **changes}


def text(token: str) -> Prepare:
    """Bring a text."""
    return lambda *_: {"token": token}


def staff(method: str, path: str, body: Callable[[Border], Form]) -> Prepare:
    """Bring a good token after staff did something."""

    def prepare(border: Border, _: Moment) -> Form:
        token = border.macau.token(border.macau.claims(now()))
        answer = border.root.call(method, path.format(macau=border.macau), body(border))
        assert answer.status < 300, answer.body
        return {"token": token}

    return prepare


def published(**changes: Any) -> Prepare:
    """Bring a good token where Macau's signing key is published with something else."""
    return staff(
        "PUT",
        f"{PARTNER}/keys",
        lambda border: {
            "keys": regions.key_set({**border.macau.signing.jwk, **changes}, border.macau.encryption.jwk),
            **BECAUSE,
        },
    )


def seconds(**after: float) -> int:
    return int((regions.MORNING + timedelta(**after)).timestamp())


def cut(border: Border, _: Moment) -> Form:
    token: str = border.macau.token(border.macau.claims(now()))
    place = token.rindex(".") - 7
    return {"token": f"{token[:place]}{'B' if token[place] == 'A' else 'A'}{token[place + 1 :]}"}


def naked(border: Border, _: Moment) -> Form:
    token = border.macau.token(border.macau.claims(now()))
    return {"token": ".".join(token.split(".")[:3])}


def from_elsewhere(*_: object) -> Form:
    elsewhere = Region("https://health.elsewhere.example")
    return {"token": elsewhere.token(elsewhere.claims(now()))}


def for_nobody(border: Border, _: Moment) -> Form:
    nobodys = Key(Use.ENCRYPT)
    to = {"kid": nobodys.id, "x": nobodys.x}
    return {"token": border.macau.token(border.macau.claims(now()), recipient=to)}


def for_withdrawn(border: Border, _: Moment) -> Form:
    token, key = border.macau.token(border.macau.claims(now())), regions.our_key()["kid"]
    assert border.root.post(f"/v1/staff/exchange/keys/{key}/withdrawal", BECAUSE).status == 204
    return {"token": token}


def forged(border: Border, _: Moment) -> Form:
    claims, right = border.macau.claims(now()), {"kid": border.macau.signing.id}
    return {"token": border.macau.token(claims, signer=Key(Use.SIGN), inner=right)}


def long_ago(border: Border, moment: Moment) -> Form:
    moment.advance(hours=73)
    return {"token": border.macau.token(border.macau.claims(now()))}


def used(border: Border, _: Moment) -> Form:
    token = border.macau.token(border.macau.claims(now()))
    assert comer(border.root.signed("")).arrive(token).status == 201
    return {"token": token}


INWARD: list[tuple[str, Prepare, str]] = [
    ("token_unreadable", text("no-token"), "something else"),
    ("token_unreadable", text("a.b.c.d.e"), "five parts of nothing"),
    ("token_unreadable", cut, "a changed byte"),
    ("token_unreadable", naked, "parts missing"),
    ("token_unreadable", made(outer={"zip": "DEF"}), "compressed: it may be of any size"),
    ("token_unreadable", made(outer={"cty": None}), "not said to be nested"),
    ("token_unreadable", made(inner={"typ": "JWT"}), "signed by the partner, but for something else"),
    ("token_unreadable", made(inner={"jku": "https://evil.example"}), "brings its own keys"),
    ("own_key_unknown", for_nobody, "encrypted for a key that is none of ours"),
    ("own_key_withdrawn", for_withdrawn, "encrypted for a key of ours that was withdrawn since"),
    ("partner_unknown", from_elsewhere, "signed by a region that is no partner"),
    ("partner_off", staff("PUT", f"{PARTNER}/state", lambda _: {"on": False, **BECAUSE}), "switched off"),
    ("keys_stale", long_ago, "the partner's keys were read too long ago"),
    ("key_unknown", made(signer=Key(Use.SIGN)), "a key that was never published"),
    (
        "key_withdrawn",
        staff("POST", f"{PARTNER}/keys/{{macau.signing.id}}/withdrawal", lambda _: BECAUSE),
        "withdrawn by us, though the token is in time",
    ),
    (
        "key_withdrawn",
        staff(
            "PUT",
            f"{PARTNER}/keys",
            lambda border: {
                "keys": Region().keys(withdrawn=[{"kid": border.macau.signing.id, "at": 1}]),
                **BECAUSE,
            },
        ),
        "withdrawn by the partner, though the token is in time",
    ),
    ("key_not_valid", published(nbf=seconds(hours=1)), "a key whose time has not come"),
    ("key_not_valid", published(exp=seconds(hours=-1)), "a key whose time is over"),
    ("signature_wrong", forged, "signed by somebody else in the partner's name"),
    ("wrong_audience", said(aud="https://health.elsewhere.example"), "meant for another region"),
    ("token_expired", said(iat=seconds(minutes=-20), exp=seconds(minutes=-10)), "too old"),
    ("token_too_long", said(exp=seconds(hours=24)), "good for a day"),
    ("token_early", said(iat=seconds(minutes=5), exp=seconds(minutes=6)), "from the future"),
    ("token_early", said(test={"result": "NEGATIVE", "sampled_at": seconds(hours=1)}), "tested tomorrow"),
    ("claims_wrong", said(phone="+85361234567"), "more than was agreed"),
    ("claims_wrong", said(name=None), "less than was agreed"),
    (
        "claims_wrong",
        said(document={"type": "PASSPORT", "number": "1", "issued": "2020"}),
        "more, further in",
    ),
    ("claims_wrong", said(birthdate="soon"), "no date"),
    ("claims_wrong", said(iat=1 << 60), "an instant that there is not"),
    ("token_used", used, "the second use"),
    ("colour_not_accepted", said(colour="yellow"), "not green"),
    ("document_not_accepted", said(document={"type": "PASSPORT", "number": "AB123456"}), "another document"),
    ("document_not_accepted", said(document={"type": "BILHETE", "number": "1234567"}), "none that we know"),
    ("test_missing", said(test=None), "no result"),
    ("test_positive", said(test={"result": "POSITIVE", "sampled_at": seconds(hours=-9)}), "positive"),
    ("test_too_old", said(test={"result": "NEGATIVE", "sampled_at": seconds(days=-8)}), "eight days old"),
    ("question_blocks", typed(answers=regions.answers(symptoms=True)), "fever today"),
    ("another_person", typed(number="M87654321"), "another permit"),
    ("another_person", typed(birth_date="1990-02-04"), "another birth date"),
]


@pytest.mark.parametrize(("code", "prepare", "comment"), INWARD)
def test_x2_what_is_refused_has_its_reason_and_leaves_nothing_but_the_try(
    border: Border, journal: Journal, moment: Moment, code: str, prepare: Prepare, comment: str
) -> None:
    form = prepare(border, moment)
    before = journal.mark()

    answer = border.comer.arrive(**form)

    assert answer.code == f"exchange.{code}", (comment, answer.body)
    assert [key[1:] for key in journal.changed(before)] == [tried("inward", answer)], comment
    assert factories.letters("exchange_arrived") == [] or code == "token_used"
    assert border.comer.client.get("/v1/me/exchange/arrivals").body == []


def expects_test(border: Border, _: Moment) -> Form:
    sampled(border.leaver.person, hours=1, positive=True)
    return {}


def without_test(border: Border, _: Moment) -> Form:
    other = health.citizen(border.root.signed(""), phone=border.leaver.phone)
    return {"number": other.document["number"], "by": other}


def leaving(**changes: Any) -> Prepare:
    return lambda *_: changes


def condition(**changes: Any) -> Prepare:
    """Let Macau ask for something else."""

    def prepare(border: Border, _: Moment) -> Form:
        terms = regions.terms(outward=regions.conditions(**changes))
        answer = border.root.put(PARTNER, {"terms": terms, "revision": 2, **BECAUSE})
        assert answer.status == 200, answer.body
        return {}

    return prepare


def after(prepare: Prepare) -> Prepare:
    """Do what an arrival needs, and fill the form in as it is."""

    def done(border: Border, moment: Moment) -> Form:
        prepare(border, moment)
        return {}

    return done


def feverish(border: Border, _: Moment) -> Form:
    assert border.leaver.check_in(symptoms=["FEVER"]).status == 201
    return {}


def without_encryption_key(border: Border, moment: Moment) -> Form:
    keys = {"keys": regions.key_set(border.macau.signing.jwk), **BECAUSE}
    return after(staff("PUT", f"{PARTNER}/keys", lambda _: keys))(border, moment)


OUTWARD: list[tuple[str, Prepare, str]] = [
    ("not_green", feverish, "a fever since this morning"),
    ("details_differ", leaving(name="张伟"), "another name"),
    ("details_differ", leaving(number="H99999999"), "another number"),
    ("details_differ", leaving(document_type="PASSPORT"), "another type"),
    ("details_differ", leaving(phone="13812345678"), "another phone"),
    ("question_blocks", leaving(answers=regions.answers(travel=True)), "was elsewhere"),
    ("document_not_accepted", condition(documents=["PASSPORT"]), "passports only"),
    ("colour_not_accepted", condition(colours=["red"]), "a region that wants no green"),
    ("test_missing", without_test, "never tested"),
    ("test_positive", expects_test, "positive an hour ago"),
    ("test_too_old", condition(test_hours=23), "tested 24 hours ago"),
    ("keys_stale", after(long_ago), "the partner's keys were read too long ago"),
    ("keys_missing", without_encryption_key, "no key to encrypt for"),
    ("partner_off", after(staff("PUT", f"{PARTNER}/state", lambda _: {"on": False, **BECAUSE})), "off"),
]


@pytest.mark.parametrize(("code", "prepare", "comment"), OUTWARD)
def test_x1_what_is_refused_has_its_reason_and_leaves_nothing_but_the_try(
    border: Border, journal: Journal, moment: Moment, code: str, prepare: Prepare, comment: str
) -> None:
    form = prepare(border, moment)
    leaver = form.pop("by", border.leaver)
    before = journal.mark()

    answer = leaver.client.post(f"{leaver.path}/exchange/hand-overs", border.leaver.form(**form))

    assert answer.code == f"exchange.{code}", (comment, answer.body)
    assert [key[1:] for key in journal.changed(before)] == [tried("outward", answer)], comment


def tried(way: str, answer: Answer) -> tuple[str, str]:
    """Return the key of the count of what was refused."""
    partner = answer.body.get("details", {}).get("partner", "")
    return f"EXCHANGE#{now().date()}", f"{way}#{partner}#{answer.code}"


def test_every_reason_is_in_a_table() -> None:
    reasons = {code for code, error in CODES.items() if issubclass(error, Refused)}

    assert {f"exchange.{row[0]}" for row in (*INWARD, *OUTWARD)} == reasons


def test_x3_staff_see_how_many_tries_were_refused_and_of_nobody_whose(border: Border) -> None:
    for _ in range(2):
        border.comer.arrive("no-token")
    border.comer.arrive(border.macau.token(border.macau.claims(now(), colour="red")))

    found = border.root.get("/v1/staff/exchange/attempts", day="2022-07-13").body

    assert found == [
        {"way": "inward", "partner": "", "code": "exchange.token_unreadable", "number": 2},
        {"way": "inward", "partner": "macau", "code": "exchange.colour_not_accepted", "number": 1},
    ]
