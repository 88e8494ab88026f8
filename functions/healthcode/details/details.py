"""What stands behind a code, apart from it: doses and nucleic-acid results; each may fail alone (H14).

The parts are asked for at once and waited for a few seconds. Showing a code needs none of this.
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from functions.healthcode import keepers, store
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


@dataclass(frozen=True, slots=True)
class Details:
    """Doses given, the earliest first; results, the newest first; None for a part that failed."""

    doses: Sequence[GivenDose] | None
    tests: Sequence[MyTest] | None

    @property
    def missing(self) -> list[Part]:
        """The parts that failed."""
        parts = {Part.DOSES: self.doses, Part.TESTS: self.tests}
        return [part for part, found in parts.items() if found is None]


def behind(account: str, person: str) -> Details:
    """Return what stands behind a code to an account that keeps it; raises NoCode."""
    holder = keepers.kept(account, person)
    pool = ThreadPoolExecutor(len(Part))
    doses = pool.submit(_doses, holder)
    tests = pool.submit(my_tests, person)
    found = Details(_awaited(doses, Part.DOSES), _awaited(tests, Part.TESTS))
    pool.shutdown(wait=False)
    return found


def _doses(holder: Holder) -> Sequence[GivenDose]:
    said = store.details(holder)
    return vaccine.given_doses(said.document_type, said.number)


def _awaited(part: "Future[R]", name: Part) -> R | None:
    try:
        return part.result(_PATIENCE)
    except Exception as error:  # whatever is wrong there, the other part is shown
        report(error, part=name)
        return None
