"""Why a certificate from abroad is refused. Pure."""

from enum import StrEnum


class Reason(StrEnum):
    """Each step of reading and checking has its own."""

    NOT_A_CERTIFICATE = "not_a_certificate"  # neither HC1: nor shc:/, no JWS, no file of them
    UNREADABLE = "unreadable"  # base45, digits or base64url broken
    PARTS_MISSING = "parts_missing"  # a card in several QR codes, of which some are missing or twice
    NOT_COMPRESSED = "not_compressed"  # deflate broken, or missing
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"  # no COSE, CWT, JWS or JSON as the standard has it
    WRONG_ALGORITHM = "wrong_algorithm"  # signed by another one than the standard names
    NOT_TO_SCHEMA = "not_to_schema"  # the claims hold no certificate as the standard has it
    ISSUER_UNKNOWN = "issuer_unknown"
    ISSUER_WITHDRAWN = "issuer_withdrawn"
    ISSUER_NOT_VALID = "issuer_not_valid"  # signed before, or checked after, the issuer's own time
    SIGNATURE_WRONG = "signature_wrong"
    KEY_NOT_FOR_THIS = "key_not_for_this"  # the issuer's key may not sign such a certificate
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    KIND_NOT_ACCEPTED = "kind_not_accepted"  # says nothing of a dose or test
    PERSON_DIFFERS = "person_differs"


class Refused(Exception):
    """A certificate is refused for a reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
