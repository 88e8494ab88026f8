"""Policies: every version kept, none lost to a race, old versions read by newer code."""

from typing import Annotated

import msgspec
import pytest
from msgspec import Meta

from layers import policy
from layers.errors import InvalidInput
from layers.policy import NoSuchPolicy, Policy, PolicyChanged, PolicyVersion
from layers.transaction import commit

pytestmark = pytest.mark.usefixtures("world")


class Pace(Policy, frozen=True):
    """How fast things go."""

    steps: Annotated[int, Meta(ge=1, le=10)] = 3
    music: bool = True


@pytest.fixture(autouse=True)
def pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """The group is declared for the test only."""
    monkeypatch.setitem(policy.GROUPS, "pace", Pace)


def _change(version: int, **values: object) -> None:
    commit(*policy.change("pace", values, version, "officer-1", "why not"))
    policy.forget()


def test_before_any_change_the_defaults_are_in_force() -> None:
    assert policy.get(Pace) == Pace()
    assert policy.read("pace") == (Pace(), 0)
    assert policy.history("pace") == []


def test_every_version_is_kept_with_who_and_why() -> None:
    _change(0, steps=4)
    _change(1, steps=5, music=False)

    assert policy.read("pace") == (Pace(5, music=False), 2)
    kept = [(each.version, each.values, each.changed_by, each.reason) for each in policy.history("pace")]
    assert kept == [
        ("2", '{"steps":5,"music":false}', "officer-1", "why not"),
        ("1", '{"steps":4,"music":true}', "officer-1", "why not"),
    ]


@pytest.mark.parametrize("version", [0, 1, 3])
def test_a_change_from_any_version_but_the_newest_is_refused(version: int) -> None:
    _change(0, steps=4)
    _change(1, steps=5)

    with pytest.raises(PolicyChanged):
        _change(version, steps=9)

    assert policy.read("pace") == (Pace(5), 2)


BAD = [
    ({"steps": 0}, [("steps", "too_small")]),
    ({"steps": 11, "music": "loud"}, [("steps", "too_large"), ("music", "wrong_type")]),
    ({"speed": 3}, [("speed", "unknown_field")]),
]


@pytest.mark.parametrize(("values", "faults"), BAD)
def test_values_out_of_bounds_and_unknown_ones_are_all_named(
    values: dict[str, object], faults: list[tuple[str, str]]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        _change(0, **values)

    assert [(fault.field, fault.code) for fault in refused.value.faults] == faults


OLD = [
    ({"steps": 7}, Pace(7), "written before `music` existed: its default"),
    ({"steps": 7, "music": False, "colour": "red"}, Pace(7, music=False), "`colour` was removed since"),
    ({}, Pace(), "nothing that still exists"),
]


@pytest.mark.parametrize(("stored", "expected", "comment"), OLD)
def test_versions_written_by_older_code_are_read(
    stored: dict[str, object], expected: Pace, comment: str
) -> None:
    text = msgspec.json.encode(stored).decode()
    old = PolicyVersion("POLICY#pace", "CURRENT", values=text, version="1", changed_by="x", reason="y")
    old.changed_at = "2022-07-01T00:00:00.000Z"
    old.save()

    assert policy.get(Pace) == expected, comment


def test_a_process_goes_on_with_what_it_read_until_it_is_stale() -> None:
    before = policy.get(Pace)

    commit(*policy.change("pace", {"steps": 9}, 0, "officer-1", "why not"))

    assert policy.get(Pace) is before
    policy.forget()
    assert policy.get(Pace).steps == 9


def test_there_is_no_other_group() -> None:
    with pytest.raises(NoSuchPolicy):
        policy.read("none")


def test_a_group_is_declared_once() -> None:
    class Other(Policy, frozen=True):
        """Another group."""

    with pytest.raises(ValueError, match="twice"):
        policy.declare("pace", Other)


@pytest.mark.parametrize("name", sorted(policy.GROUPS))
def test_every_groups_defaults_are_within_its_own_bounds(name: str) -> None:
    group = policy.GROUPS[name]

    assert msgspec.convert(msgspec.to_builtins(group()), group) == group()
