"""Cohabitants: who may be one, how many, and their review (I8)."""

import pytest

from functions.auth import service as auth
from layers import clock, holds
from layers.transaction import commit
from tests import factories
from tests.factories import Client

pytestmark = pytest.mark.usefixtures("root")

PATH = "/v1/me/cohabitants"
HOLD = "lottery-20220713"


@pytest.fixture
def own() -> dict[str, object]:
    return factories.document()


@pytest.fixture
def mine(client: Client, own: dict[str, object]) -> Client:
    signed_in = factories.resident(client, **own)
    signed_in.put("/v1/me/profile", factories.profile())
    return signed_in


def test_i8_a_cohabitant_is_added_reviewed_and_listed(mine: Client) -> None:
    added = mine.post(PATH, factories.cohabitant())

    listed = mine.get(PATH).body
    assert added.status == 201
    assert added.body["review"]["state"] == "APPROVED"
    assert listed == {"cohabitants": [added.body], "maximum": 3}


def test_i8_the_profile_comes_first(client: Client) -> None:
    answer = factories.resident(client).post(PATH, factories.cohabitant())

    assert answer.code == "auth.profile_missing"


def test_i8_there_are_three_at_most(mine: Client) -> None:
    added = [mine.post(PATH, factories.cohabitant()).status for _ in range(3)]

    fourth = mine.post(PATH, factories.cohabitant())

    assert added == [201] * 3
    assert (fourth.status, fourth.code) == (409, "household_fault.TOO_MANY")
    assert "3" in fourth.body["detail"]


def test_i8_neither_the_applicant_nor_anybody_twice(mine: Client, own: dict[str, object]) -> None:
    child = factories.cohabitant()
    mine.post(PATH, child)

    myself = mine.post(PATH, factories.cohabitant(**own))
    twice = mine.post(PATH, child)

    assert myself.code == "household_fault.IS_THE_APPLICANT"
    assert twice.code == "household_fault.ALREADY_LISTED"


UNFIT = [
    ({"relation": "PARENT"}, {"relation": "household_fault.RELATION_CONTRADICTS_AGES"}, "a father of seven"),
    ({"born": "2001-05-01"}, {"ground": "household_fault.NEITHER_IS_MINOR"}, "a grown child"),
    ({"ground": "ELDERLY"}, {"ground": "household_fault.NEITHER_IS_ELDERLY"}, "neither is old"),
    ({"relation": "COUSIN"}, {"relation": "not_a_choice"}, "not immediate family"),
    ({"number": "H1"}, {"number": "document_fault.BAD_FORMAT"}, "no such document"),
]


@pytest.mark.parametrize(("changes", "fields", "comment"), UNFIT)
def test_i8_who_may_not_share_the_room(
    mine: Client, changes: dict[str, object], fields: dict[str, str], comment: str
) -> None:
    answer = mine.post(PATH, factories.cohabitant(**changes))

    assert (answer.status, answer.fields) == (422, fields), comment


def test_i8_a_birthday_within_the_days_for_entry_hinders_nobody(mine: Client) -> None:
    answer = mine.post(PATH, factories.cohabitant(born="2007-07-15"))

    household = auth.household(auth.authenticate(mine.token, clock.now()).account)
    (child,) = household.cohabitants
    days = [clock.local_date(clock.now()).replace(day=day) for day in (14, 15)]
    assert answer.status == 201
    assert [auth.hindrances(household, day) for day in days] == [
        [],
        [(child.person, "household_fault.NEITHER_IS_MINOR")],
    ]


def test_i8_a_cohabitant_is_changed_and_removed(mine: Client) -> None:
    form = factories.cohabitant()
    added = mine.post(PATH, form).body

    changed = mine.put(f"{PATH}/{added['id']}", {**form, "name": "张大三"})
    removed = mine.delete(f"{PATH}/{added['id']}")

    assert (changed.status, changed.body["person"]["name"]) == (200, "张大三")
    assert removed.status == 204
    assert mine.get(PATH).body["cohabitants"] == []


def test_i8_somebody_elses_cohabitant_is_out_of_reach(client: Client, mine: Client) -> None:
    form = factories.cohabitant()
    theirs = mine.post(PATH, form).body["id"]
    other = factories.resident(client)
    other.put("/v1/me/profile", factories.profile())

    changed, removed = other.put(f"{PATH}/{theirs}", form), other.delete(f"{PATH}/{theirs}")

    assert changed.code == removed.code == "auth.no_such_cohabitant"
    assert len(mine.get(PATH).body["cohabitants"]) == 1


def test_i8_cohabitants_are_frozen_while_a_hold_stands(mine: Client) -> None:
    form = factories.cohabitant()
    added = mine.post(PATH, form).body
    account = auth.authenticate(mine.token, clock.now()).account
    commit(holds.set_up(HOLD), auth.freeze(auth.household(account), HOLD))

    answers = [
        mine.post(PATH, factories.cohabitant()),
        mine.put(f"{PATH}/{added['id']}", form),
        mine.delete(f"{PATH}/{added['id']}"),
    ]
    commit(auth.unfreeze(account, HOLD))

    assert {answer.code for answer in answers} == {"auth.household_frozen"}
    assert mine.delete(f"{PATH}/{added['id']}").status == 204


def test_l4_one_person_is_the_same_in_every_household(client: Client, mine: Client) -> None:
    child = factories.cohabitant()
    other = factories.resident(client)
    other.put("/v1/me/profile", factories.profile())
    for parent in (mine, other):
        parent.post(PATH, child)

    households = [
        auth.household(auth.authenticate(each.token, clock.now()).account) for each in (mine, other)
    ]

    persons = {household.cohabitants[0].person for household in households}
    assert persons == {auth.person_of_document(child["document_type"], child["number"])}


def test_i8_repeating_the_request_adds_one(mine: Client) -> None:
    form = factories.cohabitant()

    first, second = (mine.post(PATH, form, idempotency_key="once") for _ in range(2))

    assert first.body == second.body
    assert len(mine.get(PATH).body["cohabitants"]) == 1
