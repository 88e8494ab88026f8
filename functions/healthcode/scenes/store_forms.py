"""Forms and observations in their table: keys, reads, and the steps that write them."""

import hashlib
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from pynamodb.pagination import ResultIterator

from functions.healthcode import store
from functions.healthcode.scenes.errors import NoSuchStay
from functions.healthcode.scenes.tables import Form, Stay, StayDay
from layers import clock, privacy
from layers.transaction import Put, Step, Update

T = TypeVar("T")


class FormKind(StrEnum):
    """Which form it is, in its key."""

    CLINIC = "clinic"
    SALE = "sale"


def form_id(place: str, client: str) -> str:
    """Return the id of what a place files under a client's id: 16 hex digits."""
    return hashlib.sha256(f"{place}|{client}".encode()).hexdigest()[:16]


def form(person: str, kind: FormKind, identifier: str, now: datetime) -> Form:
    """Return an unwritten form about a person."""
    at = clock.to_iso(now)
    return Form(store.partition(person), f"FORM#{kind}#{at}#{identifier}", form=identifier, kind=kind, at=at)


def filing(item: Form, place: str, worker: str, said: Any) -> Step:
    """Return the step that writes a form with what was said."""
    item.place, item.worker = place, worker
    item.contents = privacy.seal(said, item.owner)
    item.list, item.place_in_list = f"FORMS#{place}", f"{item.at}#{item.form}"
    return Put(item=item)


def contents(item: Form, as_type: type[T]) -> T:
    """Return what was said in a form."""
    return privacy.unseal(item.contents, item.owner, as_type)


def of_place(place: str, after: dict[str, Any] | None, limit: int) -> "ResultIterator[Form]":
    """Return a place's forms, the newest first, behind a key; a moment old at most."""
    return Form.by_list.query(
        f"FORMS#{place}", scan_index_forward=False, last_evaluated_key=after, limit=limit
    )


def stay(identifier: str) -> Stay:
    """Return an observation as it is now; raises NoSuchStay."""
    if found := Stay.find(f"STAY#{identifier}", "STAY"):
        return found
    raise NoSuchStay


def stay_id(item: Stay) -> str:
    """Return an observation's id."""
    return str(item.pk).removeprefix("STAY#")


def admitting(item: Stay, admission: Any, now: datetime) -> Step:
    """Return the step that writes an observation with the form it begins with."""
    item.admitted_at = clock.to_iso(now)
    item.admission = privacy.seal(admission, item.owner)
    item.list, item.place_in_list = f"STAYS#{item.place}", f"{item.admitted_at}#{stay_id(item)}"
    return Put(item=item)


def admission(item: Stay, as_type: type[T]) -> T:
    """Return the form with which an observation began."""
    return privacy.unseal(item.admission, item.owner, as_type)


def stays(place: str, after: dict[str, Any] | None, limit: int) -> "ResultIterator[Stay]":
    """Return a place's observations, the newest first, behind a key; a moment old at most."""
    return Stay.by_list.query(
        f"STAYS#{place}", scan_index_forward=False, last_evaluated_key=after, limit=limit
    )


def keeping_day(stay: str, day: date, worker: str, course: Any, now: datetime) -> Step:
    """Return the step that writes a day of an observation's course."""
    item = StayDay(f"STAY#{stay}", f"DAY#{day.isoformat()}", worker=worker, recorded_at=clock.to_iso(now))
    item.course = privacy.seal(course, item.owner)
    return Put(item=item)


def days(stay: str) -> list[StayDay]:
    """Return the days of an observation's course, in order."""
    return list(StayDay.query(f"STAY#{stay}", StayDay.sk.startswith("DAY#"), consistent_read=True))


def day_of(item: StayDay) -> date:
    """Return which day of a course it is."""
    return date.fromisoformat(str(item.sk).removeprefix("DAY#"))


def course(item: StayDay, as_type: type[T]) -> T:
    """Return what was said of a day."""
    return privacy.unseal(item.course, item.owner, as_type)


def releasing(item: Stay, proposal: str, attempt: int) -> Step:
    """Return the step that notes which proposal of a release is the last."""
    return Update(item=item, actions=[Stay.release.set(proposal), Stay.attempts.set(attempt)])
