"""Which members of staff are responsible for a region, and how they are reached."""

from functions.admin import regions, roles
from functions.admin import store_staff as store
from functions.admin.accounts import Account
from layers.i18n import Language
from layers.outbox import Contact

_TOLD = 5
"""So many of a region's staff are told at most."""

_READ = 100


def on_duty(region: str, permission: str) -> tuple[str, list[Contact]]:
    """Return the nearest region upwards whose own staff include somebody with a permission and a phone.

    With it the contacts of up to 5 of them; the region itself with nobody where there is no such region.
    """
    for each in reversed(regions.path(region)):
        if contacts := _reachable(each.id, permission):
            return each.id, contacts
    return region, []


def _reachable(region: str, permission: str) -> list[Contact]:
    accounts = map(store.account_of, store.of_region(region, None, _READ))
    phones = [store.person(each).phone for each in accounts if _may(each, permission)]
    return [Contact(Language.ZH_HANS, phone) for phone in phones if phone][:_TOLD]


def _may(account: Account, permission: str) -> bool:
    return account.active and permission in roles.granted(account.roles)
