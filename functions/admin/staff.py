"""Staff accounts as other staff administer them (用户管理, S1).

Always within the caller's region, never beyond the caller's own permissions, never one's own standing.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from msgspec import UNSET, structs

from functions.admin import accounts, regions, roles, sign_in, views
from functions.admin import store_staff as store
from functions.admin.accounts import Account, StaffId, State, canonical_username
from functions.admin.errors import ExceedsOwnPermissions, NoSuchStaff, OwnAccount
from functions.admin.permissions import ADMINISTRATOR
from functions.admin.schemas import (
    CreatedUser,
    IssuedPassword,
    LookReason,
    NewUser,
    UserContact,
    UserEdit,
    UserQuery,
    UserView,
)
from functions.admin.store_staff import Person
from layers import audit, passwords
from layers.audit import Entry
from layers.changes import apply
from layers.errors import FieldFault, InvalidInput
from layers.paging import Page, page, start
from layers.principals import CITY, Staff
from layers.transaction import until_fresh

_LETTERS, _DIGITS = "abcdefghjkmnpqrstuvwxyz", "23456789"
"""What is not taken for something else when read aloud or copied by hand."""


def listed(caller: Staff, query: UserQuery) -> Page[UserView]:
    """Return one region's accounts, or the one with a username where it is within the caller's region."""
    if query.username:
        return Page([views.user(found) for found in _named(caller, query.username)])
    region = query.region or caller.region
    caller.require_region(region)
    place = f"users:{region}"
    found = store.of_region(region, start(query.cursor, place), query.limit)
    return page(found, lambda item: views.user(store.account_of(item)), place)


def show(caller: Staff, user: str) -> UserView:
    """Return an account, its personal data masked; raises NoSuchStaff, OutOfRegion."""
    return views.user(_in_region(caller, user))


def reveal(caller: Staff, user: str, reason: LookReason) -> UserContact:
    """Return an account's personal data in full; recorded."""
    account = _in_region(caller, user)
    audit.append(Entry(caller.id, "personal.reveal", f"staff:{user}", {"reason": reason}))
    return UserContact(**structs.asdict(store.person(account)))


def region_of(user: str) -> str:
    """Return the region that an account works in; raises NoSuchStaff."""
    account = store.find(user)
    if account is None or account.state is State.DELETED:
        raise NoSuchStaff
    return account.region


def phone_of(user: str) -> str:
    """Return the E.164 number of a member of staff, empty where none is known."""
    account = store.find(user)
    return store.person(account).phone if account else ""


def create(caller: Staff, given: NewUser, now: datetime) -> CreatedUser:
    """Create an account with a first password; raises UsernameTaken, ExceedsOwnPermissions."""
    _require_place(caller, given.region)
    _require_grantable(caller, given.roles)

    password = _temporary_password()
    person = Person(given.username, given.name, given.phone, given.mail)
    account = _opened(person, given.region, frozenset(given.roles), password, now)

    details = {"region": account.region, "roles": sorted(account.roles)}
    steps = store.creating(account, canonical_username(given.username))
    apply(*steps, record=Entry(caller.id, "staff.create", f"staff:{account.id}", details))
    return CreatedUser(account.id, password)


def edit(caller: Staff, user: str, given: UserEdit) -> None:
    """Change the name, phone or mail that is given (编辑)."""
    changes = {name: value for name, value in structs.asdict(given).items() if value is not UNSET}

    def alter(account: Account) -> Account:
        person = structs.replace(store.person(account), **changes)
        return replace(account, sealed=store.seal(person, account.id))

    _change(caller, user, "edit", alter, fields=sorted(changes))


def set_state(caller: Staff, user: str, state: State) -> None:
    """Enable, lock or disable an account (状态); enabling also forgets failed tries at its password."""
    _require_other(caller, user)
    after = _change(caller, user, "status", lambda account: accounts.in_state(account, state), state=state)
    if after.active:
        sign_in.forgive(store.person(after).username)


