"""Residents declare, show codes, check in, register, appeal, and act for others (H1, H3-H7)."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from functions.healthcode import codes
from functions.healthcode.rules import Colour
from functions.healthcode.scenes.kinds import PlaceKind
from layers import masks
from layers.i18n import Language
from tests.browser import decoders, deeds, duties, places
from tests.browser.cases import in_languages
from tests.browser.travellers import STREET, Traveller, coughs, declared, newcomer, settled
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser


@in_languages(quick=Language.ZH_HANS)
def test_h1_h6_a_code_is_declared_and_shown_without_a_network(
    visit: Visit, chromium: Browser, language: Language
) -> None:
    resident = visit(language)
    who = settled(resident.suite, language)
    deeds.come_in(resident, who, "/health/code")
    resident.sees("health.none")
    resident.looks("1-none")
    resident.press("health.declare")
    declare(resident, who)
    resident.sees("healthcode.colour.green")
    resident.looks("3-code")
    refreshes(resident)
    resident.keep_the_site()
    picture = resident.page.get_by_role("img", name=resident.words("health.qr")).screenshot()

    texts = decoders.read(chromium, picture)

    assert len(texts) == 3
    assert {codes.read(text, resident.suite.clock()).colour for text in texts.values()} == {Colour.GREEN}
    assert len(set(texts.values())) == 1

    with resident.offline():
        resident.page.reload()
        resident.sees("health.kept")
        resident.looks("4-without-a-network")
        expect(resident.page.get_by_role("img", name=resident.words("health.qr"))).to_be_visible()
        resident.page.clock.fast_forward("06:00")
        resident.sees("health.over")
        resident.looks("5-too-old")
        expect(resident.page.get_by_role("img", name=resident.words("health.qr"))).to_have_count(0)


@in_languages(quick=Language.EN)
def test_h4_a_check_in_shows_what_the_day_adds(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = settled(resident.suite, language)
    deeds.come_in(resident, who, "/health/declare")
    declare(resident, who, symptom="DRY_COUGH")
    resident.sees("health.why_yellow")
    resident.looks("3-yellow")
    resident.suite.wake()
    deeds.come_in(resident, who, "/health/code")

    resident.press("health.check_in")
    resident.fill("healthcode.temperature", "36.5")
    resident.tick(resident.words("health.none_of_these"))
    resident.fill("health.address_now", who.departure)
    resident.looks("4-check-in")
    resident.press("health.submit")

    resident.sees("health.check_in_done")
    resident.sees("health.run", done=1, days=14)
    resident.looks("5-checked-in")


@in_languages(quick=Language.ZH_HANT)
def test_h5_who_comes_from_outside_registers_and_arrives(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = settled(resident.suite, language)
    person = declared(resident.suite, who)
    deeds.come_in(resident, who, f"/health/registrations/{person}")

    resident.follow("health.kind_from-outside")
    resident.press("health.submit")
    resident.looks("1-what-is-missing")
    register(resident, who)
    resident.sees("health.planned")
    resident.looks("2-registered")
    resident.press("health.arrive")

    resident.sees("health.arrived", colour=resident.words("healthcode.colour.yellow"))
    resident.looks("3-arrived")


@in_languages(quick=Language.EN)
def test_h3_an_appeal_is_heard_by_somebody_else(visit: Visit, on_duty: Visit, language: Language) -> None:
    resident = visit(language)
    who = settled(resident.suite, language)
    person = declared(resident.suite, who)
    coughs(resident.suite, who, person)
    deeds.come_in(resident, who, "/health/code")
    resident.follow("health.appeal")
    resident.fill("health.appeal_words", "117")
    resident.looks("1-appeal")
    resident.press("health.submit")
    resident.sees("health.appealed")

    is_upheld(on_duty(language), person)

    resident.open(f"/health/person/{person}")
    resident.sees("health.appeal_upheld")
    resident.sees("healthcode.fact.WITHDRAWAL")
    resident.looks("4-upheld")


@in_languages(quick=Language.ZH_HANS)
def test_h7_a_gate_finds_a_child_by_the_proxys_phone(
    visit: Visit, at_scenes: Visit, language: Language
) -> None:
    proxy = visit(language)
    who, child = (newcomer(language, proxy.suite.today) for _ in range(2))
    deeds.come_in_by_phone(proxy, who, "/health/people")
    proxy.looks("1-nobody-yet")
    proxy.press("health.declare_other")
    declare_child(proxy, child)
    proxy.open("/health/people")
    proxy.sees("health.not_checked_in")
    proxy.looks("3-a-child")

    keeper = places.at_work(at_scenes, language, "phone", PlaceKind.CHECKPOINT)
    keeper.press("scenes.by_phone")
    keeper.fill("scenes.proxy_phone", who.phone)
    keeper.press("scenes.find")
    keeper.looks("4-found")
    keeper.page.get_by_role("listitem").get_by_role("button").first.click()
    expect(keeper.page.get_by_role("heading", name=masks.name(child.name))).to_be_visible()


def refreshes(resident: Visitor) -> None:
    """Let half of a code's life go by: another one is shown."""
    resident.page.clock.install()
    resident.page.reload()
    code = resident.page.get_by_role("img", name=resident.words("health.qr"))
    before = code.get_attribute("src") or ""
    resident.suite.clock.advance(timedelta(minutes=3, seconds=10))
    resident.page.clock.fast_forward("03:10")
    expect(code).not_to_have_attribute("src", before)


