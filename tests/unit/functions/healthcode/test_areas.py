"""A page of what lies in a region, read from the list of its district (H12, H13)."""

import pytest

from functions.healthcode import areas
from functions.healthcode.areas import MOST_READ

FEW, MANY = range(1, 7), range(1, 2 * MOST_READ)

PAGES: list[tuple[range, int, int, list[int], str, str]] = [
    (FEW, 1, 10, [1, 2, 3, 4, 5, 6], "", "everything fits"),
    (FEW, 2, 10, [2, 4, 6], "", "what belongs elsewhere is left out"),
    (FEW, 2, 2, [2, 4], "4", "a full page ends behind its last entry"),
    (FEW, 2, 3, [2, 4, 6], "6", "nobody knows yet that nothing follows"),
    (FEW, 7, 10, [], "", "nothing belongs"),
    (MANY, 300, 10, [300], str(MOST_READ), "a short page ends behind the last entry read"),
    (MANY, 600, 10, [], str(MOST_READ), "an empty one, too"),
    (range(0), 1, 10, [], "", "nothing there"),
]


@pytest.mark.parametrize(("found", "every", "limit", "shown", "after", "comment"), PAGES)
def test_h12_a_page_of_a_region(
    found: range, every: int, limit: int, shown: list[int], after: str, comment: str
) -> None:
    assert areas.first(found, lambda each: each % every == 0, limit, str) == (shown, after), comment


def test_h12_no_more_is_read_than_a_page_needs() -> None:
    behind = iter(MANY)

    areas.first(behind, lambda _: True, 3, str)

    assert next(behind) == 4
