"""Organisations in the health code table; key formats stand in `functions.healthcode.tables`."""

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute

from functions.healthcode.tables import HealthItem


class Organisation(HealthItem):
    """An organisation, enrolled by an account; `reason` is what staff said last."""

    name = UnicodeAttribute()
    credit_code = UnicodeAttribute()
    region = UnicodeAttribute()
    address = UnicodeAttribute()
    account = UnicodeAttribute()
    state = UnicodeAttribute()
    revision = NumberAttribute()
    enrolled_at = UnicodeAttribute()
    decided_at = UnicodeAttribute(null=True)
    decided_by = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(default="")

    @property
    def id(self) -> str:
        """The organisation's id."""
        return str(self.pk).removeprefix("ORGANISATION#")


class Member(HealthItem):
    """Somebody whom an organisation declared; `name` seals theirs as the organisation wrote it."""

    state = UnicodeAttribute()
    name = BinaryAttribute(legacy_encoding=False)
    batch = UnicodeAttribute()
    since = UnicodeAttribute()

    @property
    def person(self) -> str:
        """Who it is."""
        return str(self.sk).removeprefix("MEMBER#")

    @property
    def organisation(self) -> str:
        """Of which organisation."""
        return str(self.pk).removeprefix("ORGANISATION#")


class Batch(HealthItem):
    """People declared together, and what became of them; chunks from `chunk` on still wait."""

    language = UnicodeAttribute()
    sent_at = UnicodeAttribute()
    total = NumberAttribute()
    chunks = NumberAttribute()
    chunk = NumberAttribute(default=0)
    joined = NumberAttribute(default=0)
    invited = NumberAttribute(default=0)
    known = NumberAttribute(default=0)
    refused = NumberAttribute(default=0)

    @property
    def id(self) -> str:
        """The batch's id."""
        return str(self.sk).removeprefix("BATCH#")

    @property
    def organisation(self) -> str:
        """Of which organisation."""
        return str(self.pk).removeprefix("ORGANISATION#")


class Chunk(HealthItem):
    """Some good rows of a batch, sealed, until they are written."""

    rows = BinaryAttribute(legacy_encoding=False)


class Refused(HealthItem):
    """Rows of a batch that were not taken, and why: JSON, nothing of what stood in them."""

    rows = UnicodeAttribute()
