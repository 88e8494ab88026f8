"""Records as staff find, see, correct, move, cancel and mark them (V9, S4)."""

from typing import Any

import pytest

from tests import clinic, factories
from tests.factories import Answer, Client
from tests.world import World
from tests.world_clinic import GRID, STREET

RECORDS = "/v1/staff/vaccine/records"
WHY = {"reason": "asked for by phone"}
BOOKED = clinic.number_of(1)
"""The identity number of whoever has the appointment for tomorrow morning."""


@pytest.fixture
def root(city: World) -> Client:
    return city.signed_in(city.root)


def found(client: Client, text: str, region: str = STREET) -> list[dict[str, Any]]:
    answer = client.post(f"{RECORDS}/searches", {"region": region, "text": text})
    assert answer.status == 200, answer.body
    return list(answer.body["items"])


def record(client: Client, identity: str = BOOKED) -> dict[str, Any]:
    """Return the record of an identity number, masked."""
    (one,) = found(client, identity)
    return one


def path(client: Client, identity: str = BOOKED) -> str:
    return f"{RECORDS}/{record(client, identity)['number']}"


def staff(city: World, region: str, *buttons: str) -> Client:
    """Return somebody of a region with these buttons of the records' menu."""
    permissions = [f"records.{button}" for button in ("view", *buttons)]
    return factories.staff(city.signed_in(city.root), *permissions, region=region)


def listed(client: Client, **query: object) -> list[dict[str, Any]]:
    """Return all of a street's records that a query finds, page by page."""
    items: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = client.get(RECORDS, **({"region": STREET} | query), cursor=cursor)
        assert answer.status == 200, answer.body
        items += answer.body["items"]
        cursor = answer.body["next"]
        if not cursor:
            return items


def test_v9_pages_run_through_all_lists_the_latest_day_first(root: Client) -> None:
    whole = listed(root)

    paged = listed(root, limit=2)

    assert paged == whole
    assert len({each["number"] for each in whole}) == len(whole) >= 7
    assert [each["day"] for each in whole] == sorted((each["day"] for each in whole), reverse=True)


def test_v9_a_cursor_is_for_its_own_filters(root: Client) -> None:
    cursor = root.get(RECORDS, region=STREET, limit=1).body["next"]

    answer = root.get(RECORDS, region=STREET, limit=1, dose=1, cursor=cursor)

    assert (answer.status, answer.code) == (422, "stale_cursor")


SEARCHES = [
    (BOOKED, "the identity number"),
    (BOOKED[-6:], "its last six characters"),
    (BOOKED[-4:], "its last four"),
    (f" {BOOKED[:6]} {BOOKED[6:14]} {BOOKED[14:].lower()} ", "as somebody typed it"),
    ("13700000001", "the phone"),
    ("+86 137 0000 0001", "the phone with its country"),
    ("孙晓1梅", "the name"),
]


@pytest.mark.parametrize(("text", "comment"), SEARCHES)
def test_v9_a_record_is_found_by_what_is_known_of_it(root: Client, text: str, comment: str) -> None:
    numbers = {each["number"] for each in found(root, text)}

    assert record(root)["number"] in numbers, comment


def test_v9_a_record_is_found_by_its_own_number(root: Client) -> None:
    one = record(root)

    assert found(root, one["number"]) == [one]


NOT_FOUND = [
    (BOOKED[:-1] + "0", STREET, "another number"),
    ("孙晓", STREET, "half a name"),
    (BOOKED, "nangang", "in another street"),
    ("13700000099", STREET, "nobody's phone"),
]


@pytest.mark.parametrize(("text", "region", "comment"), NOT_FOUND)
def test_v9_what_is_not_meant_is_not_found(root: Client, text: str, region: str, comment: str) -> None:
    assert found(root, text, region) == [], comment


def test_s4_a_person_is_masked_until_somebody_says_why_they_look(root: Client) -> None:
    masked = record(root)
    assert (masked["name"], masked["document_number"]) == ("孙*1梅", f"{BOOKED[:2]}****{BOOKED[-3:]}")
    assert masked["born"] is None

    full = root.post(f"{path(root)}/reveal", {"reason": "contact"})

    assert (full.body["name"], full.body["document_number"]) == ("孙晓1梅", BOOKED)
    assert full.body["born"] == f"{BOOKED[6:10]}-{BOOKED[10:12]}-{BOOKED[12:14]}"
    (entry, *_) = factories.recorded(root, f"record:{masked['number']}")
    assert (entry["action"], entry["details"]) == ("records.reveal", {"reason": "contact"})


def edited(client: Client, at: str, version: int, **changes: str) -> Answer:
    return client.put(at, {"version": version, **changes})


def test_v9_details_are_corrected_and_found_anew(city: World, root: Client) -> None:
    clerk, at = staff(city, STREET, "edit"), path(root)

    answer = edited(clerk, at, 1, number=clinic.number_of(40), phone="13911112222", name="孙小梅")

    assert answer.status == 204
    assert found(root, BOOKED) == []
    assert [each["phone"] for each in found(root, clinic.number_of(40))] == ["+86 139****2222"]
    assert [each["name"] for each in found(root, "孙小梅")] == ["孙*梅"]


def test_v9_with_another_identity_number_the_person_gets_another_code(city: World, root: Client) -> None:
    assert edited(root, path(root), 1, number=clinic.number_of(40)).status == 204

    (letter,) = factories.letters("vaccine_code")
    answers = [
        city.nobody.post("/v1/vaccine/appointments/lookups", {"number": number, "code": code}).status
        for number, code in (
            (BOOKED, city.clinic.booked["code"]),
            (clinic.number_of(40), city.clinic.booked["code"]),
        )
    ]
    assert answers == [404, 404]
    assert letter.to == "+8613700000001"


