"""Signed tokens: nobody else's, nobody's after their end, nobody's for another purpose."""

from datetime import timedelta

import pytest

from layers import clock, keys, sessions, tokens
from layers.errors import SessionEnded
from layers.keys import Purpose, StoredKey
from layers.principals import Kind
from layers.sessions import Session
from layers.tokens import TokenExpired, TokenInvalid
from tests.component.conftest import Moment

pytestmark = pytest.mark.usefixtures("world")

CLAIMS = {"booking": "20220713010338", "size": 3}
MINUTE = timedelta(minutes=1)


def _issue(purpose: Purpose = Purpose.SLIP) -> str:
    return tokens.issue(purpose, CLAIMS, clock.now() + MINUTE)


def test_a_good_token_gives_its_claims_back() -> None:
    assert tokens.read(Purpose.SLIP, _issue(), clock.now()).items() >= CLAIMS.items()


def test_a_token_is_safe_in_an_address() -> None:
    assert all(character.isalnum() or character in "-_." for character in _issue())


def test_a_token_ends_at_its_second() -> None:
    token = _issue()

    assert tokens.read(Purpose.SLIP, token, clock.now() + MINUTE - timedelta(seconds=1))
    with pytest.raises(TokenExpired):
        tokens.read(Purpose.SLIP, token, clock.now() + MINUTE)


def test_a_token_of_one_purpose_is_none_of_another() -> None:
    token = _issue(Purpose.CURSOR)

    with pytest.raises(TokenInvalid):
        tokens.read(Purpose.SLIP, token, clock.now())


def test_a_purpose_keeps_tokens_apart_even_where_keys_were_the_same() -> None:
    """Somebody copies one purpose's key item to another: the salt still differs."""
    token = _issue(Purpose.CURSOR)
    key = keys.current(Purpose.CURSOR)
    keys._known[Purpose.SLIP] = keys._known[Purpose.CURSOR]

    with pytest.raises(TokenInvalid):
        tokens.read(Purpose.SLIP, token, clock.now())
    assert keys.current(Purpose.SLIP) == key


@pytest.mark.parametrize("position", range(0, 60, 7))
def test_a_token_changed_anywhere_is_refused(position: int) -> None:
    token = _issue()
    other = "A" if token[position] != "A" else "B"

    with pytest.raises(TokenInvalid):
        tokens.read(Purpose.SLIP, token[:position] + other + token[position + 1 :], clock.now())


@pytest.mark.parametrize("token", ["", ".", "x", "e30.", "张三", "e30.e30.e30", "." * 4000])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(TokenInvalid):
        tokens.read(Purpose.SLIP, token, clock.now())


def test_o4_a_token_outlives_a_rotation_but_not_its_key() -> None:
    token = _issue()
    keys.rotate(Purpose.SLIP)

    assert tokens.read(Purpose.SLIP, token, clock.now())
    StoredKey.get("KEYS#slip", "0001").delete()
    keys.forget()
    with pytest.raises(TokenInvalid):
        tokens.read(Purpose.SLIP, token, clock.now())


def _session() -> Session:
    return Session(Kind.STAFF, "0123456789abcdef", 3, clock.now())


def test_a_session_says_whose_it_is() -> None:
    token, expires = sessions.issue(_session(), clock.now())

    assert sessions.read(Kind.STAFF, token, clock.now()) == _session()
    assert expires == clock.now() + sessions.LIFE


def test_a_session_of_staff_is_none_of_a_resident() -> None:
    token, _ = sessions.issue(_session(), clock.now())

    with pytest.raises(SessionEnded):
        sessions.read(Kind.RESIDENT, token, clock.now())


def test_a_session_cannot_be_renewed_beyond_its_longest(moment: Moment) -> None:
    session = _session()

    moment.advance(hours=11, minutes=50)
    _, expires = sessions.issue(session, clock.now())
    moment.advance(minutes=10)

    assert expires == session.since + sessions.LONGEST
    with pytest.raises(SessionEnded):
        sessions.issue(session, clock.now())
