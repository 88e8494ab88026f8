"""What stands behind a code: doses, results, certificates from abroad; each may fail alone (H14).

The parts are asked for at once and waited for a few seconds. Showing a code needs none of this.
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from functions.healthcode import keepers, store
from functions.healthcode.abroad import evidence
from functions.healthcode.abroad.evidence import Shown
from functions.healthcode.scenes.schemas_labs import MyTest
from functions.healthcode.scenes.views_labs import my_tests
from functions.healthcode.tables import Holder
from functions.vaccine import service as vaccine
from functions.vaccine.service import GivenDose
from layers.observability import report

R = TypeVar("R")

_PATIENCE = 5.0
"""Seconds after which a part is left out."""


class Part(StrEnum):
    """What can be missing."""

    DOSES = "doses"
    TESTS = "tests"
    ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Details:
    """Doses given, the earliest first; results and certificates, the newest first; None for what failed."""

    doses: Sequence[GivenDose] | None
    tests: Sequence[MyTest] | None
    abroad: Sequence[Shown] | None

    @property
    def missing(self) -> list[Part]:
        """The parts that failed."""
        parts = {Part.DOSES: self.doses, Part.TESTS: self.tests, Part.ABROAD: self.abroad}
        return [part for part, found in parts.items() if found is None]


def behind(account: str, person: str) -> Details:
    """Return what stands behind a code to an account that keeps it; raises NoCode."""
    holder = keepers.kept(account, person)
    pool = ThreadPoolExecutor(len(Part))
    doses = pool.submit(_doses, holder)
    tests = pool.submit(my_tests, person)
    abroad = pool.submit(evidence.of_person, person)
    found = Details(_awaited(doses, Part.DOSES), _awaited(tests, Part.TESTS), _awaited(abroad, Part.ABROAD))
    pool.shutdown(wait=False)
    return found


def _doses(holder: Holder) -> Sequence[GivenDose]:
    said = store.details(holder)
    return vaccine.given_doses(said.document_type, said.number)


def _awaited(part: "Future[R]", name: Part) -> R | None:
    try:
        return part.result(_PATIENCE)
    except Exception as error:  # whatever is wrong there, the other parts are shown
        report(error, part=name)
        return None
