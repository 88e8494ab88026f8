"""A browser, an emulator behind it, and people with phones and desks."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from layers.i18n import Language
from local import browser as setup
from local.fetch import ROOT
from tests.browser.browsers import launched
from tests.browser.suite import A_WEEK, Suite, started
from tests.browser.visitor import LOCALES, SIZES, Visit, Visitor
from tests.browser.words import Words, dictionary

SCREENSHOTS = ROOT / ".state/screenshots"

HEALTH = "shared/locales/health"
"""Words of health codes that every site says."""

Guests = Callable[..., Visitor]
"""Lets somebody come who reads these words, with a device of this size."""

PATIENCE = 15_000
"""Milliseconds after which something did not happen, on a machine that does other things too."""


@pytest.fixture(scope="package")
def suite() -> Iterator[Suite]:
    """One emulator for all tests of this process."""
    with started() as suite:
        yield suite


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """What drives browsers, for all tests of this process."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests of this process."""
    with launched(playwright) as browser:
        yield browser


@pytest.fixture(scope="package")
def axe() -> str:
    """The source of axe-core."""
    return setup.axe()


@pytest.fixture(scope="package")
def residents_words() -> dict[Language, Words]:
    """The sentences of the residents' site."""
    folders = (f"residents/locales/{name}" for name in ("site", "own", "vaccine", "health", "exchange"))
    return dictionary(*folders, HEALTH, check="check/locales/check")


@pytest.fixture(scope="package")
def console_words() -> dict[Language, Words]:
    """The sentences of the staff console."""
    folders = (f"console/locales/{name}" for name in ("site", "work", "vaccine", "health", "exchange"))
    return dictionary(*folders, HEALTH)


@pytest.fixture(scope="package")
def scenes_words() -> dict[Language, Words]:
    """The sentences of the pages of gates and other scenes."""
    return dictionary("residents/locales/site", "scenes/locales/scenes", HEALTH)


@pytest.fixture
def guests(suite: Suite, chromium: Browser, axe: str, request: pytest.FixtureRequest) -> Iterator[Guests]:
    """Let people come, on a day of this test's own; nothing may have gone wrong for them."""
    suite.wake(A_WEEK)
    album = SCREENSHOTS / request.node.originalname
    came: list[Visitor] = []

    def come(
        words: Words, size: str, browser: Browser = chromium, at: Suite = suite, **options: Any
    ) -> Visitor:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=LOCALES[words.language],
            has_touch=size == "phone",
            is_mobile=size == "phone",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        came.append(Visitor(at, context, words, axe, album / f"{words.language}-{size}"))
        return came[-1]

    yield come
    complaints = [each for visitor in came for each in visitor.watch.complaints]
    for visitor in came:
        visitor.leave()
    assert complaints == []


@pytest.fixture
def visit(guests: Guests, residents_words: dict[Language, Words]) -> Visit:
    """Let residents come to their site."""

    def come(language: Language = Language.ZH_HANS, size: str = "phone", **options: Any) -> Visitor:
        return guests(residents_words[language], size, **options)

    return come


@pytest.fixture
def on_duty(guests: Guests, console_words: dict[Language, Words]) -> Visit:
    """Let staff come to their console."""

    def come(language: Language = Language.ZH_HANS, size: str = "desktop", **options: Any) -> Visitor:
        return guests(console_words[language], size, **options)

    return come


@pytest.fixture
def at_scenes(guests: Guests, scenes_words: dict[Language, Words]) -> Visit:
    """Let people who work at gates and other scenes come to their pages."""

    def come(language: Language = Language.ZH_HANS, size: str = "phone", **options: Any) -> Visitor:
        return guests(scenes_words[language], size, **options)

    return come
