"""Reminders on the day before an appointment, from the policy's time on."""

from datetime import datetime, timedelta

from functions.vaccine.appointments import letters
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.policies import current
from functions.vaccine.stores import places as store_places
from functions.vaccine.stores import records as store_records
from functions.vaccine.tables import Phase, Record
from layers import clock
from layers.changes import apply
from layers.outbox import Already
from layers.sweeps import mark_swept, swept
from layers.transaction import ConditionFailed

_SWEEP = "vaccine-reminders"


def remind(now: datetime) -> int:
    """Remind everybody who is expected tomorrow; return how many. A second time does nothing."""
    today = clock.local_date(now)
    tomorrow = today + timedelta(days=1)
    if now < clock.at_local(today, current().reminder_at) or swept(_SWEEP) == tomorrow:
        return 0
    sessions = {session.id: int(session.parts) for session in catalogue.of_day(tomorrow)}
    reminded = 0
    for session, parts in store_places.read_many(sessions).items():
        for part in parts:
            if part.booked > part.arrived:
                expected = store_records.at_session(session, part.number, Phase.EXPECTED)
                reminded += sum(map(_remind, expected))
    mark_swept(_SWEEP, tomorrow)
    return reminded


def _remind(record: Record) -> int:
    known = store_records.known(record)
    told = letters.reminder(known)
    if not told:
        return 0
    try:
        apply(store_records.still(known), tell=told)
    except (Already, ConditionFailed):
        return 0  # reminded by an earlier run that was cut short, or changed since the list was read
    return 1