def register(resident: Visitor, who: Traveller) -> None:
    """Fill in and send the registration of somebody well who comes back next week."""
    resident.page.locator("input[name=planned_on]").fill(resident.suite.days_later(7))
    resident.fill("health.departure", who.departure)
    for value in resident.page.locator("input[type=radio][value=well], input[type=radio][value=no]").all():
        value.check()
    resident.page.locator("input[type=checkbox][value=NONE]").check()
    choose_residence(resident, who)
    resident.page.locator("input[name=isolation_days]").fill("14")
    resident.press("health.submit")


def is_upheld(officer: Visitor, person: str) -> None:
    """Let an officer who had nothing to do with it take back what was appealed against."""
    duties.come_in(officer, "health", "/staff/health/appeals")
    officer.page.locator(f"a[href*='{person}']").click()
    officer.looks("2-appeal-in-the-office")
    officer.page.get_by_role("button", name=officer.words("health.uphold")).first.click()
    officer.fill("reason.label", "117")
    officer.looks("3-decision")
    officer.press("health.uphold", within=officer.dialog)
    officer.is_told("health.done")


def declare_child(proxy: Visitor, child: Traveller) -> None:
    """Fill in and send the declaration of somebody without a phone."""
    proxy.fill("field.name", child.name)
    proxy.press("health.other_document")
    deeds.fill_in_document(proxy, child)
    proxy.fill("health.phone_other", child.mobile)
    choose_residence(proxy, child)
    for none in proxy.page.locator("input[type=checkbox][value=NONE]").all():
        none.check()
    proxy.tick(proxy.words("health.promise_other"))
    proxy.looks("2-declaration")
    proxy.press("health.submit")
    proxy.sees("healthcode.colour.green")


def choose_residence(resident: Visitor, who: Traveller) -> None:
    """Fill in where somebody lives."""
    resident.choose("healthcode.district", "futian")
    resident.choose("healthcode.street", STREET)
    resident.fill("health.address", who.departure)


def declare(resident: Visitor, who: Traveller, symptom: str = "NONE") -> None:
    """Fill in and send the declaration of somebody with or without a symptom."""
    resident.fill("field.name", who.name)
    resident.fill("health.phone", who.mobile)
    choose_residence(resident, who)
    resident.page.locator(f"input[type=checkbox][value={symptom}]").first.check()
    resident.page.locator("input[type=checkbox][value=NONE]").last.check()
    resident.tick(resident.words("health.promise_text"))
    resident.looks("2-declaration")
    resident.press("health.submit")
    resident.is_at("/health/code")
