"""Who is calling: nobody known, a resident, or a member of staff; and what each may be asked to be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from layers.errors import NotPermitted, OutOfRegion, SignInRequired
from layers.i18n import Language

CITY = "city"
"""The id of the region tree's root: staff of this region work for the whole city."""


@dataclass(frozen=True, slots=True)
class Anonymous:
    """A caller without a session."""


@dataclass(frozen=True, slots=True)
class Resident:
    """A signed-in resident's account, the person it belongs to, and their language."""

    account: str
    person: str
    language: Language


@dataclass(frozen=True, slots=True)
class Staff:
    """A signed-in staff account with the permissions of its roles and the region it works in."""

    id: str
    region: str
    permissions: frozenset[str]
    covers: Callable[[str], bool] = field(repr=False, compare=False)
    """Tells whether a region is the staff account's own or below it."""
    settled: bool = True
    """False until the first password is changed."""

    def require_region(self, region: str) -> None:
        """Raise OutOfRegion unless the region is the staff account's own or below it."""
        if not self.covers(region):
            raise OutOfRegion


Principal = Anonymous | Resident | Staff


class Kind(StrEnum):
    """Whom an endpoint is for."""

    PUBLIC = "public"
    RESIDENT = "resident"
    STAFF = "staff"


class Scope(StrEnum):
    """How a staff endpoint is bound to the region tree.

    CITY: only for staff of the root. REGION: for all; the service admits the caller's subtree only.
    OWN: touches nothing but the caller's own account.
    """

    CITY = "city"
    REGION = "region"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call an endpoint; `unsettled` admits staff who still have to change their first password."""

    kind: Kind
    permission: str = ""
    scope: Scope = Scope.OWN
    unsettled: bool = False

    def admit(self, caller: Principal) -> None:
        """Raise the refusal that fits unless the caller may call."""
        if self.kind is Kind.RESIDENT and not isinstance(caller, Resident):
            raise SignInRequired
        if self.kind is Kind.STAFF:
            self._admit_staff(caller)

    def _admit_staff(self, caller: Principal) -> None:
        if not isinstance(caller, Staff):
            raise SignInRequired
        if not (caller.settled or self.unsettled):
            raise NotPermitted
        if self.permission and self.permission not in caller.permissions:
            raise NotPermitted
        if self.scope is Scope.CITY and caller.region != CITY:
            raise OutOfRegion


PUBLIC = Access(Kind.PUBLIC)
RESIDENT = Access(Kind.RESIDENT)
STAFF = Access(Kind.STAFF)


def staff(permission: str, scope: Scope) -> Access:
    """Return the access of staff whose roles grant `permission` (`menu.button`) within `scope`."""
    return Access(Kind.STAFF, permission, scope)
