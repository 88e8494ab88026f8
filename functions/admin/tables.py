"""The admin table: regions, roles and staff accounts.

Key formats (`pk` / `sk`):

- `REGIONS` / region id: a region; the root's id is `layers.principals.CITY`
- `ROLES` / role id: a role
- `STAFF#{account id}` / `ACCOUNT`: a staff account; index `listed` = `REGION#{region id}` while it exists
- `USERNAME#{hash}` / `USERNAME`: the claim that keeps a username unique
- `HEADCOUNT` / `ADMINISTRATORS`: how many administrators can sign in
"""

from typing import Any

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from layers.tables import Item, TableMeta


class ByListed(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # PynamoDB leaves it untyped
    """Staff accounts by region, in order of their creation."""

    class Meta:
        index_name = "by_listed"
        projection = AllProjection()

    listed = UnicodeAttribute(hash_key=True)
    moment = UnicodeAttribute(range_key=True)


class AdminItem(Item):
    """An item of the admin table."""

    class Meta(TableMeta):
        name = "admin"

    listed = UnicodeAttribute(null=True)
    moment = UnicodeAttribute(null=True)
    by_listed = ByListed()


class RegionItem(AdminItem):
    """A region. `names` is JSON by language; `children` and `attached` count what keeps it from deletion.

    A deleted one stays, with `deleted` True, so that what was counted in it still has a place in the tree.
    """

    parent = UnicodeAttribute(null=True)
    level = UnicodeAttribute()
    names = UnicodeAttribute()
    order = NumberAttribute()
    enabled = BooleanAttribute()
    population = NumberAttribute()
    children = NumberAttribute(default=0)
    attached = NumberAttribute(default=0)
    deleted = BooleanAttribute(null=True)


class RoleItem(AdminItem):
    """A role. `names` is JSON by language; `assigned` counts the accounts that have it."""

    names = UnicodeAttribute()
    permissions = UnicodeSetAttribute(null=True)
    version = NumberAttribute()
    assigned = NumberAttribute(default=0)


class AccountItem(AdminItem):
    """A staff account. `person` is sealed; `claim` is the hash in its username's key."""

    region = UnicodeAttribute()
    roles = UnicodeSetAttribute(null=True)
    state = UnicodeAttribute()
    settled = BooleanAttribute()
    generation = NumberAttribute()
    password = UnicodeAttribute()
    person = BinaryAttribute(legacy_encoding=False)
    claim = UnicodeAttribute()
    signed_in_at = UnicodeAttribute(null=True)
    version = NumberAttribute()


class UsernameClaim(AdminItem):
    """Which account has the username whose hash is in the key."""

    account = UnicodeAttribute()


class Headcount(AdminItem):
    """How many administrators of the whole city can sign in; never again 0 after set-up."""

    administrators = NumberAttribute()
