"""Staff accounts in their table: reads, and the steps that change them with all that counts them.

Each change carries its tallies: what stands in a region, who has a role, how many administrators
there are. So no region or role goes away beneath an account, whatever happens at the same time.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from pynamodb.pagination import ResultIterator

from functions.admin import store_regions, store_roles
from functions.admin.accounts import Account, StaffId, State
from functions.admin.errors import AlreadySetUp, LastAdministrator, UsernameTaken
from functions.admin.permissions import ADMINISTRATOR
from functions.admin.tables import AccountItem, Headcount, UsernameClaim
from layers import clock, privacy
from layers.principals import CITY
from layers.transaction import Check, Delete, Put, Step, Update, new

_USERNAME = "staff-username"


class Person(msgspec.Struct, frozen=True):
    """What is sealed in an account."""

    username: str
    name: str
    phone: str
    mail: str


def seal(person: Person, account: StaffId) -> bytes:
    """Return a person sealed for their account's item."""
    return privacy.seal(person, _key(account)[0])


def person(account: Account) -> Person:
    """Return whose account it is."""
    return privacy.unseal(account.sealed, _key(account.id)[0], Person)


def claim(username: str) -> str:
    """Return the hash under which a new account claims its username."""
    return privacy.lookup_hash(_USERNAME, username)


def find(account: str) -> Account | None:
    """Return an account as it is now, deleted ones included."""
    item = AccountItem.find(*_key(StaffId(account)))
    return _account(item) if item else None


def find_all(accounts: Iterable[str]) -> list[Account]:
    """Return the accounts that exist among these; a few at a call."""
    keys = [_key(StaffId(account)) for account in accounts]
    return [_account(item) for item in AccountItem.find_all(keys, consistent=False)]


def usernames(accounts: Iterable[str]) -> dict[str, str]:
    """Return the usernames of the accounts that exist among these; jobs and set-up have none."""
    return {account.id: person(account).username for account in find_all(set(accounts))}


def names(accounts: Iterable[str]) -> dict[str, str]:
    """Return what the people of the accounts that exist among these are called, else their usernames."""
    people = {account.id: person(account) for account in find_all(set(accounts))}
    return {account: who.name or who.username for account, who in people.items()}


def with_username(username: str) -> Account | None:
    """Return the account with this username."""
    for claimed in _claim_keys(username):
        if held := UsernameClaim.find(*claimed):
            return find(held.account)
    return None


def of_region(region: str, after: dict[str, Any] | None, limit: int) -> "ResultIterator[AccountItem]":
    """Return a region's accounts in order of their creation, as items for `account_of`."""
    return AccountItem.by_listed.query(f"REGION#{region}", last_evaluated_key=after, limit=limit)


def account_of(item: AccountItem) -> Account:
    """Return the account that stands in an item."""
    return _account(item)


def creating(account: Account, username: str, *, first: bool = False) -> list[Step]:
    """Return the steps that create an account.

    They refuse with AlreadySetUp (the `first` administrator), UsernameTaken, NoSuchRegion, NoSuchRole.
    """
    count = [_founding()] if first else _headcount(None, account)
    return [*count, *_claiming(account, username), new(_item(account)), *_tallies(None, account)]


def replacing(before: Account, after: Account) -> list[Step]:
    """Return the steps that make an account what `after` says, if it is still what `before` says.

    They refuse with LastAdministrator, NoSuchRegion, NoSuchRole; ConditionFailed means read it again.
    """
    item = _item(after)
    item.version = before.version + 1
    gone = after.state is State.DELETED
    freed: list[Step] = [Delete(item=UsernameClaim(*_claim_key(before.claim)))] if gone else []
    return [
        Put(item=item, condition=AccountItem.version == before.version),
        *_headcount(before, after),
        *freed,
        *_tallies(before, after),
    ]


def _claiming(account: Account, username: str) -> list[Step]:
    taken, claimed = UsernameTaken(), _claim_key(account.claim)
    free = UsernameClaim.pk.does_not_exist()
    # While the look-up key is rotated, an older account's claim stands under the older key's hash.
    others = [
        Check(item=UsernameClaim(*key), condition=free, otherwise=taken)
        for key in _claim_keys(username)
        if key != claimed
    ]
    return [new(UsernameClaim(*claimed, account=account.id), taken), *others]


def _tallies(before: Account | None, after: Account) -> list[Step]:
    """Return the steps that count the account in its region and roles, and no longer in former ones."""
    was_in, had = _standing(before)
    is_in, has = _standing(after)
    return [
        *map(store_regions.detaching, was_in - is_in),
        *map(store_regions.attaching, is_in - was_in),
        *map(store_roles.unassigning, had - has),
        *map(store_roles.assigning, has - had),
    ]


def _standing(account: Account | None) -> tuple[frozenset[str], frozenset[str]]:
    if account is None or account.state is State.DELETED:
        return frozenset(), frozenset()
    return frozenset({account.region}), account.roles


def _administers(account: Account | None) -> bool:
    return bool(account and account.active and account.region == CITY and ADMINISTRATOR in account.roles)


def _founding() -> Step:
    count = Headcount("HEADCOUNT", "ADMINISTRATORS", administrators=1)
    return new(count, AlreadySetUp())


def _headcount(before: Account | None, after: Account) -> list[Step]:
    delta = _administers(after) - _administers(before)
    if not delta:
        return []
    return [
        Update(
            item=Headcount("HEADCOUNT", "ADMINISTRATORS"),
            actions=[Headcount.administrators.add(delta)],
            condition=Headcount.administrators > 1 if delta < 0 else None,
            otherwise=LastAdministrator(),
        )
    ]


def _key(account: StaffId) -> tuple[str, str]:
    return f"STAFF#{account}", "ACCOUNT"


def _claim_key(hashed: str) -> tuple[str, str]:
    return f"USERNAME#{hashed}", "USERNAME"


def _claim_keys(username: str) -> list[tuple[str, str]]:
    return [_claim_key(hashed) for hashed in privacy.lookup_hashes(_USERNAME, username)]


def _item(account: Account) -> AccountItem:
    item = AccountItem(*_key(account.id))
    item.region, item.state, item.settled = account.region, account.state, account.settled
    item.roles = set(account.roles) or None
    item.generation, item.version = account.generation, account.version
    item.password, item.person, item.claim = account.password, account.sealed, account.claim
    item.moment = clock.to_iso(account.created_at)
    item.signed_in_at = clock.to_iso(account.signed_in_at) if account.signed_in_at else None
    item.listed = None if account.state is State.DELETED else f"REGION#{account.region}"
    return item


def _account(item: AccountItem) -> Account:
    return Account(
        id=StaffId(item.pk.removeprefix("STAFF#")),
        region=item.region,
        roles=frozenset(item.roles or ()),
        state=State(item.state),
        settled=item.settled,
        generation=int(item.generation),
        password=item.password,
        sealed=item.person,
        claim=item.claim,
        created_at=_instant(item.moment),
        signed_in_at=_instant(item.signed_in_at) if item.signed_in_at else None,
        version=int(item.version),
    )


def _instant(text: str | None) -> datetime:
    return clock.from_iso(text or "")
