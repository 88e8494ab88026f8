"""Households and codes stay within their limits whatever comes at the same moment (I4, I7, I8, I9)."""

from collections.abc import Callable
from functools import partial

import pytest

from functions.auth import codes, cohabitants, resets, reviews, store
from functions.auth import households as exported
from functions.auth import store_households as households
from functions.auth.documents import Document, DocumentType
from functions.auth.errors import CodeTooSoon, CodeWrong, HouseholdChanged, ResetLinkGone, TooManyCohabitants
from functions.auth.ids import AccountId, CohabitantId
from functions.auth.records import CohabitantFields
from functions.auth.review import ReviewState
from functions.auth.reviews import Decision
from functions.auth.tables import OneTimeCode, ResetLink
from layers import clock, holds
from layers.i18n import Language
from layers.principals import Staff
from layers.transaction import commit
from tests import factories
from tests.emulator.auth.conftest import child
from tests.threads import at_once, refusals

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("stack")]

PHONE = "+8613812341234"
HOLD = "lottery-20220713"


def _sent_code() -> str:
    (letter,) = factories.letters("one_time_code")
    return next(word for word in letter.text.replace(",", " ").split() if word.isdigit())


def _code() -> OneTimeCode:
    return OneTimeCode.get(*store.code_keys(PHONE)[0])


def test_i8_of_twelve_added_at_once_three_stay(household: AccountId) -> None:
    outcomes = at_once([partial(cohabitants.add, household, child(), clock.now()) for _ in range(12)])

    stored = households.read(household)
    assert refusals(outcomes) == [TooManyCohabitants] * 9
    assert len(stored.cohabitants) == 3
    assert stored.account.household_version == 4


def test_i8_a_frozen_household_is_the_one_that_was_read(household: AccountId) -> None:
    commit(holds.set_up(HOLD))
    for _ in range(6):
        read = exported.household(household)
        calls: list[Callable[[], object]] = [
            partial(commit, exported.freeze(read, HOLD)),
            partial(cohabitants.add, household, child(), clock.now()),
        ]

        frozen, added = at_once(calls)

        version = exported.household(household).version
        # Exactly one of the two came first; had both stood, somebody unknown would take part in a draw.
        assert isinstance(frozen, HouseholdChanged) != isinstance(added, Exception)
        assert (version == read.version) is (frozen is None)
        if frozen is None:
            commit(exported.unfreeze(household, HOLD))
        else:
            _empty(household)


def test_i7_what_is_approved_is_what_staff_read(household: AccountId, reviewer: Staff) -> None:
    for _ in range(6):
        form = _permit_child("张小明")
        added = cohabitants.add(household, form, clock.now())
        identifier = CohabitantId(households.member_id(added))
        changed = CohabitantFields(_permit_child("张明").person, form.document, form.relation, form.ground)
        calls: list[Callable[[], object]] = [
            partial(reviews.decide, reviewer, household, identifier, Decision(1, ())),
            partial(cohabitants.change, household, identifier, changed, clock.now()),
        ]

        at_once(calls)

        (after,) = households.read(household).cohabitants
        approved = after.review == ReviewState.APPROVED
        assert not approved or households.declaration(after).name == "张小明"
        assert households.declaration(after).name == "张明"
        _empty(household)


def test_i4_forty_wrong_tries_at_once_cost_five_and_spend_the_code() -> None:
    codes.send(PHONE, Language.EN, clock.now())
    code = _sent_code()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"

    outcomes = at_once([partial(codes.verify, PHONE, wrong, clock.now())] * 40)

    assert refusals(outcomes) == [CodeWrong] * 40
    assert _code().tries_left == 0
    with pytest.raises(CodeWrong):
        codes.verify(PHONE, code, clock.now())


def test_i4_a_right_code_is_accepted_once_however_often_it_comes_at_once() -> None:
    codes.send(PHONE, Language.EN, clock.now())

    outcomes = at_once([partial(codes.verify, PHONE, _sent_code(), clock.now())] * 20)

    assert refusals(outcomes) == [CodeWrong] * 19


def test_i4_of_ten_codes_asked_for_at_once_one_is_sent() -> None:
    outcomes = at_once([partial(codes.send, PHONE, Language.EN, clock.now())] * 10)

    assert refusals(outcomes) == [CodeTooSoon] * 9
    assert len(factories.letters("one_time_code")) == 1
    assert _code().sent_today == 1


def test_i9_a_reset_link_opened_many_times_at_once_sets_one_password(household: AccountId) -> None:
    link = ResetLink(*store.reset_link_key("token"), account=household, generation=1)
    link.expires_at = clock.now().replace(year=2100)
    link.save()

    outcomes = at_once(
        [partial(resets.set_by_link, "token", f"password {number}", clock.now()) for number in range(8)]
    )

    assert refusals(outcomes) == [ResetLinkGone] * 7
    assert store.account(household).generation == 2


def _permit_child(name: str) -> CohabitantFields:
    number = factories.document()["number"].replace("H", "C")
    return child(Document("CN", DocumentType.MAINLAND_PERMIT_HK_MO, number), name)


def _empty(household: AccountId) -> None:
    for item in cohabitants.show(household):
        cohabitants.remove(household, CohabitantId(households.member_id(item)))
