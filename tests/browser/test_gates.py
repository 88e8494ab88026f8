"""A gate is enrolled, scans, goes on without a network, and uploads every pass once (H6, H8, W3)."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, Route, expect

from functions.healthcode.scenes import store_passes
from functions.healthcode.scenes.kinds import PlaceKind
from layers.i18n import Language
from tests.browser import deeds, places
from tests.browser.browsers import launched
from tests.browser.cases import in_languages
from tests.browser.films import FAKE_CAMERA, filmed
from tests.browser.travellers import STREET, declared, newcomer, settled
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser

SENSES = """
  window.felt = [];
  window.heard = [];
  navigator.vibrate = pattern => felt.push(pattern.length);
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (at) {
    heard.push(this.frequency.value);
    start.call(this, at);
  };
"""
"""Notes how a device shook and sounded."""

PASSED, STOPPED = ([1], [880]), ([1, 5], [880, 220, 220, 220])
A_CODES_LIFE = timedelta(minutes=5)


@in_languages(quick=Language.ZH_HANS)
def test_h8_passes_of_a_gate_are_neither_lost_nor_doubled(
    visit: Visit, at_scenes: Visit, playwright: Playwright, language: Language, tmp_path: Path
) -> None:
    resident = visit(language)
    who = settled(resident.suite, language)
    declared(resident.suite, who)
    deeds.come_in(resident, who, "/health/code")
    film = filmed(resident.page.locator("img.qr"), tmp_path)

    with launched(playwright, *FAKE_CAMERA, film) as browser:
        keeper = at_scenes(language, browser=browser)
        keeper.context.add_init_script(SENSES)
        keeper.open("/gate")
        keeper.looks("1-sign-in")
        places.sign_in(keeper, newcomer(language, keeper.suite.today))
        keeper.sees("scenes.no_places")
        enrol(keeper)
        places.admit(keeper.suite)
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
        assert sensed(keeper) == PASSED
        keeper.keep_the_site()

        with keeper.offline():
            keeper.press("scenes.next")
            note(keeper, "38.2")
            keeper.sees("scenes.stop_FEVER")
            assert sensed(keeper) == STOPPED
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


@in_languages(quick=Language.ZH_HANT)
def test_h6_a_screenshot_is_stopped_once_its_life_is_over(at_scenes: Visit, language: Language) -> None:
    keeper = places.at_work(at_scenes, language, "phone", PlaceKind.CHECKPOINT)
    who = settled(keeper.suite, language)
    declared(keeper.suite, who)
    picture = places.screenshot(keeper.suite, who)

    keeper.suite.clock.advance(A_CODES_LIFE)
    keeper.page.reload()
    keeper.sees("scenes.clock_SERVER")
    places.show(keeper, picture)

    keeper.sees("scenes.stop_OLD_CODE")
    keeper.looks("1-too-old")


@in_languages(quick=Language.EN)
def test_h8_passes_on_the_device_outlive_their_workers_place(at_scenes: Visit, language: Language) -> None:
    worker = at_scenes(language)
    suite = worker.suite
    who, keeper, leaver = settled(suite, language), *(newcomer(language, suite.today) for _ in range(2))
    declared(suite, who)
    place = places.enrolled(suite, keeper, PlaceKind.CHECKPOINT, "Gate 1")
    places.admit(suite)
    places.joined(suite, place, keeper, leaver)
    places.sign_in(worker, leaver)
    worker.press("scenes.work_CHECKPOINT")
    worker.sees("scenes.clock_SERVER")
    places.scan(worker, who)

    with worker.offline():
        note(worker, "36.6")
        worker.sees("scenes.queued", number=1)
        places.removed(suite, place, keeper, leaver)
        worker.follow("app.back")

    worker.sees("scenes.left_passes")
    worker.sees("scenes.uploaded")
    worker.looks("1-uploaded")
    kept = store_passes.of_gate(place, suite.today, None, limit=2)
    assert [float(each.temperature) for each in kept] == [36.6]


def sensed(keeper: Visitor) -> tuple[list[int], list[int]]:
    """Return how the device shook and sounded so far."""
    felt, heard = keeper.page.evaluate("() => [felt, heard]")
    return felt, heard


def enrol(keeper: Visitor) -> None:
    """Enrol a gate of an estate."""
    keeper.press("scenes.enrol")
    for value in ("CHECKPOINT", "ESTATE"):
        keeper.page.locator(f"input[type=radio][value={value}]").check()
    keeper.fill("scenes.name", "Gate 1")
    keeper.choose("healthcode.district", "futian")
    keeper.choose("healthcode.street", STREET)
    keeper.fill("scenes.address", "8")
    keeper.fill("scenes.contact", "A. Ho")
    keeper.looks("2-enrolment")
    keeper.press("scenes.submit")
    keeper.sees("scenes.state_WAITING")


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
