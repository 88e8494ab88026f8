"""What stands behind a code, as an answer."""

from functions.healthcode.details.details import Details
from functions.healthcode.details.schemas import DetailsView, DoseView
from functions.vaccine.service import GivenDose


def details_view(details: Details) -> DetailsView:
    """Return what was found, and what is missing."""
    return DetailsView(
        doses=None if details.doses is None else [_dose(each) for each in details.doses],
        tests=None if details.tests is None else list(details.tests),
        missing=details.missing,
    )


def _dose(given: GivenDose) -> DoseView:
    return DoseView(given.names, given.dose, given.of, given.day)
