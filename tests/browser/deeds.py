"""What residents do on their site, one function for each thing people would call one."""

from datetime import date

from playwright.sync_api import expect

from functions.auth.household import Ground, Relation
from tests.browser.travellers import PASSWORD, Traveller
from tests.browser.visitor import Visitor


def register(visitor: Visitor, who: Traveller, password: str = PASSWORD) -> None:
    """Fill in and send the registration."""
    fill_in_document(visitor, who)
    visitor.fill("field.password", password)
    visitor.fill("field.confirmation", password)
    visitor.tick(visitor.words("field.consent"))
    visitor.solve_captcha()
    visitor.press("register.submit")


def sign_in(visitor: Visitor, who: Traveller, password: str = PASSWORD) -> None:
    """Sign in by document on the sign-in page, from wherever it was opened."""
    visitor.choose("field.document_type", who.document_type)
    visitor.fill("field.number", who.number)
    visitor.fill("field.password", password)
    visitor.solve_captcha()
    visitor.press("login.submit")


def begin_by_phone(visitor: Visitor, who: Traveller) -> None:
    """Open the sign-in page and fill in all that a code is sent for."""
    visitor.open("/login")
    visitor.press("login.by_phone")
    visitor.fill("field.mobile", who.mobile)
    visitor.solve_captcha()


def come_in_by_phone(visitor: Visitor, who: Traveller, path: str) -> None:
    """Sign in by a code to the phone, and open a page of one's own."""
    begin_by_phone(visitor, who)
    asked = visitor.suite.clock()
    visitor.press("field.send_code")
    visitor.fill("field.code", visitor.suite.code(who.phone, asked))
    visitor.press("login.submit")
    visitor.is_at("/")
    visitor.open(path)


def come_in(visitor: Visitor, who: Traveller, path: str = "/") -> None:
    """Open a page of one's own: signed out by now, sign in first."""
    visitor.open(path)
    visitor.is_at("/login")
    sign_in(visitor, who)
    visitor.is_at(path)


def fill_in_document(visitor: Visitor, who: Traveller) -> None:
    """Fill in nationality, document type and number."""
    visitor.choose("field.nationality", who.nationality)
    visitor.choose("field.document_type", who.document_type)
    visitor.fill("field.number", who.number)


def fill_in_person(visitor: Visitor, who: Traveller, until: date | None = None) -> None:
    """Fill in what a document says of somebody."""
    visitor.fill("field.name", who.name)
    visitor.page.locator(f"input[type=radio][value={who.sex}]").check()
    visitor.fill("field.born", who.born.isoformat())
    visitor.fill("field.validity_since", who.since.isoformat())
    visitor.fill("field.validity_until", (until or who.until).isoformat())


def fill_in_profile(visitor: Visitor, who: Traveller, until: date | None = None) -> None:
    """Fill in the profile."""
    fill_in_person(visitor, who, until)
    visitor.fill("field.hong_kong_mobile", who.mobile)
    visitor.fill("field.departure", who.departure)
    visitor.choose("field.destination", who.destination)
    visitor.tick(visitor.words("field.consent"))


def fill_in_parent(visitor: Visitor, her: Traveller) -> None:
    """Fill in a parent who is chronically ill, which staff have to see proof of."""
    visitor.choose("field.relation", Relation.PARENT)
    visitor.choose("field.ground", Ground.CHRONIC_ILLNESS)
    fill_in_document(visitor, her)
    fill_in_person(visitor, her)


def go_home(visitor: Visitor) -> None:
    """Go to the personal centre by the site's name."""
    visitor.follow("app.title")
    visitor.is_at("/")


def choose_dates(visitor: Visitor, *days: str) -> None:
    """Tick these dates of the application list, and no other."""
    boxes = visitor.page.locator(".offers input[type=checkbox][value]")
    expect(boxes.first).to_be_enabled()
    for box in boxes.all():
        box.set_checked(box.get_attribute("value") in days)
    visitor.sees("apply.selected", count=len(days))


def apply_for(visitor: Visitor, *days: str) -> None:
    """Choose dates, confirm, and come to the receipt."""
    choose_dates(visitor, *days)
    visitor.press("apply.submit")
    visitor.is_at("/apply/confirm")
    visitor.solve_captcha()
    visitor.press("confirm.submit")
    visitor.sees("receipt.done")
