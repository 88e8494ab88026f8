"""What staff administration refuses, and why."""

from pathlib import Path

from layers import i18n
from layers.errors import Conflict, Forbidden, NotFound, Unauthenticated

i18n.add_catalogue(Path(__file__).with_name("messages.json"))


class BadCredentials(Unauthenticated, code="admin.bad_credentials"):
    """Username and password don't belong together; whether the account exists is not said."""


class AccountLocked(Forbidden, code="admin.account_locked"):
    """The password is right, and staff have locked the account."""


class AccountDisabled(Forbidden, code="admin.account_disabled"):
    """The password is right, and the account is out of service."""


class NoSuchStaff(NotFound, code="admin.no_such_staff"):
    """There is no staff account with this id."""


class UsernameTaken(Conflict, code="admin.username_taken"):
    """Another staff account has this username."""


class OwnAccount(Forbidden, code="admin.own_account"):
    """Nobody changes the standing, region or roles of their own account."""


class ExceedsOwnPermissions(Forbidden, code="admin.exceeds_own_permissions"):
    """The role or account has permissions that the caller has not."""


class LastAdministrator(Conflict, code="admin.last_administrator"):
    """Without this account nobody could administer the whole city any more."""


class AlreadySetUp(Conflict, code="admin.already_set_up"):
    """There is an administrator already; only the first is created without one."""


class NoSuchRole(NotFound, code="admin.no_such_role"):
    """There is no role with this id."""


class RoleIdTaken(Conflict, code="admin.role_id_taken"):
    """Another role has this id."""


class RoleChanged(Conflict, code="admin.role_changed_meanwhile"):
    """Somebody else changed the role since it was read."""


class RoleAssigned(Conflict, code="admin.role_assigned"):
    """Some account still has the role."""


class RoleFixed(Conflict, code="admin.role_fixed"):
    """The administrator's role grants everything and stays as it is."""


class NoSuchRegion(NotFound, code="admin.no_such_region"):
    """There is no region with this id."""


class RegionIdTaken(Conflict, code="admin.region_id_taken"):
    """Another region has this id."""


class RegionNotEmpty(Conflict, code="admin.region_not_empty"):
    """Regions, staff accounts or sites still stand in the region."""


class WrongLevel(Conflict, code="admin.wrong_level"):
    """A district lies in the city, a street in a district, a grid in a street, and nothing in a grid."""


class RootRegion(Conflict, code="admin.root_region"):
    """The city itself can't be moved, disabled or deleted."""


class NoSuchMessage(NotFound, code="admin.no_such_message"):
    """There is no message with this id."""


class NotDead(Conflict, code="admin.message_not_dead"):
    """Only a message that was given up can be sent anew."""
