"""An organisation enrols, declares its staff by form and Excel, and sees whether it may reopen (H5)."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from stdnum.cn import uscc

from layers.i18n import Language
from tests import sheets
from tests.browser import clinics, deeds, duties
from tests.browser.cases import on_devices
from tests.browser.clinics import Patient
from tests.browser.suite import A_MINUTE, Suite
from tests.browser.travellers import STREET, Traveller, declared, newcomer, settled
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser

NAME = "School 1"


@on_devices(quick=Language.ZH_HANT)
def test_h5_an_organisation_may_reopen_once_everybody_agreed_and_is_green(
    visit: Visit, on_duty: Visit, language: Language, size: str, tmp_path: Path
) -> None:
    clerk = visit(language, size)
    who = settled(clerk.suite, language)
    person = declared(clerk.suite, who)

    owner = newcomer(language, clerk.suite.today)
    deeds.come_in_by_phone(clerk, owner, "/health/organisations")
    enrols(clerk, credit_code(owner))
    is_admitted(on_duty(language, size))
    clerk.page.reload()
    clerk.press("health.staff")
    declares(clerk, who)
    clerk.sees("health.may_not_reopen")
    brings_in(clerk, tmp_path)
    clerk.looks("4-not-everybody")

    agrees(visit(language, size), who, person)
    clerk.page.reload()
    clerk.sees("health.may_reopen")
    clerk.looks("6-may-reopen")


def enrols(clerk: Visitor, code: str) -> None:
    """Enrol an organisation, which then waits."""
    clerk.fill("health.organisation_name", NAME)
    clerk.fill("health.credit_code", code)
    clerk.choose("healthcode.district", "futian")
    clerk.choose("healthcode.street", STREET)
    clerk.fill("health.address", "3")
    clerk.looks("1-enrolment")
    clerk.press("health.submit")
    clerk.sees("health.organisation_waiting")


def credit_code(owner: Traveller) -> str:
    """Return the number of somebody's business licence, its check digit right."""
    number = f"91440300MA5H1T{owner.mobile[-3:]}"
    return number + uscc.calc_check_digit(number)


def is_admitted(officer: Visitor) -> None:
    """Let staff admit the organisation."""
    refuse_others(officer.suite)
    duties.come_in(officer, "health", "/staff/health/organisations")
    row = officer.page.get_by_role("row").filter(has_text=NAME)
    officer.looks("2-organisations")
    row.get_by_role("button", name=officer.words("health.approve")).first.click()
    officer.fill("reason.label", "Seen")
    officer.press("health.approve", within=officer.dialog)
    officer.is_told("health.done")


def refuse_others(suite: Suite) -> None:
    """Decide on the others that wait: people named them in languages of their own."""
    with suite.staff("admin") as office:
        for each in list(office.items("/v1/staff/health/organisations", state="waiting")):
            if each["name"] != NAME:
                decision = {"approved": False, "reason": "unclear"}
                path = f"/v1/staff/health/organisations/{each['organisation']}/decision"
                office.ask("POST", path, decision)


def declares(clerk: Visitor, who: Traveller) -> None:
    """Declare somebody by form, who has a code already and is asked first."""
    clerk.page.get_by_text(clerk.words("health.declare_staff"), exact=True).click()
    clerk.fill("field.name", who.name)
    clerk.press("health.other_document")
    deeds.fill_in_document(clerk, who)
    clerk.fill("health.phone_other", who.mobile)
    clerk.choose("healthcode.district", "futian")
    clerk.choose("healthcode.street", STREET)
    clerk.fill("health.address", who.departure)
    for none in clerk.page.locator("input[type=checkbox][value=NONE]").all():
        none.check()
    clerk.tick(clerk.words("health.promise_staff"))
    clerk.looks("3-declaration")
    clerk.press("health.submit")
    clerk.is_told("health.staff_declared", name=who.name)


def brings_in(clerk: Visitor, folder: Path) -> None:
    """Fill in the template with two people and a third who can't be, and send it."""
    people = [clinics.patient(clerk.words.language) for _ in range(2)]
    with clerk.page.expect_download() as template:
        clerk.press("health.template")
    template.value.save_as(folder / "template.xlsx")
    rows = [*map(row, people), row(Patient("A. Ho", "1", "0"))]
    (folder / "staff.xlsx").write_bytes(sheets.filled_in((folder / "template.xlsx").read_bytes(), rows))
    clerk.page.locator("input.picker").set_input_files(folder / "staff.xlsx")
    clerk.sees("health.batch_running")
    clerk.suite.clock.advance(A_MINUTE)
    clerk.sees("health.batch_done", done=3, total=3)
    clerk.sees("health.row", row=4)
    expect(clerk.page.get_by_text(clerk.words("health.may_return"), exact=True)).to_have_count(2)


def row(who: Patient) -> list[str]:
    """Return what is typed of somebody: name, number, phone, street, address."""
    return [who.name, who.number, who.mobile, STREET, "3"]


def agrees(resident: Visitor, who: Traveller, person: str) -> None:
    """Let somebody agree that the organisation sees the colour of their code."""
    deeds.come_in(resident, who, f"/health/person/{person}")
    resident.press("health.consent")
    resident.sees("health.member_member")
    resident.looks("5-agreed")
