"""What an operator does from a terminal: the first administrator, and keys that rotate (O4)."""

import pytest

from layers import keys, privacy, sessions
from layers.keys import Purpose
from layers.principals import Kind
from layers.privacy import SealBroken
from layers.sessions import Session
from local import operate
from local.operate import Refused
from tests.component.conftest import Moment
from tests.factories import Client

pytestmark = pytest.mark.usefixtures("world")


def test_o4_set_up_makes_every_key_and_an_administrator_who_must_change_the_password(client: Client) -> None:
    said = operate.set_up("operator")

    password = said.split()[7]
    signed_in = client.post("/v1/staff/sessions", {"username": "operator", "password": password})
    assert all(keys.exists(purpose) for purpose in Purpose)
    assert signed_in.status == 201
    assert signed_in.body["settled"] is False


def test_o4_set_up_again_adds_what_a_new_release_needs_and_nobody(client: Client) -> None:
    operate.set_up("operator")
    keys.remove(Purpose.SLIP, 1)

    said = operate.set_up("another")

    refused = client.post("/v1/staff/sessions", {"username": "another", "password": "none at all 1"})
    assert said == "1 keys made; an administrator is there already"
    assert refused.status == 401


@pytest.mark.parametrize("purpose", list(Purpose))
def test_o4_every_key_rotates_and_its_old_version_can_be_removed(purpose: Purpose, moment: Moment) -> None:
    operate.make_keys()

    operate.rotate(purpose)
    with pytest.raises(Refused):
        operate.remove(purpose, 1)  # nothing is made with the new one yet
    moment.advance(minutes=2)
    operate.remove(purpose, 1)

    assert [key.version for key in keys.versions(purpose)] == [2]
    assert f"{purpose}" in operate.listed()


def test_o4_signed_in_people_stay_so_through_a_rotation(moment: Moment) -> None:
    operate.make_keys()
    before, _ = sessions.issue(Session(Kind.RESIDENT, "account", 1, moment.now), moment.now)

    operate.rotate(Purpose.SESSION)
    moment.advance(minutes=2)
    after, _ = sessions.issue(Session(Kind.RESIDENT, "account", 1, moment.now), moment.now)

    read = [sessions.read(Kind.RESIDENT, token, moment.now).account for token in (before, after)]
    assert read == ["account", "account"]


def test_o4_what_a_removed_version_sealed_is_gone(moment: Moment) -> None:
    sealed = privacy.seal("张三", "PERSON#1")
    operate.rotate(Purpose.PERSONAL)
    moment.advance(minutes=2)

    operate.remove(Purpose.PERSONAL, 1)

    with pytest.raises(SealBroken):
        privacy.unseal(sealed, "PERSON#1", str)


@pytest.mark.parametrize(("version", "comment"), [(1, "in use"), (2, "never made")])
def test_o4_only_an_older_version_is_removed(version: int, comment: str) -> None:
    operate.make_keys()

    with pytest.raises(Refused):
        operate.remove(Purpose.CURSOR, version)

    assert [key.version for key in keys.versions(Purpose.CURSOR)] == [1], comment
