"""Regions, roles and accounts stay whole whatever staff do at the same moment (S1, S2, V1)."""

from collections.abc import Callable
from functools import partial

import pytest

from functions.admin import regions, roles, service, staff, store_regions, store_roles, store_staff
from functions.admin.accounts import State
from functions.admin.errors import (
    AlreadySetUp,
    LastAdministrator,
    NoSuchRegion,
    NoSuchRole,
    RegionNotEmpty,
    RoleAssigned,
    UsernameTaken,
)
from functions.admin.schemas import Names, NewRegion, NewRole, NewUser
from layers import audit, clock
from layers.errors import InvalidInput, OutOfRegion
from layers.principals import CITY, Staff
from tests.threads import at_once, refusals

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("stack")]

ROUNDS = range(8)


def _region(caller: Staff, identifier: str, parent: str = CITY) -> str:
    return regions.create(caller, NewRegion(parent=parent, names=Names(identifier), id=identifier))


def _user(caller: Staff, username: str, region: str = CITY, assigned: tuple[str, ...] = ()) -> str:
    given = NewUser(username=username, region=region, roles=list(assigned))
    return staff.create(caller, given, clock.now()).id


def _assert_counted(region: str) -> None:
    """What the region counts is what stands in it."""
    tree = store_regions.everything()
    accounts = list(store_staff.of_region(region, None, 100))
    children = [each for each in tree.values() if each.parent == region and not each.deleted]
    assert (tree[region].children, tree[region].attached) == (len(children), len(accounts))


def test_s1_set_up_makes_one_first_administrator() -> None:
    calls = [
        partial(service.bootstrap, f"first-{number}", "a first password 1", clock.now())
        for number in range(6)
    ]

    outcomes = at_once(calls)

    assert refusals(outcomes) == [AlreadySetUp] * 5
    assert len(list(store_staff.of_region(CITY, None, 100))) == 1
    _assert_counted(CITY)


def test_s1_one_account_gets_a_username(administrator: Staff) -> None:
    names = ["王伟", " 王伟 ", "王伟"] * 4

    outcomes = at_once([partial(_user, administrator, name) for name in names])

    assert refusals(outcomes) == [UsernameTaken] * 11
    _assert_counted(CITY)


def test_v1_a_region_is_not_deleted_beneath_a_new_child(administrator: Staff) -> None:
    for number in ROUNDS:
        parent, child = f"district-{number}", f"street-{number}"
        _region(administrator, parent)

        created, deleted = at_once(
            [
                partial(_region, administrator, child, parent),
                partial(regions.delete, administrator, parent),
            ]
        )

        if deleted is None:
            assert isinstance(created, NoSuchRegion | OutOfRegion)
            assert store_regions.find(child) is None
        else:
            assert isinstance(deleted, RegionNotEmpty)
            assert created == child
            _assert_counted(parent)
    _assert_counted(CITY)


def test_s1_a_region_is_not_deleted_beneath_a_new_account(administrator: Staff) -> None:
    for number in ROUNDS:
        region = f"district-{number}"
        _region(administrator, region)

        created, deleted = at_once(
            [
                partial(_user, administrator, f"user-{number}", region),
                partial(regions.delete, administrator, region),
            ]
        )

        if deleted is None:
            assert isinstance(created, NoSuchRegion | OutOfRegion | InvalidInput)
            assert list(store_staff.of_region(region, None, 10)) == []
        else:
            assert isinstance(deleted, RegionNotEmpty)
            _assert_counted(region)


def test_v1_a_street_moves_to_one_place(administrator: Staff) -> None:
    districts = [_region(administrator, f"district-{number}") for number in range(5)]
    _region(administrator, "street", districts[0])

    at_once([partial(regions.move, administrator, "street", district) for district in districts[1:]])

    for district in districts:
        _assert_counted(district)


def test_s2_a_role_is_not_deleted_beneath_an_account(administrator: Staff) -> None:
    user = _user(administrator, "wang")
    for number in ROUNDS:
        role = f"role-{number}"
        roles.create(administrator, NewRole(names=Names(role), permissions=["audit.view"], id=role))

        authorised, deleted = at_once(
            [
                partial(staff.authorise, administrator, user, [role]),
                partial(roles.delete, administrator, role),
            ]
        )

        if deleted is None:
            assert isinstance(authorised, NoSuchRole | InvalidInput)
            assert role not in store_roles.everything()
        else:
            assert isinstance(deleted, RoleAssigned)
            assert store_roles.everything()[role].assigned == 1


def test_s1_two_administrators_never_put_each_other_out(administrator: Staff) -> None:
    (first,) = [item.pk.removeprefix("STAFF#") for item in store_staff.of_region(CITY, None, 10)]
    for number in ROUNDS:
        second = _user(administrator, f"second-{number}", CITY, ("administrator",))
        acts: list[Callable[[], None]] = [
            partial(staff.set_state, administrator, first, State.DISABLED),
            partial(staff.delete, administrator, second),
        ]

        outcomes = at_once(acts)

        assert refusals(outcomes) == [LastAdministrator]
        staff.set_state(administrator, first, State.ACTIVE)
        if outcomes[1] is not None:
            staff.delete(administrator, second)


def test_s1_what_many_change_in_one_account_is_all_kept(administrator: Staff) -> None:
    user = _user(administrator, "wang")
    district = _region(administrator, "district")

    outcomes = at_once(
        [
            partial(staff.move, administrator, user, district),
            partial(staff.authorise, administrator, user, ["reviewer", "auditor"]),
            partial(staff.reset_password, administrator, user),
            partial(staff.set_state, administrator, user, State.LOCKED),
        ]
    )

    found = store_staff.find(user)
    assert refusals(outcomes) == []
    assert found is not None
    assert (found.region, found.state, found.roles, found.settled) == (
        district,
        State.LOCKED,
        {"reviewer", "auditor"},
        False,
    )
    assert found.generation == 3
    _assert_counted(CITY)
    _assert_counted(district)
    assert list(audit.faults()) == []
