"""What happened on the day: as lines for the terminal, and as a page with pictures."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template

from layers.clock import LOCAL
from local.day import odds, plots
from local.day.checks import Check
from local.day.ledger import Ledger
from local.day.population import DATES, PERIOD, RUSH, SIZES, Manner

_PAGE = Path(__file__).parents[1] / "html" / "day.html"

Table = Sequence[Sequence[str]]
"""Rows of cells, the first with the headings."""


def lines(ledger: Ledger, found: Sequence[Check]) -> str:
    """Return the summary for the terminal."""
    return "\n".join(["", *_aligned(_dates(ledger)), "", *findings(found), "", _sentence(ledger)])


def findings(found: Sequence[Check]) -> list[str]:
    """Return a line for each check."""
    return [f"{'ok' if each.passed else 'FAILED':<7} {each.what}: {each.figures}" for each in found]


def page(ledger: Ledger, found: Sequence[Check]) -> str:
    """Return the report as one HTML document that needs nothing else."""
    failed = [each for each in found if not each.passed]
    expected = odds.expected(ledger.entries, ledger.population.places)
    outcomes = list(odds.outcomes(ledger.entries, ledger.proof["winners"], ledger.proof["standby"]))
    drawn = [outcome for outcome in outcomes if ledger.population.places[outcome.day]]
    return Template(_PAGE.read_text(encoding="utf-8")).substitute(
        period=PERIOD,
        mark="failed" if failed else "passed",
        verdict=f"{len(failed)} of {len(found)} checks failed" if failed else "every check passed",
        summary=escape(_sentence(ledger)),
        dates=_html(_dates(ledger)),
        odds=plots.odds(drawn, expected),
        applications=plots.applications(_by_door(ledger)),
        laps=_html(_laps(ledger)),
        durations=plots.durations(ledger.laps),
        checks=_html(_checks(found)),
        said=escape(ledger.verdict),
        mix=_html(_mix(ledger)),
    )


def _sentence(ledger: Ledger) -> str:
    people = sum(plan.household.size for plan in ledger.standing)
    minutes = sum(lap.seconds for lap in ledger.laps) / 60
    return (
        f"{len(ledger.standing)} households of {people} people stood at the close, "
        f"{ledger.over_http} applied over HTTP; {ledger.published} people won; "
        f"{len(ledger.messages)} messages were sent; the day took {minutes:.1f} minutes."
    )


def _dates(ledger: Ledger) -> Table:
    """Return who wanted each date, who was still in its draw, who won; and the odds, in people."""
    sizes: dict[str, int] = {entry.ticket: entry.size for entry in ledger.entries}
    expected = odds.expected(ledger.entries, ledger.population.places)
    rows: list[Sequence[str]] = [("date", "places", "applied", "in the draw", "won", "odds", "expected")]
    for day, places in ledger.population.places.items():
        won = sum(sizes[ticket] for ticket in ledger.proof["winners"].get(day, []))
        drawn = won + sum(sizes[ticket] for ticket in ledger.proof["standby"].get(day, []))
        figures = map(str, (places, ledger.population.applicants[day], drawn, won))
        rows.append((day, *figures, f"{won / drawn if drawn else 0:.1%}", f"{expected[day]:.1%}"))
    return rows


def _laps(ledger: Ledger) -> Table:
    rows = [("clock", "phase", "what happened", "messages", "seconds")]
    for lap in ledger.laps:
        at = f"{lap.at.astimezone(LOCAL):%m-%d %H:%M}"
        rows.append((at, lap.title, lap.said, str(lap.messages), f"{lap.seconds:.1f}"))
    return rows


def _checks(found: Sequence[Check]) -> Table:
    rows = [(("ok" if each.passed else "FAILED"), each.what, each.figures) for each in found]
    return [("", "check", "figures"), *rows]


def _mix(ledger: Ledger) -> Table:
    manners = [plan.manner for plan in ledger.population.plans]
    return [
        ("what", "shares"),
        ("people in a household", _shares(SIZES)),
        ("dates chosen", _shares(DATES)),
        ("arrivals by half-hour from 09:00", ", ".join(f"{share} %" for share in RUSH)),
        *((f"households: {manner}", str(manners.count(manner))) for manner in Manner),
    ]


def _shares(shares: Mapping[int, float]) -> str:
    return ", ".join(f"{number}: {share:.0%}" for number, share in shares.items())


def _by_door(ledger: Ledger) -> dict[str, list[datetime]]:
    doors: dict[str, list[datetime]] = {"over HTTP": [], "by the same service call": []}
    for receipt in ledger.receipts.values():
        quiet = ledger.population.plans[receipt.household].manner is Manner.QUIET
        doors["by the same service call" if quiet else "over HTTP"].append(receipt.submitted_at)
    return doors


def _aligned(table: Table) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in table]


def _html(table: Table) -> str:
    heading, *rows = table
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<table><tr>{''.join(f'<th>{escape(cell)}</th>' for cell in heading)}</tr>\n{body}</table>"
