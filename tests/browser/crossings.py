"""What people do who cross a border, one function for each thing people would call one."""

from io import BytesIO

import qrcode
from playwright.sync_api import FilePayload, expect

from tests.browser.border import inside, solve_captcha
from tests.browser.suite import Suite
from tests.browser.travellers import STREET, Traveller, calling
from tests.browser.visitor import Visitor


def fill_in_application(leaving: Visitor, who: Traveller) -> None:
    """Fill in what isn't known of somebody who applies for the other side's code."""
    expect(leaving.field("field.name")).to_have_value(who.name)
    leaving.fill("exchange.phone", who.phone)
    answer_no(leaving)
    leaving.page.locator(".consent input").check()


def fill_in_itinerary(coming: Visitor, who: Traveller) -> None:
    """Fill in whose document it is, where they go, and the questions."""
    coming.page.locator("select[name=nationality]").select_option(who.nationality)
    coming.page.locator("input[name=number]").fill(who.number)
    coming.fill("field.born", who.born.isoformat())
    coming.choose("healthcode.district", "futian")
    coming.choose("healthcode.street", STREET)
    coming.fill("exchange.address", "8")
    answer_no(coming)
    coming.page.locator(".consent input").check()


def send(coming: Visitor, holder: Traveller) -> None:
    """Have a code sent to a phone, and send the itinerary with it."""
    coming.choose("field.mobile_region", "HK")
    coming.fill("field.mobile", holder.mobile)
    solve_captcha(coming)
    asked = coming.suite.clock()
    coming.press("field.send_code")
    coming.fill("field.code", coming.suite.code(holder.phone, asked))
    coming.press("health.submit")


def answer_no(visitor: Visitor) -> None:
    """Answer the three questions."""
    for each in visitor.page.locator("input[type=radio][value=no]").all():
        each.check()


def person_of(visitor: Visitor) -> str:
    """Return the person whose code the page shows, once it does."""
    expect(visitor.page.locator("img.qr")).to_be_visible()
    return visitor.page.url.rsplit("/", 1)[1]


def scannable(side: Suite, who: Traveller, person: str) -> bytes:
    """Let somebody apply on a side, and return the picture of the code that they are given."""
    form = {
        "partner": "guangdong",
        "name": who.name,
        "birth_date": who.born.isoformat(),
        "document_type": who.document_type,
        "number": who.number,
        "phone": who.phone,
        "answers": {"symptoms": False, "contact": False, "travel": False},
        "agreed": True,
    }
    with inside(side), calling(side, who) as caller:
        made = caller.ask("POST", f"/v1/me/health/people/{person}/exchange/hand-overs", form)
    photo = BytesIO()
    qrcode.make(made["address"]).save(photo)
    return photo.getvalue()


def show(visitor: Visitor, photo: bytes) -> None:
    """Hold a picture up to the page's scanner."""
    file = FilePayload(name="code.png", mimeType="image/png", buffer=photo)
    visitor.page.locator("input.scanner-file").set_input_files(file)