PERMIT = {"nationality": "HK", "document_type": "HOME_RETURN_PERMIT", "number": "H12345678"}


def test_v9_nationality_document_and_birth_date_are_corrected(root: Client) -> None:
    at = path(root)

    answer = edited(root, at, 1, **PERMIT, born="1980-02-29")

    shown = root.post(f"{at}/reveal", {"reason": "correction"}).body
    assert answer.status == 204
    assert {field: shown[field] for field in ("nationality", "document_type", "document_number", "born")} == {
        "nationality": "HK",
        "document_type": "HOME_RETURN_PERMIT",
        "document_number": "H12345678",
        "born": "1980-02-29",
    }


BAD_EDITS = [
    ({"number": BOOKED[:-1] + "0"}, "number", "a wrong check digit"),
    ({"phone": "0519-88888888"}, "phone", "no mobile number"),
    ({"nationality": "DE"}, "nationality", "a foreigner in everybody's session"),
    ({"nationality": "HK"}, "document_type", "Hong Kong's people have no mainland identity card"),
    ({**PERMIT, "born": "2022-07-15"}, "born", "born after the dose"),
]


@pytest.mark.parametrize(("changes", "field", "comment"), BAD_EDITS)
def test_v9_what_is_corrected_is_checked(
    root: Client, changes: dict[str, str], field: str, comment: str
) -> None:
    answer = edited(root, path(root), 1, **changes)

    assert answer.status == 422, comment
    assert field in answer.fields, comment


def test_v9_what_somebody_else_changed_is_not_overwritten(root: Client) -> None:
    assert edited(root, path(root), 1, remark="first").status == 204

    answer = edited(root, path(root), 1, remark="second")

    assert (answer.status, answer.code) == (409, "vaccine.record_changed")


LEVELS = [("futian", True, "the district"), (STREET, False, "the street"), (GRID, False, "the grid")]


@pytest.mark.parametrize(("region", "may", "comment"), LEVELS)
def test_v9_after_the_first_dose_only_the_district_corrects(
    city: World, root: Client, region: str, may: bool, comment: str
) -> None:
    clerk, at = staff(city, region, "edit"), path(root)
    before = edited(clerk, at, 1, remark="before")
    assert root.post(f"{at}/vaccination").status == 204

    after = edited(clerk, at, 3, remark="after")

    assert before.status == 204, comment
    assert (after.status == 204) is may, comment
    assert may or after.code == "vaccine.district_only", comment


def test_v9_grids_are_changed_singly_and_in_bulk(city: World, root: Client) -> None:
    new = {"id": "grid-2", "parent": STREET, "names": {"zh-Hans": "新村"}}
    assert root.post("/v1/staff/regions", new).status == 201
    city.forget()
    numbers = [each["number"] for each in listed(root)]

    answer = root.post(f"{RECORDS}/grid-changes", {"records": [*numbers, "0" * 13], "grid": "grid-2"})

    assert answer.body["moved"] == len(numbers)
    assert [(each["number"], each["code"]) for each in answer.body["refused"]] == [
        ("0" * 13, "vaccine.no_such_record")
    ]
    assert {each["grid"] for each in listed(root)} == {"grid-2"}
    assert listed(root, region=GRID) == []
    assert len(listed(root, region="grid-2")) == len(numbers)


def test_v9_a_grid_of_another_street_is_refused(root: Client) -> None:
    new = {"id": "grid-9", "parent": "nangang", "names": {"zh-Hans": "别处"}}
    assert root.post("/v1/staff/regions", new).status == 201

    answer = root.post(f"{RECORDS}/grid-changes", {"records": [record(root)["number"]], "grid": "grid-9"})

    assert [each["code"] for each in answer.body["refused"]] == ["vaccine.not_a_grid"]


def test_v9_a_cancelled_place_is_free_and_the_person_is_told(city: World, root: Client) -> None:
    at, session = path(root), f"/v1/staff/vaccine/sessions/{city.clinic.session}"
    before = root.get(session).body["remaining"]

    first, second = (root.post(f"{at}/cancellation", WHY) for _ in range(2))

    assert (first.status, second.code) == (204, "vaccine.not_cancellable")
    assert root.get(session).body["remaining"] == before + 1
    assert (record(root)["state"], record(root)["ended_by"]) == ("cancelled", "staff")
    assert len(factories.letters("vaccine_cancelled")) == 2  # the city's own, and this


def test_v9_registered_vaccinated_and_both_taken_back(root: Client) -> None:
    at, seen = path(root), []

    for step in ("arrival", "vaccination", "undoing", "undoing"):
        assert root.post(f"{at}/{step}", WHY if step == "undoing" else None).status == 204
        seen.append(record(root)["phase"])

    assert seen == ["arrived", "given", "arrived", "expected"]


def test_s2_a_grids_staff_see_their_grids_records_only(city: World, root: Client) -> None:
    clerk = staff(city, GRID)

    answers = [
        clerk.get(RECORDS, region=GRID),
        clerk.get(RECORDS, region=STREET),
        clerk.get(path(root)),
        clerk.post(f"{RECORDS}/searches", {"region": STREET, "text": BOOKED}),
    ]

    assert [answer.status for answer in answers] == [200, 403, 200, 403]
    assert {each["grid"] for each in answers[0].body["items"]} == {GRID}
