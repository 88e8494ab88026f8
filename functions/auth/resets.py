"""Forgotten passwords (I9): asked for by anybody, decided by staff, set by whoever gets the message."""

import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from functions.auth import accounts, ids, store
from functions.auth import store_households as households
from functions.auth.errors import NoSuchReset, ResetHasNoAccount, ResetLinkGone
from functions.auth.ids import AccountId
from functions.auth.policies import ResetPolicy, SignInPolicy
from functions.auth.records import ResetLetter
from functions.auth.store_households import Stored
from functions.auth.tables import Account, ResetLink, ResetRequest
from layers import attempts, audit, changes, clock, outbox, passwords, policy, privacy
from layers.audit import Entry
from layers.i18n import Language
from layers.outbox import Contact
from layers.paging import Page, PageQuery, page, start
from layers.principals import Staff
from layers.settings import settings
from layers.transaction import Delete, Put, Step, Update, commit, new

COUNTED = 200
"""At most so many requests are counted; each costs its whole letter."""

_KIND = "password_reset"
_KEPT = timedelta(days=30)
_PLACE = "password_resets"


Answering = tuple[Sequence[Step], Sequence[Put]]
"""What answering a request writes, and the message it sends."""


class Answer(StrEnum):
    """What staff do about a request."""

    LINK = "LINK"
    TEMPORARY_PASSWORD = "TEMPORARY_PASSWORD"  # noqa: S105  a choice, not a password
    REFUSE = "REFUSE"


class Verification(StrEnum):
    """How staff made sure of who wrote, or that they couldn't."""

    DOCUMENT_SEEN = "DOCUMENT_SEEN"
    CALLED_BACK = "CALLED_BACK"
    IN_PERSON = "IN_PERSON"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class Request:
    """A request waiting for staff; `has_account` tells whether the document it names has one."""

    id: str
    asked_at: datetime
    letter: ResetLetter
    has_account: bool


def ask(letter: ResetLetter, now: datetime) -> None:
    """Leave a request with staff; the same happens whether the document has an account or not.

    Raises LockedOut where the document was asked for too often.
    """
    subject = store.subject(letter.document_type, letter.number)
    attempts.take(_KIND, subject, policy.get(SignInPolicy).patience(), now)
    known = store.find_document(letter.document_type, letter.number)

    item = ResetRequest(*store.reset_key(f"{int(now.timestamp() * 1000):013d}-{ids.fresh()}"))
    item.account = known.account if known else None
    item.letter = privacy.seal(letter, item.owner)
    item.expires_at = now + _KEPT
    commit(new(item))


def waiting(query: PageQuery) -> Page[Request]:
    """Return the requests that wait, the oldest first."""
    found = ResetRequest.query(
        store.reset_key("")[0],
        last_evaluated_key=start(query.cursor, _PLACE),
        limit=query.limit,
        consistent_read=True,
    )
    return page(found, _request, _PLACE)


def number_waiting() -> int:
    """Return how many requests wait, `COUNTED` at most."""
    return ResetRequest.count(store.reset_key("")[0], limit=COUNTED)


def show(identifier: str) -> Request:
    """Return a request, to be shown masked; raises NoSuchReset."""
    return _request(_waiting(identifier))


def reveal(staff: Staff, identifier: str, reason: str) -> Request:
    """Return a request, to be shown in full; that is recorded. Raises NoSuchReset."""
    request = show(identifier)
    audit.append(Entry(staff.id, "resets.reveal", f"reset:{identifier}", {"reason": reason}))
    return request


def decide(staff: Staff, identifier: str, answer: Answer, verified: Verification, now: datetime) -> None:
    """Answer a request whose writer staff have verified: by a link, a temporary password, or not at all.

    The message goes to the phone we know, and to the contact in the request only where we know none.
    Raises NoSuchReset, ResetHasNoAccount.
    """
    item = _waiting(identifier)
    stored = None if answer is Answer.REFUSE else _household(item)
    steps, tell = _answering(stored, item, answer, now) if stored else ((), ())
    done = Delete(item=item, condition=ResetRequest.pk.exists(), otherwise=NoSuchReset())
    details = {"answer": answer, "verified": verified, "account": item.account}
    record = Entry(staff.id, "resets.decide", f"reset:{identifier}", details)
    changes.apply(done, *steps, tell=tell, record=record)
    if stored:
        accounts.forget_failures(stored.account)


def set_by_link(token: str, password: str, now: datetime) -> None:
    """Set the password a link was sent for, once; raises ResetLinkGone."""
    link = ResetLink.find(*store.reset_link_key(token))
    if link is None or link.expires_at <= now:
        raise ResetLinkGone
    account = store.account(AccountId(link.account))
    if account.generation != link.generation:
        raise ResetLinkGone
    used = Delete(item=link, condition=ResetLink.pk.exists(), otherwise=ResetLinkGone())
    accounts.set_password(account, password, used, otherwise=ResetLinkGone())


def _household(item: ResetRequest) -> Stored:
    if item.account is None:
        raise ResetHasNoAccount
    return households.read(AccountId(item.account))


def _answering(stored: Stored, item: ResetRequest, answer: Answer, now: datetime) -> Answering:
    contact = _contact(stored, _request(item).letter)
    until = now + timedelta(hours=policy.get(ResetPolicy).hours)
    send = _send_link if answer is Answer.LINK else _send_password
    return send(stored.account, contact, until, f"reset-{item.sk}")


def _send_link(account: Account, contact: Contact, until: datetime, message: str) -> Answering:
    token = secrets.token_urlsafe(32)
    link = ResetLink(*store.reset_link_key(token), expires_at=until)
    link.account, link.generation = store.account_id(account), account.generation
    # Behind the #, so that no server's log ever holds it.
    address = f"{settings().public_address}/password#{token}"
    hours = policy.get(ResetPolicy).hours
    return [new(link)], [outbox.notice(message, "reset_link", contact, link=address, hours=hours)]


def _send_password(account: Account, contact: Contact, until: datetime, message: str) -> Answering:
    password = _temporary_password()
    actions = [
        Account.password_hash.set(passwords.hashed(password)),
        Account.must_change_by.set(clock.to_iso(until)),
        Account.generation.add(1),
    ]
    hours = policy.get(ResetPolicy).hours
    notice = outbox.notice(message, "temporary_password", contact, password=password, hours=hours)
    return [Update(item=account, actions=actions, condition=Account.pk.exists())], [notice]


def _temporary_password() -> str:
    letters = "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz") for _ in range(8))
    return letters + "".join(secrets.choice(string.digits) for _ in range(4))


def _contact(stored: Stored, letter: ResetLetter) -> Contact:
    known = households.contact(stored)
    language = Language(stored.account.language)
    return known if known.phone else Contact(language, letter.phone, letter.mail)


def _waiting(identifier: str) -> ResetRequest:
    item = ResetRequest.find(*store.reset_key(identifier))
    if item is None:
        raise NoSuchReset
    return item


def _request(item: ResetRequest) -> Request:
    letter = privacy.unseal(item.letter, item.owner, ResetLetter)
    asked = datetime.fromtimestamp(int(item.sk[:13]) / 1000, UTC)
    return Request(str(item.sk), asked, letter, item.account is not None)
