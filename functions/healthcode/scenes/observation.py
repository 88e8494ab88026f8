"""Medical observation (医学观察, H10): admission, course day by day, release.

Who is admitted turns red, and who is released green, only once a second person approved it.
"""

from collections.abc import Mapping
from datetime import date, datetime, time

from functions.healthcode import inputs, proposals, recording, reports
from functions.healthcode.facts import FactKind
from functions.healthcode.proposals import State
from functions.healthcode.recording import Extra, Stated
from functions.healthcode.scenes import forms, store_forms, visits
from functions.healthcode.scenes.errors import DayNotOfStay, DayRecorded, NoSuchStay, StayOver
from functions.healthcode.scenes.schemas_forms import AdmissionForm, CaseType, Course, Release
from functions.healthcode.scenes.tables import Stay
from functions.healthcode.scenes.workers import Post
from layers import clock
from layers.errors import FieldFault, InvalidInput
from layers.transaction import commit

_KINDS: Mapping[CaseType, FactKind] = {
    CaseType.CONFIRMED: FactKind.CONFIRMED,
    CaseType.SUSPECTED: FactKind.SUSPECTED,
}
"""What an admission proposes; all others are isolated."""


def admit(post: Post, form: AdmissionForm, now: datetime) -> str:
    """Begin an observation and return its id; sent again, it is the same.

    Raises VisitOver, InvalidInput, NoCode.
    """
    said, person = form.said, visits.person(post, form.visit, now)
    today = clock.local_date(now)
    forms.require_guardian(forms.details_of(person), said.born, said.guardian, now)
    if said.began > today:
        raise InvalidInput([FieldFault("said.began", "in_the_future")])

    identifier = store_forms.form_id(post.id, form.client)
    item = Stay(f"STAY#{identifier}", "STAY", person=person, place=post.id, worker=post.by)
    item.began = said.began.isoformat()
    kind = _KINDS.get(said.case_type, FactKind.ISOLATED)
    evidence = f"stay:{identifier} {said.evidence.strip()}"
    stated = Stated(kind=kind, at=min(now, clock.at_local(said.began, time(12))), evidence=evidence)
    extra = Extra([*post.standing(), store_forms.admitting(item, said, now)])
    proposals.propose(person, post.origin(form.client), stated, now, extra=extra)
    _keep_day(post, item, today, said.today, now)
    return identifier


def keep_day(post: Post, stay: str, day: date, course: Course, now: datetime) -> None:
    """Keep a day of an observation's course: it is that day's check-in.

    Raises NoSuchStay, StayOver, DayNotOfStay, DayRecorded.
    """
    item = find(post, stay)
    if release_state(item) is State.APPROVED:
        raise StayOver
    if not date.fromisoformat(item.began) <= day <= clock.local_date(now):
        raise DayNotOfStay
    if _keep_day(post, item, day, course, now):
        raise DayRecorded


def release(post: Post, stay: str, said: Release, now: datetime) -> None:
    """Propose to release somebody; while a proposal waits, another one changes nothing.

    Raises NoSuchStay, StayOver.
    """
    item = find(post, stay)
    before = release_state(item)
    if before is State.APPROVED:
        raise StayOver
    if before is State.OPEN:
        return
    attempt = int(item.attempts) + 1
    origin = post.origin(f"{stay}:release:{attempt}")
    stated = Stated(kind=FactKind.RELEASED, at=now, evidence=f"stay:{stay} {said.evidence.strip()}")
    proposal = proposals.propose(item.person, origin, stated, now, extra=Extra(post.standing()))
    commit(store_forms.releasing(item, proposal, attempt))


def find(post: Post, stay: str) -> Stay:
    """Return an observation of this place; raises NoSuchStay."""
    item = store_forms.stay(stay)
    if item.place != post.id:
        raise NoSuchStay
    return item


def release_state(item: Stay) -> State | None:
    """Return what became of the last proposal to release somebody, None where there is none."""
    return State(proposals.find(item.release).state) if item.release else None


def _keep_day(post: Post, item: Stay, day: date, course: Course, now: datetime) -> bool:
    """Keep a day with its check-in; tells whether it was kept before."""
    stay, is_today = store_forms.stay_id(item), day == clock.local_date(now)
    at = now if is_today else clock.at_local(day, time(12))
    found = reports.adverse(course.temperature, course.symptoms, (), inputs.fever_from())
    evidence = f"stay:{stay}"
    stated = [Stated(kind=kind, at=at, evidence=evidence) for kind in reports.checked_in(found)]
    extra = Extra([*post.standing(), store_forms.keeping_day(stay, day, post.by, course, now)])
    origin = post.origin(f"{stay}:{day.isoformat()}")
    return recording.record(item.person, origin, stated, now, extra=extra).repeated
