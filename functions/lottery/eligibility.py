"""Who may apply (L3): everything against a household at once, each with its reason. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Obstacle(StrEnum):
    """Why a household may not apply."""

    ACCOUNT_DISABLED = "account_disabled"
    NEEDS_CORRECTION = "needs_correction"
    PROFILE_NOT_APPROVED = "profile_not_approved"
    COHABITANT_NOT_APPROVED = "cohabitant_not_approved"
    NO_SHOW_BAN = "no_show_ban"
    ENTERED_RECENTLY = "entered_recently"
    ALREADY_BOOKED = "already_booked"
    DRAW_PENDING = "draw_pending"


@dataclass(frozen=True, slots=True)
class Applicant:
    """What eligibility needs to know of one person; `against` are reasons from earlier bookings."""

    approved: bool
    against: Sequence[tuple[Obstacle, date | None]] = ()


@dataclass(frozen=True, slots=True)
class Against:
    """One obstacle: whom it concerns (0 = the applicant, then cohabitants in order) and until when."""

    obstacle: Obstacle
    position: int
    until: date | None = None


def obstacles(people: Sequence[Applicant], flags: Mapping[Obstacle, bool]) -> list[Against]:
    """Return everything against an application of these people, the applicant first; empty: they may apply.

    `flags` are the account's own obstacles.
    """
    found = [Against(obstacle, 0) for obstacle, stands in flags.items() if stands]
    for position, person in enumerate(people):
        if not person.approved:
            missing = Obstacle.COHABITANT_NOT_APPROVED if position else Obstacle.PROFILE_NOT_APPROVED
            found.append(Against(missing, position))
        found += [Against(obstacle, position, until) for obstacle, until in person.against]
    return found
