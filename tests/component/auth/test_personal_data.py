"""Nothing personal stands in clear, in keys or in logs; look-up keys rotate (S4, O3, O4)."""

import pytest

from functions.auth.tables import AuthItem
from layers import keys
from layers.keys import Purpose
from layers.platform import PlatformItem
from layers.tables import connection
from tests import factories
from tests.component.conftest import Moment
from tests.factories import Client

NAME, PHONE, NUMBER, SECRET = "欧阳金丝雀", "13877778888", "H90909090", "canary-password-1"
CANARIES = (NAME, PHONE, NUMBER, SECRET)


def everything_stored() -> str:
    """Return every item of the two tables, keys and attributes, as DynamoDB keeps them."""
    names = [table.Meta.table_name for table in (AuthItem, PlatformItem)]
    return str([connection().dispatch("Scan", {"TableName": name})["Items"] for name in names])


@pytest.mark.usefixtures("root")
def test_s4_no_table_and_no_log_holds_personal_data_in_clear(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    known = factories.document(number=NUMBER)
    secret = {"password": SECRET, "confirmation": SECRET}
    mine = factories.resident(client, **known, **secret)
    approved = mine.put("/v1/me/profile", factories.profile(name=NAME, mainland_mobile=PHONE))
    assert approved.status == 200
    mine.post("/v1/me/cohabitants", factories.cohabitant(name=NAME))
    factories.sign_in(client, known, SECRET)
    client.post("/v1/codes", {"mobile": factories.mobile(PHONE), "captcha": factories.captcha(client)})

    stored, logged = everything_stored(), capsys.readouterr().out

    assert "account_registered" in logged
    assert [canary for canary in CANARIES if canary in stored or canary in logged] == []


@pytest.mark.parametrize(
    ("minutes", "in_use"),
    [(1, 1), (3, 2)],  # a new version is announced before anything is made with it
)
def test_o4_accounts_are_found_and_stay_unique_while_the_look_up_key_rotates(
    client: Client, moment: Moment, minutes: int, in_use: int
) -> None:
    known = factories.document()
    factories.resident(client, **known)

    keys.rotate(Purpose.LOOKUP)
    moment.advance(minutes=minutes)

    assert keys.current(Purpose.LOOKUP).version == in_use
    assert factories.sign_in(client, known).status == 201
    again = client.post("/v1/accounts", factories.registration(client, **known))
    assert again.code == "auth.document_taken"
