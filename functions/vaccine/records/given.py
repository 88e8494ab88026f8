"""Which doses a person was given, whatever record says so: for pages that show them beside other things."""

from dataclasses import dataclass
from datetime import date

from functions.vaccine import persons
from functions.vaccine.catalogue import vaccines
from functions.vaccine.policies import Texts
from functions.vaccine.stores import claims
from functions.vaccine.tables import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenDose:
    """A dose that was given on a local day: the `dose`-th `of` a vaccine's; `names` by language."""

    vaccine: str
    names: Texts
    dose: int
    of: int
    day: date


def given_doses(document_type: str, number: str) -> list[GivenDose]:
    """Return the doses given to a document's holder, the earliest first; appointments are none.

    The number is canonical, as `auth.service` returns it. One read for each version of the look-up key, one
    as a rule.
    """
    found = claims.of_person(persons.identity(document_type, number)).found
    given = [_dose(vaccine, dose, claim) for (vaccine, dose), claim in found.items() if claim.given]
    return sorted(given, key=lambda each: (each.day, each.dose))


def _dose(identifier: str, dose: int, claim: Claim) -> GivenDose:
    vaccine, day = vaccines.find(identifier), date.fromisoformat(claim.day)
    return GivenDose(vaccine=identifier, names=vaccine.names, dose=dose, of=vaccine.doses, day=day)
