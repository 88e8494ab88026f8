"""Places: enrolled by phone, admitted by staff of the region; their workers, bound and removable (H8)."""

from tests import factories, health, places
from tests.factories import Client
from tests.health import Citizen
from tests.places import Place


def test_h8_a_place_does_nothing_before_staff_of_its_region_admit_it(office: Client, zhang: Citizen) -> None:
    place = places.enrolled(office.signed(""))
    elsewhere = health.officer(office, "places.view", "places.decide", region="nanshan")
    here = health.officer(office, "places.view", "places.decide", region="futian")

    before = [
        place.scan(zhang).code,
        place.upload(places.row(zhang)).code,
        place.keeper.get(f"{place.path}/gate").code,
    ]
    waiting = [each.client.get("/v1/staff/health/places/waiting").body["items"] for each in (elsewhere, here)]
    refused = places.decide(elsewhere.client, place, "APPROVED")
    admitted = places.decide(here.client, place, "APPROVED")

    assert before == ["scenes.place_not_approved"] * 3
    assert waiting[0] == []
    assert [(each["place"], each["contact"]) for each in waiting[1]] == [(place.id, "郑*门")]
    assert (refused.code, admitted.status) == ("out_of_region", 204)
    assert place.scan(zhang).status == 200
    assert zhang.client.get(f"{zhang.path}/looks").body["items"][0]["reason"] == "PASSING"
    assert factories.letters("place_approved")[0].to.startswith("+86138")
    listed = here.client.get("/v1/staff/health/places", region=health.STREET).body["items"]
    assert [each["state"] for each in listed] == ["APPROVED"]


def test_h8_anybody_verifies_a_code_without_a_place(client: Client, zhang: Citizen) -> None:
    answer = client.post("/v1/health/codes/verification", {"token": places.token(zhang)})

    assert (answer.status, answer.body["colour"]) == (200, "green")


def test_h8_only_a_phone_account_enrols_a_place(office: Client) -> None:
    client = office.signed("")
    by_document = factories.resident(client)

    assert by_document.post("/v1/places", places.form()).code == "scenes.needs_phone"
    answer = health.by_phone(client, "13812340001").post(
        "/v1/places", places.form(region="futian", gate=None)
    )
    assert answer.fields == {"region": "not_a_street", "gate": "required"}


def test_h8_a_changed_place_waits_again_and_a_suspended_one_stays_so(office: Client, gate: Place) -> None:
    changed = gate.keeper.put(gate.path, places.form(name="北港花园西门"))
    waits = gate.keeper.get(f"{gate.path}/gate").code
    states = [places.decide(office, gate, state).status for state in ("SUSPENDED", "APPROVED", "SUSPENDED")]
    again = gate.keeper.put(gate.path, places.form())

    assert (changed.status, waits) == (204, "scenes.place_not_approved")
    assert states == [409, 204, 204]
    assert again.code == "scenes.place_changed"
    assert gate.keeper.put(gate.path, places.form("PHARMACY")).code == "scenes.place_changed"
    assert gate.keeper.get(f"{gate.path}/gate").code == "scenes.place_not_approved"
    assert gate.keeper.get("/v1/me/places").body[0]["state"] == "SUSPENDED"


def test_h8_a_worker_is_invited_by_phone_accepts_and_is_gone_once_removed(
    gate: Place, zhang: Citizen, client: Client
) -> None:
    phone = "13812340002"
    gate.keeper.post(f"{gate.path}/workers", {"phone": phone})
    worker = health.by_phone(client, phone)
    stranger = health.by_phone(client, "13812340003")

    invited = worker.get("/v1/me/places").body
    early, foreign = gate.scan(zhang, worker), stranger.post(f"{gate.path}/acceptance")
    accepted = worker.post(f"{gate.path}/acceptance")
    works = gate.scan(zhang, worker)
    roster = gate.keeper.get(f"{gate.path}/workers").body
    entry = next(each for each in roster if each["role"] == "WORKER")
    not_theirs = [
        worker.get(f"{gate.path}/workers").code,
        worker.post(f"{gate.path}/workers", {"phone": phone}).code,
    ]
    keeper = next(each["worker"] for each in roster if each["role"] == "KEEPER")
    removed = [
        worker.delete(f"{gate.path}/workers/{keeper}").code,
        gate.keeper.delete(f"{gate.path}/workers/{keeper}").code,
        gate.keeper.delete(f"{gate.path}/workers/{entry['worker']}").status,
    ]

    assert [(each["place"], each["role"]) for each in invited] == [(gate.id, None)]
    assert (early.code, foreign.code) == ("scenes.no_such_place", "scenes.no_such_worker")
    assert (accepted.status, works.status) == (204, 200)
    assert (entry["phone"], entry["accepted"]) == ("+86 138****0002", True)
    assert not_theirs == ["scenes.not_keeper"] * 2
    assert removed == ["scenes.not_keeper", "scenes.keeper_stays", 204]
    assert gate.scan(zhang, worker).code == "scenes.no_such_place"
    assert gate.upload(places.row(zhang), by=stranger).code == "scenes.no_such_place"
    assert worker.post(f"{gate.path}/acceptance").code == "scenes.no_such_worker"


def test_h8_an_invitation_tells_nothing_of_the_phone(gate: Place, client: Client) -> None:
    health.by_phone(client, "13812340004")

    answers = [
        gate.keeper.post(f"{gate.path}/workers", {"phone": phone}) for phone in ("13812340004", "13812340005")
    ]

    assert [answer.status for answer in answers] == [204, 204]
    assert {letter.to for letter in factories.letters("place_invited")} == {
        "+8613812340004",
        "+8613812340005",
    }
    assert gate.keeper.post(f"{gate.path}/workers", {"phone": "13812340005"}).code == "scenes.already_there"
