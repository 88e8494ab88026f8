"""Accounts and households as answers: in words of the caller's language."""

from functions.auth import home, menu
from functions.auth import store_households as households
from functions.auth.captcha import Challenge
from functions.auth.errors import CorrectionNeeded
from functions.auth.home import Home
from functions.auth.policies import HouseholdPolicy, ServiceDeskPolicy
from functions.auth.records import Identity
from functions.auth.review import Declaration
from functions.auth.review import Validity as Reviewed
from functions.auth.reviews import StaffReason
from functions.auth.schemas import CaptchaView, HomeView, MenuEntry, OwnDocument, ServiceDesk, Session
from functions.auth.schemas_household import (
    CohabitantList,
    CohabitantView,
    IdentityCard,
    PersonView,
    ProfileView,
    RemarkView,
    ReviewView,
    Validity,
)
from functions.auth.signing_in import SignedIn
from functions.auth.tables import Cohabitant, Profile
from functions.auth.verdicts import Verdict
from layers import policy
from layers.i18n import Language, say


def captcha(challenge: Challenge) -> CaptchaView:
    """Return a captcha to solve."""
    return CaptchaView(challenge.id, challenge.image, challenge.expires_at)


def service_desk() -> ServiceDesk:
    """Return where residents find help."""
    desk = policy.get(ServiceDeskPolicy)
    return ServiceDesk(desk.hotline, desk.mail, desk.guide)


def session(signed_in: SignedIn, language: Language) -> Session:
    """Return a session with what the resident must be told."""
    stored = signed_in.stored
    needs = stored.account.needs_correction
    state = home.review_state(stored)
    return Session(
        signed_in.token, signed_in.expires_at, state, needs, _notice(language, needs_correction=needs)
    )


def personal_centre(shown: Home, language: Language) -> HomeView:
    """Return the personal centre."""
    return HomeView(
        name=shown.name,
        document=_own_document(shown.document),
        review_state=shown.review_state,
        needs_correction=shown.needs_correction,
        notice=_notice(language, needs_correction=shown.needs_correction),
        cohabitants=shown.cohabitants,
        menu=[_menu_entry(entry, reason, language) for entry, reason in shown.menu.items()],
        online=shown.online,
        desk=service_desk(),
    )


def profile(item: Profile, language: Language) -> ProfileView:
    """Return the profile to its owner."""
    fields = households.profile_fields(item)
    return ProfileView(
        person=_person(fields.declaration),
        hong_kong_mobile=fields.hong_kong_mobile,
        mainland_mobile=fields.mainland_mobile,
        departure=fields.departure,
        destination=item.destination,
        review=review(households.verdict(item), language),
    )


def cohabitant(item: Cohabitant, language: Language) -> CohabitantView:
    """Return a cohabitant to the household."""
    fields = households.cohabitant_fields(item)
    return CohabitantView(
        id=households.member_id(item),
        person=_person(fields.declaration),
        relation=fields.relation,
        ground=fields.ground,
        review=review(households.verdict(item), language),
    )


def cohabitants(items: tuple[Cohabitant, ...], language: Language) -> CohabitantList:
    """Return a household's cohabitants."""
    maximum = policy.get(HouseholdPolicy).cohabitants
    return CohabitantList([cohabitant(item, language) for item in items], maximum)


def review(verdict: Verdict, language: Language) -> ReviewView:
    """Return how a review stands, in words."""
    label = say(f"review_state.{verdict.state}", language)
    return ReviewView(verdict.state, label, verdict.since, remarks(verdict, language))


def remarks(verdict: Verdict, language: Language) -> list[RemarkView]:
    """Return what a review has against each field, in words."""
    return [
        RemarkView(
            remark.field,
            say(f"review_field.{remark.field}", language),
            remark.reason,
            say(_reason_key(remark.reason), language),
        )
        for remark in verdict.remarks
    ]


def validity(given: Reviewed) -> Validity:
    """Return the days on which a document is valid."""
    return Validity(given.since, given.until)


def _reason_key(reason: str) -> str:
    return f"staff_reason.{reason}" if reason in StaffReason.__members__ else f"review_reason.{reason}"


def _person(declared: Declaration) -> PersonView:
    return PersonView(
        nationality=declared.nationality,
        document_type=declared.document_type,
        number=declared.document_number,
        name=declared.name,
        sex=declared.sex,
        born=declared.born,
        document_validity=validity(declared.document_validity),
        identity_card=_identity_card(declared),
    )


def _own_document(identity: Identity | None) -> OwnDocument | None:
    return OwnDocument(identity.nationality, identity.type, identity.number) if identity else None


def _identity_card(declared: Declaration) -> IdentityCard | None:
    if declared.identity_number is None or declared.identity_validity is None:
        return None
    return IdentityCard(declared.identity_number, validity(declared.identity_validity))


def _menu_entry(entry: menu.Entry, reason: menu.MenuReason | None, language: Language) -> MenuEntry:
    explanation = say(f"menu_reason.{reason}", language) if reason else ""
    return MenuEntry(entry, reason is None, reason, explanation)


def _notice(language: Language, *, needs_correction: bool) -> str:
    return say(CorrectionNeeded.code, language) if needs_correction else ""
