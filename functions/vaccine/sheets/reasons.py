"""Why a row of a vaccination file can't be taken, beside what is wrong with a cell of any file. Pure."""

from enum import StrEnum


class Reason(StrEnum):
    """What a row contradicts: its other cells, the catalogue, the calendar."""

    BAD_IDENTITY = "bad_identity"
    BAD_PHONE = "bad_phone"
    UNKNOWN_VACCINE = "unknown_vaccine"
    VACCINE_DIFFERS = "vaccine_differs"
    NO_SUCH_DOSE = "no_such_dose"
    UNKNOWN_GRID = "unknown_grid"
    UNKNOWN_SITE = "unknown_site"
    UNKNOWN_GROUP = "unknown_group"
    IN_FUTURE = "in_future"
    IN_PAST = "in_past"
    BEFORE_BIRTH = "before_birth"
    REVERSED = "reversed"
    DUPLICATE = "duplicate"
