"""What other function folders may use of identity."""

from functions.auth.captcha import solve as consume_captcha
from functions.auth.documents import Document, DocumentFault, DocumentType, born_and_sex
from functions.auth.documents import canonical as canonical_number
from functions.auth.documents import check as check_document
from functions.auth.documents import formats as document_formats
from functions.auth.documents import normalise as normalise_number
from functions.auth.errors import DocumentFixed, DocumentTaken
from functions.auth.households import (
    Holder,
    Household,
    Member,
    birth_date,
    contact,
    disable,
    enable,
    freeze,
    hindrances,
    holder,
    household,
    is_disabled,
    person_of_account,
    person_of_document,
    unfreeze,
)
from functions.auth.inputs import document_fault
from functions.auth.persons import account_of_phone, identify, person, signing_phone
from functions.auth.phones import PhoneRegion, any_mobile
from functions.auth.phones import parse as parse_mobile
from functions.auth.policies import CodePolicy, HouseholdPolicy
from functions.auth.schemas import CaptchaAnswer
from functions.auth.signing_in import authenticate

__all__ = [
    "CaptchaAnswer",
    "CodePolicy",
    "Document",
    "DocumentFault",
    "DocumentFixed",
    "DocumentTaken",
    "DocumentType",
    "Holder",
    "Household",
    "HouseholdPolicy",
    "Member",
    "PhoneRegion",
    "account_of_phone",
    "any_mobile",
    "authenticate",
    "birth_date",
    "born_and_sex",
    "canonical_number",
    "check_document",
    "consume_captcha",
    "contact",
    "disable",
    "document_fault",
    "document_formats",
    "enable",
    "freeze",
    "hindrances",
    "holder",
    "household",
    "identify",
    "is_disabled",
    "normalise_number",
    "parse_mobile",
    "person",
    "person_of_account",
    "person_of_document",
    "signing_phone",
    "unfreeze",
]
