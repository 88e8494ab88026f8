"""The trust list (X2): staff add issuers by one or many, edit them, and withdraw trust at once."""

import json

from functions.admin import service as admin
from tests import abroad, factories
from tests.abroad import Clinic, Ministry
from tests.component.healthcode.abroad.conftest import ISSUERS, TrustList
from tests.component.healthcode.abroad.test_certificates import submit
from tests.factories import Client
from tests.health import Citizen


def issuer(trust_list: TrustList, kind: str = "EU_DCC") -> str:
    return next(str(each["issuer"]) for each in trust_list.listed() if each["kind"] == kind)


def test_x2_issuers_are_listed_by_country_with_what_is_known_of_them(
    trust_list: TrustList, ministry: Ministry, clinic: Clinic
) -> None:
    eu, smart = trust_list.listed()

    assert eu == {
        "issuer": eu["issuer"],
        "kind": "EU_DCC",
        "country": "AT",
        "names": {"zh-Hans": "奥地利卫生部", "zh-Hant": "", "en": "Ministry of Health, Austria"},
        "reference": ministry.signer.key.id,
        "valid_from": "2021-09-16T02:00:00Z",
        "valid_until": "2023-05-09T02:00:00Z",
        "trusted": True,
        "added_at": "2022-07-13T02:00:00Z",
        "version": 1,
    }
    assert (smart["reference"], smart["valid_from"], smart["valid_until"]) == (clinic.address, None, None)
    assert [each["kind"] for each in trust_list.listed(country="US")] == ["SMART_HEALTH_CARD"]
    first = trust_list.officer.client.get(ISSUERS, limit=1).body
    assert [each["kind"] for each in trust_list.listed(cursor=first["next"])] == ["SMART_HEALTH_CARD"]


def test_x2_an_issuer_is_shown_with_its_keys(trust_list: TrustList) -> None:
    tests_only = Ministry(uses=("1.3.6.1.4.1.1847.2021.1.1",))
    (added,) = trust_list.add(abroad.of_ministry(tests_only))

    shown = trust_list.officer.client.get(f"{ISSUERS}/{added['issuer']}").body
    names = admin.names_of_staff([trust_list.officer.id])

    assert shown["keys"] == [{"id": tests_only.signer.key.id, "algorithm": "ES256", "uses": ["test"]}]
    assert shown["added_by"] == shown["changed_by"] == names[trust_list.officer.id]
    assert shown["reason"] == "bilateral agreement"


def test_x2_of_many_each_stands_by_itself(trust_list: TrustList, ministry: Ministry, clinic: Clinic) -> None:
    fresh, secret = Ministry(), Clinic("https://secret.example")
    leaked = json.dumps({"keys": [{**secret.jwk, "d": "AAAA"}]})

    answers = trust_list.add(
        abroad.of_ministry(fresh),
        abroad.of_ministry(ministry, country="DE"),
        abroad.of_clinic(clinic),
        abroad.of_ministry(fresh, certificate="nonsense"),
        abroad.of_clinic(secret, key_set=leaked),
        abroad.of_clinic(clinic, address="http://cards.example"),
        abroad.of_clinic(clinic, address="https://cards.example/"),
        abroad.of_ministry(Ministry(), valid_until="2021-01-01T00:00:00Z"),
    )

    assert [(each["outcome"], each["code"]) for each in answers] == [
        ("ADDED", ""),
        ("KNOWN", ""),
        ("KNOWN", ""),
        ("REFUSED", "abroad.key_unusable"),
        ("REFUSED", "abroad.key_is_private"),
        ("REFUSED", "invalid_input"),
        ("REFUSED", "invalid_input"),
        ("REFUSED", "invalid_input"),
    ]
    assert all(each["detail"] for each in answers if each["outcome"] == "REFUSED")
    assert len(trust_list.listed()) == 3
    assert [each["country"] for each in trust_list.listed()] == ["AT", "AT", "US"]


def test_x2_withdrawing_counts_at_once_and_what_was_accepted_before_shows_it(
    trust_list: TrustList, li: Citizen, ministry: Ministry, root: Client
) -> None:
    identifier = issuer(trust_list)
    first, second = (
        ministry.sign(abroad.certificate(abroad.vaccination(f"URN:UVCI:01:AT:{number}"))) for number in (1, 2)
    )
    assert submit(li, first).body[0]["trusted"] is True

    assert trust_list.decide(identifier, trusted=False).status == 204

    assert submit(li, second).code == "abroad.issuer_withdrawn"
    (shown,) = li.client.get(f"{li.path}/details").body["abroad"]
    assert shown["trusted"] is False
    assert trust_list.decide(identifier, trusted=True).status == 204
    assert submit(li, second).status == 201
    actions = [entry["action"] for entry in factories.recorded(root, f"issuer:{identifier}")]
    assert actions == ["issuers.restore", "issuers.withdraw", "issuers.add"]


def test_x2_an_issuer_is_edited_from_the_version_that_was_read(
    trust_list: TrustList, li: Citizen, clinic: Clinic
) -> None:
    path = f"{ISSUERS}/{issuer(trust_list, 'SMART_HEALTH_CARD')}"
    successor = Clinic(clinic.address)
    change = {"version": 1, "country": "CA", "names": {"zh-Hans": "市诊所"}, "reason": "new keys"}
    card = abroad.credential(abroad.patient(), abroad.immunization())

    edited = trust_list.officer.client.put(path, {**change, "key_set": successor.key_set})

    assert edited.status == 204, edited.body
    assert trust_list.officer.client.put(path, change).code == "abroad.issuer_changed"
    assert submit(li, clinic.sign(card)).code == "abroad.issuer_unknown"
    (shown,) = submit(li, successor.sign(card)).body
    assert (shown["issuer"], shown["country"]) == ("市诊所", "CA")
    over = {**change, "version": 2, "valid_until": "2022-07-13T02:00:00Z"}
    assert trust_list.officer.client.put(path, over).status == 204
    assert submit(li, successor.sign(card)).code == "abroad.issuer_not_valid"


def test_x2_an_issuer_that_isnt_there_is_not_found(trust_list: TrustList) -> None:
    nobody, client = "0" * 32, trust_list.officer.client

    assert client.get(f"{ISSUERS}/{nobody}").code == "abroad.no_such_issuer"
    assert trust_list.decide(nobody, trusted=False).code == "abroad.no_such_issuer"
