"""What the exchange refuses, and why. Of a refused try nothing is kept but a count (`attempts.py`)."""

from pathlib import Path

from functions.healthcode.exchange.conditions import Hindrance
from layers import i18n
from layers.errors import Conflict, DomainError, Forbidden, Invalid, NotFound, Unavailable

i18n.add_catalogue(Path(__file__).with_name("messages.json"))


class Refused(DomainError):
    """A token, or who comes with one or asks for one, is not accepted; `partner` may stand in the details."""


class TokenRefused(Refused, Invalid):
    """A token is not accepted."""


class Unmet(Refused, Conflict):
    """Somebody doesn't meet what a region asks."""


class TokenUnreadable(TokenRefused, code="exchange.token_unreadable"):
    """What was brought is no token for us, or was changed on the way."""


class OwnKeyUnknown(TokenRefused, code="exchange.own_key_unknown"):
    """The token is encrypted for a key that is none of ours, or ours no longer."""


class OwnKeyWithdrawn(TokenRefused, code="exchange.own_key_withdrawn"):
    """The token is encrypted for a key of ours that was withdrawn."""


class PartnerUnknown(TokenRefused, code="exchange.partner_unknown"):
    """The token is from nobody with whom codes are exchanged."""


class PartnerOff(TokenRefused, code="exchange.partner_off"):
    """The exchange with this partner is switched off."""


class KeysStale(TokenRefused, code="exchange.keys_stale"):
    """The partner's keys were read too long ago to be relied on."""


class KeysMissing(TokenRefused, code="exchange.keys_missing"):
    """The partner has published no key that can be used now."""


class KeyUnknown(TokenRefused, code="exchange.key_unknown"):
    """The token is signed with a key that the partner hasn't published."""


class KeyWithdrawn(TokenRefused, code="exchange.key_withdrawn"):
    """The token is signed with a key that was withdrawn."""


class KeyNotValid(TokenRefused, code="exchange.key_not_valid"):
    """The token is signed with a key whose time has not come, or is over."""


class SignatureWrong(TokenRefused, code="exchange.signature_wrong"):
    """The token is not signed by the partner, or was changed since."""


class WrongAudience(TokenRefused, code="exchange.wrong_audience"):
    """The token is meant for another region."""


class TokenExpired(TokenRefused, code="exchange.token_expired"):
    """The token's time is over."""


class TokenTooLong(TokenRefused, code="exchange.token_too_long"):
    """The token is good for longer than tokens may be."""


class TokenEarly(TokenRefused, code="exchange.token_early"):
    """The token is dated later than now."""


class ClaimsWrong(TokenRefused, code="exchange.claims_wrong"):
    """The token says less or more than is exchanged."""


class TokenUsed(Unmet, code="exchange.token_used"):
    """The token was used before."""


class NotGreen(Unmet, code="exchange.not_green"):
    """Only who is green here is handed over."""


class ColourNotAccepted(Unmet, code="exchange.colour_not_accepted"):
    """The other region doesn't accept this colour."""


class DocumentNotAccepted(Unmet, code="exchange.document_not_accepted"):
    """The other region doesn't accept documents of this type."""


class TestMissing(Unmet, code="exchange.test_missing"):
    """The other region asks for a nucleic-acid result, and there is none."""

    __test__ = False  # pytest takes every Test… for its own


class TestPositive(Unmet, code="exchange.test_positive"):
    """The latest nucleic-acid result is positive."""

    __test__ = False


class TestTooOld(Unmet, code="exchange.test_too_old"):
    """The latest nucleic-acid result is older than the other region accepts."""

    __test__ = False


class QuestionBlocks(Unmet, code="exchange.question_blocks"):
    """One of the questions was answered with a yes that the other region doesn't accept."""


class DetailsDiffer(Unmet, code="exchange.details_differ"):
    """What was filled in is not what was declared for the code."""


class AnotherPerson(Unmet, code="exchange.another_person"):
    """Permit or birth date are not those of whom the token is about."""


class NeedsPhone(Forbidden, code="exchange.needs_phone"):
    """The account has no phone by which it signs in."""


class NoSuchPartner(NotFound, code="exchange.no_such_partner"):
    """There is no such partner."""


class NoSuchKey(NotFound, code="exchange.no_such_key"):
    """There is no such key."""


class NoSuchHandOver(NotFound, code="exchange.no_such_hand_over"):
    """The account handed nobody over under this id."""


class NoSuchArrival(NotFound, code="exchange.no_such_arrival"):
    """The account brought no token under this id."""


class PartnerTaken(Conflict, code="exchange.partner_taken"):
    """Another partner has this id or address."""


class PartnerChanged(Conflict, code="exchange.partner_changed"):
    """Somebody else changed the partner since it was read."""


class KeysUnusable(Invalid, code="exchange.keys_unusable"):
    """What was read is no set of public keys that tokens can be exchanged with."""


class KeysUnreachable(Unavailable, code="exchange.keys_unreachable"):
    """The partner's keys could not be read from where it publishes them."""


_OF_CONDITION: dict[Hindrance, type[Unmet]] = {
    Hindrance.DOCUMENT: DocumentNotAccepted,
    Hindrance.COLOUR: ColourNotAccepted,
    Hindrance.TEST_MISSING: TestMissing,
    Hindrance.TEST_POSITIVE: TestPositive,
    Hindrance.TEST_OLD: TestTooOld,
    Hindrance.QUESTION: QuestionBlocks,
}


def unmet(hindrance: Hindrance, partner: str) -> Unmet:
    """Return the refusal of who doesn't meet a condition."""
    return _OF_CONDITION[hindrance](partner=partner)
