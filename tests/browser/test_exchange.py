"""Codes are exchanged with another region, both ways, and certificates from abroad are checked (X1-X5)."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

import pytest
from playwright.sync_api import expect

from layers.i18n import WHOLE, Language
from tests.abroad import EXAMPLE_ISSUER, EXAMPLE_KEYS, SHARED
from tests.browser import crossings, deeds
from tests.browser.border import Border, beside, green, inside
from tests.browser.cases import DEVICES, in_languages, on_devices
from tests.browser.conftest import Guests
from tests.browser.suite import Suite
from tests.browser.travellers import Traveller, declared, newcomer, registered
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser

CARDS = SHARED / "smart-health-cards"
CARD = CARDS / "test-example-00-g-qr-code-0-scaled-85.jpg"
CORRUPTED = CARDS / "test-example-00-g-qr-code-0-corrupted.png"
HOLDER, BORN = "John B. Anyperson", "1951-01-20"
"""Whom the card is about."""

QUICK = (Language.ZH_HANS, "phone")
READERS = [
    pytest.param(*each, marks=[] if each == QUICK else [pytest.mark.slow])
    for each in product(Language, DEVICES)
]
"""Who reads Portuguese does so in Macau; in Guangdong they read English."""

Come = Callable[[Suite, Language, str], Visitor]
"""Lets residents come to the site of a side, who read a language on a device of a size."""


@pytest.fixture(scope="module")
def sides(suite: Suite) -> Iterator[Border]:
    """Both sides of the border, for all tests of this file."""
    with beside(suite) as border:
        yield border


@pytest.fixture(scope="module")
def holder(suite: Suite) -> tuple[Traveller, str]:
    """The one whom the card is about, with a code, and their person's id; its issuer is trusted."""
    trust(suite)
    who = replace(newcomer(Language.EN, suite.today), name=HOLDER)
    registered(suite, who, Language.EN)
    return who, declared(suite, who)


@pytest.fixture
def border(sides: Border, guests: Guests) -> Border:  # noqa: ARG001  with the guests the day begins
    """The border on the test's day."""
    sides.open()
    return sides


@pytest.fixture
def at(border: Border, visit: Visit) -> Come:
    """Let residents come to the site of a side."""

    def come(side: Suite, language: Language, size: str) -> Visitor:
        spoken = language if side is border.macau or language in WHOLE else Language.EN
        return visit(spoken, size, at=side)

    return come


@pytest.mark.parametrize(("language", "size"), READERS)
def test_x1_x2_x4_from_guangdong_to_macau_and_withdrawn_on_either_side(
    border: Border, at: Come, language: Language, size: str
) -> None:
    leaving, coming = at(border.guangdong, language, size), at(border.macau, language, size)

    crosses(leaving, coming)
    withdraws(leaving, coming)


@pytest.mark.slow
@pytest.mark.parametrize(("language", "size"), list(product(Language, DEVICES)))
def test_x1_x2_from_macau_to_guangdong(border: Border, at: Come, language: Language, size: str) -> None:
    crosses(at(border.macau, language, size), at(border.guangdong, language, size))


@on_devices(quick=Language.EN)
def test_x2_a_scanned_token_is_good_for_its_bearer_and_once(
    border: Border, at: Come, language: Language, size: str
) -> None:
    leaving, coming = at(border.macau, language, size), at(border.guangdong, language, size)
    who, person = green(border.macau, leaving)
    photo = crossings.scannable(border.macau, who, person)
    coming.open("/exchange/arrive")
    coming.looks("1-nothing-yet")

    crossings.show(coming, photo)
    coming.sees("exchange.transfer")
    coming.press("health.submit")
    coming.looks("2-what-is-missing")
    crossings.fill_in_itinerary(coming, who)
    coming.page.locator("input[name=number]").fill("H30999999")
    crossings.send(coming, newcomer(coming.words.language, border.guangdong.today))
    coming.sees("exchange.differs_token")
    coming.looks("3-another-person")
    coming.page.locator("input[name=number]").fill(who.number)
    coming.press("health.submit")
    coming.is_at(f"/health/code/{crossings.person_of(coming)}")

    coming.open("/exchange/arrive")
    crossings.show(coming, photo)
    coming.sees("exchange.refused_used")
    coming.looks("4-used")


