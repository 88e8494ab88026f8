"""The profile and its automatic review (I6, I7)."""

import pytest

from functions.auth import households
from functions.auth import service as auth
from layers import clock, holds
from layers.transaction import commit
from tests import factories
from tests.component.conftest import Moment
from tests.factories import Client

pytestmark = pytest.mark.usefixtures("root")

HOLD = "lottery-20220713"


@pytest.fixture
def mine(client: Client) -> Client:
    return factories.resident(client)


def freeze(mine: Client) -> None:
    household = auth.household(auth.authenticate(mine.token, clock.now()).account)
    commit(holds.set_up(HOLD), auth.freeze(household, HOLD))


def test_i6_there_is_no_profile_at_first(mine: Client) -> None:
    answer = mine.get("/v1/me/profile")

    assert (answer.status, answer.code) == (409, "auth.profile_missing")


def test_i7_a_faultless_profile_is_approved_at_once(mine: Client) -> None:
    answer = mine.put("/v1/me/profile", factories.profile())

    assert answer.status == 200
    assert answer.body["review"]["state"] == "APPROVED"
    assert answer.body["mainland_mobile"] == "+8613812341234"
    assert answer.body == mine.get("/v1/me/profile").body


REFUSED = [
    ({"consent": False}, {"consent": "consent_required"}),
    (
        {"mainland_mobile": ""},
        {"hong_kong_mobile": "mobile_required", "mainland_mobile": "mobile_required"},
    ),
    ({"hong_kong_mobile": "123"}, {"hong_kong_mobile": "not_a_mobile"}),
    ({"destination": "nowhere"}, {"destination": "not_a_destination"}),
    ({"destination": "city"}, {"destination": "not_a_destination"}),
    ({"name": ""}, {"name": "too_short"}),
    ({"born": "1978-13-01"}, {"born": "bad_format"}),
    ({"sex": "X"}, {"sex": "not_a_choice"}),
]


@pytest.mark.parametrize(("changes", "fields"), REFUSED)
def test_i6_what_is_not_filled_in_well_is_refused(
    mine: Client, changes: dict[str, object], fields: dict[str, str]
) -> None:
    answer = mine.put("/v1/me/profile", factories.profile(**changes))

    assert answer.status == 422
    assert answer.fields == fields
    assert mine.get("/v1/me/profile").code == "auth.profile_missing"


def test_i7_a_failed_review_says_which_fields_and_why(mine: Client) -> None:
    card = {"number": "810000199408230021", "validity": {"since": "2019-01-01"}}
    expired = {"since": "2012-01-01", "until": "2022-07-14"}
    form = factories.profile(identity_card=card, document_validity=expired)

    review = mine.put("/v1/me/profile", form).body["review"]

    assert (review["state"], review["label"]) == ("REJECTED", "Not approved")
    assert {(each["field"], each["reason"]) for each in review["remarks"]} == {
        ("DOCUMENT_VALIDITY", "EXPIRES_BEFORE_ENTRY"),
        ("BORN", "BORN_DIFFERS_FROM_CARD"),
        ("SEX", "SEX_DIFFERS_FROM_CARD"),
    }
    assert all(each["explanation"] and each["label"] for each in review["remarks"])


def test_i7_a_corrected_profile_is_reviewed_anew(mine: Client) -> None:
    mine.put("/v1/me/profile", factories.profile(document_validity={"since": "2030-01-01"}))

    answer = mine.put("/v1/me/profile", factories.profile())

    assert answer.body["review"]["state"] == "APPROVED"


def test_i7_a_change_to_what_is_not_reviewed_keeps_the_approval(mine: Client, moment: Moment) -> None:
    before = mine.put("/v1/me/profile", factories.profile()).body["review"]
    moment.advance(minutes=5)

    after = mine.put("/v1/me/profile", factories.profile(departure="澳门", destination="nanshan")).body

    assert after["review"] == before
    assert (after["departure"], after["destination"]) == ("澳门", "nanshan")


def test_i7_a_change_to_a_reviewed_field_goes_back_to_review(mine: Client, moment: Moment) -> None:
    before = mine.put("/v1/me/profile", factories.profile()).body["review"]
    moment.advance(minutes=5)

    after = mine.put("/v1/me/profile", factories.profile(name="李四")).body["review"]

    assert after["since"] > before["since"]


def test_i8_a_frozen_household_keeps_what_was_reviewed(mine: Client) -> None:
    mine.put("/v1/me/profile", factories.profile())
    freeze(mine)

    name = mine.put("/v1/me/profile", factories.profile(name="李四"))
    departure = mine.put("/v1/me/profile", factories.profile(departure="澳门"))

    assert (name.status, name.code) == (409, "auth.household_frozen")
    assert departure.status == 200


def test_i8_the_household_is_free_again_when_the_hold_ends(mine: Client) -> None:
    mine.put("/v1/me/profile", factories.profile())
    freeze(mine)

    commit(holds.lift(HOLD))

    assert mine.put("/v1/me/profile", factories.profile(name="李四")).status == 200


def test_l3_a_household_is_what_the_lottery_needs(mine: Client) -> None:
    mine.put("/v1/me/profile", factories.profile())
    account = auth.authenticate(mine.token, clock.now()).account

    household = households.household(account)

    assert (household.applicant.name, household.applicant.approved) == ("张三", True)
    assert (household.contact.phone, household.destination) == ("+8613812341234", "futian")
    assert (household.approved, household.disabled, household.hold) == (True, False, "")


def test_l3_a_document_that_expires_before_a_date_hinders_entry_on_it(mine: Client) -> None:
    mine.put(
        "/v1/me/profile", factories.profile(document_validity={"since": "2012-01-01", "until": "2022-07-20"})
    )
    household = auth.household(auth.authenticate(mine.token, clock.now()).account)
    last = household.applicant.valid_until
    assert last

    on_the_day = auth.hindrances(household, last)
    a_day_late = auth.hindrances(household, last.replace(day=21))

    assert on_the_day == []
    assert a_day_late == [(household.applicant.person, "review_reason.EXPIRES_BEFORE_ENTRY")]


def test_i10_the_menu_says_what_works_and_why_the_rest_does_not(mine: Client) -> None:
    empty = mine.get("/v1/me/home").body
    mine.put("/v1/me/profile", factories.profile(document_validity={"since": "2030-01-01"}))
    rejected = mine.get("/v1/me/home").body
    mine.put("/v1/me/profile", factories.profile())
    freeze(mine)
    frozen = mine.get("/v1/me/home").body

    reasons = [
        {entry["entry"]: entry["reason"] for entry in home["menu"]} for home in (empty, rejected, frozen)
    ]
    assert [each["APPLY"] for each in reasons] == ["PROFILE_MISSING", "NOT_APPROVED", None]
    assert [each["COHABITANTS"] for each in reasons] == ["PROFILE_MISSING", None, "FROZEN"]
    assert (frozen["name"], frozen["review_state"], frozen["desk"]["hotline"]) == (
        "张三",
        "APPROVED",
        "0755-12345",
    )
    assert frozen["online"] > 0
