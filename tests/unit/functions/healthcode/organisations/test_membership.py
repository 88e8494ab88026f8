"""When an organisation may reopen (H5)."""

from collections import Counter

import pytest

from functions.healthcode.organisations.membership import Standing, may_return
from functions.healthcode.rules import Colour

GREEN, YELLOW, RED = Colour.GREEN, Colour.YELLOW, Colour.RED

STANDINGS: list[tuple[dict[Colour, int], int, bool, str]] = [
    ({GREEN: 3}, 0, True, "全体职员符合健康要求"),
    ({GREEN: 1}, 0, True, "one who works alone"),
    ({GREEN: 3, YELLOW: 1}, 0, False, "one is yellow"),
    ({GREEN: 3, RED: 1}, 0, False, "one is red"),
    ({GREEN: 3}, 1, False, "one hasn't consented: nobody knows"),
    ({}, 0, False, "nobody was declared"),
    ({}, 2, False, "nobody consented"),
]


@pytest.mark.parametrize(("colours", "invited", "may_reopen", "comment"), STANDINGS)
def test_h5_all_green_is_needed_to_reopen(
    colours: dict[Colour, int], invited: int, may_reopen: bool, comment: str
) -> None:
    assert Standing(Counter(colours), invited).may_reopen is may_reopen, comment


def test_h5_only_the_green_may_return() -> None:
    assert [colour for colour in Colour if may_return(colour)] == [Colour.GREEN]
