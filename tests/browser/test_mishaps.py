"""Errors as residents meet them: each has its screen, and what was typed stays (W1)."""

from datetime import time, timedelta

import pytest
from playwright.sync_api import Route, expect

from layers.i18n import Language
from tests.browser import deeds
from tests.browser.cases import in_languages
from tests.browser.suite import CLOSES, OPENS
from tests.browser.travellers import PASSWORD, Traveller, newcomer, registered, settled
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser

APPLICATIONS = "**/v1/lottery/periods/*/application"
PROFILE = "**/v1/me/profile"
AN_HOUR = timedelta(hours=1)
LAST_MINUTE = time(17, 59)


def at_an_empty_profile(visit: Visit, language: Language) -> tuple[Visitor, Traveller]:
    """Return somebody who is about to fill in their profile."""
    resident = visit(language)
    who = newcomer(language, resident.suite.today)
    registered(resident.suite, who, language)
    deeds.come_in(resident, who, "/profile")
    return resident, who


def about_to_confirm(visit: Visit, language: Language, moment: time = OPENS) -> Visitor:
    """Return somebody who has chosen two dates and looks at the confirm page."""
    resident = visit(language)
    resident.suite.at(OPENS)
    resident.suite.at(moment)
    deeds.come_in(resident, settled(resident.suite, language), "/apply")
    deeds.choose_dates(resident, resident.suite.days_later(1), resident.suite.days_later(2))
    resident.press("apply.submit")
    resident.is_at("/apply/confirm")
    return resident


@in_languages(quick=Language.ZH_HANS)
def test_the_session_ends_while_somebody_types(visit: Visit, language: Language) -> None:
    resident, who = at_an_empty_profile(visit, language)
    deeds.fill_in_profile(resident, who)

    resident.suite.clock.advance(AN_HOUR)
    resident.press("profile.submit")
    resident.is_at("/login")
    resident.sees("error.ended")
    resident.looks("1-ended")

    deeds.sign_in(resident, who)
    resident.is_at("/profile")
    expect(resident.field("field.name")).to_have_value(who.name)
    expect(resident.field("field.departure")).to_have_value(who.departure)
    resident.tick(resident.words("field.consent"))
    resident.press("profile.submit")
    resident.sees("profile.saved")


@in_languages(quick=Language.EN)
def test_l3_the_window_closes_while_somebody_confirms(visit: Visit, language: Language) -> None:
    resident = about_to_confirm(visit, language, LAST_MINUTE)
    resident.solve_captcha()

    resident.suite.at(CLOSES)
    resident.press("confirm.submit")
    expect(resident.page.get_by_role("alert")).to_be_visible()
    resident.looks("1-closed")

    resident.page.get_by_role("alert").get_by_role("link").click()
    resident.sees("apply.closed")
    resident.looks("2-list")


@in_languages(quick=Language.ZH_HANT)
def test_the_network_is_lost_on_sending(visit: Visit, language: Language) -> None:
    resident, who = at_an_empty_profile(visit, language)
    deeds.fill_in_profile(resident, who)

    with resident.offline():
        resident.press("profile.submit")
        resident.sees("error.offline")
        resident.looks("1-lost")

    expect(resident.field("field.name")).to_have_value(who.name)
    resident.press("profile.submit")
    resident.sees("profile.saved")


def test_l3_the_answer_is_lost_and_a_second_try_is_no_second_deed(visit: Visit) -> None:
    resident = about_to_confirm(visit, Language.ZH_HANS)
    resident.solve_captcha()

    with resident.trouble():
        resident.page.route(APPLICATIONS, lose_the_answer)
        resident.press("confirm.submit")
        resident.sees("error.offline")
    resident.page.unroute(APPLICATIONS)
    resident.press("confirm.submit")

    resident.sees("receipt.done")
    resident.open("/draws")
    expect(resident.page.get_by_text(resident.words("draws.pending"))).to_have_count(1)


def lose_the_answer(route: Route) -> None:
    """Let the server do what it is asked, and break the line before it answers."""
    route.fetch()
    route.abort()


def test_l3_a_double_tap_applies_once(visit: Visit) -> None:
    resident = about_to_confirm(visit, Language.ZH_HANS)
    sent: list[str] = []
    resident.page.on(
        "request", lambda each: sent.append(each.method) if each.url.endswith("/application") else None
    )
    resident.solve_captcha()

    resident.page.get_by_role("button", name=resident.words("confirm.submit")).dblclick()

    resident.sees("receipt.done")
    assert sent.count("POST") == 1


