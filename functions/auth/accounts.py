"""Accounts: made by registration (I2) or a phone's first sign-in (I4); their document, phone, password."""

from datetime import datetime

from pynamodb.expressions.update import Action

from functions.auth import ids, store
from functions.auth.documents import Document
from functions.auth.errors import DocumentFixed, NothingToCorrect, WrongPassword
from functions.auth.ids import AccountId, PersonId
from functions.auth.policies import SignInPolicy
from functions.auth.records import Identity
from functions.auth.store_households import Stored
from functions.auth.tables import Account
from layers import attempts, clock, passwords, policy, privacy
from layers.errors import DomainError, FieldFault, InvalidInput, SessionEnded
from layers.i18n import Language
from layers.observability import count
from layers.transaction import Step, Update, commit, new, until_fresh

SIGN_IN = "sign_in"
"""The kind under which failed tries to sign in with a document are counted."""

_CHANGE = "change_password"


def register(document: Document, password: str, language: Language, now: datetime) -> Stored:
    """Make the account of a document and return its household; raises DocumentTaken.

    However many try at once, a document gets one account.
    """
    identity = Identity(document.nationality, document.type, document.number)
    password_hash = passwords.hashed(password)

    def make() -> Account:
        account = draft(language, now)
        account.password_hash = password_hash
        commit(*having(account, identity))
        return account

    made = until_fresh(make)
    count("account_registered")
    return Stored(made, None, ())


def of_phone(e164: str, language: Language, now: datetime) -> AccountId:
    """Return the account a phone signs in to; where there is none, one is made that has only the phone."""

    def find_or_make() -> AccountId:
        if known := store.find_phone(e164):
            return AccountId(known.account)
        account = draft(language, now)
        account.phone = privacy.seal(e164, account.owner)
        identifier = store.account_id(account)
        commit(new(account), *store.first_phone(e164, identifier))
        return identifier

    return until_fresh(find_or_make)


def draft(language: Language, now: datetime) -> Account:
    """Return an unwritten account of a person nobody knows yet."""
    account = Account(*store.account_key(AccountId(ids.fresh())))
    account.person, account.language = PersonId(ids.fresh()), language
    account.created_at = clock.to_iso(now)
    return account


def having(account: Account, identity: Identity, *, imported: bool = False) -> list[Step]:
    """Give an unwritten account its document and return the steps that write both; raises DocumentTaken."""
    identifier, newcomer = store.account_id(account), PersonId(account.person)
    person, claims = store.claim_document(identity, identifier, newcomer, imported=imported)
    account.person, account.identity = person, store.sealed_identity(account, identity)
    return [new(account), *claims]


def add_document(identifier: AccountId, document: Document) -> None:
    """Give an account that a phone made its document, once; raises DocumentFixed, DocumentTaken."""
    identity = Identity(document.nationality, document.type, document.number)

    def write() -> None:
        account = store.account(identifier)
        if account.identity:
            raise DocumentFixed
        _, steps = gaining(account, identity)
        commit(*steps)

    until_fresh(write)


def gaining(account: Account, identity: Identity) -> tuple[PersonId, list[Step]]:
    """Return the person of a document and the steps that give it to an account without one.

    Raises DocumentTaken; the steps refuse with DocumentFixed, or ConditionFailed where the document was
    claimed meanwhile.
    """
    person, claims = store.claim_document(identity, store.account_id(account), PersonId(account.person))
    actions, first = _identified(account, identity, person), Account.identity.does_not_exist()
    return person, [
        Update(item=account, actions=actions, condition=first, otherwise=DocumentFixed()),
        *claims,
    ]


def correct(identifier: AccountId, document: Document) -> None:
    """Replace an imported account's document, once for ever, and end its sessions.

    Raises NothingToCorrect, and DocumentTaken where the document has another account.
    """

    def write() -> None:
        account = store.account(identifier)
        before = store.identity(account)
        if before is None or account.corrected or not account.needs_correction:
            raise NothingToCorrect
        after = Identity(document.nationality, document.type, document.number, before.name)
        person, claims = _moving(account, before, after)
        commit(_corrected(account, after, person), *claims)

    until_fresh(write)
    count("account_corrected")


def bind_phone(identifier: AccountId, e164: str) -> None:
    """Let a proven phone sign in to the account, in place of the one before; raises PhoneTaken."""

    def write() -> None:
        account = store.account(identifier)
        before = store.phone(account)
        if before == e164:
            return
        claims = store.claim_phone(e164, identifier)
        released = store.release_phone(before) if before else []
        sealed = privacy.seal(e164, account.owner)
        unmoved = Account.phone == account.phone if account.phone else Account.phone.does_not_exist()
        commit(
            Update(item=account, actions=[Account.phone.set(sealed)], condition=unmoved), *claims, *released
        )

    until_fresh(write)


def change_password(identifier: AccountId, current: str | None, password: str, now: datetime) -> None:
    """Set another password and end all sessions; raises WrongPassword, LockedOut, InvalidInput.

    The present one is asked for unless the account was made with a phone and has none.
    """
    account = store.account(identifier)
    if account.password_hash:
        attempts.take(_CHANGE, identifier, policy.get(SignInPolicy).patience(), now)
        if not passwords.matches(current or "", account.password_hash):
            raise WrongPassword
        attempts.forget(_CHANGE, identifier)
    if current == password:
        raise InvalidInput([FieldFault("new_password", "password_unchanged")])
    set_password(account, password)


def set_password(account: Account, password: str, *steps: Step, otherwise: DomainError | None = None) -> None:
    """Set a password that its owner chose and end all sessions, in one transaction with `steps`.

    Raises `otherwise`, or SessionEnded, where the sessions were ended since the account was read.
    """
    actions = [
        Account.password_hash.set(passwords.hashed(password)),
        Account.must_change_by.remove(),
        Account.generation.add(1),
    ]
    commit(*steps, store.change(account, actions, otherwise or SessionEnded()))
    forget_failures(account)


def forget_failures(account: Account) -> None:
    """Forget failed tries to sign in to an account."""
    if identity := store.identity(account):
        attempts.forget(SIGN_IN, store.subject(identity.type, identity.number))


def speak(identifier: AccountId, language: Language) -> None:
    """Use another language for messages to the account's holder."""
    item = Account(*store.account_key(identifier))
    commit(Update(item=item, actions=[Account.language.set(language)], condition=Account.pk.exists()))


def _moving(account: Account, before: Identity, after: Identity) -> tuple[PersonId, list[Step]]:
    if (before.type, before.number) == (after.type, after.number):
        return PersonId(account.person), []
    identifier = store.account_id(account)
    # The old document keeps its person: its real holder may be somebody else.
    person, claims = store.claim_document(after, identifier, PersonId(ids.fresh()))
    return person, [*claims, store.release_document(before, identifier)]


def _identified(account: Account, identity: Identity, person: PersonId) -> list[Action]:
    return [
        Account.identity.set(store.sealed_identity(account, identity)),
        Account.person.set(person),
        Account.household_version.add(1),
    ]


def _corrected(account: Account, identity: Identity, person: PersonId) -> Step:
    once = [
        Account.needs_correction.set(False),
        Account.corrected.set(True),
        Account.generation.add(1),
    ]
    owed = (Account.needs_correction == True) & (Account.corrected == False)  # noqa: E712  DynamoDB compares
    actions = [*_identified(account, identity, person), *once]
    return Update(item=account, actions=actions, condition=owed, otherwise=NothingToCorrect())
