"""The region tree (V1): what lies within what."""

import pytest

from functions.admin.tree import Level, Region, covers, level_below, path, within


def _region(identifier: str, parent: str | None, level: Level, order: int = 0) -> Region:
    return Region(id=identifier, parent=parent, level=level, names={"zh-Hans": identifier}, order=order)


REGIONS = {
    region.id: region
    for region in [
        _region("city", None, Level.CITY),
        _region("luohu", "city", Level.DISTRICT, order=2),
        _region("futian", "city", Level.DISTRICT, order=1),
        _region("shatou", "futian", Level.STREET),
        _region("lianhua", "futian", Level.STREET),
        _region("grid-7", "lianhua", Level.GRID),
        _region("orphan", "nowhere", Level.STREET),
    ]
}


COVERED = [
    ("city", "city", True, "a region covers itself"),
    ("city", "grid-7", True, "the root covers all"),
    ("futian", "grid-7", True, "two levels below"),
    ("lianhua", "futian", False, "not what lies above"),
    ("luohu", "lianhua", False, "not the neighbour's"),
    ("shatou", "lianhua", False, "not the sibling"),
    ("city", "nowhere", False, "unknown"),
    ("city", "orphan", False, "cut off from the root"),
]


@pytest.mark.parametrize(("ancestor", "region", "expected", "comment"), COVERED)
def test_s2_covers(ancestor: str, region: str, expected: bool, comment: str) -> None:
    assert covers(ancestor, region, REGIONS.get) is expected, comment


def test_v1_path_leads_from_the_root_down() -> None:
    found = path("grid-7", REGIONS.get)

    assert [region.id for region in found] == ["city", "futian", "lianhua", "grid-7"]


def test_v1_path_of_an_unknown_region_is_empty() -> None:
    assert path("nowhere", REGIONS.get) == ()


WITHIN = [
    ("city", ["city", "futian", "lianhua", "grid-7", "shatou", "luohu"], "by order, then by id"),
    ("futian", ["futian", "lianhua", "grid-7", "shatou"], "a district"),
    ("grid-7", ["grid-7"], "a leaf"),
    ("nowhere", [], "unknown"),
]


@pytest.mark.parametrize(("ancestor", "expected", "comment"), WITHIN)
def test_v1_within_lists_parents_before_children(ancestor: str, expected: list[str], comment: str) -> None:
    found = within(ancestor, list(REGIONS.values()))

    assert [region.id for region in found] == expected, comment


def test_v1_levels_follow_each_other() -> None:
    assert [level_below(level) for level in Level] == [Level.DISTRICT, Level.STREET, Level.GRID, None]


EMPTY = [
    (0, 0, True, "nothing in it"),
    (1, 0, False, "a child"),
    (0, 1, False, "a staff account"),
    (2, 3, False, "both"),
]


@pytest.mark.parametrize(("children", "attached", "expected", "comment"), EMPTY)
def test_v1_empty(children: int, attached: int, expected: bool, comment: str) -> None:
    region = Region(
        id="x", parent="city", level=Level.DISTRICT, names={}, children=children, attached=attached
    )

    assert region.empty is expected, comment
