"""A resident declares, shows the code, without a network too, and checks in (H1, H4, H6)."""

import pytest
from playwright.sync_api import Browser, expect

from functions.healthcode import codes
from functions.healthcode.rules import Colour
from layers.i18n import Language
from tests.browser import decoders, deeds
from tests.browser.cases import in_languages
from tests.browser.travellers import Traveller, settled
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
    resident.keep_the_site()
    picture = resident.page.get_by_role("img", name=resident.words("health.qr")).screenshot()

    texts = decoders.read(chromium, picture)

    assert len(texts) == 3
    assert {codes.read(text, resident.suite.clock()).colour for text in texts.values()} == {Colour.GREEN}
    assert len(set(texts.values())) == 1

    with resident.offline():
        resident.page.clock.install()
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


def declare(resident: Visitor, who: Traveller, symptom: str = "NONE") -> None:
    """Fill in and send the declaration of somebody with or without a symptom."""
    resident.fill("field.name", who.name)
    resident.fill("health.phone", who.mobile)
    resident.choose("healthcode.district", "futian")
    resident.choose("healthcode.street", "beigang")
    resident.fill("health.address", who.departure)
    resident.page.locator(f"input[type=checkbox][value={symptom}]").first.check()
    resident.page.locator("input[type=checkbox][value=NONE]").last.check()
    resident.tick(resident.words("health.promise_text"))
    resident.looks("2-declaration")
    resident.press("health.submit")
    resident.is_at("/health/code")
