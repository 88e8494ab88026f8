"""Clinic, observation point, pharmacy and laboratory scan somebody, and make a fact (H9-H11, H14, W3)."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from functions.healthcode.scenes.kinds import PlaceKind
from layers import masks
from layers.i18n import Language
from tests import sheets
from tests.browser import deeds, duties, places
from tests.browser.cases import on_devices
from tests.browser.travellers import Traveller, declared, newcomer, settled
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser

NONE = "input[type=checkbox][value=NONE]"


@on_devices(quick=Language.ZH_HANT)
def test_h9_a_visit_to_a_fever_clinic_is_a_fact_that_the_person_sees(
    visit: Visit, at_scenes: Visit, language: Language, size: str
) -> None:
    desk = places.at_work(at_scenes, language, size, PlaceKind.CLINIC)
    who = settled(desk.suite, language)
    person = declared(desk.suite, who)
    desk.looks("1-ready")

    is_scanned(desk, who)
    expect(desk.page.get_by_text(who.number)).to_be_visible()
    desk.press("scenes.submit")
    expect(desk.field("healthcode.temperature")).to_be_focused()
    desk.looks("2-what-is-missing")
    fill_in_basics(desk, who)
    desk.page.locator("input[type=checkbox][value=DRY_COUGH]").check()
    desk.page.locator(NONE).last.check()
    desk.page.locator("input[type=radio][value=NONE]").check()
    desk.fill("scenes.opinion", "117")
    desk.press("scenes.submit")

    desk.sees("scenes.colour_now", colour=desk.words("healthcode.colour.yellow"))
    expect(desk.page.get_by_role("listitem").filter(has_text=masks.name(who.name))).to_contain_text("37.1")
    desk.looks("3-noted")
    sees_in_own_records(visit(language, size), who, person, PlaceKind.CLINIC, "FEVER_CLINIC", "TREATMENT")


@on_devices(quick=Language.EN)
def test_h10_an_observation_turns_red_by_a_second_person_and_is_kept_day_by_day(
    at_scenes: Visit, on_duty: Visit, language: Language, size: str
) -> None:
    desk = places.at_work(at_scenes, language, size, PlaceKind.OBSERVATION)
    who = settled(desk.suite, language)
    declared(desk.suite, who)
    case = f"A-{who.mobile}"

    is_scanned(desk, who)
    fill_in_basics(desk, who)
    desk.fill("scenes.case_number", case)
    desk.choose("scenes.case_type", "CONTACT")
    desk.page.locator(NONE).check()
    desk.fill("scenes.evidence", case)
    desk.looks("1-admission")
    desk.press("scenes.submit")
    desk.sees("scenes.noted")
    desk.looks("2-admitted")
    is_approved(on_duty(language), case)

    desk.page.get_by_role("listitem").filter(has_text=case).get_by_role("link").click()
    expect(desk.page.locator(".colour-sign.red")).to_be_visible()
    desk.sees("scenes.day_done")
    desk.page.get_by_text(desk.words("scenes.release"), exact=True).first.click()
    desk.fill("scenes.evidence", case)
    desk.press("scenes.release")
    desk.sees("scenes.release_open")
    desk.looks("3-course")


@on_devices(quick=Language.ZH_HANS, size="desktop")
def test_h11_a_sale_names_every_medicine_and_who_it_is_for(
    visit: Visit, at_scenes: Visit, language: Language, size: str
) -> None:
    desk = places.at_work(at_scenes, language, size, PlaceKind.PHARMACY)
    who = settled(desk.suite, language)
    person = declared(desk.suite, who)

    is_scanned(desk, who)
    fill_in_basics(desk, who)
    desk.press("scenes.add_row")
    for row, (name, number) in enumerate([("Ibuprofen", "2"), ("Paracetamol", "1")]):
        desk.page.locator(f"input[name='said.medicines[{row}].name']").fill(name)
        desk.page.locator(f"input[name='said.medicines[{row}].quantity']").fill(number)
    desk.page.locator(NONE).check()
    desk.fill("scenes.patient_phone", newcomer(language, desk.suite.today).phone)
    desk.looks("1-sale")
    desk.press("scenes.submit")

    desk.sees("scenes.colour_now", colour=desk.words("healthcode.colour.yellow"))
    expect(desk.page.get_by_role("listitem").first).to_contain_text("Paracetamol × 1")
    desk.looks("2-noted")
    sees_in_own_records(visit(language, size), who, person, PlaceKind.PHARMACY, "MEDICINE", "PURCHASE")


@pytest.mark.slow
@on_devices(quick=Language.EN, size="desktop")
def test_h14_a_laboratory_enters_results_by_form_and_by_excel(
    visit: Visit, at_scenes: Visit, language: Language, size: str, tmp_path: Path
) -> None:
    desk = places.at_work(at_scenes, language, size, PlaceKind.LAB)
    who = settled(desk.suite, language)
    declared(desk.suite, who)

    places.scan(desk, who)
    desk.page.locator("input[type=radio][value=NEGATIVE]").check()
    desk.looks("1-result")
    desk.press("scenes.submit")
    desk.sees("scenes.noted")
    brings_in(desk, who, tmp_path)
    desk.looks("2-results")

    resident = visit(language, size)
    deeds.come_in(resident, who, "/health/code")
    expect(resident.page.get_by_text(resident.words("health.test_NEGATIVE"), exact=True)).to_have_count(2)
    resident.looks("3-own-results")


def brings_in(desk: Visitor, who: Traveller, folder: Path) -> None:
    """Fill in the template with a result and with one that is none, and send it."""
    with desk.page.expect_download() as template:
        desk.press("scenes.template")
    template.value.save_as(folder / "template.xlsx")
    document = (who.number, who.document_type, who.nationality)
    sampled = f"{desk.suite.today} 07:00"
    rows = [("sample-1", *document, sampled, "NEGATIVE"), ("sample-2", *document, sampled, "+")]
    content = sheets.filled_in((folder / "template.xlsx").read_bytes(), rows)
    (folder / "results.xlsx").write_bytes(content)
    desk.page.locator("input.picker").set_input_files(folder / "results.xlsx")
    desk.sees("scenes.sheet_done", taken=1, total=2)
    desk.sees("scenes.sheet_row", row=3)


def is_scanned(desk: Visitor, who: Traveller) -> None:
    """Scan somebody's code, which fills in who they are and where they live."""
    places.scan(desk, who)
    expect(desk.page.locator("input[name='said.address']")).to_have_value(who.departure)


