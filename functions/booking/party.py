"""The people of one reservation as they stood when they applied; sealed in applications and bookings."""

from datetime import date

import msgspec

from layers.outbox import Contact


class Traveller(msgspec.Struct, frozen=True):
    """One person of a party; `relation` is empty for the applicant."""

    person: str
    name: str
    document_type: str
    document_number: str
    birth_date: date
    relation: str = ""


class Party(msgspec.Struct, frozen=True):
    """A household that travels together, the applicant first, and how the applicant is reached."""

    travellers: list[Traveller]
    destination: str
    contact: Contact

    @property
    def persons(self) -> list[str]:
        """The ids of the people, the applicant's first."""
        return [traveller.person for traveller in self.travellers]
