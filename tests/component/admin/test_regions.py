"""The region tree and who may change what of it (V1, S2)."""

from typing import Any

import pytest

from functions.admin import service
from tests import factories
from tests.factories import Client

EVERY_BUTTON = [f"regions.{button}" for button in ("view", "edit", "delete", "status", "move")]


def _create(root: Client, identifier: str, parent: str, **changes: object) -> None:
    form = {"id": identifier, "parent": parent, "names": {"zh-Hans": identifier}, **changes}
    answer = root.post("/v1/staff/regions", form)
    assert answer.status == 201, answer.body


def _tree(caller: Client) -> dict[str, dict[str, Any]]:
    return {region["id"]: region for region in caller.get("/v1/staff/regions").body}


@pytest.fixture
def futian(root: Client) -> Client:
    """The street Shatou with a grid lies in Futian; whoever has every button for regions there."""
    _create(root, "shatou", "futian")
    _create(root, "grid-1", "shatou")
    return factories.staff(root, *EVERY_BUTTON, region="futian")


def test_v1_levels_follow_from_the_parent(root: Client, futian: Client) -> None:
    levels = {identifier: region["level"] for identifier, region in _tree(root).items()}

    assert levels == {
        "city": "city",
        "futian": "district",
        "shatou": "street",
        "grid-1": "grid",
        "nanshan": "district",
    }
    below_a_grid = futian.post("/v1/staff/regions", {"parent": "grid-1", "names": {"zh-Hans": "x"}})
    assert below_a_grid.code == "admin.wrong_level"


def test_s2_staff_see_their_own_part_of_the_tree(futian: Client) -> None:
    assert list(_tree(futian)) == ["futian", "shatou", "grid-1"]


def test_v1_a_region_is_edited(root: Client, futian: Client) -> None:
    names = {"zh-Hans": "沙头街道", "zh-Hant": "沙頭街道", "en": "Shatou"}

    answer = futian.put("/v1/staff/regions/shatou", {"names": names, "order": 3, "population": 140787})

    shatou = _tree(root)["shatou"]
    assert answer.status == 204
    assert (shatou["names"], shatou["order"], shatou["population"]) == (names, 3, 140787)
    assert (shatou["parent"], shatou["children"]) == ("futian", 1)


def test_v1_without_an_id_a_region_gets_a_random_one(root: Client) -> None:
    form = {"parent": "city", "names": {"zh-Hans": "罗湖"}}

    first, second = (root.post("/v1/staff/regions", form).body["id"] for _ in range(2))

    assert first != second


def test_v1_an_id_is_given_once(root: Client) -> None:
    form = {"id": "futian", "parent": "city", "names": {"zh-Hans": "福田"}}

    assert root.post("/v1/staff/regions", form).code == "admin.region_id_taken"


def test_v1_a_region_is_deleted_only_when_nothing_stands_in_it(root: Client, futian: Client) -> None:
    made = root.post("/v1/staff/users", {"username": "wang", "region": "grid-1"}).body

    with_child, with_staff = (
        futian.delete("/v1/staff/regions/shatou"),
        futian.delete("/v1/staff/regions/grid-1"),
    )
    root.delete(f"/v1/staff/users/{made['id']}")
    answers = [futian.delete(f"/v1/staff/regions/{region}") for region in ("grid-1", "shatou")]

    assert [with_child.code, with_staff.code] == ["admin.region_not_empty"] * 2
    assert [answer.status for answer in answers] == [204, 204]
    assert list(_tree(futian)) == ["futian"]


def test_v1_a_deleted_regions_id_is_free_again_and_nothing_else_reaches_it(
    root: Client, futian: Client
) -> None:
    assert futian.delete("/v1/staff/regions/grid-1").status == 204

    gone = [
        futian.put("/v1/staff/regions/grid-1/state", {"enabled": True}),
        futian.delete("/v1/staff/regions/grid-1"),
        root.post("/v1/staff/users", {"username": "wang", "region": "grid-1"}),
    ]
    kept = [region.id for region in service.within("shatou", deleted=True)]
    _create(root, "grid-1", "shatou", population=7)

    assert [answer.status for answer in gone] == [404, 404, 422]
    assert kept == ["shatou", "grid-1"]
    assert _tree(root)["grid-1"]["population"] == 7
    assert _tree(root)["shatou"]["children"] == 1


def test_v1_a_region_moves_with_all_below_it(root: Client, futian: Client) -> None:
    refused = futian.put("/v1/staff/regions/shatou/parent", {"parent": "nanshan"})
    moved = root.put("/v1/staff/regions/shatou/parent", {"parent": "nanshan"})

    assert (refused.code, moved.status) == ("out_of_region", 204)
    assert list(_tree(futian)) == ["futian"]
    tree = _tree(root)
    assert (tree["futian"]["children"], tree["nanshan"]["children"]) == (0, 1)
    assert [region.id for region in service.path("grid-1")] == ["city", "nanshan", "shatou", "grid-1"]


