"""Who submits a certificate as theirs, or as that of somebody they act for: what is known of that person."""

from dataclasses import dataclass
from datetime import date

from functions.auth import service as auth
from functions.healthcode import store
from functions.healthcode.abroad import likeness
from functions.healthcode.abroad.contents import Person
from functions.healthcode.records import Details
from functions.healthcode.tables import Holder
from layers.errors import FieldFault, InvalidInput


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person for whom an account submits: the names they go by; the birth date where it is known.

    Of who is not `known`, neither was stated before: whose certificate it is, only the account says.
    """

    account: str
    person: str
    names: tuple[str, ...]
    born: date | None
    known: bool

    def is_named(self, named: Person, born: date) -> bool:
        """Tell whether a certificate names this person, whose birth date is said to be `born`."""
        is_born_then = self.born in (None, born)
        return is_born_then and likeness.same_person(named, self.names, born)


def bearer(account: str, holder: Holder, name: str) -> Bearer:
    """Return what is known of a code's person; raises InvalidInput where no name is in Latin letters.

    `name` is how the travel document writes it; it counts where the declared name has other letters.
    """
    person, said = store.person_of(holder), store.details(holder)
    latin, born = likeness.is_latin(said.name), _born(account, person, said)
    names = (said.name,) if latin else (said.name, " ".join(name.split()))
    if not names[-1]:
        raise InvalidInput([FieldFault("name", "required")])
    return Bearer(account, person, names, born, known=latin or born is not None)


def _born(account: str, person: str, said: Details) -> date | None:
    document = auth.Document(said.nationality, auth.DocumentType(said.document_type), said.number)
    stated = auth.born_and_sex(document)
    return stated[0] if stated else auth.birth_date(account, person)
