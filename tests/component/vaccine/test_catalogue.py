"""Streets, sites, vaccines and sessions, as staff make them and as people see them (V1-V4, V6)."""

from typing import Any

import pytest

from tests import factories
from tests.factories import Client
from tests.world import World

PAGE = "/v1/vaccine/streets/beigang"
SITES = "/v1/staff/vaccine/streets/beigang/sites"
SESSIONS = "/v1/staff/vaccine/sessions"
SITE = {"names": {"zh-Hans": "临时接种点"}, "address": {"zh-Hans": "荷花池路2号"}}


@pytest.fixture
def root(city: World) -> Client:
    return city.signed_in(city.root)


def offered(city: World) -> dict[str, dict[str, Any]]:
    """Return what the street's page offers now, by session."""
    city.forget()
    answer = city.nobody.get(f"{PAGE}/sessions")
    assert answer.status == 200, answer.body
    listed = {each["id"]: each for each in answer.body["sessions"]}
    assert list(listed) == [each["id"] for each in sorted(listed.values(), key=_order)]
    return listed


def _order(session: dict[str, Any]) -> tuple[str, str, str]:
    return session["day"], session["start"], session["id"]


def staff_view(root: Client, session: str) -> dict[str, Any]:
    answer = root.get(f"{SESSIONS}/{session}")
    assert answer.status == 200, answer.body
    return dict(answer.body)


