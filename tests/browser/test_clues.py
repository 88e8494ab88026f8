"""A report reaches the grid's worker by SMS, with its photo; whoever filed it follows the progress (H13)."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from layers.i18n import Language
from tests.browser import duties
from tests.browser.cases import on_devices
from tests.browser.suite import Suite
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser

WORKER, PHONE, OFFICER = "grid", "+8613800138009", "health"
DISTRICT, STREET, GRID = "futian", "hehuachi", "jixie-1"


@on_devices(quick=Language.ZH_HANS)
def test_h13_a_report_with_a_photo_is_sent_out_and_answered(
    visit: Visit, on_duty: Visit, language: Language, size: str
) -> None:
    teller = visit(language, size)
    give_a_phone(teller.suite)
    asked = teller.suite.clock()

    number = files_a_report(teller)
    assert number in teller.suite.message(PHONE, asked)
    is_answered(on_duty(language, size), number)

    teller.fill("health.clue_number", number)
    teller.press("health.look")
    teller.sees("healthcode.clue.under-way")
    teller.looks("6-progress")


def give_a_phone(suite: Suite) -> None:
    """Let the grid's worker be reached by SMS."""
    with suite.staff("admin") as office:
        (worker,) = office.items("/v1/staff/users", username=WORKER)
        office.ask("PATCH", f"/v1/staff/users/{worker['id']}", {"phone": PHONE})


def files_a_report(teller: Visitor) -> str:
    """Tell of a gathering, without signing in, and return the number to follow it by."""
    teller.open("/health/clue")
    teller.choose("health.matter", "gathering")
    for level, region in (("district", DISTRICT), ("street", STREET), ("grid", GRID)):
        teller.choose(f"healthcode.{level}", region)
    teller.fill("health.address", "7")
    teller.fill("health.description", "30 +")
    teller.page.locator("input.picker").set_input_files(a_photo())
    teller.sees("health.photos", number=1)
    teller.solve_captcha()
    teller.looks("1-report")
    teller.press("health.submit")
    teller.sees("health.clue_filed")
    teller.looks("2-filed")
    return teller.page.locator(".code.big").inner_text()


def a_photo() -> dict[str, object]:
    """Return a photo as a telephone makes it."""
    content = BytesIO()
    Image.new("RGB", (640, 480), "#8a9").save(content, "JPEG")
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def is_answered(officer: Visitor, number: str) -> None:
    """Find a report among all of the city, look at its photo, and answer that somebody looks into it."""
    duties.come_in(officer, OFFICER, "/staff/health/clues")
    officer.looks("3-clues")
    officer.page.locator(f"a[href$='{number}']").click()
    expect(officer.page.get_by_role("img", name=officer.words("health.photo"))).to_be_visible()
    officer.looks("4-clue")
    officer.choose("health.state", "under-way")
    officer.fill("health.words", "117")
    officer.press("term.button.handle")
    officer.is_told("health.done")
    officer.sees("healthcode.clue.under-way")
    officer.looks("5-answered")
