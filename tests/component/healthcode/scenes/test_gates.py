"""Gates (卡口通行): passes sent late and twice are kept once; look-ups are counted and seen (H7, H8)."""

from datetime import timedelta
from typing import Any

from functions.healthcode import store
from functions.healthcode.scenes import store_passes
from layers import clock
from tests import factories, health, places
from tests.component.conftest import Moment
from tests.factories import Client
from tests.health import Citizen
from tests.places import Place

TODAY = "2022-07-13"


def outcomes(answer: factories.Answer) -> list[tuple[str, str]]:
    """Return what became of the rows of an upload."""
    assert answer.status == 200, answer.body
    return [(each["outcome"], each["code"]) for each in answer.body]


def kept(gate: Place) -> list[dict[str, Any]]:
    """Return what the gate noted today."""
    answer = gate.keeper.get(f"{gate.path}/passes", day=TODAY)
    assert answer.status == 200, answer.body
    return list(answer.body["items"])


def test_h8_a_gate_gets_what_it_needs_offline(gate: Place) -> None:
    sheet = gate.keeper.get(f"{gate.path}/gate").body

    assert (sheet["name"], sheet["gate"], sheet["address"]) == ("北港花园东门", "ESTATE", "北港街道2号")
    assert (sheet["fever_celsius"], sheet["key_hours"], sheet["upload_rows"]) == (37.3, 24, 100)
    assert clock.from_iso(sheet["server_time"]) == clock.now()


def test_h8_who_was_removed_uploads_what_they_noted_before_and_nothing_else(
    gate: Place, zhang: Citizen, moment: Moment
) -> None:
    worker = gate.worker()
    (badge,) = [
        each["worker"] for each in gate.keeper.get(f"{gate.path}/workers").body if each["role"] == "WORKER"
    ]
    before = places.row(zhang)
    moment.advance(minutes=5)
    assert gate.keeper.delete(f"{gate.path}/workers/{badge}").status == 204
    moment.advance(minutes=5)
    after = places.row(zhang)
    backdated = places.row(zhang, at=before["at"])

    answer = gate.upload(before, after, backdated, by=worker)

    assert outcomes(answer) == [("RECORDED", ""), *[("REFUSED", "scenes.not_at_work_then")] * 2]
    assert outcomes(gate.upload(before, by=worker)) == [("KNOWN", "")]
    assert [each["at"] for each in kept(gate)] == ["2022-07-13T02:00:00Z"]
    assert gate.scan(zhang, worker).code == "scenes.no_such_place"
    assert worker.get(f"{gate.path}/passes", day=TODAY).code == "scenes.no_such_place"


def test_h8_passes_are_kept_once_and_a_bad_row_sinks_no_other(
    gate: Place, zhang: Citizen, moment: Moment
) -> None:
    rows = [places.row(zhang), places.row(token="WS1:NOT A CODE"), places.row(zhang, direction="OUT")]
    rows.append({**rows[0], "direction": "OUT"})
    moment.advance(hours=6)

    first, again = gate.upload(*rows), gate.upload(*rows)

    bad = ("REFUSED", "healthcode.code_invalid")
    known = ("KNOWN", "")
    assert outcomes(first) == [
        ("RECORDED", ""),
        bad,
        ("RECORDED", ""),
        known,
    ]
    assert outcomes(again) == [known, bad, known, known]
    found = kept(gate)
    assert sorted((each["direction"], each["result"], each["plate"]) for each in found) == [
        ("IN", "PASS", "粤B12345"),
        ("OUT", "PASS", "粤B12345"),
    ]
    assert {each["name"] for each in found} == {"张*强"}
    assert store_passes.traffic(clock.local_date(clock.now())) == {
        "beigang": {"came": 1, "left": 1, "stopped": 0}
    }


def test_h8_what_spoke_against_a_pass_is_noted_whatever_the_gate_said(
    gate: Place, zhang: Citizen, moment: Moment
) -> None:
    shown = places.token(zhang)
    moment.advance(minutes=30)
    late = places.row(token=shown)
    feverish = places.row(zhang, temperature=38.0, result="STOP")

    answer = gate.upload(late, feverish)

    assert outcomes(answer) == [("RECORDED", "")] * 2
    assert {(each["result"], *each["against"]) for each in kept(gate)} == {
        ("PASS", "OLD_CODE"),
        ("STOP", "FEVER"),
    }
    assert zhang.colour == "yellow"
    fact = next(each for each in store.facts(zhang.person) if each.kind == "FEVER")
    assert (fact.source, fact.place, fact.evidence) == ("gate", gate.id, f"pass:{fact.evidence[5:]}")


def test_h8_a_screenshot_makes_no_fact(gate: Place, zhang: Citizen, moment: Moment) -> None:
    shown = places.token(zhang)
    moment.advance(minutes=30)

    gate.upload(places.row(token=shown, temperature=39.0, result="STOP"))

    assert zhang.colour == "green"
    assert set(kept(gate)[0]["against"]) == {"FEVER", "OLD_CODE"}


def test_h8_a_pass_of_a_code_replaced_since_is_not_lost(gate: Place, zhang: Citizen, moment: Moment) -> None:
    before = places.row(zhang)
    moment.advance(minutes=1)
    assert zhang.client.post(f"{zhang.path}/code").status == 204
    after = places.row(token=before["token"])
    moment.advance(hours=1)

    answer = gate.upload(before, after)

    assert outcomes(answer) == [("RECORDED", "")] * 2
    assert [each["against"] for each in kept(gate)] == [["OLD_CODE"], []]
    assert gate.scan(zhang).status == 200