def edit(view: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a form that changes a session from how it was seen."""
    kept = {name: view[name] for name in ("version", "quota", "opens_at", "remark", "grace")}
    return {**kept, **changes}


def test_v1_every_street_has_a_page_with_its_grids_and_the_notice(city: World) -> None:
    streets = city.nobody.get("/v1/vaccine/streets").body
    page = city.nobody.get(PAGE)

    assert {each["id"]: each["district"] for each in streets} == {"beigang": "futian", "nangang": "futian"}
    assert [grid["id"] for grid in page.body["grids"]] == ["grid-1"]
    assert "留观30分钟" in page.body["notice"]["zh-Hans"]
    assert "max-age=60" in page.headers["Cache-Control"]


@pytest.mark.parametrize("region", ["beigang", "futian"])
def test_v1_a_street_out_of_service_or_in_such_a_district_has_no_page(
    city: World, root: Client, region: str
) -> None:
    assert root.put(f"/v1/staff/regions/{region}/state", {"enabled": False}).status == 204

    refused = {city.nobody.get(path).code for path in (PAGE, f"{PAGE}/sessions")}

    assert refused == {"vaccine.no_such_street"}
    assert "beigang" not in {each["id"] for each in city.nobody.get("/v1/vaccine/streets").body}


def test_v1_only_streets_have_a_page(city: World) -> None:
    pages = [city.nobody.get(f"/v1/vaccine/streets/{region}") for region in ("futian", "nowhere", "city")]

    assert {page.code for page in pages} == {"vaccine.no_such_street"}


def test_v1_the_address_of_a_grid_leads_to_the_page_of_its_street(city: World) -> None:
    page = city.nobody.get("/v1/vaccine/streets/grid-1")

    assert page.body == city.nobody.get(PAGE).body


def test_v2_a_site_keeps_its_street_and_its_sessions_keep_it(city: World, root: Client) -> None:
    kept = root.delete(f"{SITES}/{city.clinic.site}")
    street = root.delete("/v1/staff/regions/beigang")

    assert (kept.status, kept.code) == (409, "vaccine.site_in_use")
    assert (street.status, street.code) == (409, "admin.region_not_empty")


def test_v2_a_site_out_of_service_gets_no_sessions(city: World, root: Client) -> None:
    assert root.put(f"{SITES}/{city.clinic.site}/state", {"enabled": False}).status == 204

    refused = root.post(SESSIONS, city.clinic.plan("16:00"))

    assert (refused.status, refused.code) == (409, "vaccine.site_disabled")


def test_v2_sites_stand_in_their_order(city: World, root: Client) -> None:
    first = root.post(SITES, {**SITE, "order": 0}).body["id"]
    assert root.put(f"{SITES}/{city.clinic.site}", {**SITE, "order": 9}).status == 204

    listed = root.get(SITES).body

    assert [each["id"] for each in listed][-1] == city.clinic.site
    assert first in [each["id"] for each in listed]
    assert {each["id"]: each["sessions"] for each in listed}[city.clinic.site] >= 2


def test_v3_staff_change_a_vaccine_for_everybody_at_once(city: World, root: Client) -> None:
    before = root.get("/v1/staff/vaccine/vaccines").body
    vero = next(each for each in before["vaccines"] if each["id"] == "vero")
    change = {"vaccine": {**vero, "enabled": False}, "version": before["version"], "reason": "recalled"}

    assert root.put("/v1/staff/vaccine/vaccines/vero", change).status == 204

    assert [each["id"] for each in city.nobody.get("/v1/vaccine/vaccines").body] == ["cho", "zhongsheng"]
    refused = root.post(SESSIONS, city.clinic.plan("16:00"))
    assert refused.code == "vaccine.no_such_vaccine"
    assert factories.recorded(root, "vaccine:vero")[0]["action"] == "vaccines.edit"


def test_v3_the_manuals_three_vaccines_are_there_from_the_beginning(city: World) -> None:
    vaccines = city.nobody.get("/v1/vaccine/vaccines").body

    assert [(each["code"], each["doses"], each["intervals"]) for each in vaccines] == [
        ("1379696357380038657", 2, [21]),
        ("1379696399016894466", 3, [28, 28]),
        ("1383976849669963777", 2, [21]),
    ]
    assert [len(each["questions"]) for each in vaccines] == [5, 5, 5]


def test_v4_what_is_opened_is_offered_with_the_places_left(city: World) -> None:
    session = offered(city)[city.clinic.session]

    assert (session["state"], session["remaining"]) == ("open", 4)
    assert (session["start"], session["end"]) == ("08:00", "09:30")
    assert session["starts_at"] == "2022-07-14T00:00:00Z"
    assert session["site"]["names"]["zh-Hans"] == "社区卫生服务中心"
    assert session["remark"] == "请带好身份证件和口罩"


def test_v4_the_page_says_as_of_when_and_for_how_long(city: World) -> None:
    city.forget()

    answer = city.nobody.get(f"{PAGE}/sessions")

    assert answer.body["as_of"] == "2022-07-13T02:00:00Z"
    assert "max-age=3" in answer.headers["Cache-Control"]


def test_v4_a_session_goes_offline_by_itself_at_its_end(city: World) -> None:
    city.advance(9, 30, day=14)

    assert city.clinic.session not in offered(city)
    assert city.clinic.spare_session in offered(city)
    assert staff_view(city.signed_in(city.root), city.clinic.session)["state"] == "ended"
    held = city.nobody.post("/v1/vaccine/holds", {"session": city.clinic.session})
    assert (held.status, held.code) == (409, "vaccine.session_closed")


def test_v4_a_full_session_is_locked_and_shown_so(city: World, root: Client) -> None:
    for _ in range(4):
        city.clinic.hold()

    session = offered(city)[city.clinic.session]

    assert (session["state"], session["remaining"]) == ("full", 0)
    refused = city.nobody.post("/v1/vaccine/holds", {"session": city.clinic.session})
    assert (refused.status, refused.code) == (409, "vaccine.session_full")
    view = staff_view(root, city.clinic.session)
    assert (view["quota"], view["remaining"], view["held"], view["booked"]) == (5, 0, 4, 1)


def test_v4_booking_opens_when_staff_said(city: World, root: Client) -> None:
    plan = {**city.clinic.plan("16:00"), "opens_at": "2022-07-13T02:01:00Z"}
    session = root.post(SESSIONS, plan).body["id"]

    before = city.nobody.post("/v1/vaccine/holds", {"session": session})
    state = offered(city)[session]["state"]
    city.advance(10, 1)
    after = city.nobody.post("/v1/vaccine/holds", {"session": session})

    assert (before.code, state) == ("vaccine.session_closed", "upcoming")
    assert after.status == 201


def test_v4_a_template_makes_many_days_and_again_only_what_is_missing(city: World, root: Client) -> None:
    plan = city.clinic.plan("10:00")
    slot, _ = plan.pop("slot"), plan.pop("day")
    afternoon = {"start": "13:00", "end": "14:30", "quota": 200}
    days = {"first": "2022-07-15", "last": "2022-07-21", "weekdays": [1, 5]}
    series = {**plan, **days, "slots": [slot, afternoon]}

    first = root.post(f"{SESSIONS}/series", series)
    assert root.delete(f"{SESSIONS}/{first.body['created'][0]}").status == 204
    second = root.post(f"{SESSIONS}/series", series)

    assert (len(first.body["created"]), first.body["existed"]) == (4, [])
    assert second.body["created"] == first.body["created"][:1]
    assert len(second.body["existed"]) == 3
    listed = root.get("/v1/staff/vaccine/streets/beigang/sessions", first="2022-07-15").body["items"]
    assert [(each["day"], each["start"], each["quota"]) for each in listed] == [
        ("2022-07-15", "10:00", 5),
        ("2022-07-15", "13:00", 200),
        ("2022-07-18", "10:00", 5),
        ("2022-07-18", "13:00", 200),
    ]


def test_v4_staff_see_sessions_page_by_page(city: World, root: Client) -> None:
    path = "/v1/staff/vaccine/streets/beigang/sessions"

    pages, cursor = [], ""
    while not pages or cursor:
        pages.append(root.get(path, limit=1, cursor=cursor, first="2022-07-14").body)
        cursor = pages[-1]["next"]

    found = [each for page in pages for each in page["items"]]
    assert {len(page["items"]) for page in pages} <= {0, 1}
    assert [each["id"] for each in found] == [each["id"] for each in sorted(found, key=_order)]
    assert {city.clinic.session, city.clinic.spare_session} <= {each["id"] for each in found}


def test_v4_a_change_made_from_an_older_version_is_refused(city: World, root: Client) -> None:
    seen = staff_view(root, city.clinic.session)
    path = f"{SESSIONS}/{city.clinic.session}"

    first = root.put(path, edit(seen, quota=9, remark="请戴口罩"))
    second = root.put(path, edit(seen, quota=7))

    assert (first.status, second.status, second.code) == (204, 409, "vaccine.session_changed")
    after = staff_view(root, city.clinic.session)
    assert (after["quota"], after["remaining"], after["remark"], after["version"]) == (9, 8, "请戴口罩", 2)
    assert factories.recorded(root, f"session:{city.clinic.session}")[0]["action"] == "sessions.edit"


def test_v4_the_quota_never_falls_below_what_is_booked_or_held(city: World, root: Client) -> None:
    city.clinic.hold()
    seen = staff_view(root, city.clinic.session)

    refused = root.put(f"{SESSIONS}/{city.clinic.session}", edit(seen, quota=1))

    assert (refused.status, refused.code) == (409, "vaccine.quota_too_low")
    assert refused.body["details"] == {"least": 2}


def test_v4_a_session_that_somebody_has_a_place_of_stays(city: World, root: Client) -> None:
    booked = root.delete(f"{SESSIONS}/{city.clinic.session}")
    spare = root.delete(f"{SESSIONS}/{city.clinic.spare_session}")

    assert (booked.status, booked.code) == (409, "vaccine.session_in_use")
    assert spare.status == 204
    assert root.get(f"{SESSIONS}/{city.clinic.spare_session}").code == "vaccine.no_such_session"


def test_v4_a_session_out_of_service_is_not_offered_and_not_booked(city: World, root: Client) -> None:
    form = city.clinic.form(5)
    path = f"{SESSIONS}/{city.clinic.session}/state"

    assert root.put(path, {"enabled": False}).status == 204

    assert city.clinic.session not in offered(city)
    booked = city.nobody.post("/v1/vaccine/appointments", form)
    assert (booked.status, booked.code) == (409, "vaccine.hold_gone")
    assert root.put(path, {"enabled": True}).status == 204
    assert city.clinic.session in offered(city)


BAD_PLANS: list[tuple[dict[str, Any], str, str, str]] = [
    ({"slot": {"start": "10:00", "end": "09:00", "quota": 5}}, "invalid_input", "slot.end", "backwards"),
    ({"kind": "group"}, "invalid_input", "group", "a group's without a group"),
    ({"group": "0" * 12}, "invalid_input", "group", "a group with individuals"),
    ({"day": "2022-07-12"}, "vaccine.session_over", "", "yesterday"),
    ({"street": "nangang"}, "vaccine.no_such_site", "", "another street's site"),
    ({"street": "futian"}, "vaccine.no_such_street", "", "no street"),
    ({"site": "0" * 12}, "vaccine.no_such_site", "", "no such site"),
    ({"vaccine": "none"}, "vaccine.no_such_vaccine", "", "no such vaccine"),
    ({"slot": {"start": "08:00", "end": "09:30", "quota": 9}}, "vaccine.session_exists", "", "made before"),
]


@pytest.mark.parametrize(("changes", "code", "field", "comment"), BAD_PLANS)
def test_v4_a_session_that_can_not_be_is_not_opened(
    city: World, root: Client, changes: dict[str, Any], code: str, field: str, comment: str
) -> None:
    refused = root.post(SESSIONS, {**city.clinic.plan("10:00"), **changes})

    assert refused.code == code, comment
    assert not field or field in refused.fields, comment


BAD_SERIES: list[tuple[dict[str, Any], str, str]] = [
    ({"last": "2022-07-13"}, "last", "backwards"),
    ({"last": "2023-07-13"}, "last", "a year"),
    ({"slots": [{"start": "10:00", "end": "10:00", "quota": 5}]}, "slots[0].end", "no time at all"),
    (
        {
            "last": "2022-09-30",
            "weekdays": [1, 2, 3, 4, 5, 6, 7],
            "slots": [{"start": f"{hour:02d}:00", "end": f"{hour:02d}:30", "quota": 5} for hour in range(8)],
        },
        "slots",
        "more at a time than a call can make",
    ),
]


@pytest.mark.parametrize(("changes", "field", "comment"), BAD_SERIES)
def test_v4_a_template_that_can_not_be_makes_nothing(
    city: World, root: Client, changes: dict[str, Any], field: str, comment: str
) -> None:
    plan = city.clinic.plan("10:00")
    slot, first = plan.pop("slot"), plan.pop("day")
    days = {"first": first, "last": "2022-07-17", "weekdays": [4]}

    refused = root.post(f"{SESSIONS}/series", {**plan, **days, "slots": [slot], **changes})

    assert field in refused.fields, comment


@pytest.mark.parametrize("region", ["nanshan", "nangang"])
def test_v4_staff_of_another_region_see_and_change_nothing(city: World, root: Client, region: str) -> None:
    permissions = ("sessions.view", "sessions.edit", "sessions.delete", "sessions.status", "sites.edit")
    other = factories.staff(root, *permissions, region=region)
    path = f"{SESSIONS}/{city.clinic.session}"

    answers = [
        other.get(path),
        other.delete(path),
        other.put(f"{path}/state", {"enabled": False}),
        other.post(SESSIONS, city.clinic.plan("16:00")),
        other.post(SITES, SITE),
    ]

    assert {answer.code for answer in answers} == {"out_of_region"}
