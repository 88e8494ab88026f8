"""What stands behind a code, as an answer."""

from functions.healthcode.abroad.views import foreign_certificate
from functions.healthcode.details.details import Details
from functions.healthcode.details.schemas import DetailsView, DoseView
from functions.vaccine.service import GivenDose
from layers.i18n import Language


def details_view(details: Details, language: Language) -> DetailsView:
    """Return what was found, and what is missing."""
    abroad = details.abroad
    return DetailsView(
        doses=None if details.doses is None else [_dose(each) for each in details.doses],
        tests=None if details.tests is None else list(details.tests),
        abroad=None if abroad is None else [foreign_certificate(each, language) for each in abroad],
        missing=details.missing,
    )


def _dose(given: GivenDose) -> DoseView:
    return DoseView(given.names, given.dose, given.of, given.day)
