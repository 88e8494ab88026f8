"""Who has which dose: one item for each person, vaccine and dose, whatever the concurrency (V5).

A person stands under a keyed hash. While the key of the hashes is rotated, older claims are found
under the older hash, and a new one is written only if no older one exists.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from functions.vaccine.doses import Dose
from functions.vaccine.errors import DoseTaken, LaterDose
from functions.vaccine.tables import Claim, Record
from layers import privacy
from layers.errors import DomainError
from layers.transaction import Check, Delete, Step, Update, new


@dataclass(frozen=True, slots=True)
class Claims:
    """A person's claims as they were read, by vaccine and dose; `hashes` are the person's, newest first."""

    hashes: tuple[str, ...]
    found: Mapping[tuple[str, int], Claim]

    def history(self, vaccine: str) -> dict[int, Dose]:
        """Return the doses of a vaccine as the rules take them."""
        return {
            dose: Dose(date.fromisoformat(claim.day), claim.given)
            for (of, dose), claim in self.found.items()
            if of == vaccine
        }


def hashes(identity: str) -> tuple[str, ...]:
    """Return the hashes under which a person may stand, newest first."""
    return privacy.lookup_hashes("vaccine-person", identity)


def of_person(identity: str) -> Claims:
    """Return all claims of a person. One query for each version of the look-up key, one as a rule."""
    own = hashes(identity)
    items = [item for each in own for item in Claim.query(f"PERSON#{each}", consistent_read=True)]
    return Claims(own, {_vaccine_and_dose(item): item for item in items})


def present(doses: Iterable[tuple[tuple[str, ...], str, int]]) -> set[tuple[str, str, int]]:
    """Return which doses people have among these; each is a person's hashes, a vaccine, a dose.

    They are named by the newest hash. One read for each dose and version of the look-up key, together.
    """
    wanted = {
        key(each, vaccine, dose): (own[0], vaccine, dose) for own, vaccine, dose in doses for each in own
    }
    return {wanted[item.pk, item.sk] for item in Claim.find_all(wanted)}


def claiming(record: Record, claims: Claims, *, given: bool, beside: Iterable[int] = ()) -> list[Step]:
    """Return the steps that give a person the record's dose, if the doses `beside` are as they were read.

    They refuse with DoseTaken, and with ConditionFailed where another dose changed.
    """
    item = Claim(*key(claims.hashes[0], record.vaccine, int(record.dose)))
    item.number, item.day, item.given = record.number, record.day, given
    older = [_absent(each, record.vaccine, int(record.dose), DoseTaken()) for each in claims.hashes[1:]]
    return [new(item, DoseTaken()), *older, *unchanged(claims, record.vaccine, beside)]


def unchanged(claims: Claims, vaccine: str, doses: Iterable[int]) -> list[Step]:
    """Return the checks that a person's doses of a vaccine are as they were read, or still missing."""
    return [step for dose in doses for step in _unchanged(claims, vaccine, dose)]


def dropping(record: Record) -> Step:
    """Return the step after which the person may be booked for the dose again."""
    return Delete(item=_of(record), condition=Claim.number == record.number)


def marking(record: Record, day: date) -> Step:
    """Return the step that marks the record's dose as given on a day."""
    actions = [Claim.given.set(True), Claim.day.set(day.isoformat())]
    return Update(item=_of(record), actions=actions, condition=Claim.number == record.number)


def unmarking(record: Record, vaccine_doses: int) -> list[Step]:
    """Return the steps that take the mark back, if no later dose exists; else they refuse with LaterDose."""
    actions = [Claim.given.set(False), Claim.day.set(record.day)]
    step = Update(item=_of(record), actions=actions, condition=Claim.number == record.number)
    later = range(int(record.dose) + 1, vaccine_doses + 1)
    return [step, *(_absent(record.claim, record.vaccine, dose, LaterDose()) for dose in later)]


def key(person: str, vaccine: str, dose: int) -> tuple[str, str]:
    """Return the key of a claim; `person` is a hash."""
    return f"PERSON#{person}", f"{vaccine}#{dose}"


def _of(record: Record) -> Claim:
    return Claim(*key(record.claim, record.vaccine, int(record.dose)))


def _unchanged(claims: Claims, vaccine: str, dose: int) -> list[Step]:
    if known := claims.found.get((vaccine, dose)):
        as_read = (Claim.number == known.number) & (Claim.given == known.given) & (Claim.day == known.day)
        return [Check(item=known, condition=as_read)]
    return [_absent(each, vaccine, dose) for each in claims.hashes]


def _absent(person: str, vaccine: str, dose: int, otherwise: DomainError | None = None) -> Step:
    absent = Claim.pk.does_not_exist()
    item = Claim(*key(person, vaccine, dose))
    if otherwise is None:
        return Check(item=item, condition=absent)
    return Check(item=item, condition=absent, otherwise=otherwise)


def _vaccine_and_dose(item: Claim) -> tuple[str, int]:
    vaccine, _, dose = item.sk.rpartition("#")
    return vaccine, int(dose)