def test_the_back_button_keeps_what_was_chosen_and_typed(visit: Visit) -> None:
    resident = about_to_confirm(visit, Language.ZH_HANS)
    chosen = [resident.suite.days_later(1), resident.suite.days_later(2)]

    resident.page.go_back()
    resident.is_at("/apply")
    expect(resident.page.locator(".offers input[value]:checked")).to_have_count(len(chosen))
    resident.press("apply.submit")
    resident.solve_captcha()
    resident.press("confirm.submit")
    resident.sees("receipt.done")

    resident.page.go_back()  # the confirm page is no longer behind the receipt
    resident.sees("apply.mine")


def test_the_back_button_keeps_a_half_filled_form(visit: Visit) -> None:
    resident, who = at_an_empty_profile(visit, Language.ZH_HANS)
    deeds.fill_in_person(resident, who)

    deeds.go_home(resident)
    resident.page.go_back()

    resident.is_at("/profile")
    expect(resident.field("field.name")).to_have_value(who.name)
    expect(resident.field("field.born")).to_have_value(who.born.isoformat())


@in_languages(quick=Language.EN)
def test_i4_a_second_code_within_a_minute_has_to_wait(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = newcomer(language, resident.suite.today)
    deeds.begin_by_phone(resident, who)
    resident.press("field.send_code")
    resident.sees("login.code_sent")

    resident.press("field.send_code")
    resident.solve_captcha()
    resident.press("field.send_code")
    waiting = resident.page.get_by_role("button", name=resident.words("error.wait"))
    expect(waiting).to_be_disabled()
    expect(resident.field("field.mobile")).to_have_value(who.mobile)
    resident.looks("1-wait")


@in_languages(quick=Language.ZH_HANT)
def test_i3_wrong_passwords_slow_down_and_keep_the_number(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = settled(resident.suite, language)
    resident.open("/login")

    waiting = resident.page.get_by_role("button", name=resident.words("error.wait"))
    while not waiting.is_visible():
        deeds.sign_in(resident, who, "Wrong-password-1")
        expect(resident.page.get_by_role("alert")).to_be_visible()
    expect(waiting).to_be_disabled()
    expect(resident.field("field.number")).to_have_value(who.number)
    resident.looks("1-slowed")

    expect(waiting).to_have_count(0)
    deeds.sign_in(resident, who)
    resident.is_at("/")


@in_languages(quick=Language.ZH_HANS)
def test_i2_a_wrong_captcha_brings_another_and_keeps_the_rest(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = newcomer(language, resident.suite.today)
    resident.open("/register")
    deeds.fill_in_document(resident, who)
    resident.fill("field.password", PASSWORD)
    resident.fill("field.confirmation", PASSWORD)
    resident.tick(resident.words("field.consent"))

    resident.fill("field.captcha", "00000")
    resident.press("register.submit")
    expect(resident.page.get_by_role("alert")).to_be_visible()
    resident.looks("1-wrong-captcha")

    expect(resident.field("field.number")).to_have_value(who.number)
    expect(resident.field("field.password")).to_have_value(PASSWORD)
    resident.solve_captcha()
    resident.press("register.submit")
    resident.is_at("/profile")


@in_languages(quick=Language.EN)
def test_the_server_fails_and_what_was_typed_stays(visit: Visit, language: Language) -> None:
    resident, who = at_an_empty_profile(visit, language)
    deeds.fill_in_profile(resident, who)

    with resident.trouble():
        resident.page.route(PROFILE, lambda route: route.fulfill(status=502))
        resident.press("profile.submit")
        resident.sees("error.unexpected")
        resident.looks("1-failed")

    expect(resident.field("field.name")).to_have_value(who.name)
    resident.page.unroute(PROFILE)
    resident.press("profile.submit")
    resident.sees("profile.saved")


@in_languages(quick=Language.ZH_HANT)
def test_an_address_that_is_none(visit: Visit, language: Language) -> None:
    resident = visit(language)

    resident.open("/no/such/page")

    resident.sees("error.not_found_hint")
    resident.looks("1-missing")


@in_languages(quick=Language.ZH_HANS)
def test_the_site_was_updated_meanwhile(visit: Visit, language: Language) -> None:
    resident = visit(language)
    resident.context.add_init_script("delete Navigator.prototype.serviceWorker")
    resident.open("/login")
    resident.page.wait_for_load_state("networkidle")

    with resident.trouble():
        resident.page.route("**/assets/**", lambda route: route.fulfill(status=404))
        resident.follow("login.forgot")
        resident.sees("app.updated")
        resident.looks("1-updated")

    resident.page.unroute("**/assets/**")
    resident.press("app.reload")
    resident.sees("login.title")
