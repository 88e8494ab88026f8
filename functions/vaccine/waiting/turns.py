"""Who on the waiting list of a full session gets the places that came back (候补). Pure.

The order is the order of joining. A party that comes together is booked all at once or not at all; where
it doesn't fit, the next one is looked at, and it keeps its place for when more come back at once.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Passed(StrEnum):
    """Why people on the list were passed over.

    TOO_MANY: together, and there were not so many places. NOT_BOOKABLE: somebody has an appointment
    or the dose meanwhile, or may not have it on that day.
    """

    TOO_MANY = "too_many"
    NOT_BOOKABLE = "not_bookable"


@dataclass(frozen=True, slots=True)
class Party:
    """A party in the list: its id, the people of it who still wait, whether they come together."""

    id: str
    people: tuple[str, ...]
    together: bool

    @property
    def groups(self) -> list[tuple[str, ...]]:
        """Who is booked in one transaction: everybody, or each alone."""
        return [self.people] if self.together else [(person,) for person in self.people]


@dataclass(frozen=True, slots=True)
class Turn:
    """People of a party whose turn it is, and whether the places are enough for them."""

    party: str
    people: tuple[str, ...]
    fits: bool


def turn(parties: Sequence[Party], places: int, done: Collection[tuple[str, ...]] = ()) -> Turn | None:
    """Return whose turn it is, of the groups of people not `done` yet; None where no place is left."""
    if places == 0:
        return None
    for party in parties:
        for people in party.groups:
            if people and people not in done:
                return Turn(party.id, people, len(people) <= places)
    return None


def anybody_fits(parties: Sequence[Party], places: int) -> bool:
    """Tell whether so many places are enough for somebody on the list."""
    return any(0 < len(people) <= places for party in parties for people in party.groups)


def spread(kept: Mapping[int, int], people: int) -> dict[int, int]:
    """Return how many places to take from which part, the fullest first, so that few parts are touched.

    `kept` leads from parts to their kept places, which must be enough.
    """
    taken: dict[int, int] = {}
    for part in sorted(kept, key=lambda part: (-kept[part], part)):
        if people:
            taken[part] = min(kept[part], people)
            people -= taken[part]
    return taken
