"""Registrations in the health code table; key formats stand in `functions.healthcode.tables`."""

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from functions.healthcode.tables import HealthItem


class Registration(HealthItem):
    """A registration: `plan` seals `plans.Plan`, `told` are the kinds of fact that it was the source of."""

    id = UnicodeAttribute()
    kind = UnicodeAttribute()
    state = UnicodeAttribute()
    account = UnicodeAttribute()
    revision = NumberAttribute()
    filed_at = UnicodeAttribute()
    changed_at = UnicodeAttribute()
    told = UnicodeSetAttribute(null=True)
    plan = BinaryAttribute(legacy_encoding=False)
