"""How organisations and their members stand, and when an organisation may reopen. Pure."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from functions.healthcode.rules import Colour


class OrganisationState(StrEnum):
    """An organisation waits for staff of its region, who can change their minds."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


class MemberState(StrEnum):
    """How somebody stands to an organisation that declared them.

    A MEMBER's colour is seen there: who got their code by its declaration, or consented since. Who had a
    code is INVITED, and seen by nobody before they consent.
    """

    MEMBER = "member"
    INVITED = "invited"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Standing:
    """How many people of an organisation are seen in which colour, and how many haven't consented."""

    colours: Counter[Colour]
    invited: int

    @property
    def members(self) -> int:
        """How many are seen."""
        return self.colours.total()

    @property
    def may_reopen(self) -> bool:
        """Tell whether everybody is known, and green (全体职员符合健康要求才可复工)."""
        return 0 < self.members == self.colours[Colour.GREEN] and not self.invited


def may_return(colour: Colour) -> bool:
    """Tell whether somebody of a colour may work (绿码人员才能凭码上岗)."""
    return colour is Colour.GREEN
