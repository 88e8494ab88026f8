"""Signing in and out (I3, I4, I10), and telling who a session's token belongs to."""

from dataclasses import dataclass
from datetime import datetime

from functions.auth import accounts, codes, store
from functions.auth import store_households as households
from functions.auth.documents import DocumentType
from functions.auth.errors import AccountDisabled, PasswordChangeRequired, WrongCredentials
from functions.auth.ids import AccountId
from functions.auth.policies import SignInPolicy
from functions.auth.store_households import Stored
from functions.auth.tables import Account
from layers import attempts, clock, gauge, passwords, policy, sessions
from layers.errors import FieldFault, InvalidInput, SessionEnded
from layers.i18n import Language
from layers.observability import count
from layers.principals import Kind, Resident
from layers.sessions import Session
from layers.transaction import Update, commit

ONLINE = "online"

_NOBODY = AccountId("0" * 32)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session's token and end, and the household that signed in."""

    token: str
    expires_at: datetime
    stored: Stored


def by_document(
    document_type: DocumentType, number: str, password: str, new_password: str | None, now: datetime
) -> SignedIn:
    """Sign in with a document (canonical number) and password; a temporary one is replaced by the new one.

    Raises LockedOut and WrongCredentials alike whether the account exists or not; then, for the right
    password only, AccountDisabled and PasswordChangeRequired.
    """
    subject = store.subject(document_type, number)
    attempts.take(accounts.SIGN_IN, subject, policy.get(SignInPolicy).patience(), now)
    known = store.find_document(document_type, number)
    # Nobody's household is read where there is no account, so that the answer takes as long.
    stored = households.find(AccountId(known.account) if known and known.account else _NOBODY)

    if not _matches(stored.account if stored else None, password, now) or stored is None:
        raise WrongCredentials
    attempts.forget(accounts.SIGN_IN, subject)
    _require_enabled(stored.account)
    if stored.account.must_change_by:
        _replace_temporary(stored.account, password, new_password)
    return admit(stored, now)


def by_phone(e164: str, code: str, language: Language, now: datetime) -> SignedIn:
    """Sign in with a phone and the code it was sent; a phone nobody signed in with makes an account.

    Raises CodeWrong, AccountDisabled.
    """
    codes.verify(e164, code, now)
    account = accounts.of_phone(e164, language, now)
    stored = households.read(account)
    _require_enabled(stored.account)
    return admit(stored, now)


def admit(stored: Stored, now: datetime) -> SignedIn:
    """Return a new session of an account whose holder has proved themselves."""
    token, expires_at = _issue(stored.id, int(stored.account.generation), now, now)
    count("signed_in")
    return SignedIn(token, expires_at, stored)


def again(account: AccountId, now: datetime) -> SignedIn:
    """Return a new session of an account that has just ended its own."""
    return admit(households.read(account), now)


def renew(token: str, now: datetime) -> SignedIn:
    """Return a later token of the same session; raises SessionEnded."""
    session = sessions.read(Kind.RESIDENT, token, now)
    stored = households.find(AccountId(session.account))
    if stored is None or not _stands(session, stored.account):
        raise SessionEnded
    renewed, expires_at = _issue(stored.id, session.generation, session.since, now)
    return SignedIn(renewed, expires_at, stored)


def sign_out(account: AccountId) -> None:
    """End all of an account's sessions."""
    item = Account(*store.account_key(account))
    commit(Update(item=item, actions=[Account.generation.add(1)], condition=Account.pk.exists()))


def authenticate(token: str, now: datetime) -> Resident:
    """Return whom a session's token belongs to; raises SessionEnded. One read unit."""
    session = sessions.read(Kind.RESIDENT, token, now)
    account = store.find_account(AccountId(session.account))
    if account is None or not _stands(session, account):
        raise SessionEnded
    return Resident(session.account, account.person, Language(account.language))


def online(now: datetime) -> int:
    """Return about how many residents are signed in (在线账户)."""
    return gauge.recent(ONLINE, sessions.LIFE, now)


def _issue(account: AccountId, generation: int, since: datetime, now: datetime) -> tuple[str, datetime]:
    issued = sessions.issue(Session(Kind.RESIDENT, account, generation, since), now)
    gauge.add(ONLINE, sessions.LIFE, now)
    return issued


def _stands(session: Session, account: Account) -> bool:
    return session.generation == account.generation and account.disabled is None


def _matches(account: Account | None, password: str, now: datetime) -> bool:
    right = passwords.matches(password, account.password_hash if account else None)
    over = account and account.must_change_by and now >= clock.from_iso(account.must_change_by)
    return right and not over


def _require_enabled(account: Account) -> None:
    if account.disabled:
        raise AccountDisabled(reason=account.disabled)


def _replace_temporary(account: Account, password: str, new_password: str | None) -> None:
    if new_password is None:
        raise PasswordChangeRequired
    if new_password == password:
        raise InvalidInput([FieldFault("new_password", "password_unchanged")])
    accounts.set_password(account, new_password)
    account.generation += 1
