"""Lists in pages: nothing lost, nothing twice, and no cursor but our own."""

import pytest

from layers import paging
from layers.errors import StaleCursor
from layers.paging import Page
from layers.platform import PlatformItem
from tests.component.conftest import Moment

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture(autouse=True)
def items(world: object) -> None:  # noqa: ARG001  they stand there
    """Ten items of a list."""
    for number in range(10):
        PlatformItem("LIST", f"{number:02d}").save()


def _page(cursor: str, limit: int, place: str = "list") -> Page[str]:
    after = paging.start(cursor, place)
    found = PlatformItem.query("LIST", limit=limit, last_evaluated_key=after)
    return paging.page(found, lambda item: str(item.sk), place)


@pytest.mark.parametrize("limit", [1, 3, 5, 9, 10, 11, 100])
def test_pages_lose_and_repeat_nothing(limit: int) -> None:
    page = _page("", limit)
    found = list(page.items)
    while page.next:
        page = _page(page.next, limit)
        found += page.items

    assert found == [f"{number:02d}" for number in range(10)]


def test_what_comes_in_between_does_not_shift_the_pages() -> None:
    first = _page("", 4)
    PlatformItem("LIST", "00-new").save()
    PlatformItem("LIST", "03").delete()

    second = _page(first.next, 4)

    assert second.items == ["04", "05", "06", "07"]


def test_a_cursor_of_another_list_is_refused() -> None:
    cursor = _page("", 3).next

    with pytest.raises(StaleCursor):
        _page(cursor, 3, place="another list")


def test_a_changed_cursor_is_refused() -> None:
    cursor = _page("", 3).next
    other = "A" if cursor[10] != "A" else "B"

    with pytest.raises(StaleCursor):
        _page(cursor[:10] + other + cursor[11:], 3)


@pytest.mark.parametrize("cursor", ["x", "null", "e30.e30", "0"])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(StaleCursor):
        _page(cursor, 3)


def test_a_cursor_is_good_for_half_a_day(moment: Moment) -> None:
    cursor = _page("", 3).next

    moment.advance(hours=11, minutes=59)
    assert _page(cursor, 3).items == ["03", "04", "05"]
    moment.advance(minutes=1)

    with pytest.raises(StaleCursor):
        _page(cursor, 3)