def fill_in_basics(desk: Visitor, who: Traveller) -> None:
    """Fill in what every form asks: the temperature measured here, and the birth date no permit tells."""
    desk.fill("healthcode.temperature", "37.1")
    desk.fill("field.born", who.born.isoformat())


def is_approved(officer: Visitor, case: str) -> None:
    """Let an officer approve what the observation point proposed."""
    duties.come_in(officer, "health", "/staff/health/proposals")
    row = officer.page.get_by_role("row").filter(has_text=case)
    expect(row).to_contain_text(str(officer.words("healthcode.fact.ISOLATED")))
    row.get_by_role("button", name=officer.words("health.approve")).first.click()
    officer.fill("reason.label", case)
    officer.press("health.approve", within=officer.dialog)
    officer.is_told("health.done")


def sees_in_own_records(
    resident: Visitor, who: Traveller, person: str, kind: PlaceKind, fact: str, reason: str
) -> None:
    """Let somebody see which fact a place made, and that it looked them up."""
    deeds.come_in(resident, who, f"/health/person/{person}")
    resident.sees(f"healthcode.fact.{fact}")
    resident.sees(f"healthcode.look.{reason}")
    expect(resident.page.get_by_text(places.name_of(kind))).to_be_visible()
    resident.looks("9-own-records")
