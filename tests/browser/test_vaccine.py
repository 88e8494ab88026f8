"""Vaccination: residents book, a street's office plans and keeps records, a site vaccinates (V1-V10)."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from layers.i18n import WHOLE, Language
from tests.browser import clinics, duties
from tests.browser.browsers import launched
from tests.browser.cases import in_languages
from tests.browser.clinics import ADMINISTRATOR, GRID, STREET, VACCINE, WORKER, Patient
from tests.browser.films import FAKE_CAMERA, filmed
from tests.browser.suite import OPENS
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser

OBSERVATION = timedelta(minutes=31)
A_MINUTE = timedelta(minutes=1)
"""Between two rounds of what finds the people of notices and writes to them."""
WORDING = "{name} {day} {start}"
OTHER_PAGES = ("addresses", "sites", "groups", "vaccines", "statistics")


@in_languages(quick=Language.ZH_HANT)
def test_v5_v7_somebody_books_finds_it_and_cancels(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = clinics.patient(language)
    resident.suite.wake()  # the demonstration's own sessions, with remarks in one language, are over
    clinics.opened(resident.suite, resident.suite.days_later(1))
    resident.open("/vaccine")
    resident.looks("1-streets")

    resident.open(f"/vaccine/{GRID}")  # as on the poster of the grid
    resident.looks("2-times")
    resident.page.get_by_role("button", name=resident.words("vaccine.book_at", start="10:00")).click()
    resident.looks("3-notice")
    resident.press("vaccine.understood")
    fill_in(resident, who)
    expect(resident.page.locator("select[name=grid]")).to_have_value(GRID)
    resident.looks("4-form")
    resident.press("vaccine.submit")
    resident.sees("vaccine.code_once")
    code = resident.page.locator(".code.big").inner_text()
    resident.looks("5-booked")

    resident.open("/vaccine/bookings")
    find(resident, who, code)
    resident.looks("6-found")
    resident.press("vaccine.cancel")
    resident.press("vaccine.cancel", within=resident.dialog)
    resident.sees("vaccine.cancelled")
    resident.looks("7-cancelled")


def fill_in(resident: Visitor, who: Patient) -> None:
    """Fill in the form of somebody healthy, for the first dose."""
    resident.fill("vaccine.id", who.number)
    resident.fill("field.name", who.name)
    resident.fill("vaccine.phone", who.mobile)
    resident.page.get_by_role("group", name=resident.words("vaccine.dose")).get_by_role("radio").first.check()
    for reply in resident.page.locator("input[type=radio][value=no]").all():
        reply.check()
    resident.solve_captcha()


def find(resident: Visitor, who: Patient, code: str) -> None:
    """Find an appointment by document and look-up code."""
    resident.fill("field.number", who.number)
    resident.fill("vaccine.code", code)
    resident.press("vaccine.look")
    resident.sees("vaccine.result")


@in_languages(quick=Language.EN)
def test_v10_from_the_entrance_to_the_observation_area(
    visit: Visit, on_duty: Visit, playwright: Playwright, language: Language, tmp_path: Path
) -> None:
    resident = visit(language)
    suite, who = resident.suite, clinics.patient(language)
    code = clinics.booked(suite, clinics.opened(suite, suite.days_later(0)), who)
    suite.at(OPENS)
    resident.open("/vaccine/bookings")
    find(resident, who, code)
    film = filmed(resident.page.locator(".qr-figure img"), tmp_path)

    with launched(playwright, *FAKE_CAMERA, film) as browser:
        worker = on_duty(language, "phone", browser=browser)
        duties.come_in(worker, WORKER, "/staff/vaccine/onsite")
        worker.looks("1-ready")
        worker.page.get_by_text(worker.words("vaccine.onsite.scan"), exact=True).click()
        worker.press("scan.start")
        worker.press("vaccine.onsite.checkin")
        worker.is_told("vaccine.onsite.checkin_done")
        worker.looks("2-checked-in")
        worker.press("vaccine.onsite.inject")
        worker.is_told("vaccine.onsite.inject_done")
        worker.press("vaccine.onsite.next")
        worker.sees("vaccine.onsite.left")
        worker.looks("3-observed")
        worker.press("app.menu")
        duties.sign_out(worker)

        suite.clock.advance(OBSERVATION)
        duties.come_in(worker, WORKER, "/staff/vaccine/onsite")
        worker.fill("vaccine.onsite.ending_label", who.number[-4:])
        worker.press("vaccine.onsite.find")
        worker.page.get_by_role("button", name=worker.words("vaccine.onsite.vaccinated")).first.click()
        worker.is_told("vaccine.onsite.vaccinated_done")
        worker.looks("4-vaccinated")


@in_languages(quick=Language.ZH_HANS)
def test_v4_v9_the_day_of_a_street_office(on_duty: Visit, language: Language) -> None:
    office = on_duty(language)
    suite, who = office.suite, clinics.patient(language)
    full = clinics.opened(suite, suite.days_later(1), quota=1)
    clinics.booked(suite, full, who)
    clinics.waiting(suite, full, clinics.patient(language), clinics.patient(language))

    duties.come_in(office, ADMINISTRATOR, "/staff/vaccine/sessions")
    plan_a_session(office)
    office.open(f"/staff/vaccine/sessions/{full}/waiting")
    office.sees("vaccine.waiting.all")
    office.looks("3-waiting-list")

    correct_a_record(office, who)
    authorise(office)
    for number, page in enumerate(OTHER_PAGES, start=9):
        office.open(f"/staff/vaccine/{page}")
        office.looks(f"{number:02}-{page}")


def plan_a_session(office: Visitor) -> None:
    """Add a session by hand."""
    office.press("vaccine.create")
    office.choose("vaccine.vaccine", VACCINE, within=office.dialog)
    office.dialog.locator("select[name=site]").select_option(index=1)
    office.dialog.locator("input[name=day]").fill(office.suite.days_later(2))
    for name, value in (("start", "08:00"), ("end", "09:30"), ("quota", "60")):
        office.dialog.locator(f"input[name='slot.{name}']").fill(value)
    office.looks("1-new-session")
    office.press("vaccine.submit", within=office.dialog)
    office.is_told("vaccine.create_done")
    office.looks("2-sessions")


def correct_a_record(office: Visitor, who: Patient) -> None:
    """Look somebody up, and give them a document that doesn't say when they were born."""
    office.open("/staff/vaccine/records")
    office.page.locator("input[name=text]").fill(who.number)
    office.press("table.search")
    office.looks("4-records")
    office.page.get_by_role("row").last.get_by_role("link").click()
    office.press("vaccine.edit")
    office.choose("field.nationality", "HK", within=office.dialog)
    office.choose("field.document_type", "HOME_RETURN_PERMIT", within=office.dialog)
    office.dialog.locator("input[name=number]").fill(f"H{who.number[-9:-1]}")
    office.dialog.locator("input[name=born]").fill("1985-06-01")
    office.looks("5-correction")
    office.press("vaccine.submit", within=office.dialog)
    office.is_told("vaccine.edit_done")
    office.sees("term.document_type.HOME_RETURN_PERMIT")
    office.looks("6-record")


