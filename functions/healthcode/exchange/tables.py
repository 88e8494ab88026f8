"""Items of the exchange in the health code table; key formats stand in `functions.healthcode.tables`."""

from pynamodb.attributes import (
    BooleanAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from functions.healthcode.tables import HealthItem


class Partner(HealthItem):
    """A region with which codes are exchanged; `terms` is the JSON of `records.Terms`."""

    issuer = UnicodeAttribute()
    terms = UnicodeAttribute()
    on = BooleanAttribute(default=False)
    revision = NumberAttribute()
    changed_at = UnicodeAttribute()
    changed_by = UnicodeAttribute()

    @property
    def id(self) -> str:
        """The partner's id."""
        return str(self.sk).removeprefix("PARTNER#")


class Issuer(HealthItem):
    """Which partner signs under an address: one at most."""

    partner = UnicodeAttribute()


class PartnerKeys(HealthItem):
    """A partner's public keys as they were read last, JSON, and the ids of those that are refused."""

    keys = UnicodeAttribute(default="[]")
    withdrawn = UnicodeSetAttribute(null=True)
    read_at = UnicodeAttribute(null=True)
    how = UnicodeAttribute(default="")
    revision = NumberAttribute(default=0)


class WithdrawnKey(HealthItem):
    """That a key of our own is withdrawn."""

    at = UnicodeAttribute()
    by = UnicodeAttribute()


class HandOver(HealthItem):
    """That an account handed a person over to a partner: nothing of what the token said."""

    partner = UnicodeAttribute()
    account = UnicodeAttribute()
    person = UnicodeAttribute()
    issued_at = UnicodeAttribute()
    good_until = UnicodeAttribute()
    withdrawn_at = UnicodeAttribute(null=True)

    @property
    def id(self) -> str:
        """The id of the hand-over, and of its token."""
        return str(self.pk).removeprefix("HANDOVER#")


class Arrival(HealthItem):
    """That a token was used, by which account, sent under which of the client's ids, for which person.

    `granted` where the person's code was made by it, `shown` where the account shows it. `test` names the
    foreign result.
    """

    partner = UnicodeAttribute()
    account = UnicodeAttribute()
    client = UnicodeAttribute()
    person = UnicodeAttribute()
    at = UnicodeAttribute()
    terms = NumberAttribute()
    granted = BooleanAttribute()
    shown = BooleanAttribute()
    test = UnicodeAttribute(null=True)
    sampled_at = UnicodeAttribute(null=True)
    withdrawn_at = UnicodeAttribute(null=True)

    @property
    def id(self) -> str:
        """The arrival's id: it follows from the token, so that a token is used once."""
        return str(self.pk).removeprefix("ARRIVAL#")


class Attempt(HealthItem):
    """How often something was refused on a date."""

    number = NumberAttribute(default=0)
