"""What staff decide in the console, and what comes of it (S3, S4, I7, I9, L1, L6, B4, B5, B6, N2)."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from functions.notify import service as notify
from layers import masks, outbox
from layers.i18n import Language
from layers.outbox import Channel, Letter
from layers.transaction import commit
from local.day.http import Caller
from tests.browser import deeds, duties
from tests.browser.browsers import launched
from tests.browser.cases import in_languages
from tests.browser.films import FAKE_CAMERA, filmed
from tests.browser.suite import CLOSES, DRAWS, OPENS, PUBLISHES, Suite
from tests.browser.travellers import Traveller, booked, calling, cancelled, mother_of, settled
from tests.browser.visitor import Visit

pytestmark = pytest.mark.browser


@in_languages(quick=Language.ZH_HANS)
def test_i7_a_review_is_decided(on_duty: Visit, language: Language) -> None:
    reviewer = on_duty(language)
    who = settled(reviewer.suite, language)
    mother = waiting_for_review(reviewer.suite, who, language)
    duties.come_in(reviewer, "reviewer", "/staff/reviews")
    reviewer.looks("1-queue")

    reviewer.follow("term.button.decide", within=reviewer.page.get_by_role("row").last)
    reviewer.looks("2-masked")
    reviewer.press("term.button.reveal")
    reviewer.choose("look.reason", "review")
    reviewer.looks("3-reason")
    reviewer.press("dialog.confirm")
    expect(reviewer.page.get_by_text(mother.number)).to_be_visible()
    reviewer.looks("4-revealed")

    asked = reviewer.suite.clock()
    reviewer.press("review.reject")
    reviewer.choose("term.review_field.GROUND", "PROOF_MISSING")
    reviewer.looks("5-reject")
    reviewer.press("review.reject", within=reviewer.dialog)
    reviewer.is_told("review.rejected")
    assert masks.name(mother.name) in reviewer.suite.message(who.phone, asked)


def waiting_for_review(suite: Suite, who: Traveller, language: Language) -> Traveller:
    """Add a chronically ill mother, for whom staff have to see proof."""
    mother = mother_of(language, suite.today)
    with calling(suite, who) as caller:
        caller.ask("POST", "/v1/me/cohabitants", mother.as_cohabitant())
    return mother


@in_languages(quick=Language.ZH_HANT)
def test_i9_somebody_verified_gets_a_temporary_password(on_duty: Visit, language: Language) -> None:
    staff = on_duty(language)
    who = settled(staff.suite, language)
    with Caller(staff.suite.port) as anybody:
        asked = {"document_type": who.document_type, "number": who.number, "contact": who.mobile}
        anybody.ask("POST", "/v1/password-resets", {**asked, "message": "", "captcha": anybody.solved()})
    duties.come_in(staff, "reviewer", "/staff/password-resets")
    staff.looks("1-requests")

    staff.follow("reset.handle", within=staff.page.get_by_role("row").last)
    staff.choose("reset.verified", "CALLED_BACK")
    staff.choose("reset.answer", "TEMPORARY_PASSWORD")
    staff.looks("2-decision")
    decided = staff.suite.clock()
    staff.press("reset.submit")
    staff.is_told("reset.sent")
    assert staff.suite.message(who.phone, decided)


@in_languages(quick=Language.EN)
def test_l1_quotas_are_set_ahead_in_the_calendar(on_duty: Visit, language: Language) -> None:
    planner = on_duty(language)
    day = planner.suite.today + timedelta(days=1)
    duties.come_in(planner, "lottery", f"/staff/periods?month={day:%Y-%m}")
    planner.looks("1-calendar")

    planner.page.get_by_role("button", name=planner.words("term.button.quota")).first.click()
    expect(planner.dialog).to_be_visible()
    places = planner.dialog.get_by_role("spinbutton").first
    places.fill("7")
    planner.looks("2-quotas")
    planner.press("calendar.save")
    planner.is_told("calendar.saved")

    planner.suite.at(OPENS)
    with Caller(planner.suite.port) as anybody:
        planner.suite.until("the period is open with them", lambda: first_quota(anybody) == 7)


def first_quota(anybody: Caller) -> int:
    """Return the places of the first date of the period that is open."""
    places: int = anybody.ask("GET", "/v1/lottery/periods/current")["dates"][0]["total"]
    return places


@in_languages(quick=Language.ZH_HANT)
def test_l6_the_draw_is_followed_over_the_day(on_duty: Visit, language: Language) -> None:
    office = on_duty(language)

    for number, (moment, state) in enumerate(
        [(OPENS, "closed"), (CLOSES, "drawn"), (DRAWS, "published"), (PUBLISHES, "")], start=1
    ):
        office.suite.at(moment)
        duties.come_in(office, "lottery", "/staff/draw")
        step = office.page.locator("[aria-current=step]")
        if state:
            expect(step).to_contain_text(office.words(f"period.step_{state}"))
        else:
            expect(step).to_have_count(0)
        office.looks(f"{number}-{moment:%H%M}")
        duties.sign_out(office)


@in_languages(quick=Language.EN)
def test_b4_a_household_is_let_in_by_its_slip_before_the_camera(
    visit: Visit, on_duty: Visit, playwright: Playwright, language: Language, tmp_path: Path
) -> None:
    resident = visit(language)
    who = settled(resident.suite, language, with_mother=True)
    booked(resident.suite, who, resident.suite.days_later(0))
    deeds.come_in(resident, who, "/slip")
    film = filmed(resident.page.locator("img.qr"), tmp_path)

    with launched(playwright, *FAKE_CAMERA, film) as browser:
        officer = on_duty(language, "phone", browser=browser)
        duties.come_in(officer, "port", "/staff/arrivals")
        officer.looks("1-ready")
        officer.press("scan.start")
        officer.sees("arrival.compare")
        expect(officer.page.get_by_text(who.number)).to_be_visible()
        officer.looks("2-compare")
        officer.page.get_by_role("button", name=officer.words("arrival.enter", people=2)).click()
        officer.sees("arrival.entered")
        officer.looks("3-entered")

        officer.press("arrival.next")
        officer.sees("arrival.before")
        officer.looks("4-a-second-time")

    resident.page.reload()
    resident.sees("slip.arrived")


@in_languages(quick=Language.ZH_HANS)
def test_b5_a_no_show_is_excused(on_duty: Visit, language: Language) -> None:
    office = on_duty(language)
    who = settled(office.suite, language)
    number = booked(office.suite, who, office.suite.days_later(0))
    day = office.suite.today
    office.suite.wake()
    office.suite.until("it is a no-show", lambda: states(office.suite, who) == {"no_show"})
    duties.come_in(office, "lottery", f"/staff/bookings?day={day}&state=no_show")
    office.looks("1-no-shows")

    office.page.get_by_role("button", name=f"{office.words('term.button.excuse')} {number}").click()
    office.fill("reason.label", "The ferry did not sail")
    office.looks("2-reason")
    office.press("term.button.excuse", within=office.dialog)
    office.is_told("booking.excuse_done")
    office.sees("booking.excused")


def states(suite: Suite, who: Traveller) -> set[str]:
    """Return the states of somebody's bookings."""
    with calling(suite, who) as caller:
        return {each["state"] for each in caller.items("/v1/me/bookings")}


