"""The console as every member of staff meets it: signing in, one's own menu, every page (W2, S1, S2)."""

from datetime import timedelta
from itertools import product

import pytest
from playwright.sync_api import expect

from layers.i18n import Language
from local.demo import PASSWORD
from tests.browser import duties
from tests.browser.cases import in_languages
from tests.browser.suite import OPENS, PUBLISHES
from tests.browser.travellers import applied, booked, settled
from tests.browser.visitor import Visit

pytestmark = pytest.mark.browser

AN_HOUR = timedelta(hours=1)
NEW_PASSWORD = "Lighthouse33"

PAGES = [
    *("/", "/dashboard", "/draw", "/periods", "/arrivals", "/bookings", "/standings", "/reviews"),
    *(
        "/password-resets",
        "/legacy-accounts",
        "/users",
        "/roles",
        "/roles/new",
        "/roles/reviewer",
        "/regions",
    ),
    *("/policies", "/policies/lottery", "/audit", "/outbox", "/password"),
]

QUICK = [(Language.ZH_HANT, "desktop")]
WALKS = [
    pytest.param(*each, marks=[] if each in QUICK else [pytest.mark.slow])
    for each in product(Language, ("phone", "desktop"))
]


@pytest.mark.parametrize(("language", "size"), WALKS)
def test_w2_every_page_of_the_console(on_duty: Visit, language: Language, size: str) -> None:
    member = on_duty(language, size)
    suite = member.suite
    suite.at(OPENS)
    applied(suite, settled(suite, language, with_mother=True), suite.days_later(1))
    booked(suite, settled(suite, language), suite.days_later(0))
    suite.at(PUBLISHES)

    member.open("/staff/login")
    member.looks("00-sign-in")
    duties.come_in(member, "admin")
    for number, path in enumerate(PAGES, start=1):
        member.open(f"/staff{path}")
        expect(member.page.get_by_role("heading", level=1)).to_be_visible()
        member.looks(f"{number:02}-{path.strip('/').replace('/', '-') or 'home'}")


@in_languages(quick=Language.ZH_HANT)
def test_s1_a_new_member_changes_the_first_password_before_anything_else(
    on_duty: Visit, language: Language
) -> None:
    admin = on_duty(language)
    username = f"officer-{language}".lower()
    duties.come_in(admin, "admin", "/staff/users")
    admin.press("user.create")
    admin.fill("user.username", username)
    admin.choose("user.region", "city", within=admin.dialog)
    admin.looks("1-new-user")
    admin.press("user.create", within=admin.dialog)
    admin.is_told("user.issued_more")
    admin.looks("2-issued")
    first = admin.page.locator(".issued").inner_text()

    member = on_duty(language)
    member.open("/staff")
    duties.sign_in(member, username, first)
    member.is_at("/staff/password")
    member.is_told("password.first")
    member.looks("3-first-password")
    member.fill("field.current_password", first)
    member.fill("field.new_password", NEW_PASSWORD)
    member.fill("field.confirmation", NEW_PASSWORD)
    member.press("password.submit")

    member.is_at("/staff/")
    member.sees("home.nothing")
    member.looks("4-no-permissions")


@in_languages(quick=Language.EN)
def test_s2_a_role_made_in_the_matrix_decides_what_a_member_sees(on_duty: Visit, language: Language) -> None:
    admin = on_duty(language)
    duties.come_in(admin, "admin", "/staff/roles/new")
    admin.fill("names.zh_hans", "Observers")
    reviews = admin.page.get_by_role("group", name=admin.words("term.menu.reviews"))
    reviews.get_by_text(admin.words("term.button.view"), exact=True).click()
    expect(reviews.get_by_role("checkbox", name=admin.words("term.button.view"))).to_be_checked()
    admin.looks("1-matrix")
    admin.press("role.save")
    admin.is_at("/staff/roles")
    admin.looks("2-roles")

    reviewer = on_duty(language)
    duties.come_in(reviewer, "reviewer")
    menu = reviewer.page.get_by_role("navigation", name=reviewer.words("app.menu"))
    expect(menu.get_by_role("link", name=reviewer.words("term.menu.reviews"))).to_be_visible()
    expect(menu.get_by_role("link", name=reviewer.words("term.menu.policies"))).to_have_count(0)
    reviewer.looks("3-own-menu")
    reviewer.open("/staff/policies")
    reviewer.sees("refusal.forbidden")
    reviewer.looks("4-forbidden")


@in_languages(quick=Language.ZH_HANS)
def test_w2_the_session_ends_while_a_member_types(on_duty: Visit, language: Language) -> None:
    admin = on_duty(language)
    duties.come_in(admin, "admin", "/staff/policies/service_desk")
    admin.fill("policy.reason", "Written before the session ended")

    admin.suite.clock.advance(AN_HOUR)
    admin.page.get_by_role("textbox").first.fill("0755-54321")
    admin.press("policy.save")
    admin.press("policy.save", within=admin.dialog)
    admin.is_told("expired.title")
    admin.looks("1-expired")

    admin.fill("field.password", PASSWORD)
    admin.press("expired.resume")
    expect(admin.field("policy.reason")).to_have_value("Written before the session ended")
