"""Facts about a person's health: kinds, who may state which, which two must agree on. Pure.

Facts are appended, never edited. What was wrong is answered by a WITHDRAWAL that names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class FactKind(StrEnum):
    """What a fact says of a person."""

    DECLARED = "DECLARED"  # 申领, the declaration itself
    CHECK_IN = "CHECK_IN"  # 健康打卡, all well that day
    CHECK_IN_ABNORMAL = "CHECK_IN_ABNORMAL"  # 健康打卡, something wrong that day
    FEVER = "FEVER"  # 发热, reported or measured
    COUGH = "COUGH"  # 咳嗽
    SYMPTOM = "SYMPTOM"  # 其他症状
    FEVER_CONTACT = "FEVER_CONTACT"  # 与发热患者密切接触
    CASE_CONTACT = "CASE_CONTACT"  # says to have met a confirmed or suspected case, or a carrier
    KEY_AREA = "KEY_AREA"  # 来自重点疫区
    ARRIVAL = "ARRIVAL"  # 外省来琼
    MEDICINE = "MEDICINE"  # 购买止咳、退烧药物
    FEVER_CLINIC = "FEVER_CLINIC"  # 发热门诊
    POSITIVE_TEST = "POSITIVE_TEST"  # 核酸阳性
    NEGATIVE_TEST = "NEGATIVE_TEST"  # 核酸阴性
    CONFIRMED = "CONFIRMED"  # 确诊病人
    SUSPECTED = "SUSPECTED"  # 疑似病人
    CLOSE_CONTACT = "CLOSE_CONTACT"  # 密切接触者
    ISOLATED = "ISOLATED"  # 其他隔离人群, medical observation
    RELEASED = "RELEASED"  # 解除隔离
    WITHDRAWAL = "WITHDRAWAL"  # takes another fact back


class Source(StrEnum):
    """Where a fact comes from."""

    SELF = "self"
    ORGANISATION = "organisation"
    GATE = "gate"
    CLINIC = "clinic"
    OBSERVATION = "observation"
    PHARMACY = "pharmacy"
    LAB = "lab"
    TRACING = "tracing"
    STAFF = "staff"
    EXCHANGE = "exchange"  # another region, by a token that it signed
    ABROAD = "abroad"  # a certificate from abroad, whose issuer is trusted


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact. `day` is the local date of `at`; recorder and approver are ids, the approver's often empty.

    `evidence` refers to what proves it, `listing` to the list it came from, `withdraws` to a fact.
    """

    id: str
    kind: FactKind
    at: datetime
    day: date
    source: Source
    recorder: str
    recorded_at: datetime
    evidence: str = ""
    approver: str = ""
    place: str = ""
    listing: str = ""
    withdraws: str = ""


RED_KINDS = frozenset(
    {FactKind.CONFIRMED, FactKind.SUSPECTED, FactKind.CLOSE_CONTACT, FactKind.ISOLATED},
)
"""The only kinds that rules can make red."""

NEEDS_SECOND = RED_KINDS | {FactKind.RELEASED, FactKind.WITHDRAWAL}
"""What counts only if a second person approved it."""

_ILL = frozenset({FactKind.FEVER, FactKind.COUGH, FactKind.SYMPTOM})
_ROAMED = frozenset({FactKind.CASE_CONTACT, FactKind.KEY_AREA, FactKind.ARRIVAL})
_MET = _ROAMED | {FactKind.FEVER_CONTACT}
_DAILY = frozenset({FactKind.CHECK_IN, FactKind.CHECK_IN_ABNORMAL})
_OWN = _ILL | _MET | _DAILY | {FactKind.DECLARED}

ADVERSE = (
    _ILL
    | _ROAMED
    | RED_KINDS
    | {
        FactKind.CHECK_IN_ABNORMAL,
        FactKind.FEVER_CONTACT,
        FactKind.MEDICINE,
        FactKind.FEVER_CLINIC,
        FactKind.POSITIVE_TEST,
    }
)
"""What can make a colour worse and never better."""

CAUSES = ADVERSE - _DAILY
"""What rules can give a colour to."""

KINDS_OF: Mapping[Source, frozenset[FactKind]] = {
    Source.SELF: _OWN,
    Source.ORGANISATION: _OWN,
    Source.GATE: frozenset({FactKind.FEVER, FactKind.COUGH, FactKind.ARRIVAL}),
    Source.CLINIC: _ILL | _MET | {FactKind.FEVER_CLINIC, FactKind.SUSPECTED, FactKind.CONFIRMED},
    Source.OBSERVATION: _ILL
    | _DAILY
    | {FactKind.ISOLATED, FactKind.SUSPECTED, FactKind.CONFIRMED, FactKind.RELEASED},
    Source.PHARMACY: _ILL | _MET | {FactKind.MEDICINE},
    Source.LAB: frozenset({FactKind.NEGATIVE_TEST, FactKind.POSITIVE_TEST, FactKind.SUSPECTED}),
    Source.TRACING: _ILL | _MET,
    Source.STAFF: _ROAMED | NEEDS_SECOND | {FactKind.FEVER_CLINIC, FactKind.POSITIVE_TEST},
    Source.EXCHANGE: _ILL | _ROAMED | {FactKind.DECLARED, FactKind.NEGATIVE_TEST},
    Source.ABROAD: frozenset({FactKind.NEGATIVE_TEST, FactKind.POSITIVE_TEST, FactKind.SUSPECTED}),
}
"""Who may state what: a gate can't say that somebody was at a clinic."""


def counts(fact: Fact) -> bool:
    """Tell whether a fact counts: what needs a second person does so only with one."""
    return fact.kind not in NEEDS_SECOND or fact.approver not in {"", fact.recorder}