@in_languages(quick=Language.ZH_HANT)
def test_x2_a_card_from_abroad_is_checked_kept_and_withdrawn(
    visit: Visit, holder: tuple[Traveller, str], language: Language
) -> None:
    resident = visit(language)
    who, person = holder
    deeds.come_in(resident, who, f"/exchange/certificates/{person}")

    resident.press("abroad.submit")
    resident.looks("1-what-is-missing")
    resident.page.locator("input.scanner-file[accept='image/*']").set_input_files(CORRUPTED)
    resident.sees("scan.unread")
    resident.page.locator("input.scanner-file[accept='image/*']").set_input_files(CARD)
    resident.sees("abroad.read")
    resident.fill("field.born", "1951-01-21")
    resident.press("abroad.submit")
    expect(resident.page.get_by_role("alert")).to_be_visible()
    resident.looks("2-another-person")
    resident.fill("field.born", BORN)
    resident.press("abroad.submit")
    resident.sees("abroad.kept")
    resident.looks("3-kept")

    resident.open("/health/code")
    resident.sees("health.issued_abroad")
    resident.looks("4-beside-the-code")
    resident.open(f"/exchange/certificates/{person}")
    resident.press("exchange.withdraw")
    resident.looks("5-sure")
    resident.press("exchange.withdraw", within=resident.dialog)
    resident.sees("abroad.none")


def crosses(leaving: Visitor, coming: Visitor) -> None:
    """Apply on one side, follow the link to the other, and have a code there."""
    who, _ = green(leaving.suite, leaving)
    with inside(leaving.suite):
        deeds.come_in(leaving, who, "/health/code")
    leaving.follow("health.apply_abroad")
    leaving.press("exchange.next")
    leaving.looks("1-notice")
    leaving.tick(leaving.words("exchange.read"))
    leaving.press("exchange.next")
    crossings.fill_in_application(leaving, who)
    leaving.looks("2-application")
    leaving.page.clock.install()
    leaving.press("exchange.submit")
    leaving.sees("exchange.made")
    leaving.looks("3-hand-over")
    link = leaving.page.get_by_role("link", name=leaving.words("exchange.go")).get_attribute("href") or ""
    leaving.page.clock.fast_forward("11:00")
    leaving.sees("exchange.over")

    coming.page.goto(link)
    coming.sees("exchange.transfer")
    expect(coming.page).to_have_url(f"{coming.suite.address}/exchange/arrive")
    coming.looks("4-arrival")
    crossings.fill_in_itinerary(coming, who)
    again = newcomer(coming.words.language, coming.suite.today)
    asked = coming.suite.clock()
    crossings.send(coming, again)
    coming.is_at(f"/health/code/{crossings.person_of(coming)}")
    coming.sees("health.test_from")
    coming.looks("5-code")
    assert f"{coming.suite.address}/health" in coming.suite.message(again.phone, asked)


def withdraws(leaving: Visitor, coming: Visitor) -> None:
    """Withdraw on either side what was handed over."""
    for visitor, sure in ((leaving, "6-sure"), (coming, "7-sure")):
        visitor.open("/exchange/records")
        visitor.page.locator(".card button").first.click()
        visitor.looks(sure)
        visitor.press("exchange.withdraw", within=visitor.dialog)
        visitor.sees("exchange.withdrawn")
        visitor.sees("exchange.state_withdrawn")
    coming.looks("8-withdrawn")


def trust(suite: Suite) -> None:
    """Let staff trust the issuer of the framework's examples."""
    issuer = {"kind": "SMART_HEALTH_CARD", "country": "US", "names": {"zh-Hans": "Example Issuer"}}
    form = {**issuer, "address": EXAMPLE_ISSUER, "key_set": json.dumps(EXAMPLE_KEYS)}
    with suite.staff("admin") as caller:
        caller.ask("POST", "/v1/staff/health/issuers", {"issuers": [form], "reason": "agreed"})
