"""While the window is open: the period opens, households apply and think again, the window closes."""

import time
from collections import defaultdict
from functools import partial

from tqdm import tqdm

from functions.lottery import lifecycle, offers
from functions.lottery.schedule import PeriodState
from local.day import residents
from local.day.day import PROOF, Day
from local.day.people import TODAY
from local.day.residents import Step


def fix_secret(_day: Day, secret: bytes) -> str:
    """Open the period before its time with a given secret; the job finds it open then."""
    lifecycle.open_period(TODAY, secret)
    return "given, not random"


def open_period(day: Day) -> str:
    """Wait until the lottery's job has opened the period."""
    day.reaches(PeriodState.OPEN)
    day.ledger.commitment = day.public(PROOF)["commitment"]
    return f"commitment {day.ledger.commitment}"


def apply(day: Day) -> str:
    """Let everybody apply, change and withdraw when they do it, half-hour by half-hour."""
    steps = defaultdict(list)
    for plan in day.ledger.population.plans:
        for event in plan.events:
            steps[event.at].append(Step(plan, event))

    with tqdm(total=sum(map(len, steps.values())), desc="applications", leave=False) as bar:
        for at, due in sorted(steps.items()):
            day.emulator.clock.set_to(at)
            for receipt in day.crew.each(partial(residents.act, day.emulator.port), due):
                if receipt:
                    day.ledger.receipts[receipt.household] = receipt
                bar.update()

    time.sleep(offers.FRESH)
    shown = day.public("/v1/lottery/periods/current")["dates"]
    day.ledger.counted = {offer["day"]: offer["applicants"] for offer in shown}
    return (
        f"{len(day.ledger.receipts)} applications, {day.ledger.over_http} of them over HTTP; "
        f"people by date: {', '.join(map(str, day.ledger.counted.values()))}"
    )


def close(day: Day) -> str:
    """Wait until the lottery's job has frozen the applications and published their lines and root."""
    day.reaches(PeriodState.CLOSED)
    proof = day.public(PROOF)
    day.ledger.root = proof["root"]
    return f"{len(proof['lines'])} lines, root {day.ledger.root}"
