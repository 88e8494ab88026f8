"""Clues in their table: keys, lists, and the steps that change them."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from heapq import merge
from typing import Any

from pynamodb.pagination import ResultIterator

from functions.admin import service as admin
from functions.healthcode import areas
from functions.healthcode.clues.errors import ClueMoved, NoSuchClue
from functions.healthcode.clues.matters import State, Told
from functions.healthcode.clues.tables import Clue, Mine, Progress
from layers import clock, privacy
from layers.principals import CITY
from layers.transaction import Put, Step, new

ESCALATED = "escalated"
"""What happened to a clue that nobody answered in time."""

KEPT = timedelta(days=2 * 365)
_TOP = "!"
"""Before all times: what has come to the city stands before everything that can still go higher."""

_MOST_OWN = 50


def find(number: str) -> Clue:
    """Return a clue as it is now; raises NoSuchClue."""
    if found := Clue.find(f"CLUE#{number}", "CLUE"):
        return found
    raise NoSuchClue


def told(item: Clue) -> Told:
    """Return what somebody tells."""
    return privacy.unseal(item.told, item.owner, Told)


def draft(told: Told, now: datetime) -> Clue:
    """Return an unwritten clue; its number can't be guessed. Matter, place and who answers are missing."""
    item = Clue(f"CLUE#{secrets.token_hex(8)}", "CLUE", state=State.SENT, sendings=1, revision=1)
    item.filed_at, item.expires_at = clock.to_iso(now), now + KEPT
    item.told = privacy.seal(told, item.owner)
    return item


def listed(item: Clue, region: str) -> None:
    """Put a clue into the list of the region that answers for it, and into its district's."""
    item.region = region
    is_open = State(item.state).open
    district, at_top = admin.district_of(item.place), is_open and region == CITY
    item.list, item.place_in_list = _list(region, is_open=is_open), f"{item.due}#{item.number}"
    item.other = _district(district, is_open=is_open)
    item.place_in_other = f"{_TOP if at_top else ''}{item.place_in_list}"


def adding(item: Clue) -> list[Step]:
    """Return the steps that write a new clue, for who was signed in also among their own."""
    noted = _noting(item, item.state, item.account, "", item.filed_at)
    if not item.account:
        return [new(item), noted]
    own = Mine(_own(item.account), f"CLUE#{item.filed_at}#{item.number}", expires_at=item.expires_at)
    return [new(item), noted, new(own)]


def moving(item: Clue, what: str, by: str, note: str, now: datetime) -> list[Step]:
    """Return the steps that write a clue which was read and changed, and note what happened to it.

    They refuse with ClueMoved.
    """
    unmoved = Clue.revision == item.revision
    item.revision = item.revision + 1
    noted = _noting(item, what, by, note, clock.to_iso(now))
    return [Put(item=item, condition=unmoved, otherwise=ClueMoved()), noted]


def progress(number: str) -> list[Progress]:
    """Return what happened to a clue, in order."""
    return list(Progress.query(f"CLUE#{number}", Progress.sk.startswith("PROGRESS#"), consistent_read=True))


def note(item: Progress) -> str:
    """Return what was written beside it."""
    return privacy.unseal(item.note, item.owner, str)


def of_region(
    region: str, after: dict[str, Any] | None, limit: int, *, is_open: bool
) -> "ResultIterator[Clue]":
    """Return the clues that a region's staff answer for: open ones by due time, others the newest first."""
    return Clue.by_list.query(
        _list(region, is_open=is_open), scan_index_forward=is_open, last_evaluated_key=after, limit=limit
    )


def of_districts(districts: Iterable[str], after: str, *, is_open: bool) -> Iterator[Clue]:
    """Yield all clues of some districts from behind a place on.

    Open ones by due time, those that can go no higher before them; others the newest first.
    """
    behind = Clue.place_in_other > (after or _TOP) if is_open else Clue.place_in_other < (after or "~")
    found = (
        Clue.by_other.query(
            _district(each, is_open=is_open), behind, scan_index_forward=is_open, page_size=areas.PAGE_READ
        )
        for each in districts
    )
    return merge(*found, key=place, reverse=not is_open)


def place(item: Clue) -> str:
    """Return where a clue stands among all of its district."""
    return str(item.place_in_other)


def overdue(now: datetime, limit: int) -> list[Clue]:
    """Return open clues whose time is over and that can go higher, as they are now; so many of a district."""
    due = Clue.place_in_other.between("0", f"{clock.to_iso(now)}~")
    lists = (_district(each, is_open=True) for each in admin.districts())
    found = (item for each in lists for item in Clue.by_other.query(each, due, limit=limit))
    return Clue.find_all((str(item.pk), str(item.sk)) for item in found)


def of_account(account: str) -> Sequence[Clue]:
    """Return an account's clues, the newest first, 50 at most."""
    mine = Mine.query(_own(account), Mine.sk.startswith("CLUE#"), scan_index_forward=False, limit=_MOST_OWN)
    found = Clue.find_all([(f"CLUE#{str(each.sk).rsplit('#', 1)[1]}", "CLUE") for each in mine])
    return sorted(found, key=lambda item: str(item.filed_at), reverse=True)


def _noting(item: Clue, what: str, by: str, note: str, at: str) -> Step:
    noted = Progress(item.pk, f"PROGRESS#{int(item.revision):06d}", what=what, at=at, by=by)
    noted.note, noted.expires_at = privacy.seal(note, noted.owner), item.expires_at
    return new(noted, ClueMoved())


def _list(region: str, *, is_open: bool) -> str:
    return f"CLUES#{region}#{'open' if is_open else 'closed'}"


def _district(district: str, *, is_open: bool) -> str:
    return f"{_list(district, is_open=is_open)}#ALL"


def _own(account: str) -> str:
    return f"ACCOUNT#{account}"
