"""What certificates from abroad and the trust list refuse, and why."""

from pathlib import Path

from functions.healthcode.abroad.reasons import Refused
from layers import i18n
from layers.errors import Conflict, Invalid, NotFound

i18n.add_catalogue(Path(__file__).with_name("messages.json"))


class CertificateRefused(Invalid):
    """A certificate from abroad is not accepted."""


class NotACertificate(CertificateRefused, code="abroad.not_a_certificate"):
    """What was scanned is neither an EU certificate nor a SMART Health Card."""


class Unreadable(CertificateRefused, code="abroad.unreadable"):
    """The characters of the code are damaged."""


class PartsMissing(CertificateRefused, code="abroad.parts_missing"):
    """The card has several QR codes, of which some are missing, or don't belong together."""


class NotCompressed(CertificateRefused, code="abroad.not_compressed"):
    """What is inside isn't compressed, or the compression is damaged."""


class TooLarge(CertificateRefused, code="abroad.too_large"):
    """More is inside than any certificate holds."""


class Malformed(CertificateRefused, code="abroad.malformed"):
    """What is inside isn't built as the standard has it."""


class WrongAlgorithm(CertificateRefused, code="abroad.wrong_algorithm"):
    """It is signed in a way that the standard doesn't know."""


class NotToSchema(CertificateRefused, code="abroad.not_to_schema"):
    """What it says isn't said as the standard has it."""


class IssuerUnknown(CertificateRefused, code="abroad.issuer_unknown"):
    """The trust list has no such issuer, or not this key of the issuer's."""


class IssuerWithdrawn(CertificateRefused, code="abroad.issuer_withdrawn"):
    """Trust in the issuer was withdrawn."""


class IssuerNotValid(CertificateRefused, code="abroad.issuer_not_valid"):
    """It was signed before the time for which the issuer is trusted, or that time is over."""


class SignatureWrong(CertificateRefused, code="abroad.signature_wrong"):
    """Something in it was changed, or somebody else signed it."""


class KeyNotForThis(CertificateRefused, code="abroad.key_not_for_this"):
    """The issuer's key may not sign this kind of certificate."""


class NotYetValid(CertificateRefused, code="abroad.not_yet_valid"):
    """It is dated later than now."""


class Expired(CertificateRefused, code="abroad.expired"):
    """Its time is over."""


class KindNotAccepted(CertificateRefused, code="abroad.kind_not_accepted"):
    """It proves neither a dose nor a test for COVID-19."""


class PersonDiffers(CertificateRefused, code="abroad.person_differs"):
    """Name or birth date are not those of the person."""


class AlreadyUsed(Conflict, code="abroad.already_used"):
    """The certificate was submitted for somebody else."""


class NoSuchCertificate(NotFound, code="abroad.no_such_certificate"):
    """The person has no such certificate from abroad."""


class NoSuchIssuer(NotFound, code="abroad.no_such_issuer"):
    """The trust list has no such issuer."""


class IssuerChanged(Conflict, code="abroad.issuer_changed"):
    """Somebody else changed the issuer since it was read."""


class KeyUnusable(Invalid, code="abroad.key_unusable"):
    """A key is none that such certificates are signed with: EC P-256, for EU certificates RSA, too."""


class KeyIsPrivate(Invalid, code="abroad.key_is_private"):
    """A key set holds a private key."""


class KeyIdDiffers(Invalid, code="abroad.key_id_differs"):
    """A key's id is not its thumbprint (RFC 7638)."""


_BY_CODE = {kind.code: kind for kind in CertificateRefused.__subclasses__()}


def refusal(refused: Refused) -> CertificateRefused:
    """Return the refusal that people are told."""
    return _BY_CODE[f"abroad.{refused.reason}"]()
