"""Look-up codes asked for again: sent to the phone of the booking, and nothing said to whoever asks (V7).

Asking writes the same item whether the number is known or not; a job answers it within a minute.
"""

import secrets
from datetime import datetime, timedelta

from functions.vaccine import numbers
from functions.vaccine.appointments import letters
from functions.vaccine.stores import finds as store_finds
from functions.vaccine.stores import records as store_records
from functions.vaccine.stores.finds import By
from functions.vaccine.tables import LostCode, RecordState
from layers import clock, privacy, ratelimit
from layers.changes import apply
from layers.ratelimit import Rate
from layers.transaction import commit, new, until_fresh

_PARTITION = "LOSTCODES"
_KEPT = timedelta(days=1)
_RATE = Rate(3, 24 * 60 * 60)
"""How often a day anybody may ask for one number, so that nobody's phone is flooded."""


def ask(identity: str, now: datetime) -> None:
    """Note that somebody wants the codes of a number's appointments again; raises RateLimited. Two writes."""
    ratelimit.take(_RATE, "lost_code", identity, now)
    item = LostCode(_PARTITION, f"{clock.to_iso(now)}#{secrets.token_hex(8)}", expires_at=now + _KEPT)
    item.identity = privacy.seal(identity, item.owner)
    commit(new(item))


def answer() -> int:
    """Send a new code for each appointment that is asked for and still ahead; return how many.

    Killed and run again, it may send another code, of which the last one works.
    """
    sent = 0
    for item in LostCode.query(_PARTITION, consistent_read=True):
        identity = privacy.unseal(item.identity, item.owner, str)
        sent += sum(map(_renew, store_finds.numbers(By.IDENTITY, identity)))
        item.delete()
    return sent


def _renew(number: str) -> int:
    def change() -> int:
        known = store_records.record(number)
        if known.item.state != RecordState.BOOKED or not (known.item.session and known.person.phone):
            return 0
        code = numbers.lookup_code()
        apply(*store_records.editing(known, known.person, code), tell=letters.code(known, code))
        return 1

    return until_fresh(change)
