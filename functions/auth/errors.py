"""What identity refuses, and why."""

from pathlib import Path

from layers import i18n
from layers.errors import Conflict, Forbidden, Invalid, NotFound, TooMany, Unauthenticated

i18n.add_catalogue(Path(__file__).with_name("messages.json"))
i18n.add_catalogue(Path(__file__).with_name("terms.json"))


class CaptchaGone(Invalid, code="auth.captcha_gone"):
    """The image was answered before, or is too old; a new one is needed."""


class CaptchaWrong(Invalid, code="auth.captcha_wrong"):
    """Not what the image shows; it is used up now."""


class DocumentTaken(Conflict, code="auth.document_taken"):
    """The document has an account; that one is to be signed in to."""


class DocumentNeeded(Conflict, code="auth.document_needed"):
    """The account was made with a phone and has no travel document yet."""


class DocumentFixed(Conflict, code="auth.document_fixed"):
    """The account has its travel document, which can't be changed."""


class WrongCredentials(Unauthenticated, code="auth.wrong_credentials"):
    """No account has this document and password; which of the two is wrong is not told."""


class WrongPassword(Forbidden, code="auth.wrong_password"):
    """The signed-in resident mistyped the present password."""


class PasswordChangeRequired(Conflict, code="auth.password_change_required"):
    """The temporary password was right; signing in with it needs a new one."""


class AccountDisabled(Forbidden, code="auth.account_disabled"):
    """The account was disabled; `reason` is a code."""


class CodeTooSoon(TooMany, code="auth.code_too_soon"):
    """The phone was sent a code a moment ago."""


class CodesUsedUp(TooMany, code="auth.codes_used_up"):
    """The phone was sent as many codes as it may get in a day."""


class CodeWrong(Invalid, code="auth.code_wrong"):
    """Not the code that was sent, or too old, used, or tried too often."""


class PhoneTaken(Conflict, code="auth.phone_taken"):
    """The phone signs in to another account."""


class CorrectionNeeded(Conflict, code="auth.correction_needed"):
    """The imported account's document breaks today's rules and has to be corrected first."""


class NothingToCorrect(Conflict, code="auth.nothing_to_correct"):
    """The account's document keeps the rules, or was corrected before."""


class ProfileMissing(Conflict, code="auth.profile_missing"):
    """The profile has to be filled in first."""


class HouseholdFrozen(Conflict, code="auth.household_frozen"):
    """The household applied; what was reviewed can't change before the result is published."""


class NoSuchCohabitant(NotFound, code="auth.no_such_cohabitant"):
    """The household has no such cohabitant."""


class NoSuchAccount(NotFound, code="auth.no_such_account"):
    """There is no such account."""


class HouseholdChanged(Conflict, code="auth.household_changed"):
    """Profile, cohabitants or the account's state changed since the household was read."""


class TooManyCohabitants(Conflict, code="household_fault.TOO_MANY"):
    """The household has as many cohabitants as it may have."""


class CohabitantIsApplicant(Conflict, code="household_fault.IS_THE_APPLICANT"):
    """The cohabitant's document is the applicant's own."""


class CohabitantListed(Conflict, code="household_fault.ALREADY_LISTED"):
    """The document is another cohabitant's of the household."""


class NoSuchReview(NotFound, code="auth.no_such_review"):
    """Nothing of that account is waiting for review."""


class ReviewChanged(Conflict, code="auth.review_changed"):
    """The declaration was changed or decided since it was read."""


class NoSuchReset(NotFound, code="auth.no_such_reset"):
    """There is no such request, or it was decided."""


class ResetHasNoAccount(Conflict, code="auth.reset_has_no_account"):
    """The request names a document that no account has; it can only be refused."""


class ResetLinkGone(NotFound, code="auth.reset_link_gone"):
    """The link was used, or its time is over."""
