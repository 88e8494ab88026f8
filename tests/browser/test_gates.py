"""A gate is enrolled, scans, goes on without a network, and uploads every pass once (H6, H8, W3)."""

import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, Route, expect

from layers.i18n import Language
from tests.browser import deeds
from tests.browser.browsers import launched
from tests.browser.cases import in_languages
from tests.browser.films import FAKE_CAMERA, filmed
from tests.browser.suite import Suite
from tests.browser.travellers import Traveller, calling, newcomer, settled
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser


@in_languages(quick=Language.ZH_HANS)
def test_h8_passes_of_a_gate_are_neither_lost_nor_doubled(
    visit: Visit, at_scenes: Visit, playwright: Playwright, language: Language, tmp_path: Path
) -> None:
    resident = visit(language)
    who = settled(resident.suite, language)
    declare(resident.suite, who)
    deeds.come_in(resident, who, "/health/code")
    film = filmed(resident.page.locator("img.qr"), tmp_path)

    with launched(playwright, *FAKE_CAMERA, film) as browser:
        keeper = at_scenes(language, browser=browser)
        sign_in(keeper, newcomer(language, keeper.suite.today))
        enrol(keeper)
        admit(keeper.suite)
        keeper.page.reload()
        keeper.press("scenes.work_CHECKPOINT")
        keeper.sees("scenes.clock_SERVER")
        keeper.looks("3-ready")

        keeper.press("scan.start")
        with keeper.trouble():
            lose_one_answer(keeper)
            note(keeper, "36.6")
            keeper.sees("scenes.noted")
            keeper.sees("scenes.queued", number=1)
            keeper.looks("5-pass")
        keeper.keep_the_site()

        with keeper.offline():
            keeper.press("scenes.next")
            note(keeper, "38.2")
            keeper.sees("scenes.stop_FEVER")
            keeper.sees("scenes.queued", number=2)
            keeper.looks("6-stop-without-a-network")
            keeper.page.reload()
            keeper.sees("scenes.queued", number=2)
            # This device's own clock is far ahead of the suite's: its keys count as old.
            keeper.sees("scenes.unreadable_stale")
            keeper.looks("7-opened-without-a-network")

        keeper.sees("scenes.uploaded")
        keeper.sees("scenes.clock_SERVER")
        keeper.page.get_by_text(keeper.words("scenes.today")).click()
        expect(keeper.page.get_by_text("℃")).to_have_count(2)
        keeper.looks("8-passes")


def declare(suite: Suite, who: Traveller) -> None:
    """Let somebody healthy declare themselves."""
    form = {
        "name": who.name,
        "nationality": who.nationality,
        "document_type": who.document_type,
        "number": who.number,
        "phone": who.mobile,
        "region": "beigang",
        "address": who.departure,
        "promise": True,
    }
    with calling(suite, who) as caller:
        caller.ask("POST", "/v1/me/health/declarations", form, key=secrets.token_hex(8))


def sign_in(keeper: Visitor, who: Traveller) -> None:
    """Sign in by a code to the phone."""
    keeper.open("/gate")
    keeper.choose("field.mobile_region", "HK")
    keeper.fill("field.mobile", who.mobile)
    keeper.solve_captcha()
    keeper.looks("1-sign-in")
    asked = keeper.suite.clock()
    keeper.press("field.send_code")
    keeper.fill("field.code", keeper.suite.code(who.phone, asked))
    keeper.press("login.submit")
    keeper.sees("scenes.no_places")


def enrol(keeper: Visitor) -> None:
    """Enrol a gate of an estate."""
    keeper.press("scenes.enrol")
    for value in ("CHECKPOINT", "ESTATE"):
        keeper.page.locator(f"input[type=radio][value={value}]").check()
    keeper.fill("scenes.name", "Gate 1")
    keeper.choose("healthcode.district", "futian")
    keeper.choose("healthcode.street", "beigang")
    keeper.fill("scenes.address", "8")
    keeper.fill("scenes.contact", "A. Ho")
    keeper.looks("2-enrolment")
    keeper.press("scenes.submit")
    keeper.sees("scenes.state_WAITING")


def admit(suite: Suite) -> None:
    """Let staff admit the places that wait."""
    with suite.staff("admin") as office:
        for place in list(office.items("/v1/staff/health/places/waiting")):
            decision = {"state": "APPROVED", "reason": "seen"}
            office.ask("PUT", f"/v1/staff/health/places/{place['place']}/state", decision)


def note(keeper: Visitor, temperature: str) -> None:
    """Wait until the camera has seen the code, and note the pass."""
    keeper.fill("healthcode.temperature", temperature)
    for value in ("IN", "WORK"):
        keeper.page.locator(f"input[type=radio][value={value}]").check()
    keeper.looks(f"4-seen-{temperature}")
    keeper.press("scenes.submit")


def lose_one_answer(keeper: Visitor) -> None:
    """Let the next upload arrive, but not its answer: it has to be sent again."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    keeper.context.route("**/passes", lose, times=1)
