"""What organisations refuse, and why."""

from pathlib import Path

from layers import i18n
from layers.errors import Conflict, Forbidden, Invalid, NotFound
from layers.excel_reading import FileFault

i18n.add_catalogue(Path(__file__).with_name("messages.json"))


class NoSuchOrganisation(NotFound, code="healthcode.no_such_organisation"):
    """There is no such organisation, or none that the caller may know of."""


class NotApproved(Forbidden, code="healthcode.organisation_not_approved"):
    """Staff of the region haven't approved the organisation."""


class NeedsPhone(Forbidden, code="healthcode.organisation_needs_phone"):
    """The account has no phone by which it signs in."""


class OrganisationDecided(Conflict, code="healthcode.organisation_decided"):
    """The organisation stands so already, or was decided on meanwhile."""


class NoSuchMember(NotFound, code="healthcode.no_such_member"):
    """The organisation has no such member."""


class NoSuchBatch(NotFound, code="healthcode.no_such_batch"):
    """The organisation made no such declaration, or long ago."""


class FileNotExcel(Invalid, code="healthcode.file_not_excel"):
    """The file is no Excel file, or damaged."""


class FileProtected(Invalid, code="healthcode.file_protected"):
    """The file has a password, or is of Excel before 2007."""


class FileTooLarge(Invalid, code="healthcode.file_too_large"):
    """The file is larger than what is read."""


class TooManyRows(Invalid, code="healthcode.too_many_rows"):
    """The file has more rows than one may."""


class HeadingsMissing(Invalid, code="healthcode.headings_missing"):
    """Columns that every row needs aren't there."""


UNREADABLE: dict[FileFault, type[Invalid]] = {
    FileFault.NOT_EXCEL: FileNotExcel,
    FileFault.PROTECTED: FileProtected,
    FileFault.TOO_LARGE: FileTooLarge,
    FileFault.TOO_MANY_ROWS: TooManyRows,
}
"""What is refused for a file that can't be read."""
