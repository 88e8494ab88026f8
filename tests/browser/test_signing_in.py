"""The ways into an account beside its first registration (I4, I5, I9)."""

import re

import pytest

from functions.auth.documents import DocumentType
from layers import passwords
from layers.i18n import Language
from local import demo
from tests.browser import deeds
from tests.browser.cases import in_languages
from tests.browser.travellers import newcomer, settled
from tests.browser.visitor import Visit

pytestmark = pytest.mark.browser

NEW_PASSWORD = "Lighthouse33"


@in_languages(quick=Language.ZH_HANT)
def test_i4_by_a_code_to_the_phone(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = newcomer(language, resident.suite.today)

    deeds.begin_by_phone(resident, who)
    resident.looks("1-phone")
    asked = resident.suite.clock()
    resident.press("field.send_code")
    resident.fill("field.code", resident.suite.code(who.phone, asked))
    resident.looks("2-code")
    resident.press("login.submit")
    resident.is_at("/")
    resident.looks("3-home-without-document")

    resident.press("document.title")
    deeds.fill_in_document(resident, who)
    resident.solve_captcha()
    resident.looks("4-document")
    resident.press("document.submit")
    resident.is_at("/profile")


@in_languages(quick=Language.EN)
def test_i9_with_a_forgotten_password(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = settled(resident.suite, language)
    resident.open("/login")

    resident.follow("login.forgot")
    resident.is_at("/forgot")
    resident.choose("field.document_type", who.document_type)
    resident.fill("field.number", who.number)
    resident.fill("field.contact", who.mobile)
    resident.solve_captcha()
    resident.looks("1-forgot")
    resident.press("forgot.submit")
    resident.sees("forgot.done")
    resident.looks("2-asked")

    asked = resident.suite.clock()
    with resident.suite.staff("admin") as staff:
        for request in staff.items("/v1/staff/password-resets"):
            decision = {"answer": "LINK", "verified": "CALLED_BACK"}
            staff.ask("POST", f"/v1/staff/password-resets/{request['id']}/decision", decision)
    link = re.findall(r"/password#\S+", resident.suite.message(who.phone, asked))[0].rstrip("。.")

    resident.open(link)
    resident.fill("field.new_password", NEW_PASSWORD)
    resident.fill("field.confirmation", NEW_PASSWORD)
    resident.looks("3-new-password")
    resident.press("password.submit")
    resident.sees("password.set_done")
    deeds.sign_in(resident, who, NEW_PASSWORD)
    resident.is_at("/")


@in_languages(quick=Language.ZH_HANS)
def test_i5_with_an_imported_account_that_has_to_be_corrected(visit: Visit, language: Language) -> None:
    resident = visit(language)
    who = newcomer(language, resident.suite.today)
    imported = f"XX{who.number}"
    with resident.suite.staff("admin") as staff:
        rows = [{**old_account(), "number": imported}]
        assert staff.ask("POST", "/v1/staff/legacy-accounts", {"rows": rows})["imported"] == 1

    resident.open("/login")
    resident.choose("field.document_type", DocumentType.HOME_RETURN_PERMIT)
    resident.fill("field.number", imported)
    resident.fill("field.password", demo.PASSWORD)
    resident.solve_captcha()
    resident.press("login.submit")
    resident.is_at("/")
    resident.looks("1-told")

    resident.press("correction.go")
    deeds.fill_in_document(resident, who)
    resident.solve_captcha()
    resident.press("correction.submit")
    resident.looks("2-sure")
    resident.press("dialog.confirm")
    resident.sees("correction.done")
    resident.looks("3-corrected")

    deeds.sign_in(resident, who, demo.PASSWORD)
    resident.is_at("/")


def old_account() -> dict[str, str]:
    """Return what the older system knew of somebody."""
    return {
        "nationality": "HK",
        "document_type": DocumentType.HOME_RETURN_PERMIT,
        "password_hash": passwords.hashed(demo.PASSWORD),
    }


def test_o3_the_calls_of_a_visit_share_one_id_and_no_other_visit_has_it(visit: Visit) -> None:
    def ids_of_a_visit() -> list[str]:
        resident = visit()
        with resident.page.expect_response("**/v1/captchas") as first:
            resident.open("/login")
        with resident.page.expect_response("**/v1/captchas") as second:
            resident.page.get_by_role("button", name=resident.words("field.captcha_refresh")).first.click()
        return [each.value.headers["x-correlation-id"] for each in (first, second)]

    (one, again), (another, _) = ids_of_a_visit(), ids_of_a_visit()

    assert re.fullmatch(r"[0-9a-f]{32}", one)
    assert one == again != another
