"""What clues (疫情线索) and public reports (群众监督举报) are about, what they ask, how they go on. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Matter(StrEnum):
    """What somebody tells of: a patient, or one of the kinds of report (上报类型)."""

    PATIENT = "patient"  # 疫情线索: 身边疑似肺炎症状患者
    MOVEMENT = "movement"  # 可疑人员流动
    GATHERING = "gathering"  # 群众聚集活动
    PRICES = "prices"  # 哄抬物价
    COUNTERFEIT = "counterfeit"  # 制假售假
    REOPENING = "reopening"  # 违规复工复产复课
    OTHER = "other"  # 其他违反疫情防控要求的行为


class Situation(StrEnum):
    """How a patient is (身体状况), the four situations of the form."""

    CONTACT = "contact"  # 两周内有本地病例持续传播地区的居住或旅行史, 与病人或无症状者的接触史
    TRAVEL = "travel"  # 有湖北省或其他省份旅居史情况
    SYMPTOMS = "symptoms"  # 两周内有发热、干咳、咳痰、鼻塞、流涕、咽痛 … 等症状
    NONE = "none"  # 没有上述情况


class State(StrEnum):
    """How far a clue is: sent to who is responsible, being looked into, found true or unfounded."""

    SENT = "sent"
    UNDER_WAY = "under-way"
    CONFIRMED = "confirmed"
    UNFOUNDED = "unfounded"

    @property
    def open(self) -> bool:
        """Tell whether somebody still has to do something."""
        return self in _OPEN


_OPEN = frozenset({State.SENT, State.UNDER_WAY})

NEXT: Mapping[State, frozenset[State]] = {
    State.SENT: frozenset({State.UNDER_WAY, State.CONFIRMED, State.UNFOUNDED}),
    State.UNDER_WAY: frozenset({State.UNDER_WAY, State.CONFIRMED, State.UNFOUNDED}),
    State.CONFIRMED: frozenset(),
    State.UNFOUNDED: frozenset(),
}
"""What may be reported next; work under way may be reported again and again."""


class Fault(StrEnum):
    """What is wrong with a field."""

    REQUIRED = "required"
    NOT_ASKED = "not_asked"
    NONE_AND_OTHERS = "none_and_others"


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells: of a patient name and situations, where it is, in words what it is."""

    name: str
    address: str
    situations: tuple[Situation, ...]
    description: str


def faults(matter: Matter, told: Told) -> Iterator[tuple[str, Fault]]:
    """Yield the fields that can't be accepted."""
    if not told.address:
        yield "address", Fault.REQUIRED
    yield from _of_patient(told) if matter is Matter.PATIENT else _of_report(told)


def _of_patient(told: Told) -> Iterator[tuple[str, Fault]]:
    if not told.name:
        yield "name", Fault.REQUIRED
    if not told.situations:
        yield "situations", Fault.REQUIRED
    if Situation.NONE in told.situations and len(set(told.situations)) > 1:
        yield "situations", Fault.NONE_AND_OTHERS


def _of_report(told: Told) -> Iterator[tuple[str, Fault]]:
    if not told.description:
        yield "description", Fault.REQUIRED
    if told.situations:
        yield "situations", Fault.NOT_ASKED
