"""Live through the manual's own day: period 20220713, its places and its applicants, to the person.

    python -m local.day [--scale 1] [--engine ministack] [--secret HEX] [--seed 13] [--folder .state/day]
    python -m local.day --tickets-from PROOF

Starts an emulator of its own. Leaves proof.json and report.html in the folder, and exits with 1 if
anything was not as it has to be. The second form draws a published proof's lines again, with its
secret, on fresh tables, and compares the winners.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from local import demo
from local.day import after, before, report, result, window
from local.day.checks import Check, checks
from local.day.crew import Mishap, crew
from local.day.day import Day, Phase, moment, run
from local.day.emulator import Stuck, emulator
from local.day.http import Refused
from local.day.ledger import Ledger
from local.day.people import TODAY
from local.day.population import FIRST_DATE, people_of_the_day
from local.day.replay import NotAgain, read, replay
from local.engines import EngineFailure, EngineName, environment
from local.fetch import ROOT
from local.parts import PartFailure


def main() -> None:
    """Live through the day, or draw a proof again; exit with 1 unless everything is as it has to be."""
    options = _options()
    try:
        found = _again(options) if options.tickets_from else _day(options)
    except (EngineFailure, PartFailure, Stuck, Refused, Mishap, NotAgain) as reason:
        sys.exit(f"day: {reason}")
    except KeyboardInterrupt:
        sys.exit("day: ended before its time")
    sys.exit(0 if all(check.passed for check in found) else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m local.day", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scale", type=float, default=1.0, help="0.05 is a twentieth of everybody")
    parser.add_argument("--engine", type=EngineName, default=EngineName.MINISTACK)
    parser.add_argument("--secret", type=_secret, help="the draw's, instead of a random one")
    parser.add_argument("--seed", type=int, default=13, help="decides who the people are and what they do")
    parser.add_argument("--folder", type=Path, default=ROOT / ".state" / "day")
    parser.add_argument("--tickets-from", type=Path, metavar="PROOF", help="draw this proof's lines again")
    return parser.parse_args()


def _secret(text: str) -> bytes:
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise argparse.ArgumentTypeError("not 32 bytes in lower-case hex")
    return bytes.fromhex(text)


def _day(options: argparse.Namespace) -> Sequence[Check]:
    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    population = people_of_the_day(options.scale, options.seed, [each[0] for each in demo.DISTRICTS])
    phases = _programme(folder / "proof.json", options.secret)
    with (
        emulator(options.engine, phases[0].at, folder / "logs") as running,
        crew(environment(running.engine)) as hands,
    ):
        day = Day(running, hands, Ledger(population))
        for phase in phases:
            run(phase, day)

    found = checks(day.ledger)
    page = folder / "report.html"
    page.write_text(report.page(day.ledger, found), encoding="utf-8")
    print(day.ledger.verdict, report.lines(day.ledger, found), f"Report: {page}", sep="\n")
    return found


def _again(options: argparse.Namespace) -> Sequence[Check]:
    found = replay(read(options.tickets_from), options.engine, options.folder / "logs")
    print("\n".join(report.findings(found)))
    return found


def _programme(proof: Path, secret: bytes | None) -> tuple[Phase, ...]:
    morning, evening = moment(TODAY, 8, 55), moment(TODAY, 20)
    after_midnight = moment(FIRST_DATE + timedelta(days=1), 0, 5)
    fixed = (Phase(morning, "secret", partial(window.fix_secret, secret=secret)),) if secret else ()
    return (
        Phase(morning, "quotas", before.set_quotas),
        Phase(morning, "accounts", before.import_accounts),
        Phase(morning, "profiles", before.fill_in),
        Phase(morning, "reviews", before.review),
        *fixed,
        Phase(moment(TODAY, 9), "opening", window.open_period),
        Phase(moment(TODAY, 9), "applications", window.apply),
        Phase(moment(TODAY, 18), "close", window.close),
        Phase(moment(TODAY, 18, 30), "draw", result.draw),
        Phase(evening, "publication", result.publish),
        Phase(evening, "verification", partial(result.verify, saved=proof)),
        Phase(moment(TODAY, 21), "cancellations", after.cancel),
        Phase(moment(FIRST_DATE, 12), "arrivals", after.arrive),
        Phase(after_midnight, "no-shows", after.sweep),
        Phase(after_midnight, "books", after.close_the_books),
    )


if __name__ == "__main__":
    main()
