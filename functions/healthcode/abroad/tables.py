"""Certificates from abroad and the trust list in the health code table.

Key formats stand in `functions.healthcode.tables`.
"""

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute

from functions.healthcode.tables import HealthItem


class Evidence(HealthItem):
    """A certificate from abroad that was accepted; `content` seals `records.Kept`.

    It was checked at `checked_at` with the trust list's `issuer`, for the account that submitted it.
    """

    issuer = UnicodeAttribute()
    account = UnicodeAttribute()
    checked_at = UnicodeAttribute()
    content = BinaryAttribute(legacy_encoding=False)

    @property
    def id(self) -> str:
        """The certificate's id here."""
        return str(self.sk).removeprefix("ABROAD#")


class Claim(HealthItem):
    """That a certificate is one person's, for good: withdrawn, too, it is nobody else's."""

    person = UnicodeAttribute()
    certificate = UnicodeAttribute()


class Issuer(HealthItem):
    """An issuer of the trust list: names as JSON by language, keys as JSON of `signers.TrustedKey`."""

    kind = UnicodeAttribute()
    country = UnicodeAttribute()
    names = UnicodeAttribute()
    address = UnicodeAttribute(default="")
    keys = UnicodeAttribute()
    valid_from = UnicodeAttribute(null=True)
    valid_until = UnicodeAttribute(null=True)
    withdrawn_at = UnicodeAttribute(null=True)
    added_at = UnicodeAttribute()
    added_by = UnicodeAttribute()
    changed_at = UnicodeAttribute()
    changed_by = UnicodeAttribute()
    reason = UnicodeAttribute()
    version = NumberAttribute()

    @property
    def id(self) -> str:
        """The issuer's id: the beginning of the hash of its certificate, or of its address."""
        return str(self.sk)