@in_languages(quick=Language.ZH_HANT)
def test_b6_a_disabled_account_is_lifted(on_duty: Visit, language: Language) -> None:
    office = on_duty(language)
    who = settled(office.suite, language)
    last = disabled(office.suite, who)
    duties.come_in(office, "admin", "/staff/standings")
    office.looks("1-disabled")

    office.press("term.button.lift", within=office.page.get_by_role("row").filter(has_text=last))
    office.fill("reason.label", "Cancelled for a relative in hospital")
    office.looks("2-reason")
    office.press("term.button.lift", within=office.dialog)
    office.is_told("standing.lifted")
    with calling(office.suite, who) as caller:
        assert caller.ask("GET", "/v1/me/standing")["cancellations"] == 0


def disabled(suite: Suite, who: Traveller) -> str:
    """Let somebody cancel once too often, and return the booking cancelled last."""
    for _ in range(6):
        number = booked(suite, who, suite.days_later(3))
        cancelled(suite, who, confirmed=True)
    return number


@in_languages(quick=Language.EN)
def test_o4_a_policy_is_changed_and_its_history_kept(on_duty: Visit, language: Language) -> None:
    admin = on_duty(language)
    duties.come_in(admin, "admin", "/staff/policies/captcha")
    minutes = admin.page.locator("[name=minutes]")
    wanted = "4" if minutes.input_value() == "5" else "5"

    minutes.fill(wanted)
    admin.fill("policy.reason", "Tired of waiting")
    admin.press("policy.save")
    admin.is_told("policy.sure_more")
    admin.looks("1-sure")
    admin.press("policy.save", within=admin.dialog)
    admin.is_told("policy.saved")
    expect(admin.page.get_by_text("Tired of waiting").first).to_be_visible()
    admin.looks("2-history")

    admin.open("/staff/audit?subject=policy:captcha")
    expect(
        admin.page.get_by_role("row").filter(has_text=admin.words("audit.detail.version")).first
    ).to_be_visible()
    admin.looks("3-audit")


@in_languages(quick=Language.ZH_HANS)
def test_s3_the_audit_log_is_searched(on_duty: Visit, language: Language) -> None:
    auditor = on_duty(language)
    with auditor.suite.staff("futian"):
        pass
    duties.come_in(auditor, "auditor", "/staff/audit")

    auditor.fill("audit.actor", "futian")
    auditor.press("table.search")
    expect(auditor.page.get_by_role("row").filter(has_text="futian").first).to_be_visible()
    expect(auditor.page.get_by_role("row").filter(has_text="reviewer")).to_have_count(0)
    auditor.looks("1-of-one")

    auditor.fill("audit.actor", "nobody-at-all")
    auditor.press("table.search")
    auditor.sees("audit.no_such_user")
    auditor.looks("2-nobody")


@in_languages(quick=Language.ZH_HANT)
def test_n2_a_dead_letter_is_sent_again(on_duty: Visit, language: Language) -> None:
    admin = on_duty(language)
    identifier = f"dead#{admin.suite.today}"
    given_up(admin.suite, identifier)
    duties.come_in(admin, "admin", "/staff/outbox")
    admin.looks("1-given-up")

    asked = admin.suite.clock()
    admin.page.get_by_role("row").get_by_role("button", name=admin.words("term.button.replay")).first.click()
    admin.looks("2-sure")
    admin.press("term.button.replay", within=admin.dialog)
    admin.is_told("outbox.replayed", number=1)
    assert admin.suite.message("+85261234567", asked) == identifier


def given_up(suite: Suite, identifier: str) -> None:
    """Write a message that was never sent and is given up."""
    commit(outbox.write(identifier, Channel.SMS, "reminder", Letter("+85261234567", identifier)))
    notify.give_up(identifier, suite.clock())
