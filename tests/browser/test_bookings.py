"""Bookings after the draw: given up, missed, and the place that somebody gave back (B2, B5, B6, L10)."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from layers.i18n import Language
from tests.browser import deeds
from tests.browser.cases import in_languages
from tests.browser.suite import OPENS, PUBLISHES, Suite
from tests.browser.travellers import Traveller, applied, booked, calling, cancelled, settled
from tests.browser.visitor import Visit

pytestmark = pytest.mark.browser

A_MINUTE = timedelta(minutes=1)


@in_languages(quick=Language.EN)
def test_b2_a_booking_is_cancelled(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = settled(resident.suite, language, with_mother=True)
    booked(resident.suite, who, resident.suite.days_later(3))
    deeds.come_in(resident, who, "/bookings")

    resident.press("bookings.cancel")
    resident.sees("bookings.sure_more")
    resident.looks("1-sure")
    resident.press("dialog.cancel")
    resident.sees("bookings.booked")

    resident.press("bookings.cancel")
    resident.press("bookings.cancel", within=resident.page.get_by_role("dialog"))
    resident.sees("bookings.done")
    resident.sees("bookings.cancelled")
    resident.looks("2-cancelled")


@in_languages(quick=Language.ZH_HANT)
def test_b6_who_cancels_often_is_told_before_the_last_time(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = settled(resident.suite, language)
    for _ in range(5):
        booked(resident.suite, who, resident.suite.days_later(3))
        cancelled(resident.suite, who)
    booked(resident.suite, who, resident.suite.days_later(3))
    deeds.come_in(resident, who, "/bookings")

    resident.press("bookings.cancel")
    resident.sees("bookings.last_more")
    resident.looks("1-last")

    resident.press("bookings.last_confirm")
    resident.sees("bookings.done")
    resident.sees("bookings.closed")
    resident.looks("2-done")
    resident.open("/login")
    deeds.sign_in(resident, who)
    expect(resident.page.get_by_role("alert")).to_be_visible()
    resident.looks("3-disabled")


@in_languages(quick=Language.ZH_HANS)
def test_b5_who_misses_two_bookings_may_not_apply(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = settled(resident.suite, language)
    for _ in range(2):
        booked(resident.suite, who, resident.suite.days_later(0))
        resident.suite.wake()
    with calling(resident.suite, who) as caller:
        resident.suite.until("both are missed", lambda: caller.ask("GET", "/v1/me/standing")["no_shows"] == 2)

    resident.suite.at(OPENS)
    deeds.come_in(resident, who, "/no-shows")
    resident.sees("obstacle.no_show_ban")
    resident.looks("1-banned")

    resident.open("/apply")
    deeds.choose_dates(resident, resident.suite.days_later(1))
    resident.press("apply.submit")
    resident.sees("confirm.obstacles")
    resident.looks("2-obstacle")


@in_languages(quick=Language.EN)
def test_l10_a_place_given_back_goes_to_the_next(visit: Visit, language: Language) -> None:
    resident = visit(language)
    suite, day = resident.suite, resident.suite.days_later(3)
    with suite.staff("lottery") as office:
        office.ask("PUT", f"/v1/staff/lottery/quotas/{suite.period}", {"quotas": {day: 1}, "version": 0})
    suite.at(OPENS)
    people = [settled(suite, language) for _ in range(2)]
    for each in people:
        applied(suite, each, day)
    suite.at(PUBLISHES)
    next_one, winner = sorted(people, key=lambda each: has_booking(suite, each))

    asked = suite.clock()
    cancelled(suite, winner)
    suite.clock.advance(A_MINUTE)
    suite.message(next_one.phone, asked)
    deeds.come_in(resident, next_one, "/standby")
    resident.looks("1-offered")

    resident.press("standby.accept")
    resident.looks("2-sure")
    resident.press("standby.accept", within=resident.page.get_by_role("dialog"))
    resident.sees("standby.done_accept")
    resident.looks("3-accepted")
    resident.open("/bookings")
    resident.sees("bookings.booked")

    resident.open(f"/results/{suite.period}/standby")
    resident.looks("4-public-steps")


def has_booking(suite: Suite, who: Traveller) -> bool:
    """Tell whether somebody has a booking."""
    with calling(suite, who) as caller:
        return any(caller.items("/v1/me/bookings"))
