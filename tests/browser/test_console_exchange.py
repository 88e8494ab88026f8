"""Staff keep the regions with which codes are exchanged, and the trust list of issuers abroad (X2, X5)."""

import json
from itertools import count

import pytest
from playwright.sync_api import FilePayload, expect

from layers.i18n import Language
from tests.abroad import SHARED
from tests.browser import duties
from tests.browser.cases import on_devices
from tests.browser.visitor import Visit, Visitor
from tests.regions import Region

pytestmark = pytest.mark.browser

_serials = count(1)


@on_devices(quick=Language.EN, size="desktop")
def test_x5_a_region_is_added_given_keys_and_switched_on_and_off(
    on_duty: Visit, language: Language, size: str
) -> None:
    office = on_duty(language, size)
    duties.come_in(office, "admin", "/staff/exchange/partners/new")
    office.press("exchange.save")
    office.looks("1-what-is-missing")
    region = Region(f"https://health-{next(_serials)}.example")
    fill_in_region(office, region)
    office.press("exchange.save")
    office.sees("exchange.no_keys_more")
    office.looks("2-without-keys")

    for keys in ("{}", region.keys()):
        office.press("exchange.paste")
        office.dialog.locator("textarea[name=keys]").fill(keys)
        decide(office, "exchange.take")
        if keys == "{}":
            expect(office.dialog.get_by_role("alert")).to_be_visible()
            office.looks("3-no-keys")
            office.press("dialog.cancel", within=office.dialog)
        expect(office.dialog).to_be_hidden()
    office.sees("exchange.use_enc")
    switch(office, "exchange.switch_on")
    office.sees("exchange.on")
    office.looks("4-on")

    office.open("/staff/exchange/partners")
    office.sees("exchange.own_keys_more")
    office.looks("5-regions")
    office.page.locator("tr", has_text=region.issuer).get_by_role("button").click()
    decide(office, "exchange.switch_off")
    office.is_told("exchange.switched_off")


@on_devices(quick=Language.ZH_HANS, size="desktop")
def test_x2_issuers_are_brought_by_a_file_and_trust_is_withdrawn(
    on_duty: Visit, language: Language, size: str
) -> None:
    office = on_duty(language, size)
    duties.come_in(office, "admin", "/staff/exchange/issuers/new")
    office.looks("1-one")
    office.page.locator(".el-radio-button").last.click()
    office.page.locator("input[type=file]").set_input_files(list_of_issuers())
    office.fill("reason.label", "agreed")
    office.press("exchange.add")
    office.sees("exchange.outcome_REFUSED")
    office.looks("2-answers")

    office.page.get_by_role("link", name="Ministry").click()
    for button, state in (("distrust", "distrusted"), ("trust", "trusted")):
        switch(office, f"exchange.{button}")
        office.sees(f"exchange.{state}")
        office.looks(f"3-{state}")
    office.open("/staff/exchange/issuers")
    office.sees("exchange.kind_EU_DCC")
    office.looks("4-list")


def fill_in_region(office: Visitor, region: Region) -> None:
    """Fill in a region that accepts home return permits, as we do."""
    typed = {
        "partner": f"region-{next(_serials)}",
        "issuer": region.issuer,
        "terms.names.zh-Hans": "Macau",
        "terms.page": f"{region.issuer}/exchange/arrive",
        "terms.keys_address": f"{region.issuer}/v1/exchange/keys",
    }
    for name, value in typed.items():
        office.page.locator(f"input[name='{name}']").fill(value)
    for each in ("exchange.language_pt", "term.document_type.HOME_RETURN_PERMIT"):
        for box in office.page.locator(".el-checkbox", has_text=str(office.words(each))).all():
            box.click()
    office.fill("reason.label", "agreed")


def list_of_issuers() -> FilePayload:
    """Return a file of two issuers, of which one has no certificate."""
    example = json.loads((SHARED / "eu-dcc/AT/1.json").read_text(encoding="utf-8"))
    named = {"kind": "EU_DCC", "country": "AT", "names": {"zh-Hans": "Ministry", "zh-Hant": "Ministry"}}
    forms = [{**named, "certificate": each} for each in (example["TESTCTX"]["CERTIFICATE"], "nonsense")]
    return FilePayload(name="issuers.json", mimeType="application/json", buffer=json.dumps(forms).encode())


def switch(office: Visitor, button: str) -> None:
    """Press the button beside the page's heading, and give a reason."""
    office.page.locator(".page-head button").click()
    decide(office, button)


def decide(office: Visitor, button: str) -> None:
    """Give a reason in the dialog, and press its button."""
    office.dialog.get_by_role("textbox", name=office.words("reason.label")).fill("agreed")
    office.press(button, within=office.dialog)
