"""The result: drawn behind closed doors, published, told to everybody, verified by a stranger's program."""

import json
import subprocess
import sys
from pathlib import Path

from tqdm import tqdm

from functions.lottery.schedule import PeriodState
from local.day.day import PROOF, PUBLIC_PERIOD, STAFF_PERIOD, Day
from local.fetch import ROOT
from local.verify_draw import AT_PUBLICATION


def draw(day: Day) -> str:
    """Wait until the lottery's job has drawn, and look at what anybody can see then."""
    day.reaches(PeriodState.DRAWN)
    day.ledger.too_early = AT_PUBLICATION & day.public(PROOF).keys()
    return f"drawn; of the result {', '.join(day.ledger.too_early) or 'nothing'} is public"


def publish(day: Day) -> str:
    """Wait until the result is public, winners have their bookings and everybody was told."""
    before = len(day.emulator.sent())
    with day.staff("lottery") as staff, tqdm(total=len(day.ledger.standing), desc="told", leave=False) as bar:

        def settled() -> bool:
            bar.update(len(day.emulator.sent()) - before - bar.n)
            return bool(staff.ask("GET", STAFF_PERIOD)["settled"])

        day.emulator.until("everybody is told", settled)
    day.delivered()
    day.ledger.published = day.public(f"{PUBLIC_PERIOD}/results")["winners"]
    day.ledger.proof = day.public(PROOF)
    households = sum(map(len, day.ledger.proof["winners"].values()))
    return f"{day.ledger.published} people of {households} households have won"


def verify(day: Day, saved: Path) -> str:
    """Save the proof as anybody gets it, and hand it to the verifier with what was noted before."""
    saved.write_text(json.dumps(day.ledger.proof), encoding="utf-8")
    noted = [f"--expect-commitment={day.ledger.commitment}", f"--expect-root={day.ledger.root}"]
    command = [sys.executable, "-m", "local.verify_draw", f"{day.emulator.address}{PROOF}", *noted]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    day.ledger.verified, day.ledger.verdict = said.returncode == 0, said.stdout + said.stderr
    return day.ledger.verdict.splitlines()[-1]
