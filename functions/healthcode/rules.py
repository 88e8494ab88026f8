"""The colour rules as data: which facts give which colour, and what ends it. Pure.

A version is drafted and approved by two people (`drafts.py`); DEFAULT is what the manuals say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from functions.healthcode.facts import CAUSES, RED_KINDS, FactKind


class Colour(StrEnum):
    """The colours of a code, the best first."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    def worse_than(self, other: "Colour") -> bool:
        """Tell whether this colour is the worse one."""
        order = list(Colour)
        return order.index(self) > order.index(other)


class RuleFault(StrEnum):
    """Why a set of rules can't be one."""

    NOT_A_CAUSE = "NOT_A_CAUSE"
    TWICE = "TWICE"
    RED_WITHOUT_SECOND_PERSON = "RED_WITHOUT_SECOND_PERSON"
    GREEN = "GREEN"
    NEVER_ENDS = "NEVER_ENDS"
    NOT_A_RELEASE = "NOT_A_RELEASE"
    TEXT_MISSING = "TEXT_MISSING"


@dataclass(frozen=True, slots=True)
class Ending:
    """What ends a cause: so many consecutive days of normal check-ins after it, a release, or both.

    `days` 0 asks for no check-ins, an empty `released_by` for no release.
    """

    days: int = 14
    released_by: tuple[FactKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """A kind of fact that gives a colour until its ending; `texts` tell the person why, by language."""

    kind: FactKind
    colour: Colour
    ending: Ending
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """A version's rules. Who has no unfinished cause is green."""

    causes: tuple[Cause, ...]

    def of(self, kind: FactKind) -> Cause | None:
        """Return the rule about a kind of fact, None where it gives no colour."""
        return next((cause for cause in self.causes if cause.kind is kind), None)


LONGEST = 60
"""The most days that an ending can ask for."""

RELEASES = (FactKind.RELEASED, FactKind.NEGATIVE_TEST)
"""The kinds that an ending can wait for."""

_LANGUAGES = ("zh-Hans", "zh-Hant", "en")


def faults(rules: Rules) -> list[tuple[FactKind, RuleFault]]:
    """Return what is wrong with a set of rules, nothing where it can be used."""
    kinds = [cause.kind for cause in rules.causes]
    twice = {(kind, RuleFault.TWICE) for kind in kinds if kinds.count(kind) > 1}
    return sorted({*twice, *((cause.kind, fault) for cause in rules.causes for fault in _faults(cause))})


def _faults(cause: Cause) -> Iterator[RuleFault]:
    ending = cause.ending
    if cause.kind not in CAUSES:
        yield RuleFault.NOT_A_CAUSE
    if cause.colour is Colour.GREEN:
        yield RuleFault.GREEN
    if cause.colour is Colour.RED and cause.kind not in RED_KINDS:
        yield RuleFault.RED_WITHOUT_SECOND_PERSON
    if not 0 <= ending.days <= LONGEST or not (ending.days or ending.released_by):
        yield RuleFault.NEVER_ENDS
    if not set(ending.released_by) <= set(RELEASES):
        yield RuleFault.NOT_A_RELEASE
    if not all(cause.texts.get(language, "").strip() for language in _LANGUAGES):
        yield RuleFault.TEXT_MISSING


def _cause(
    kind: FactKind, colour: Colour, hans: str, hant: str, english: str, *released_by: FactKind
) -> Cause:
    texts = dict(zip(_LANGUAGES, (hans, hant, english), strict=True))
    return Cause(kind, colour, Ending(14, released_by), texts)


_RED, _YELLOW = Colour.RED, Colour.YELLOW

DEFAULT = Rules(
    (
        _cause(FactKind.CONFIRMED, _RED, "确诊病人", "確診病人", "Confirmed case", FactKind.RELEASED),
        _cause(FactKind.SUSPECTED, _RED, "疑似病人", "疑似病人", "Suspected case", FactKind.RELEASED),
        _cause(FactKind.CLOSE_CONTACT, _RED, "密切接触者", "密切接觸者", "Close contact", FactKind.RELEASED),
        _cause(
            FactKind.ISOLATED,
            _RED,
            "隔离或医学观察",
            "隔離或醫學觀察",
            "Isolation or medical observation",
            FactKind.RELEASED,
        ),
        _cause(
            FactKind.POSITIVE_TEST,
            _YELLOW,
            "核酸检测阳性，待复核",
            "核酸檢測陽性，待覆核",
            "Positive nucleic acid test, to be verified",
            FactKind.NEGATIVE_TEST,
            FactKind.RELEASED,
        ),
        _cause(
            FactKind.MEDICINE,
            _YELLOW,
            "购买止咳、退烧药物",
            "購買止咳、退燒藥物",
            "Bought cough or fever medicine",
        ),
        _cause(FactKind.KEY_AREA, _YELLOW, "来自重点疫区", "來自重點疫區", "From a key area"),
        _cause(FactKind.FEVER_CLINIC, _YELLOW, "发热门诊就诊", "發熱門診就診", "Seen at a fever clinic"),
        _cause(FactKind.ARRIVAL, _YELLOW, "外省来琼", "外省來瓊", "Arrived from outside the province"),
        _cause(FactKind.FEVER, _YELLOW, "发热", "發熱", "Fever"),
        _cause(FactKind.COUGH, _YELLOW, "咳嗽", "咳嗽", "Cough"),
        _cause(FactKind.SYMPTOM, _YELLOW, "其他症状", "其他症狀", "Other symptoms"),
        _cause(
            FactKind.FEVER_CONTACT,
            _YELLOW,
            "与发热患者密切接触",
            "與發熱患者密切接觸",
            "Close contact with somebody who has fever",
        ),
        _cause(
            FactKind.CASE_CONTACT,
            _YELLOW,
            "申报曾与确诊、疑似病例或无症状感染者接触，待核实",
            "申報曾與確診、疑似病例或無症狀感染者接觸，待核實",
            "Reported contact with a case or carrier, to be verified",
        ),
    )
)
"""What the manuals say: 红码 确诊、疑似、密接等隔离人群; 黄码 重点关注人群; everybody else green."""