MOVES = [
    ("shatou", "city", "admin.wrong_level", "a street is no district"),
    ("shatou", "grid-1", "admin.wrong_level", "not below itself"),
    ("shatou", "shatou", "admin.wrong_level", "not into itself"),
    ("futian", "nanshan", "admin.wrong_level", "a district is no street"),
    ("shatou", "nowhere", "admin.no_such_region", "unknown parent"),
    ("nowhere", "city", "admin.no_such_region", "unknown region"),
    ("city", "futian", "admin.root_region", "the city stays"),
]


@pytest.mark.usefixtures("futian")
@pytest.mark.parametrize(("region", "parent", "code", "comment"), MOVES)
def test_v1_impossible_moves(root: Client, region: str, parent: str, code: str, comment: str) -> None:
    before = _tree(root)

    answer = root.put(f"/v1/staff/regions/{region}/parent", {"parent": parent})

    assert answer.code == code, comment
    assert _tree(root) == before


def test_v1_moving_to_where_it_lies_changes_nothing(root: Client, futian: Client) -> None:
    before = _tree(root)

    answer = futian.put("/v1/staff/regions/shatou/parent", {"parent": "futian"})

    assert answer.status == 204
    assert _tree(root) == before


def test_v1_the_city_itself_stays(root: Client) -> None:
    disabled = root.put("/v1/staff/regions/city/state", {"enabled": False})
    deleted = root.delete("/v1/staff/regions/city")

    assert [disabled.code, deleted.code] == ["admin.root_region"] * 2


ELSEWHERE: list[tuple[str, str, dict[str, Any] | None]] = [
    ("POST", "", {"parent": "nanshan", "names": {"zh-Hans": "x"}}),
    ("PUT", "/nanshan", {"names": {"zh-Hans": "x"}, "order": 0, "population": 0}),
    ("PUT", "/nanshan/state", {"enabled": False}),
    ("PUT", "/nanshan/parent", {"parent": "city"}),
    ("DELETE", "/nanshan", None),
]


@pytest.mark.parametrize(("method", "path", "body"), ELSEWHERE, ids=lambda each: str(each))
def test_s2_nothing_is_done_to_another_region(
    root: Client, futian: Client, method: str, path: str, body: dict[str, Any] | None
) -> None:
    before = _tree(root)

    answer = futian.call(method, f"/v1/staff/regions{path}", body)

    assert (answer.status, answer.code) == (403, "out_of_region")
    assert _tree(root) == before


def test_v1_everybody_sees_the_enabled_districts_in_their_order(root: Client, client: Client) -> None:
    _create(root, "luohu", "city", order=0, names={"zh-Hans": "罗湖", "en": "Luohu"})
    _create(root, "closed", "city", enabled=False)
    root.put("/v1/staff/regions/nanshan/state", {"enabled": False})
    root.put("/v1/staff/regions/futian", {"names": {"zh-Hans": "福田"}, "order": 1, "population": 0})

    answer = client.get("/v1/regions")

    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.body == [
        {"id": "luohu", "names": {"zh-Hans": "罗湖", "zh-Hant": "罗湖", "en": "Luohu"}},
        {"id": "futian", "names": {"zh-Hans": "福田", "zh-Hant": "福田", "en": "福田"}},
    ]


def test_h1_everybody_sees_the_enabled_streets_of_an_enabled_district(root: Client, client: Client) -> None:
    _create(root, "beigang", "futian", order=1)
    _create(root, "hehuachi", "futian", order=0)
    _create(root, "shut", "futian", enabled=False)

    streets = [each["id"] for each in client.get("/v1/regions", within="futian").body]
    root.put("/v1/staff/regions/futian/state", {"enabled": False})
    none = client.get("/v1/regions", within="futian").body

    assert streets == ["hehuachi", "beigang"]
    assert none == []
    assert client.get("/v1/regions", within="nowhere").body == []


DESTINATIONS = [
    ("futian", True, "an enabled district"),
    ("shatou", False, "a street"),
    ("city", False, "the city"),
    ("nowhere", False, "unknown"),
]


@pytest.mark.usefixtures("futian")
@pytest.mark.parametrize(("region", "expected", "comment"), DESTINATIONS)
def test_i6_destinations(region: str, expected: bool, comment: str) -> None:
    assert service.is_destination(region) is expected, comment


def test_v1_bad_forms_name_every_field(root: Client) -> None:
    form = {"id": "A", "parent": "city", "names": {"zh-Hans": ""}, "population": -1, "order": "first"}

    answer = root.post("/v1/staff/regions", form)

    assert answer.fields == {
        "id": "bad_format",
        "names.zh-Hans": "too_short",
        "population": "too_small",
        "order": "wrong_type",
    }
