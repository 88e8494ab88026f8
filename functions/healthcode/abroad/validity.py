"""Whether a certificate whose signature is right can be believed now. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.healthcode.abroad.contents import Content, Test, Use
from functions.healthcode.abroad.envelopes import Envelope
from functions.healthcode.abroad.reasons import Reason

SKEW = timedelta(minutes=5)
"""How far an issuer's clock may be ahead."""

_FURTHEST_EAST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Trust:
    """How far an issuer is trusted: from when until when, whether still; `uses` are all that it may sign."""

    valid_from: datetime | None
    valid_until: datetime | None
    uses: frozenset[Use]
    withdrawn: bool


def untimely(envelope: Envelope, now: datetime) -> Reason | None:
    """Return why a certificate is not good at this time, None where it is."""
    if envelope.issued > now + SKEW:
        return Reason.NOT_YET_VALID
    if envelope.expires and envelope.expires <= now:
        return Reason.EXPIRED
    return None


def untrusted(envelope: Envelope, trust: Trust, now: datetime) -> Reason | None:
    """Return why its issuer is not believed, None where it is.

    What was signed before the issuer's time is not its own; after that, keys may be anybody's.
    """
    if trust.withdrawn:
        return Reason.ISSUER_WITHDRAWN
    too_early = trust.valid_from is not None and envelope.issued < trust.valid_from
    too_late = trust.valid_until is not None and trust.valid_until <= now
    return Reason.ISSUER_NOT_VALID if too_early or too_late else None


def unacceptable(content: Content, trust: Trust, now: datetime) -> Reason | None:
    """Return why what it says is no evidence here, None where it is."""
    if trust.uses and not content.uses <= trust.uses:
        return Reason.KEY_NOT_FOR_THIS
    if not (content.doses or content.tests):
        return Reason.KIND_NOT_ACCEPTED
    if any(test.sampled_at > now + SKEW for test in content.tests):
        return Reason.NOT_YET_VALID
    if any(dose.day > (now + _FURTHEST_EAST).date() for dose in content.doses):
        return Reason.NOT_YET_VALID
    return None


def counts(test: Test, methods: frozenset[str], within: timedelta, now: datetime) -> bool:
    """Tell whether a test counts as a nucleic-acid result here: by its method, and how long ago it was."""
    return test.method in methods and now - test.sampled_at <= within
