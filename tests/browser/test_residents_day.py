"""A resident's whole day, from registration to the entry at the port, in each language (W1)."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from layers.clock import to_iso
from layers.i18n import Language
from tests.browser import deeds
from tests.browser.suite import CLOSES, DRAWS, MORNING, OPENS, PUBLISHES
from tests.browser.travellers import Traveller, mother_of, newcomer
from tests.browser.visitor import SIZES, Visit, Visitor

pytestmark = pytest.mark.browser

UNTIL_PUBLISHED = "01:31:00"
"""From the draw on, with the time over which those who wait ask."""

QUICK = [(Language.ZH_HANS, "phone")]
ALL = [
    pytest.param(*each, marks=[] if each in QUICK else [pytest.mark.slow])
    for each in product(Language, SIZES)
]


@pytest.mark.parametrize(("language", "size"), ALL)
def test_w1_a_residents_day(visit: Visit, language: Language, size: str) -> None:
    """Everything of I2, I6 to I8, I10, L2, L3, L5, L8, L9, B1, B3 and B4 that a resident sees."""
    resident = visit(language, size)
    who, mother = newcomer(language, resident.suite.today), mother_of(language, resident.suite.today)

    registers(resident, who)
    is_reviewed(resident, who)
    adds_a_cohabitant(resident, mother)
    resident.suite.at(OPENS)
    applies(resident, who)
    waits_for_the_draw(resident, who)
    has_won(resident, who)
    enters(resident, who)


def registers(resident: Visitor, who: Traveller) -> None:
    resident.open("/")
    resident.is_at("/login")
    resident.looks("01-sign-in")

    resident.follow("login.register")
    resident.press("register.submit")
    resident.sees("error.summary")
    resident.looks("02-register-faults")

    deeds.register(resident, who)
    resident.is_at("/profile")


def is_reviewed(resident: Visitor, who: Traveller) -> None:
    resident.looks("03-profile")
    deeds.fill_in_profile(resident, who, until=resident.suite.today)
    resident.press("profile.submit")
    resident.sees("profile.rejected")
    resident.looks("04-profile-rejected")

    resident.fill("field.validity_until", who.until.isoformat())
    resident.press("profile.submit")
    resident.sees("profile.saved")
    deeds.go_home(resident)
    resident.looks("05-home")


def adds_a_cohabitant(resident: Visitor, mother: Traveller) -> None:
    resident.follow("menu.COHABITANTS")
    resident.sees("cohabitants.none")
    resident.looks("06-no-cohabitants")

    resident.press("cohabitants.add")
    deeds.fill_in_parent(resident, mother)
    resident.looks("07-cohabitant")
    resident.press("cohabitants.submit")
    resident.is_at("/cohabitants")
    resident.looks("08-cohabitant-in-review")

    approve_everybody_waiting(resident)
    resident.page.reload()
    resident.looks("09-cohabitant-approved")


def approve_everybody_waiting(resident: Visitor) -> None:
    """Let the reviewer see the proof and approve, as the console does."""
    with resident.suite.staff("reviewer") as reviewer:
        for case in reviewer.items("/v1/staff/reviews"):
            address = f"/v1/staff/reviews/{case['account']}/{case['member']}"
            revision = reviewer.ask("GET", address)["revision"]
            reviewer.ask("POST", f"{address}/decision", {"revision": revision, "approve": True})


def applies(resident: Visitor, who: Traveller) -> None:
    first, second, third = map(resident.suite.days_later, (1, 2, 3))
    deeds.come_in(resident, who)
    resident.follow("menu.APPLY")
    resident.looks("10-apply")

    deeds.choose_dates(resident, first, second)
    resident.press("apply.submit")
    resident.is_at("/apply/confirm")
    resident.looks("11-confirm")
    resident.solve_captcha()
    resident.press("confirm.submit")
    resident.sees("receipt.done")
    resident.looks("12-receipt")

    resident.open("/apply")
    resident.sees("apply.mine")
    deeds.choose_dates(resident, first, third)
    resident.press("apply.change")
    resident.sees("apply.changed")
    resident.looks("13-apply-changed")

    resident.press("apply.withdraw")
    resident.looks("14-withdraw")
    resident.press("apply.withdraw", within=resident.page.get_by_role("dialog"))
    resident.sees("apply.withdrawn")
    deeds.apply_for(resident, first, second)


def waits_for_the_draw(resident: Visitor, who: Traveller) -> None:
    resident.suite.at(CLOSES)
    deeds.come_in(resident, who, "/apply")
    resident.sees("apply.closed")
    resident.looks("15-apply-closed")

    resident.suite.at(DRAWS)
    deeds.come_in(resident, who, "/draws")
    resident.sees("draws.pending")
    resident.looks("16-draws-pending")


def has_won(resident: Visitor, who: Traveller) -> None:
    before = resident.suite.clock()
    with left_open(resident, "/results") as board:
        expect(board.get_by_text(resident.words("results.not_yet"))).to_be_visible()
        resident.suite.at(PUBLISHES)
        board.clock.fast_forward(UNTIL_PUBLISHED)
        expect(board.get_by_text(resident.words("results.winners", count=2))).to_be_visible()
    assert resident.suite.days_later(1) in resident.suite.message(who.phone, before), to_iso(before)

    resident.open("/results")
    resident.sees("results.winners", count=2)
    resident.looks("17-results")
    deeds.come_in(resident, who, "/draws")
    resident.sees("draws.won")
    resident.looks("18-draws-won")

    number = resident.fact("draws.number")
    resident.open("/results")
    resident.fill("results.search", number)
    resident.press("results.search_submit")
    resident.sees("results.found")
    resident.looks("19-results-found")
    resident.open("/fairness")
    resident.sees("fairness.tests")
    resident.looks("20-fairness")
    resident.open("/bookings")
    resident.sees("bookings.booked")
    resident.looks("21-bookings")


@contextmanager
def left_open(resident: Visitor, path: str) -> Iterator[Page]:
    """Look at a page in another tab, whose clock can be moved on."""
    tab = resident.context.new_page()
    tab.clock.install(time=resident.suite.clock())
    tab.goto(resident.suite.address + path)
    yield tab
    tab.close()


def enters(resident: Visitor, who: Traveller) -> None:
    resident.suite.wake()
    resident.suite.at(MORNING)
    deeds.come_in(resident, who, "/slip")
    resident.sees("slip.booked")
    resident.looks("22-slip")
    number = resident.fact("slip.number")
    with resident.page.expect_download() as download:
        resident.press("slip.save")
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    resident.open("/entry")
    resident.sees("entry.waiting")
    resident.looks("23-entry-expected")

    with resident.suite.staff("port") as officer:
        found = officer.ask("POST", "/v1/staff/arrivals/lookups", {"number": number})
        assert found["people"][0]["document_number"] == who.number
        officer.ask("POST", "/v1/staff/arrivals", {"number": number})
    resident.page.reload()
    resident.sees("entry.arrived")
    resident.looks("24-entered")
