"""One account a document and a phone, whoever comes at the same moment (I2, I4, I5)."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from functions.auth import accounts, cohabitants, legacy, store
from functions.auth import store_households as households
from functions.auth.documents import Document, DocumentType
from functions.auth.errors import DocumentFixed, DocumentTaken, NothingToCorrect
from functions.auth.ids import AccountId, CohabitantId
from functions.auth.tables import Account, AuthItem, Cohabitant
from layers import clock, passwords
from layers.i18n import Language
from tests import factories
from tests.emulator.auth.conftest import child
from tests.strangers import document
from tests.threads import at_once, refusals

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("stack")]

PHONE = "+8613812341234"


def _register(own: Document) -> Account:
    return accounts.register(own, factories.PASSWORD, Language.EN, clock.now()).account


def _accounts() -> int:
    return sum(1 for _ in AuthItem.scan(AuthItem.sk == "ACCOUNT"))


def _owners(*owned: Document) -> list[str]:
    known = [store.find_document(each.type, each.number) for each in owned]
    return [each.account for each in known if each and each.account]


def _imported(nationality: str, number: str) -> AccountId:
    row: dict[str, Any] = {
        "nationality": nationality,
        "document_type": "MAINLAND_PERMIT_HK_MO",
        "number": number,
        "password_hash": passwords.hashed(factories.PASSWORD),
    }
    legacy.import_rows([row], "staff", clock.now())
    known = store.find_document(DocumentType.MAINLAND_PERMIT_HK_MO, number)
    assert known
    return AccountId(str(known.account))


def test_i2_two_hundred_registrations_of_one_document_make_one_account() -> None:
    own = document()

    outcomes = at_once([partial(_register, own)] * 200)

    (made,) = [outcome for outcome in outcomes if isinstance(outcome, Account)]
    assert refusals(outcomes) == [DocumentTaken] * 199
    assert _accounts() == 1
    assert _owners(own) == [store.account_id(made)]


def test_i8_a_person_is_one_though_registered_and_listed_at_the_same_moment(household: AccountId) -> None:
    for _ in range(5):
        own = document()

        calls: list[Callable[[], object]] = [
            partial(_register, own),
            partial(cohabitants.add, household, child(own), clock.now()),
        ]

        registered, listed = at_once(calls)

        assert isinstance(registered, Account)
        assert isinstance(listed, Cohabitant)
        assert registered.person == listed.person
        (only,) = cohabitants.show(household)
        cohabitants.remove(household, CohabitantId(households.member_id(only)))


def test_i4_a_phone_that_signs_in_many_times_at_once_makes_one_account() -> None:
    outcomes = at_once([partial(accounts.of_phone, PHONE, Language.EN, clock.now())] * 20)

    assert refusals(outcomes) == []
    assert len(set(outcomes)) == _accounts() == 1


def test_i4_a_phone_made_account_gets_one_document() -> None:
    account = accounts.of_phone(PHONE, Language.EN, clock.now())
    wanted = [document() for _ in range(8)]

    outcomes = at_once([partial(accounts.add_document, account, each) for each in wanted])

    assert refusals(outcomes) == [DocumentFixed] * 7
    assert _owners(*wanted) == [account]


def test_i5_of_many_corrections_one_is_made() -> None:
    account = _imported("CN", "HZ12345789")
    wanted = [document() for _ in range(8)]

    outcomes = at_once([partial(accounts.correct, account, each) for each in wanted])

    assert refusals(outcomes) == [NothingToCorrect] * 7
    assert _owners(*wanted) == [account]
    assert store.account(account).generation == 2


def test_i5_a_document_that_is_registered_and_corrected_to_at_once_gets_one_account() -> None:
    for number in range(5):
        account, own = _imported("CN", f"HZ1234578{number}"), document()

        calls: list[Callable[[], object]] = [
            partial(accounts.correct, account, own),
            partial(_register, own),
        ]

        outcomes = at_once(calls)

        assert refusals(outcomes) == [DocumentTaken]
        assert len(_owners(own)) == 1


def test_i4_a_phone_is_bound_to_one_account(register: Callable[[], AccountId]) -> None:
    mine = [register() for _ in range(6)]

    outcomes = at_once([partial(accounts.bind_phone, each, PHONE) for each in mine])

    known = store.find_phone(PHONE)
    bound = [each for each in mine if store.phone(store.account(each)) == PHONE]
    assert known
    assert bound == [known.account]
    assert len(refusals(outcomes)) == 5
