"""What other function folders may use of identity."""

from functions.auth.captcha import solve as consume_captcha
from functions.auth.households import (
    Household,
    Member,
    contact,
    disable,
    enable,
    freeze,
    hindrances,
    household,
    person_of_account,
    person_of_document,
    unfreeze,
)
from functions.auth.schemas import CaptchaAnswer
from functions.auth.signing_in import authenticate

__all__ = [
    "CaptchaAnswer",
    "Household",
    "Member",
    "authenticate",
    "consume_captcha",
    "contact",
    "disable",
    "enable",
    "freeze",
    "hindrances",
    "household",
    "person_of_account",
    "person_of_document",
    "unfreeze",
]
