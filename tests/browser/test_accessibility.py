"""For everybody: by keyboard alone, by screen reader, enlarged, without motion (W1, WCAG 2.2 AA)."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from layers.i18n import Language
from tests.browser import deeds
from tests.browser.cases import in_languages
from tests.browser.suite import OPENS
from tests.browser.travellers import PASSWORD, applied, booked, settled
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser

PUBLIC = [
    "/login",
    "/register",
    "/forgot",
    "/results",
    "/fairness",
    "/guide",
    "/check.html",
    "/password#token",
]
OWN = [
    *("/", "/profile", "/cohabitants", "/cohabitants/new", "/apply", "/draws", "/standby", "/bookings"),
    *("/slip", "/entry", "/no-shows", "/account", "/document", "/correction"),
]
MANY = 60
"""More than any page has controls."""

AriaRole = Literal["button", "checkbox", "link", "textbox"]


@in_languages(quick=Language.EN)
def test_w1_at_four_hundred_per_cent_nothing_is_cut_off(visit: Visit, language: Language) -> None:
    resident = visit(language, "narrow")
    walk_through(resident, "400")


@in_languages(quick=Language.ZH_HANT)
def test_w1_with_large_type(visit: Visit, language: Language) -> None:
    resident = visit(language)
    resident.open("/login")
    before = font_size(resident.page)

    resident.press("app.large")
    expect(resident.page.get_by_role("button", name=resident.words("app.large"))).to_have_attribute(
        "aria-pressed", "true"
    )
    assert font_size(resident.page) >= 1.3 * before
    walk_through(resident, "large")


def walk_through(resident: Visitor, how: str) -> None:
    """Look at every page, signed out and in, with something on each."""
    language = resident.words.language
    who = settled(resident.suite, language, with_mother=True)
    resident.suite.at(OPENS)
    applied(resident.suite, who, resident.suite.days_later(1))
    booked(resident.suite, who, resident.suite.days_later(0))
    for number, path in enumerate(PUBLIC):
        resident.open(path)
        resident.looks(f"{how}-{number:02}-{name_of(path)}")
    deeds.come_in(resident, who)
    for number, path in enumerate(OWN, start=len(PUBLIC)):
        resident.open(path)
        resident.looks(f"{how}-{number:02}-{name_of(path)}")


def name_of(path: str) -> str:
    return path.strip("/").replace("/", "-").partition("#")[0] or "home"


def font_size(page: Page) -> float:
    """Return the size of plain text in CSS pixels."""
    return float(page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)"))


def test_w1_another_language_is_chosen_and_kept(visit: Visit) -> None:
    resident = visit(Language.ZH_HANS)
    resident.open("/guide")
    html = resident.page.locator("html")
    expect(html).to_have_attribute("lang", "zh-Hans")

    resident.page.get_by_role("button", name="English").click()
    expect(resident.page.get_by_role("heading", level=1)).to_have_text("Guide")
    resident.page.reload()
    expect(html).to_have_attribute("lang", "en")
    expect(resident.page.get_by_role("heading", level=1)).to_have_text("Guide")


def test_w1_an_application_by_keyboard_alone(visit: Visit) -> None:
    resident = visit(Language.EN, "desktop")
    who = settled(resident.suite, Language.EN)
    resident.suite.at(OPENS)
    resident.open("/login")
    keys = resident.page.keyboard

    tab_to(resident, "textbox", "field.number")
    keys.type(who.number)
    tab_to(resident, "textbox", "field.password")
    keys.type(PASSWORD)
    tab_to(resident, "textbox", "field.captcha")
    keys.type(resident.read_captcha())
    keys.press("Enter")
    resident.is_at("/")

    tab_to(resident, "link", "menu.APPLY")
    keys.press("Enter")
    resident.is_at("/apply")
    expect(resident.page.get_by_role("heading", level=1)).to_be_focused()
    tab_to(resident, "checkbox", "apply.select_all")
    keys.press("Space")
    resident.sees("apply.selected", count=6)
    tab_to(resident, "button", "apply.submit")
    keys.press("Enter")

    resident.is_at("/apply/confirm")
    tab_to(resident, "textbox", "field.captcha")
    keys.type(resident.read_captcha())
    tab_to(resident, "button", "confirm.submit")
    keys.press("Space")
    resident.sees("receipt.done")


def test_w1_a_dialog_keeps_the_focus_and_gives_it_back(visit: Visit) -> None:
    resident = visit(Language.EN, "desktop")
    who = settled(resident.suite, Language.EN)
    resident.suite.at(OPENS)
    applied(resident.suite, who, resident.suite.days_later(1))
    deeds.come_in(resident, who, "/apply")
    dialog, keys = resident.page.get_by_role("dialog"), resident.page.keyboard

    opener = tab_to(resident, "button", "apply.withdraw")
    keys.press("Enter")
    expect(dialog).to_be_visible()
    expect(dialog).to_have_accessible_name(resident.words("apply.withdraw_sure"))
    for _ in range(5):
        assert dialog.evaluate(
            "each => each.contains(document.activeElement) || document.activeElement === document.body"
        )
        keys.press("Tab")
    keys.press("Escape")

    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_w1_a_screen_reader_is_told_what_is_wrong_and_where(visit: Visit) -> None:
    resident = visit(Language.ZH_HANS)
    resident.open("/login")
    expect(resident.field("field.number")).to_be_visible()
    resident.page.keyboard.press("Tab")
    expect(resident.page.get_by_role("link", name=resident.words("app.skip"))).to_be_focused()

    resident.press("login.submit")
    expect(resident.page.get_by_role("alert")).to_have_text(resident.words("error.summary"))
    number = resident.field("field.number")
    expect(number).to_be_focused()
    expect(number).to_have_attribute("aria-invalid", "true")
    expect(number).to_have_accessible_description(resident.words("error.required"))

    resident.follow("login.register")
    expect(resident.page).to_have_title(re.compile(f"^{resident.words('register.title')} "))
    expect(resident.page.get_by_role("heading", level=1)).to_be_focused()


def test_w1_who_wants_no_motion_gets_none(visit: Visit) -> None:
    resident = visit(reduced_motion="reduce")
    resident.page.route(
        "**/v1/lottery/periods?*", lambda _route: None
    )  # never answered: the page goes on loading

    resident.open("/results")
    expect(resident.page.locator("main").get_by_role("status")).to_be_visible()

    longest = (
        "() => Math.max(0, ...document.getAnimations().map(each => each.effect.getComputedTiming().duration))"
    )
    assert resident.page.evaluate(longest) < 1


def tab_to(resident: Visitor, role: AriaRole, key: str) -> Locator:
    """Press the tabulator key until this control has the focus, which has to show."""
    control = resident.page.get_by_role(role, name=resident.words(key)).first
    expect(control).to_be_visible()
    for _ in range(MANY):
        if control.evaluate("each => each === document.activeElement"):
            outline = control.evaluate("each => getComputedStyle(each).outlineStyle")
            assert outline != "none", f"the focus on {key} does not show"
            return control
        resident.page.keyboard.press("Tab")
    raise AssertionError(f"{key} can't be reached by keyboard")
