"""What the port and the office ask about bookings and people (B4, B5, B6, S4, W2)."""

from collections.abc import Iterator
from datetime import date

import pytest

from functions.auth import service as auth
from functions.booking.service import Reservation, booking_number, reserve
from functions.lottery import applications
from tests.factories import Client
from tests.world import YESTERDAY, World

DAY = date(2022, 7, 20)
ARRIVALS, STANDINGS = "/v1/staff/arrivals", "/v1/staff/standings/lookups"


def test_b4_who_is_scanned_again_has_arrived_and_one_sees_since_when(city: World) -> None:
    token = city.signed_in(city.wang).get("/v1/me/slip").body["token"]
    port = city.signed_in(city.officers["port-officer"])
    document = {key: city.wang.document[key] for key in ("document_type", "number")}
    ways = [
        {"token": token},
        {"number": city.today},
        {"document_type": document["document_type"], "document_number": document["number"]},
    ]
    before = [port.post(f"{ARRIVALS}/lookups", way).body for way in ways]
    assert port.post(ARRIVALS, {"number": city.today}).status == 204

    after = [port.post(f"{ARRIVALS}/lookups", way).body for way in ways]

    assert [(each["number"], each["state"], each["arrived_at"]) for each in before] == [
        (city.today, "booked", None)
    ] * 3
    assert [(each["number"], each["state"], each["arrived_at"]) for each in after] == [
        (city.today, "arrived", "2022-07-13T02:00:00Z")
    ] * 3


def test_b4_arrivals_are_counted_by_local_hour(city: World) -> None:
    port = city.signed_in(city.officers["port-officer"])
    assert port.get(f"{ARRIVALS}/counts", day="2022-07-13").body == []
    assert port.post(ARRIVALS, {"number": city.today}).status == 204

    counted = port.get(f"{ARRIVALS}/counts", day="2022-07-13").body

    assert counted == [{"hour": 10, "arrived": {"bookings": 1, "people": 1}}]


def test_b1_bookings_are_counted_by_date_and_state(city: World) -> None:
    root = city.signed_in(city.root)
    assert root.post(f"/v1/staff/bookings/{city.missed}/excuse", {"reason": "an illness"}).status == 204

    counted = {
        each["day"]: each for each in root.get("/v1/staff/bookings/counts", first="2022-07-10", days=5).body
    }

    one, none = {"bookings": 1, "people": 1}, {"bookings": 0, "people": 0}
    assert list(counted) == [f"2022-07-{day}" for day in range(10, 15)]
    assert (counted["2022-07-10"]["no_show"], counted["2022-07-10"]["excused"]) == (one, none)
    assert (counted["2022-07-11"]["no_show"], counted["2022-07-11"]["excused"]) == (one, one)
    assert (counted["2022-07-13"]["booked"], counted["2022-07-13"]["arrived"]) == (one, none)
    assert set(map(str, (counted["2022-07-14"][kind] for kind in ("booked", "no_show")))) == {str(none)}


def test_b1_counting_ends_with_the_calendar(city: World) -> None:
    counted = city.signed_in(city.root).get("/v1/staff/bookings/counts", first="9999-12-30", days=92)

    assert [each["day"] for each in counted.body] == ["9999-12-30", "9999-12-31"]


def test_b5_who_is_banned_is_listed_until_a_no_show_is_excused(city: World) -> None:
    root = city.signed_in(city.root)
    (listed,) = root.get("/v1/staff/bans").body["items"]
    assert root.post(f"/v1/staff/bookings/{city.missed}/excuse", {"reason": "an illness"}).status == 204

    left = root.get("/v1/staff/bans").body["items"]

    assert listed["who"]["name"] == "王*华"
    assert (listed["until"], listed["booking"]["number"]) == ("2022-07-25", city.missed)
    assert left == []


def test_b5_a_ban_that_is_over_is_not_listed(city: World) -> None:
    city.advance(0, 0, day=25)

    assert city.signed_in(city.root).get("/v1/staff/bans").body["items"] == []


def test_b6_a_disabled_account_is_listed_until_staff_lift_it(city: World) -> None:
    account = city.disabled()
    root = city.signed_in(city.root)
    (listed,) = root.get("/v1/staff/disabled-accounts").body["items"]
    lifting = {"reason": "an illness"}
    assert root.post(f"/v1/staff/accounts/{account}/reinstatement", lifting).status == 204

    left = root.get("/v1/staff/disabled-accounts").body["items"]

    assert (listed["account"], listed["since"]) == (account, "2022-07-13")
    assert listed["booking"]["number"] == city.future
    assert left == []


def test_b5_b6_somebodys_standing_is_found_by_document_and_by_booking(city: World) -> None:
    root = city.signed_in(city.root)
    by_document = {"document_type": city.wang.document["document_type"]}
    by_document["document_number"] = city.wang.document["number"]

    found = root.post(STANDINGS, {**by_document, "reason": "asked"}).body
    same = root.post(STANDINGS, {"number": city.missed, "reason": "asked"}).body

    assert found == same
    assert (found["account"], found["disabled"]) == (city.wang.account, False)
    assert (found["standing"]["no_shows"], found["standing"]["no_shows_in_row"]) == (2, 0)
    assert {each["reason"]: each["until"] for each in found["standing"]["refusals"]} == {
        "no_show_ban": "2022-07-25",
        "already_booked": None,
    }
    assert [each["day"] for each in found["bookings"]] == [f"2022-07-{day}" for day in (18, 13, 11, 10)]
    assert city.wang.name not in str(found)


def test_s4_asking_how_somebody_stands_is_recorded(city: World) -> None:
    root = city.signed_in(city.root)
    root.post(STANDINGS, {"number": city.missed, "reason": "complaint"})

    (entry, *_) = root.get("/v1/staff/audit", subject=f"account:{city.wang.account}").body["items"]

    assert (entry["action"], entry["details"]) == ("bookings.standing", {"reason": "complaint"})


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_b1_a_dates_bookings_are_listed_once_in_full_pages(city: World, limit: int) -> None:
    party = applications.party_of(auth.household(city.wang.account))
    numbers = [booking_number(DAY, YESTERDAY.date(), rank) for rank in range(1, 6)]
    for number in numbers:
        reserve(Reservation(number, city.wang.account, DAY, party, f"application-{number}", "20220712"))

    pages = list(listed(city.signed_in(city.root), limit))

    assert sorted(number for page in pages for number in page) == numbers
    assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)


def listed(client: Client, limit: int) -> Iterator[list[str]]:
    """Yield the numbers on each page of the date's bookings."""
    cursor = ""
    while True:
        page = client.get("/v1/staff/bookings", day=DAY, limit=limit, cursor=cursor).body
        yield [each["number"] for each in page["items"]]
        cursor = page["next"]
        if not cursor:
            return
