"""The fairness report as it is published (L11): one object a period, and a line of it for the history."""

from typing import Any

import msgspec

from functions.lottery import fairness, store
from functions.lottery.errors import NotPublished
from functions.lottery.fairness import DateOdds, Odds, Subject, UniformityTest
from functions.lottery.offers import is_published
from functions.lottery.tables import Period
from layers import i18n, objects, paging
from layers.i18n import Language
from layers.paging import Page, PageQuery


class Finding(msgspec.Struct, frozen=True):
    """A test: what was asked, and what it found, in plain words in each language."""

    test: UniformityTest
    question: dict[Language, str]
    answer: dict[Language, str]


class FairnessReport(msgspec.Struct, frozen=True):
    """A period's odds as a whole and by date, and tests that the result fits a draw by lot."""

    period: str
    odds: Odds
    dates: list[DateOdds]
    findings: list[Finding]


class FairnessLine(msgspec.Struct, frozen=True):
    """A period in the history: households, people, places, who won, and the tests' p-values."""

    period: str
    households: int
    people: int
    places: int
    winners: int
    people_won: int
    share: float | None
    p_values: dict[Subject, float | None]


def write(period: str, report: fairness.Report) -> str:
    """Write a period's report, in all languages; returns its line of the history as text."""
    findings = [_finding(test) for test in report.tests]
    published = FairnessReport(period, report.odds, list(report.dates), findings)
    objects.write(_name(period), msgspec.json.encode(published), "application/json")
    return msgspec.json.encode(_line(published)).decode()


def read(period: Period) -> FairnessReport:
    """Return a period's report; raises NotPublished."""
    content = objects.read(_name(period.name)) if is_published(period) else None
    if content is None:
        raise NotPublished(publishes=period.times.publishes)
    return msgspec.json.decode(content, type=FairnessReport)


def history(query: PageQuery) -> Page[FairnessLine]:
    """Return a page of the published periods, newest first; a page that meets an unpublished one is short."""
    found = store.page_of_periods(paging.start(query.cursor, "fairness"), query.limit)
    lines = [msgspec.json.decode(each.fairness, type=FairnessLine) for each in found if each.fairness]
    after: dict[str, Any] | None = found.last_evaluated_key
    return Page(lines, paging.cursor(after, "fairness") if after else "")


def _finding(test: UniformityTest) -> Finding:
    asked, found = f"fairness.question.{test.subject}", f"fairness.answer.{test.verdict}"
    often = test.p_value or 0.0
    values = {"of_hundred": round(often * 100), "of_ten_thousand": round(often * 10_000)}
    return Finding(
        test,
        {language: i18n.say(asked, language) for language in i18n.WHOLE},
        {language: i18n.say(found, language, **values) for language in i18n.WHOLE},
    )


def _line(report: FairnessReport) -> FairnessLine:
    odds = report.odds
    return FairnessLine(
        period=report.period,
        households=odds.households,
        people=odds.people,
        places=odds.places,
        winners=odds.winners,
        people_won=odds.people_won,
        share=odds.share,
        p_values={found.test.subject: found.test.p_value for found in report.findings},
    )


def _name(period: str) -> str:
    return f"lottery/{period}/fairness.json"
