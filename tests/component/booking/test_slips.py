"""The confirmation slip (预约确认单) and entry at the port, over HTTP (B3, B4)."""

from base64 import b64decode
from io import BytesIO

from pypdf import PdfReader

from tests.world import World


def test_b3_the_slip_shows_the_whole_booking_on_its_day(city: World) -> None:
    slip = city.signed_in(city.wang).get("/v1/me/slip")

    assert slip.status == 200
    assert slip.body["number"] == city.today
    assert slip.body["day"] == "2022-07-13"
    assert [each["name"] for each in slip.body["people"]] == [city.wang.name]
    assert slip.body["people"][0]["document_number"] == city.wang.document["number"]
    assert slip.body["destination"]
    assert slip.body["qr"].startswith("<svg")


def test_b3_the_slip_as_a_paper_says_the_same_in_the_readers_language(city: World) -> None:
    wang = city.signed_in(city.wang)
    slip = wang.get("/v1/me/slip").body

    papers = [
        wang.call("GET", "/v1/me/slip/paper", headers={"accept-language": language}).body["pdf"]
        for language in ("zh-Hans", "en")
    ]

    texts = [PdfReader(BytesIO(b64decode(paper))).pages[0].extract_text() for paper in papers]
    for text, title in zip(texts, ("预约确认单", "Confirmation slip"), strict=True):
        assert text.startswith(title)
        person = slip["people"][0]
        assert all(said in text for said in (slip["number"], person["name"], person["document_number"]))
        assert "2022-07-13 10:00" in text
    assert city.signed_in(city.zhang).get("/v1/me/slip/paper").code == "booking.no_slip_today"


def test_b3_there_is_no_slip_on_another_day_and_none_of_others(city: World) -> None:
    assert city.signed_in(city.zhang).get("/v1/me/slip").code == "booking.no_slip_today"

    city.advance(9, 0, day=14)

    assert city.signed_in(city.wang).get("/v1/me/slip").code == "booking.no_slip_today"


def test_b3_the_port_reads_the_slip_on_its_day_and_refuses_changed_and_old_ones(city: World) -> None:
    token = city.signed_in(city.wang).get("/v1/me/slip").body["token"]
    port = city.signed_in(city.root)

    read = port.post("/v1/staff/arrivals/lookups", {"token": token})
    changed = port.post("/v1/staff/arrivals/lookups", {"token": token[:-2] + "xx"})
    city.advance(9, 0, day=14)
    old = city.signed_in(city.root).post("/v1/staff/arrivals/lookups", {"token": token})

    assert (read.status, read.body["number"]) == (200, city.today)
    assert (changed.status, changed.code) == (403, "booking.slip_invalid")
    assert (old.status, old.code) == (403, "booking.slip_invalid")


def test_b4_an_arrival_works_once_and_the_resident_sees_it(city: World) -> None:
    port, wang = city.signed_in(city.root), city.signed_in(city.wang)
    assert wang.get("/v1/me/entry").body[0]["state"] == "booked"

    first = port.post("/v1/staff/arrivals", {"number": city.today})
    second = port.post("/v1/staff/arrivals", {"number": city.today})

    assert first.status == 204
    assert (second.status, second.code) == (409, "booking.not_booked")
    assert wang.get("/v1/me/entry").body[0]["state"] == "arrived"


def test_b4_a_booking_of_another_day_is_not_let_in(city: World) -> None:
    refused = city.signed_in(city.root).post("/v1/staff/arrivals", {"number": city.future})

    assert (refused.status, refused.code) == (409, "booking.not_today")
