"""Somebody in front of a device, and what they do with a page."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Locator, expect

from layers.i18n import Language
from local.day.http import captcha_answer
from tests.browser import scrutiny
from tests.browser.suite import Suite
from tests.browser.watch import Watch
from tests.browser.words import Said, Words

SIZES = {"phone": (390, 844), "desktop": (1366, 900), "narrow": (320, 256)}
"""Width and height in CSS pixels; the last is a desk at 400%, by WCAG 1.4.10."""

LOCALES = {Language.ZH_HANS: "zh-CN", Language.ZH_HANT: "zh-HK", Language.EN: "en-GB", Language.PT: "pt-PT"}


class Visitor:
    """A person who reads one language on one device; `pictures` begins the names of what is kept of it."""

    def __init__(self, suite: Suite, context: BrowserContext, words: Words, axe: str, pictures: Path) -> None:
        self.suite = suite
        self.context = context
        self.words = words
        self.watch = Watch(context, suite.address)
        self.page = context.new_page()
        self._axe = axe
        self._pictures = pictures

    def leave(self) -> None:
        """Put the device away, if it isn't gone already."""
        with suppress(Error):
            self.context.unroute_all(behavior="ignoreErrors")
            self.context.close()

    # What people do

    def open(self, path: str) -> None:
        """Type an address of the site."""
        self.page.goto(self.suite.address + path)

    def press(self, key: str, within: Locator | None = None) -> None:
        """Press the button that says this."""
        (within or self.page).get_by_role("button", name=self.words(key), exact=True).click()

    def follow(self, key: str, within: Locator | None = None) -> None:
        """Follow the link that says this."""
        (within or self.page).get_by_role("link", name=self.words(key)).first.click()

    def fill(self, key: str, value: str) -> None:
        """Type into the field of this label."""
        self.field(key).fill(value)

    def choose(self, key: str, value: str, within: Locator | None = None) -> None:
        """Choose from the list of this label."""
        (within or self.page).get_by_role("combobox", name=self.words(key), exact=True).select_option(value)

    def tick(self, label: Said) -> None:
        """Tick the box of this label."""
        self.page.get_by_role("checkbox", name=label).check()

    def solve_captcha(self) -> None:
        """Type what the image shows."""
        self.fill("field.captcha", self.read_captcha())

    def read_captcha(self) -> str:
        """Return what the image shows, once no other one is on its way.

        The image says which captcha it is: that of a page left in a hurry may come after the next page's.
        """
        image = self.page.locator(".captcha img")
        self.suite.until("the captcha came", lambda: image.count() > 0 and not self.watch.is_waiting)
        return captcha_answer(self.watch.captchas[image.get_attribute("src") or ""])

    @contextmanager
    def trouble(self) -> Iterator[None]:
        """Take failed requests for granted for a while; the test makes them fail."""
        self.watch.expects_failures = True
        yield
        self.watch.expects_failures = False

    @contextmanager
    def offline(self) -> Iterator[None]:
        """Be without a network for a while."""
        with self.trouble():
            self.context.set_offline(True)
            yield
            self.context.set_offline(False)

    def keep_the_site(self) -> None:
        """Wait until the site's own files are kept on the device."""
        self.page.evaluate("() => navigator.serviceWorker.ready")
        self.page.wait_for_function("() => navigator.serviceWorker.controller")

    # What they see

    def field(self, key: str) -> Locator:
        """Return the text field of this label."""
        return self.page.get_by_role("textbox", name=self.words(key), exact=True)

    @property
    def dialog(self) -> Locator:
        """The dialog that stands over the page."""
        return self.page.get_by_role("dialog")

    def fact(self, key: str) -> str:
        """Return what stands beside this name in a list of facts."""
        name = self.page.locator("dt").get_by_text(self.words(key), exact=True).first
        return name.locator("xpath=following-sibling::dd[1]").inner_text()

    def sees(self, key: str, **values: object) -> None:
        """Wait until the page's content says this."""
        expect(self.page.locator("main").get_by_text(self.words(key, **values)).first).to_be_visible()

    def is_told(self, key: str, **values: object) -> None:
        """Wait until a message says this, wherever on the page."""
        expect(self.page.get_by_text(self.words(key, **values)).first).to_be_visible()

    def is_at(self, path: str) -> None:
        """Wait until the address is this."""
        expect(self.page).to_have_url(re.compile(rf"{re.escape(self.suite.address + path)}(?:[?#].*)?$"))

    def looks(self, step: str) -> None:
        """Keep a picture of the page, and complain of whatever is wrong with it."""
        self._wait_until_calm()
        whole = not self.dialog.is_visible()  # what lies below a dialog isn't dimmed
        file = self._pictures.with_name(f"{self._pictures.name}-{step}.png")
        self.page.screenshot(path=file, full_page=whole, animations="disabled")
        found = scrutiny.faults(self.page, self.words, self._axe)
        self.watch.complaints += [f"{step}: {each}" for each in found]

    def _wait_until_calm(self) -> None:
        """Wait until all has come, twice in a row: what has come may ask for more."""
        calm = 0
        while calm < 2:
            scrutiny.wait_until_calm(self.page)
            self.page.wait_for_timeout(50)
            calm = 0 if self.watch.is_waiting else calm + 1


Visit = Callable[..., Visitor]
"""Lets somebody come: language and size of the device, and what Playwright knows of browser contexts."""
