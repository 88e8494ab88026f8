"""Clues in the health code table; key formats stand in `functions.healthcode.tables`."""

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from functions.healthcode.tables import HealthItem


class Clue(HealthItem):
    """A clue about something in region `place`, which the staff of `region` answer for until `due`.

    `sendings` counts to how many regions it was sent; `told` seals `matters.Told`; `account` is empty where
    nobody was signed in.
    """

    matter = UnicodeAttribute()
    state = UnicodeAttribute()
    place = UnicodeAttribute()
    region = UnicodeAttribute()
    account = UnicodeAttribute(default="")
    filed_at = UnicodeAttribute()
    due = UnicodeAttribute()
    sendings = NumberAttribute()
    revision = NumberAttribute()
    photos = UnicodeSetAttribute(null=True)
    told = BinaryAttribute(legacy_encoding=False)

    @property
    def number(self) -> str:
        """The number by which the clue is followed."""
        return str(self.pk).removeprefix("CLUE#")


class Progress(HealthItem):
    """Something that happened to a clue: a state, or that it went to the region above; `note` is sealed."""

    what = UnicodeAttribute()
    at = UnicodeAttribute()
    by = UnicodeAttribute()
    note = BinaryAttribute(legacy_encoding=False)


class Mine(HealthItem):
    """A clue of an account."""
