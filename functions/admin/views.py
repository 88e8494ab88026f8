"""What the API shows of accounts, regions and roles."""

import msgspec

from functions.admin import regions, roles
from functions.admin import store_staff as staff_store
from functions.admin.accounts import Account
from functions.admin.permissions import ADMINISTRATOR
from functions.admin.schemas import (
    ButtonView,
    MenuView,
    NamedRegion,
    Names,
    OwnAccountView,
    RegionName,
    RegionView,
    RoleView,
    UserView,
)
from functions.admin.store_roles import Role
from functions.admin.tree import Region
from layers import masks
from layers.i18n import Language, say
from layers.principals import Staff


def user(account: Account) -> UserView:
    """Return an account as other staff see it."""
    person = staff_store.person(account)
    return UserView(
        id=account.id,
        username=person.username,
        name=masks.name(person.name) if person.name else "",
        phone=masks.phone(person.phone) if person.phone else "",
        mail=masked_mail(person.mail),
        region=account.region,
        roles=sorted(account.roles),
        state=account.state,
        settled=account.settled,
        created_at=account.created_at,
        signed_in_at=account.signed_in_at,
    )


def own_account(account: Account, caller: Staff) -> OwnAccountView:
    """Return an account as its owner sees it."""
    person = staff_store.person(account)
    return OwnAccountView(
        id=account.id,
        username=person.username,
        name=person.name,
        region=account.region,
        path=[region_name(each) for each in regions.path(account.region)],
        roles=sorted(account.roles),
        permissions=sorted(caller.permissions),
        settled=account.settled,
    )


def masked_mail(address: str) -> str:
    """Return l****@example.com; nothing stays nothing."""
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}****@{domain}" if at else ""


def region_name(region: Region) -> RegionName:
    """Return a region's names, the Chinese one standing in where there is no translation."""
    names = _names(region.names)
    return RegionName(
        region.id,
        Names(names.zh_hans, names.zh_hant or names.zh_hans, names.en or names.zh_hans),
    )


def named_region(found: Region) -> NamedRegion:
    """Return a region by name and place, as untranslated as it is."""
    return NamedRegion(found.id, _names(found.names), found.parent, found.level, found.enabled)


def region(found: Region) -> RegionView:
    """Return a region as staff see it."""
    return RegionView(
        id=found.id,
        parent=found.parent,
        level=found.level,
        names=_names(found.names),
        order=found.order,
        enabled=found.enabled,
        population=found.population,
        children=found.children,
        attached=found.attached,
    )


def role(found: Role, caller: Staff) -> RoleView:
    """Return a role as the caller sees it."""
    permissions = roles.permissions_of(found)
    return RoleView(
        id=found.id,
        names=_names(found.names),
        permissions=sorted(permissions),
        version=found.version,
        assigned=found.assigned,
        assignable=permissions <= caller.permissions,
        fixed=found.id == ADMINISTRATOR,
    )


def matrix(language: Language) -> list[MenuView]:
    """Return the menus and their buttons, named in a language."""
    return [
        MenuView(menu, say(f"menu.{menu}", language), [_button(menu, each, language) for each in buttons])
        for menu, buttons in roles.menus().items()
    ]


def _button(menu: str, button: str, language: Language) -> ButtonView:
    return ButtonView(f"{menu}.{button}", say(f"button.{button}", language))


def _names(names: object) -> Names:
    return msgspec.convert(names, Names)
