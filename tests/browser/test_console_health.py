"""Health codes in the console: two people make one red, and admit places that check them (H3, H8, H15)."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from functions.healthcode.scenes.kinds import PlaceKind
from layers import masks
from layers.i18n import Language
from tests.browser import duties, places
from tests.browser.cases import in_languages
from tests.browser.suite import A_MINUTE, Suite
from tests.browser.travellers import STREET, Traveller, declared, newcomer, settled
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser


@in_languages(quick=Language.ZH_HANS)
def test_h3_h15_a_code_turns_red_by_two_people_and_the_dashboard_counts_it(
    on_duty: Visit, language: Language
) -> None:
    office = on_duty(language)
    who = settled(office.suite, language)
    declared(office.suite, who)
    refuse_what_waits(office.suite)

    duties.come_in(office, "health", "/staff/health/people")
    look_up(office, who)
    propose(office)
    office.open("/staff/health/proposals")
    expect(row_of(office, who)).to_contain_text("Report 117")
    expect(row_of(office, who).get_by_role("button")).to_have_text([office.words("health.retract")])
    office.looks("4-own-proposal")
    duties.sign_out(office)

    duties.come_in(office, "health2", "/staff/health/proposals")
    row_of(office, who).get_by_role("button", name=office.words("health.approve")).first.click()
    office.fill("reason.label", "Seen")
    office.looks("5-decision")
    office.press("health.approve", within=office.dialog)
    office.is_told("health.done")
    expect(row_of(office, who)).to_have_count(0)
    office.looks("6-decided")

    office.suite.clock.set_to(office.suite.clock() + timedelta(minutes=6))
    office.suite.until("the dashboard counts it", lambda: reds(office.suite) > 0)
    office.open("/staff/health/dashboard")
    expect(office.page.locator("canvas")).to_have_count(4)
    office.looks("7-dashboard")


@in_languages(quick=Language.EN)
def test_h8_a_place_is_admitted_then_suspended(on_duty: Visit, language: Language) -> None:
    office = on_duty(language)
    places.admit(office.suite)
    keeper = newcomer(language, office.suite.today)
    places.enrolled(office.suite, keeper, PlaceKind.CHECKPOINT, f"Gate {language}")
    duties.come_in(office, "health", "/staff/health/places")
    office.looks("1-waiting")

    approval = f"{office.words('health.approve')} Gate {language}"
    office.page.get_by_role("button", name=approval, exact=True).click()
    office.fill("reason.label", "Seen")
    office.press("health.approve", within=office.dialog)
    office.is_told("health.done")
    office.sees("health.no_places")

    office.choose("health.region", STREET)
    ours = office.page.get_by_role("row").filter(has_text=f"Gate {language}")
    expect(ours).to_contain_text(office.words("health.place_APPROVED"))
    expect(ours.get_by_role("button")).to_have_text([office.words("health.suspend")])
    ours.get_by_role("button").click()
    office.fill("reason.label", "Nobody works there")
    office.looks("2-suspension")
    office.press("health.suspend", within=office.dialog)
    expect(ours).to_contain_text(office.words("health.place_SUSPENDED"))


@pytest.mark.slow
@in_languages(quick=Language.EN)
def test_h2_rules_are_drafted_by_one_and_approved_by_another_who_sees_how_many_change(
    on_duty: Visit, language: Language
) -> None:
    office = on_duty(language)
    duties.come_in(office, "planner", "/staff/health/rules/new")
    office.page.locator("summary").filter(has_text=office.words("healthcode.fact.MEDICINE")).click()
    office.page.locator("input[name='causes.MEDICINE.days']").fill("7")
    office.fill("health.note", "117")
    office.looks("1-draft")
    office.press("health.draft")
    office.sees("health.own_draft")
    expect(office.page.get_by_role("button", name=office.words("health.approve"))).to_be_disabled()
    office.suite.clock.advance(A_MINUTE)
    office.sees("health.preview_complete")
    office.looks("2-preview")
    version = urlsplit(office.page.url).path
    duties.sign_out(office)

    duties.come_in(office, "admin", version)
    office.press("health.approve")
    office.page.locator("input[name=since]").fill(office.suite.days_later(60))
    office.looks("3-approval")
    office.press("health.approve", within=office.dialog)
    office.is_told("health.done")
    office.sees("health.rules_approved")


def look_up(office: Visitor, who: Traveller) -> None:
    """Find somebody by document."""
    office.choose("field.document_type", who.document_type)
    office.fill("field.number", who.number)
    office.fill("reason.label", "Report 117")
    office.press("table.search")
    office.sees("healthcode.colour.green")
    office.looks("1-found")


def propose(office: Visitor) -> None:
    """Propose that the person who is shown was near a case."""
    office.press("health.propose")
    office.choose("health.kind", "CLOSE_CONTACT")
    office.fill("health.evidence", "Report 117")
    office.looks("2-proposal")
    office.press("term.button.propose", within=office.dialog)
    office.is_told("health.proposed")
    office.looks("3-proposed")


def row_of(office: Visitor, who: Traveller) -> Locator:
    """Return the row of a list that is about somebody."""
    return office.page.get_by_role("row").filter(has_text=masks.name(who.name))


def refuse_what_waits(suite: Suite) -> None:
    """Decide what was proposed before: people wrote it in languages of their own."""
    with suite.staff("admin") as office:
        for each in list(office.items("/v1/staff/health/proposals")):
            decision = {"approved": False, "reason": "unclear"}
            office.ask("POST", f"/v1/staff/health/proposals/{each['proposal']}/decision", decision)


def reds(suite: Suite) -> int:
    """Return how many codes of the city are red."""
    with suite.staff("admin") as office:
        figures = office.ask("GET", "/v1/staff/health/dashboard?region=city")["figures"]
    return int(figures["colours"].get("red", 0)) if figures else 0