def reset_password(caller: Staff, user: str) -> IssuedPassword:
    """Give an account another password to be changed at sign-in (重置密码); its sessions end."""
    _require_other(caller, user)
    password = _temporary_password()
    hashed = passwords.hashed(password)
    after = _change(caller, user, "reset", lambda account: accounts.with_password(account, hashed, own=False))
    sign_in.forgive(store.person(after).username)
    return IssuedPassword(password)


def move(caller: Staff, user: str, region: str) -> None:
    """Let an account work in another region (移动); raises LastAdministrator."""
    _require_other(caller, user)
    _require_place(caller, region)
    _change(caller, user, "move", lambda account: replace(account, region=region), region=region)


def authorise(caller: Staff, user: str, assigned: list[str]) -> None:
    """Give an account these roles and no others (授权); raises ExceedsOwnPermissions, LastAdministrator."""
    _require_other(caller, user)
    _require_grantable(caller, assigned)
    after = frozenset(assigned)
    _change(caller, user, "authorise", lambda account: replace(account, roles=after), roles=sorted(after))


def delete(caller: Staff, user: str) -> None:
    """Delete an account (删除): its username is free again, its id stays in the audit log."""
    _require_other(caller, user)
    _change(caller, user, "delete", lambda account: accounts.in_state(account, State.DELETED))


def found_administration(username: str, password: str, now: datetime, *, settled: bool) -> None:
    """Create the first administrator of the city; raises AlreadySetUp where there is one."""
    person = Person(username, "", "", "")
    account = _opened(person, CITY, frozenset({ADMINISTRATOR}), password, now)
    steps = store.creating(replace(account, settled=settled), canonical_username(username), first=True)
    apply(*steps, record=Entry("set-up", "staff.create", f"staff:{account.id}"))


def _opened(person: Person, region: str, roles: frozenset[str], password: str, now: datetime) -> Account:
    identifier = StaffId(secrets.token_hex(8))
    return Account(
        id=identifier,
        region=region,
        roles=roles,
        state=State.ACTIVE,
        settled=False,
        generation=1,
        password=passwords.hashed(password),
        sealed=store.seal(person, identifier),
        claim=store.claim(canonical_username(person.username)),
        created_at=now,
    )


def _change(
    caller: Staff, user: str, action: str, alter: Callable[[Account], Account], **details: object
) -> Account:
    def change() -> Account:
        before = _within_reach(caller, user)
        after = alter(before)
        record = Entry(caller.id, f"staff.{action}", f"staff:{user}", details)
        apply(*store.replacing(before, after), record=record)
        return after

    return until_fresh(change)


def _named(caller: Staff, username: str) -> list[Account]:
    account = store.with_username(canonical_username(username))
    return [account] if account and caller.covers(account.region) else []


def _in_region(caller: Staff, user: str) -> Account:
    account = store.find(user)
    if account is None or account.state is State.DELETED:
        raise NoSuchStaff
    caller.require_region(account.region)
    return account


def _within_reach(caller: Staff, user: str) -> Account:
    """Return an account that may do nothing the caller may not: else a reset would be a promotion."""
    account = _in_region(caller, user)
    if not roles.granted(account.roles) <= caller.permissions:
        raise ExceedsOwnPermissions
    return account


def _require_other(caller: Staff, user: str) -> None:
    if caller.id == user:
        raise OwnAccount


def _require_place(caller: Staff, region: str) -> None:
    if not regions.exists(region):
        raise InvalidInput([FieldFault("region", "unknown_region")])
    caller.require_region(region)


def _require_grantable(caller: Staff, assigned: list[str]) -> None:
    if not roles.granted_now(assigned) <= caller.permissions:
        raise ExceedsOwnPermissions


def _temporary_password() -> str:
    """Return twelve random characters, some letters, some digits."""
    rest = [secrets.choice(_LETTERS + _DIGITS) for _ in range(10)]
    return "".join([secrets.choice(_LETTERS), secrets.choice(_DIGITS), *rest])
