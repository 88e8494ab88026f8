"""Answers about what stands behind a code: the contract that OpenAPI shows."""

from datetime import date

import msgspec

from functions.healthcode.abroad.schemas import ForeignCertificate
from functions.healthcode.details.details import Part
from functions.healthcode.scenes.schemas_labs import MyTest
from functions.vaccine.service import Texts


class DoseView(msgspec.Struct, frozen=True):
    """A dose that was given: the `dose`-th `of` a vaccine's."""

    vaccine: Texts
    dose: int
    of: int
    day: date


class DetailsView(msgspec.Struct, frozen=True):
    """Doses, results, certificates from abroad; `missing` names what failed just now, and is null."""

    doses: list[DoseView] | None
    tests: list[MyTest] | None
    abroad: list[ForeignCertificate] | None
    missing: list[Part]
