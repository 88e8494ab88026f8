"""Which texts in requests are personal or secret, and where they are found."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec.inspect as types

from tests import fields
from tests.fields import Leaf

PERSONAL = frozenset(
    """
    Admission.address Admission.case_number Admission.guardian Admission.opinion AdmissionForm.visit
    AppealDecision.answer AppealForm.words ArrivalForm.address ArrivalForm.number ArrivalForm.token
    BookingForm.hold CaptchaAnswer.answer CertificateCheck.text CertificateSubmission.name
    CertificateSubmission.texts CheckIn.address CheckIn.remark ClinicForm.visit ClinicVisit.address
    ClinicVisit.guardian ClinicVisit.opinion ClinicVisit.remark Closing.words ClueForm.address
    ClueForm.description ClueForm.name ClueReport.note CodeScan.token CohabitantForm.name
    CohabitantForm.number Course.remark DeclarationForm.address DeclarationForm.name
    DeclarationForm.number DeclarationForm.phone DeclarationForm.remark DocumentAddition.number
    DocumentSignIn.new_password DocumentSignIn.number DocumentSignIn.password EndingLookup.ending
    Find.phone FollowUpForm.words GroupAsking.group HandOverForm.name HandOverForm.number
    HandOverForm.phone HoldRelease.hold IdentityCard.number Inquiry.document_number KeyedUpload.key
    LegacyImport.rows LookUp.document_number LookUp.token LookupForm.code LookupForm.number
    LostCodeForm.number Medicine.name Mobile.number NewUser.mail NewUser.name NewUser.phone
    NewUser.username OwnPasswordChange.confirmation OwnPasswordChange.current
    OwnPasswordChange.new_password PassRow.plate PassRow.suspicion PassRow.token PassRow.visit
    PasswordChange.current PasswordChange.new PersonForm.name PersonForm.number PersonForm.phone
    PersonForm.remark PersonSearch.document_number PhoneSignIn.code PlaceForm.contact
    ProfileForm.departure ProfileForm.hong_kong_mobile ProfileForm.mainland_mobile ProfileForm.name
    RecordEdit.name RecordEdit.number RecordEdit.phone RecordEdit.remark RecordSearch.text
    Registration.confirmation Registration.number Registration.password RegistrationForm.address
    RegistrationForm.departure RegistrationForm.measures RegistrationForm.remark
    RegistrationForm.workplace Renewal.token ResetAsking.contact ResetAsking.message ResetAsking.number
    ResetByLink.confirmation ResetByLink.new_password ResetByLink.token Sale.address Sale.guardian
    Sale.patient_phone Sale.remark SaleForm.visit Scan.token SessionRenewal.token SignIn.password
    SignIn.username SlipScan.token TestRow.number TestRow.visit TokenForm.token TrailAsking.visit
    UserEdit.mail UserEdit.name UserEdit.phone WorkerInvitation.phone
    """.split()  # noqa: SIM905  seventy lines less than a literal
)
"""Fields whose text must not be found in clear."""

HARMLESS = frozenset(
    """
    Address.en Address.zh-Hans Address.zh-Hant Admission.evidence AdmissionForm.client AlarmNote.note
    AppealForm.fact Arrival.number ArrivalForm.client ArrivalForm.nationality ArrivalForm.region
    AskingDecision.reason Because.reason BookingForm.grid CaptchaAnswer.id CauseForm.en CauseForm.zh-Hans
    CauseForm.zh-Hant CertificateReason.reason ClinicForm.client ClueForm.photos ClueForm.region
    CohabitantForm.nationality ConditionsForm.documents DeclarationForm.nationality DeclarationForm.region
    DetailsForm.grid DocumentAddition.nationality EnrolmentForm.address EnrolmentForm.credit_code
    EnrolmentForm.name EnrolmentForm.region FigureExport.region FollowUpForm.client GridChange.grid
    GridChange.records HandOverForm.partner HoldAsking.group HoldAsking.session Inquiry.document_type
    Inquiry.number IssuerEdit.country IssuerEdit.key_set IssuerEdit.reason IssuerForm.address
    IssuerForm.certificate IssuerForm.country IssuerForm.key_set IssuerImport.reason KeyRenewal.reason
    Look.reason LookUp.document_type LookUp.number Names.en Names.zh-Hans Names.zh-Hant NamesForm.en
    NamesForm.pt NamesForm.zh-Hans NamesForm.zh-Hant NewPartner.issuer NewPartner.partner
    NewPartner.reason NewRegion.id NewRegion.parent NewRole.id NewRole.permissions NewSession.group
    NewSession.remark NewSession.site NewSession.street NewSession.vaccine NewUser.region NewUser.roles
    NoticeDecision.reason NoticeForm.region NoticeForm.session NoticeForm.text NoticeForm.vaccine
    NoticeTextForm.title NoticeWording.en NoticeWording.zh-Hans NoticeWording.zh-Hant
    OrganisationDecision.reason PartnerEdit.reason PartnerState.reason PassRow.client PastedKeys.keys
    PastedKeys.reason PersonForm.nationality PersonSearch.reason PersonSearch.region PlaceDecision.reason
    PlaceForm.address PlaceForm.name PlaceForm.region PolicyEdit.reason PolicyEdit.values
    Postponement.reason ProfileForm.destination ProposalDecision.reason ProposalForm.client
    ProposalForm.evidence ProposalForm.listing ProposalForm.withdraws Question.id Reasoned.reason
    RecordEdit.nationality RecordExport.region RecordExport.vaccine RecordReason.reason
    RecordSearch.region RegionMove.parent Registration.nationality RegistrationForm.region
    Release.evidence Replay.message RoleEdit.permissions RulesDraft.note SaleForm.client
    SessionEdit.remark SessionSeries.group SessionSeries.remark SessionSeries.site SessionSeries.street
    SessionSeries.vaccine SessionSlot.end SessionSlot.start SitePlace.site SitePlace.street
    TermsForm.keys_address TermsForm.languages TermsForm.page TestRow.client TestRow.nationality Texts.en
    Texts.zh-Hans Texts.zh-Hant TrustEdit.reason UndoForm.reason UserMove.region UserRoles.roles
    Vaccine.code Vaccine.id VaccineChange.reason WaitingForm.group WaitingForm.session WaitingPerson.grid
    Waiver.reason WalkInForm.grid WalkInForm.session
    """.split()  # noqa: SIM905  the same
)
"""Ids, names of things, and reasons, of which staff know that they are recorded."""

_OF_OLD_ACCOUNTS = ("number", "name")
_GIVEN = ("token", "password", "code")


def texts(kind: Any, document: Any) -> Iterator[Leaf]:
    """Yield the texts that a document of a type has or could have, free tables too."""
    for leaf in fields.leaves(kind, document):
        is_free = isinstance(leaf.type, types.AnyType) and isinstance(leaf.value, str | dict)
        if isinstance(leaf.type, types.StrType) or is_free:
            yield leaf


def said(kind: Any, document: Any) -> set[str]:
    """Return what a request's document says that is personal or secret."""
    found: set[str] = set()
    for leaf in texts(kind, document):
        if leaf.name in PERSONAL and leaf.value:
            row = leaf.value if isinstance(leaf.value, dict) else {"name": leaf.value}
            found.update(row[name] for name in _OF_OLD_ACCOUNTS if name in row)
    return found


def given(answer: Any) -> set[str]:
    """Return the secrets that an answer gives its caller alone."""
    return {answer[name] for name in _GIVEN if name in answer} if isinstance(answer, dict) else set()


def found(secrets: Iterable[str], text: str) -> list[str]:
    """Return which of these stand in a text; a short number counts where it stands alone."""
    return [secret for secret in secrets if _pattern(secret).search(text)]


def _pattern(secret: str) -> re.Pattern[str]:
    literal = re.escape(secret)
    is_short = len(secret) < 8 and secret.isdigit()
    return re.compile(rf"(?<![0-9a-zA-Z.]){literal}(?![0-9a-zA-Z.])" if is_short else literal)
