"""The matrix of menus and buttons and the built-in roles (S2)."""

import pytest

from functions.admin.permissions import ADMINISTRATOR, BUILT_IN, MENUS, BuiltIn
from layers.i18n import WHOLE

PERMISSIONS = {f"{menu}.{button}" for menu, buttons in MENUS.items() for button in buttons}


@pytest.mark.parametrize("role", BUILT_IN, ids=lambda role: role.id)
def test_s2_built_in_roles_grant_only_what_the_matrix_knows(role: BuiltIn) -> None:
    assert role.permissions <= PERMISSIONS


@pytest.mark.parametrize("role", BUILT_IN, ids=lambda role: role.id)
def test_s2_built_in_roles_are_named_in_every_language_of_the_console(role: BuiltIn) -> None:
    assert set(role.names) == set(WHOLE)
    assert all(role.names.values())


def test_s2_no_built_in_role_but_the_administrator_changes_staff_or_roles() -> None:
    others = [role for role in BUILT_IN if role.id != ADMINISTRATOR]

    changing = {
        permission
        for role in others
        for permission in role.permissions
        if permission.startswith(("staff.", "roles.", "regions.", "policies."))
        and not permission.endswith(".view")
    }

    assert changing == set()
