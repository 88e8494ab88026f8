"""Staff sessions and one's own account: sign in, renew, sign out, change the password."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from functions.admin import accounts, regions, roles, views
from functions.admin import store_staff as store
from functions.admin.accounts import Account, State, canonical_username
from functions.admin.errors import AccountDisabled, AccountLocked, BadCredentials
from functions.admin.policies import StaffPolicy
from functions.admin.schemas import OwnAccountView, PasswordChange, SignedIn, SignIn
from layers import attempts, passwords, policy, sessions
from layers.audit import Entry
from layers.changes import apply
from layers.errors import FieldFault, InvalidInput, SessionEnded
from layers.observability import count
from layers.principals import Kind, Staff
from layers.sessions import Session
from layers.transaction import until_fresh

_TRIES = "staff"


def sign_in(given: SignIn, now: datetime) -> SignedIn:
    """Open a session; raises BadCredentials, LockedOut, and with the right password AccountLocked …Disabled.

    An unknown username costs the same time and tries as a wrong password.
    """
    username = canonical_username(given.username)
    attempts.take(_TRIES, username, policy.get(StaffPolicy).patience(), now)
    account = store.with_username(username)
    right = passwords.matches(given.password, account.password if account else None)
    if account is None or not right:
        count("staff_sign_in_refused")
        raise BadCredentials
    attempts.forget(_TRIES, username)
    count("staff_sign_in")
    return _signed_in(until_fresh(partial(_enter, account.id, account.password, now)), now)


def renew(token: str, now: datetime) -> SignedIn:
    """Prolong a session that is still good; raises SessionEnded."""
    session = sessions.read(Kind.STAFF, token, now)
    account = _of_session(session)
    renewed, expires = sessions.issue(session, now)
    return SignedIn(renewed, expires, account.settled)


def sign_out(caller: Staff) -> None:
    """End all sessions of the caller."""
    _change(caller, "sign_out", lambda own: replace(own, generation=own.generation + 1))


def change_password(caller: Staff, given: PasswordChange, now: datetime) -> SignedIn:
    """Change the caller's password, end all other sessions and return a new one; raises InvalidInput."""
    if given.new == given.current:
        raise InvalidInput([FieldFault("new", "same_password")])
    checked = _own(caller)
    username = canonical_username(store.person(checked).username)
    attempts.take(_TRIES, username, policy.get(StaffPolicy).patience(), now)
    if not passwords.matches(given.current, checked.password):
        raise InvalidInput([FieldFault("current", "wrong_password")])
    attempts.forget(_TRIES, username)
    hashed = passwords.hashed(given.new)

    def alter(own: Account) -> Account:
        if own.password != checked.password:
            raise SessionEnded
        return accounts.with_password(own, hashed, own=True)

    return _signed_in(_change(caller, "password", alter), now)


def authenticate(token: str, now: datetime) -> Staff:
    """Return whom a token stands for, with their permissions and region; raises SessionEnded."""
    account = _of_session(sessions.read(Kind.STAFF, token, now))
    return Staff(
        id=account.id,
        region=account.region,
        permissions=roles.granted(account.roles),
        covers=partial(regions.covers, account.region),
        settled=account.settled,
    )


def own_account(caller: Staff) -> OwnAccountView:
    """Return the caller's own account."""
    return views.own_account(_own(caller), caller)


def forgive(username: str) -> None:
    """Forget failed tries at a username's password."""
    attempts.forget(_TRIES, canonical_username(username))


def _enter(account: str, password: str, now: datetime) -> Account:
    """Note a sign-in, if the password that was checked still is the account's."""
    before = store.find(account)
    if before is None or before.password != password or before.state is State.DELETED:
        raise BadCredentials
    if before.state is State.LOCKED:
        raise AccountLocked
    if before.state is State.DISABLED:
        raise AccountDisabled
    record = Entry(account, "staff.sign_in", f"staff:{account}")
    apply(*store.replacing(before, replace(before, signed_in_at=now)), record=record)
    return before


def _change(caller: Staff, action: str, alter: Callable[[Account], Account]) -> Account:
    def change() -> Account:
        before = _own(caller)
        after = alter(before)
        record = Entry(caller.id, f"staff.{action}", f"staff:{caller.id}")
        apply(*store.replacing(before, after), record=record)
        return after

    return until_fresh(change)


def _of_session(session: Session) -> Account:
    account = store.find(session.account)
    if account is None or not account.active or account.generation != session.generation:
        raise SessionEnded
    return account


def _own(caller: Staff) -> Account:
    account = store.find(caller.id)
    if account is None:
        raise SessionEnded
    return account


def _signed_in(account: Account, now: datetime) -> SignedIn:
    token, expires = sessions.issue(Session(Kind.STAFF, account.id, account.generation, now), now)
    return SignedIn(token, expires, account.settled)
