"""A published draw again, on fresh tables: the same lines and secret have to give the same winners."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from tqdm import tqdm

from functions.auth import ids
from functions.booking.service import Party, Traveller
from functions.lottery import draw, lifecycle, planning, proof, schedule, store
from functions.lottery.proof import Proof
from functions.lottery.schedule import PeriodState
from functions.lottery.tables import Entry
from layers import clock
from layers.i18n import Language
from layers.outbox import Contact
from layers.transaction import commit
from local.day.checks import Check
from local.day.crew import crew
from local.day.day import moment
from local.day.emulator import Emulator, emulator
from local.engines import EngineName, environment


class NotAgain(Exception):
    """A proof that can't be drawn again; the message says why."""


def read(path: Path) -> Proof:
    """Return a published proof; raises NotAgain."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Proof)
    except (OSError, msgspec.DecodeError) as error:
        raise NotAgain(f"no proof in {path}: {error}") from error
    if not found.secret or found.beacon:
        raise NotAgain(f"{path} is not published yet, or was drawn with a beacon")
    return found


def replay(published: Proof, name: EngineName, logs: Path) -> list[Check]:
    """Let the real job close, draw and publish the proof's lines with its secret; compare what comes out."""
    day = schedule.day_of(published.period)
    before_opening = moment(day, 8, 55)  # or the job would open it first, with a secret of its own
    with emulator(name, before_opening, logs) as running:
        planning.set_quotas(published.period, published.quotas, 0, "replay")
        lifecycle.open_period(day, bytes.fromhex(str(published.secret)))
        _enter_all(published, running)
        _run_through(published.period, running)
        again = proof.read(published.period, PeriodState.PUBLISHED)
    return list(_compared(published, again))


def enter(period: str, numbered: tuple[int, str]) -> None:
    """Write an application with a line's ticket, size and dates, for people who exist nowhere else."""
    number, line = numbered
    given = draw.parse_line(line)
    entry = Entry(*store.entry_key(period, f"{number:013d}"), account=ids.fresh(), ticket=given.ticket)
    party = _party(given.size)
    entry.dates, entry.persons = list(given.dates), party.persons
    entry.submitted_at = clock.to_iso(clock.now())
    store.seal_party(entry, party)
    counted = store.pass_gate(period, entry.number, dict.fromkeys(given.dates, 1), given.size)
    commit(counted, *store.enter(period, entry))


def _enter_all(published: Proof, running: Emulator) -> None:
    numbered = list(enumerate(published.frozen_lines))
    with crew(environment(running.engine)) as hands:
        entered = hands.each(partial(enter, published.period), numbered)
        for _ in tqdm(entered, "lines", len(numbered), leave=False):
            pass


def _run_through(period: str, running: Emulator) -> None:
    times = store.period(period).times
    for instant, state in (
        (times.closes, PeriodState.CLOSED),
        (times.draws, PeriodState.DRAWN),
        (times.publishes, PeriodState.PUBLISHED),
    ):
        running.clock.set_to(instant)
        running.until(f"the period is {state}", partial(_is, period, state))


def _is(period: str, state: PeriodState) -> bool:
    return bool(store.period(period).state == state)


def _party(size: int) -> Party:
    traveller = Traveller(ids.fresh(), "某某", "PASSPORT", "XX0000000", date(1990, 1, 1))
    others = [msgspec.structs.replace(traveller, person=ids.fresh()) for _ in range(size - 1)]
    return Party([traveller, *others], "futian", Contact(Language.ZH_HANS, "+85260000000"))


def _compared(published: Proof, again: Proof) -> Iterator[Check]:
    yield Check("the same commitment", published.commitment == again.commitment, again.commitment)
    yield Check("the same root", published.root == again.root, str(again.root))
    for what in ("winners", "standby"):
        before, after = getattr(published, what), getattr(again, what)
        yield Check(f"the same {what}", before == after, f"{sum(map(len, after.values()))} applications")