def authorise(office: Visitor) -> None:
    """Let an account work at the street's site."""
    office.open("/staff/vaccine/workers")
    office.page.get_by_role("button", name=f"{office.words('term.button.authorise')} {WORKER}").click()
    expect(office.dialog.get_by_role("checkbox").first).to_be_checked()
    office.looks("7-worker")
    office.press("term.button.authorise", within=office.dialog)
    office.is_told("vaccine.worker.done")
    office.looks("8-workers")


@in_languages(quick=Language.EN)
def test_n3_the_people_of_a_session_are_told(on_duty: Visit, language: Language) -> None:
    office, who = on_duty(language, "phone"), clinics.patient(language)
    suite = office.suite
    session = clinics.opened(suite, suite.days_later(1))
    clinics.booked(suite, session, who)
    duties.come_in(office, "admin", "/staff/vaccine/notices/texts")
    title = write_a_wording(office)
    clinics.reviewed(suite, title)

    office.open(f"/staff/vaccine/notices/new?session={session}")
    office.page.locator("select[name=text]").select_option(label=title)
    office.looks("3-new")
    asked = suite.clock()
    office.press("vaccine.notice.prepare")
    office.sees("vaccine.notice.state_gathering")
    suite.clock.advance(A_MINUTE)
    office.sees("vaccine.notice.preview")
    office.looks("4-preview")
    office.press("term.button.send")
    office.press("term.button.send", within=office.dialog)
    office.is_told("vaccine.notice.released")
    suite.clock.advance(A_MINUTE)
    office.sees("vaccine.notice.state_sent")
    assert suite.days_later(1)[:4] in suite.message(who.phone, asked)
    office.open("/staff/vaccine/notices")
    office.page.locator("select[name=region]").select_option(STREET)
    expect(office.page.get_by_role("row")).not_to_have_count(0)
    office.looks("5-sent")


def write_a_wording(office: Visitor) -> str:
    """Write what notices may say, and return its name."""
    title = f"{office.suite.today} {office.words.language}"
    office.looks("1-wordings")
    office.press("vaccine.create")
    office.dialog.locator("input[name=title]").fill(title)
    for language in WHOLE:
        office.dialog.locator(f"textarea[name='texts.{language}']").fill(WORDING)
    office.press("vaccine.submit", within=office.dialog)
    office.is_told("vaccine.notice.text_made")
    office.looks("2-written")
    return title
