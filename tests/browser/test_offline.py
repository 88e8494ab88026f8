"""Without a network the slip and the receipt open, and the rest says why it can't (W1, B3, L3)."""

import pytest
from playwright.sync_api import expect

from layers.i18n import Language
from tests.browser import deeds
from tests.browser.cases import in_languages
from tests.browser.suite import OPENS
from tests.browser.travellers import booked, settled
from tests.browser.visitor import Visit

pytestmark = pytest.mark.browser


@in_languages(quick=Language.ZH_HANS)
def test_b3_the_slip_opens_without_a_network(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = settled(resident.suite, language, with_mother=True)
    number = booked(resident.suite, who, resident.suite.days_later(0))
    deeds.come_in(resident, who, "/slip")
    assert resident.fact("slip.number") == number
    resident.keep_the_site()

    with resident.offline():
        resident.page.reload()
        resident.sees("slip.saved")
        resident.looks("1-slip")
        assert resident.fact("slip.number") == number
        expect(resident.page.get_by_role("img", name=resident.words("slip.qr"))).to_be_visible()
        running = resident.page.get_by_role("timer").inner_text()
        expect(resident.page.get_by_role("timer")).not_to_have_text(running)


@in_languages(quick=Language.EN)
def test_l3_the_receipt_opens_without_a_network(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = settled(resident.suite, language)
    resident.suite.at(OPENS)
    deeds.come_in(resident, who, "/apply")
    deeds.apply_for(resident, resident.suite.days_later(1))
    number, ticket = resident.fact("receipt.number"), resident.fact("receipt.ticket")
    resident.keep_the_site()

    with resident.offline():
        resident.open(f"/receipts/{resident.suite.period}")
        assert (resident.fact("receipt.number"), resident.fact("receipt.ticket")) == (number, ticket)
        resident.looks("1-receipt")
        resident.open("/bookings")
        resident.sees("kept.unreachable_more")
        resident.looks("2-bookings")

    resident.sees("bookings.none")


def test_b3_another_holder_of_the_device_finds_no_slip(visit: Visit) -> None:
    resident = visit()
    who = settled(resident.suite)
    booked(resident.suite, who, resident.suite.days_later(0))
    deeds.come_in(resident, who, "/slip")
    assert resident.fact("slip.number")

    deeds.go_home(resident)
    resident.press("home.sign_out")
    resident.is_at("/login")
    resident.keep_the_site()

    with resident.offline():
        resident.open("/slip")
        resident.sees("error.unreachable")
        expect(resident.page.get_by_text(who.number)).to_have_count(0)
