"""Which numbers of regions may be shown: none of so few people that they could be told apart. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

Counts = Mapping[str, int]
"""Numbers by name, those that are 0 left out."""

COLOURS = ("green", "yellow", "red")


@dataclass(frozen=True, slots=True)
class Figures:
    """A region's codes by colour and open clues at a time; what happened on a day.

    `passes` are those that gates let through, `stopped` the others.
    """

    colours: Counts
    open_clues: int
    declared: int
    checked_in: int
    passes: int
    stopped: int
    clues: int

    @property
    def codes(self) -> int:
        """How many codes there are."""
        return sum(self.colours.values())

    @property
    def check_in_rate(self) -> float | None:
        """The share of people with codes who checked in, None where there is nobody."""
        return min(1.0, self.checked_in / self.codes) if self.codes else None


def figures(now: Counts, day: Counts) -> Figures:
    """Return a region's numbers from what is counted of now, or of a day's end, and of the day."""
    return Figures(
        colours={colour: now.get(colour, 0) for colour in COLOURS},
        open_clues=now.get("open_clues", 0),
        declared=day.get("declared", 0),
        checked_in=day.get("checked_in", 0),
        passes=day.get("came", 0) + day.get("left", 0),
        stopped=day.get("stopped", 0),
        clues=day.get("clues", 0),
    )


def withheld(whole: int, parts: Mapping[str, int], least: int) -> frozenset[str]:
    """Return the parts of a whole, all numbers of people, that may not be shown.

    Those of fewer than `least` people, and as many more, the smallest first, as keep the difference between
    the whole and what is shown from telling of so few.
    """
    hidden = {name for name, people in parts.items() if 0 < people < least}
    by_size = sorted(parts.keys() - hidden, key=lambda name: (parts[name], name), reverse=True)
    while 0 < whole - sum(parts[name] for name in by_size) < least and by_size:
        hidden.add(by_size.pop())
    return frozenset(hidden)