def test_h8_a_pass_lies_between_its_code_and_its_upload_whatever_the_device_says(
    gate: Place, zhang: Citizen, moment: Moment
) -> None:
    said = [clock.to_iso(clock.now() + timedelta(days=days)) for days in (2, -400)]
    rows = [places.row(zhang, at=at, clock="DEVICE") for at in said]
    moment.advance(minutes=3)

    answer = gate.upload(*rows)

    assert outcomes(answer) == [("RECORDED", "")] * 2
    found = [(each["at"], each["clock"], each["against"]) for each in kept(gate)]
    assert found == [("2022-07-13T02:03:00Z", "DEVICE", []), ("2022-07-13T02:00:00Z", "DEVICE", [])]


def test_h8_a_pass_is_uploaded_within_14_days(gate: Place, zhang: Citizen, moment: Moment) -> None:
    rows = [places.row(zhang), places.row(zhang)]
    moment.advance(days=14)
    in_time = gate.upload(rows[0])
    moment.advance(minutes=1)

    late = gate.upload(rows[1])

    assert outcomes(in_time) == [("RECORDED", "")]
    assert outcomes(late) == [("REFUSED", "scenes.too_long_ago")]


def test_h8_a_gate_sees_the_passes_of_14_days_and_the_person_sees_that(
    office: Client, gate: Place, zhang: Citizen, moment: Moment
) -> None:
    other = places.approved(office, name="南港路口")
    other.upload(places.row(zhang))
    moment.advance(days=15)
    gate.upload(places.row(zhang, direction="OUT", errand="HOME"))

    visit = gate.visit(zhang)
    trail = gate.keeper.post(f"{gate.path}/trails", {"visit": visit, "reason": "TRAIL"}).body
    foreign = other.keeper.post(f"{other.path}/trails", {"visit": visit, "reason": "TRAIL"})
    moment.advance(minutes=61)
    late = gate.keeper.post(f"{gate.path}/trails", {"visit": visit, "reason": "TRAIL"})

    assert [(each["name"], each["direction"], each["errand"]) for each in trail] == [
        ("北港花园东门", "OUT", "HOME")
    ]
    assert (foreign.code, late.code) == ("scenes.visit_over", "scenes.visit_over")
    looks = zhang.client.get(f"{zhang.path}/looks").body["items"]
    assert {(each["place"], each["name"], each["reason"]) for each in looks} == {
        ("gate", "北港花园东门", "PASSING"),
        ("gate", "北港花园东门", "TRAIL"),
    }


def test_h7_a_proxys_phone_finds_whom_they_act_for_masked(office: Client, gate: Place) -> None:
    proxy_client = health.by_phone(office.signed(""), "13812340006")
    answer = proxy_client.post("/v1/me/health/people", health.declaration(name="赵爷爷"))
    person = answer.body["person"]

    found, nobody = (
        gate.keeper.post(f"{gate.path}/finds", {"phone": phone, "reason": "PASSING"})
        for phone in ("13812340006", "13812340007")
    )

    (elder,) = found.body
    assert (elder["name"], elder["colour"], elder["address"]) == ("赵*爷", "green", "****")
    assert (nobody.status, nobody.body) == (200, [])
    assert outcomes(gate.upload(places.row(visit=elder["visit"]))) == [("RECORDED", "")]
    looks = proxy_client.get(f"/v1/me/health/people/{person}/looks").body["items"]
    assert [each["reason"] for each in looks] == ["PASSING"]


def test_lessons_look_ups_are_counted_for_a_worker_hits_and_misses_alike(
    office: Client, gate: Place, zhang: Citizen
) -> None:
    change = {"values": {"lookups_an_hour": 2}, "version": 0, "reason": "a test"}
    assert office.put("/v1/staff/policies/health_scenes", change).status in {200, 204}
    worker = gate.worker()

    miss = worker.post(f"{gate.path}/finds", {"phone": "13899999999", "reason": "PASSING"})
    hit, over = gate.scan(zhang, worker), gate.scan(zhang, worker)

    assert (miss.status, hit.status) == (200, 200)
    assert (over.status, over.code) == (429, "scenes.lookups_used_up")
    assert int(over.headers["Retry-After"]) > 0
    assert gate.scan(zhang).status == 200
    assert len(zhang.client.get(f"{zhang.path}/looks").body["items"]) == 2


def test_lessons_a_place_sees_what_its_form_asks_for_no_more(office: Client, zhang: Citizen) -> None:
    number, seen = zhang.document["number"], {}
    for kind in ("CHECKPOINT", "CLINIC", "PHARMACY", "LAB"):
        place = places.approved(office, kind)
        seen[kind] = place.scan(zhang).body
        wrong = place.keeper.post(
            f"{place.path}/scans", {"token": places.token(zhang), "reason": "OBSERVATION"}
        )
        assert wrong.code == "scenes.not_this_kind"

    assert {kind: each["name"] for kind, each in seen.items()} == {
        "CHECKPOINT": "张*强",
        "CLINIC": "张伟强",
        "PHARMACY": "张伟强",
        "LAB": "张伟强",
    }
    assert [kind for kind, each in seen.items() if each["document_number"] == number] == ["CLINIC"]
    assert [kind for kind, each in seen.items() if "北港街道1号" in each["address"]] == ["CLINIC", "PHARMACY"]
