"""What places there are, what they may see of somebody, and what they may state. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from functions.healthcode.facts import Source


class PlaceKind(StrEnum):
    """What a place does."""

    CHECKPOINT = "CHECKPOINT"  # 卡口
    CLINIC = "CLINIC"  # 发热门诊
    OBSERVATION = "OBSERVATION"  # 医学观察
    PHARMACY = "PHARMACY"  # 药店
    LAB = "LAB"  # 核酸检测机构


class CheckpointKind(StrEnum):
    """What a checkpoint guards (关口类型)."""

    ROAD = "ROAD"  # 路口
    VILLAGE = "VILLAGE"  # 村庄
    ESTATE = "ESTATE"  # 小区


class PlaceState(StrEnum):
    """Whether staff admitted a place: only an approved one looks people up and states facts."""

    WAITING = "WAITING"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    SUSPENDED = "SUSPENDED"


class Role(StrEnum):
    """What an account is at a place; the keeper (负责人) enrolled it and says who works there."""

    KEEPER = "KEEPER"
    WORKER = "WORKER"


class LookReason(StrEnum):
    """Why somebody is looked up, as they can read later."""

    PASSING = "PASSING"  # 卡口通行查验
    TRAIL = "TRAIL"  # 核查14天内轨迹
    TREATMENT = "TREATMENT"  # 发热门诊就诊
    OBSERVATION = "OBSERVATION"  # 医学观察
    PURCHASE = "PURCHASE"  # 购药登记
    SAMPLING = "SAMPLING"  # 核酸采样


class Basic(StrEnum):
    """What a place may see of somebody in full; the rest is masked."""

    NAME = "name"
    NUMBER = "number"
    PHONE = "phone"
    ADDRESS = "address"


SOURCES: Mapping[PlaceKind, Source] = {
    PlaceKind.CHECKPOINT: Source.GATE,
    PlaceKind.CLINIC: Source.CLINIC,
    PlaceKind.OBSERVATION: Source.OBSERVATION,
    PlaceKind.PHARMACY: Source.PHARMACY,
    PlaceKind.LAB: Source.LAB,
}
"""As which source a place states facts."""

REASONS: Mapping[PlaceKind, frozenset[LookReason]] = {
    PlaceKind.CHECKPOINT: frozenset({LookReason.PASSING, LookReason.TRAIL}),
    PlaceKind.CLINIC: frozenset({LookReason.TREATMENT}),
    PlaceKind.OBSERVATION: frozenset({LookReason.OBSERVATION}),
    PlaceKind.PHARMACY: frozenset({LookReason.PURCHASE}),
    PlaceKind.LAB: frozenset({LookReason.SAMPLING}),
}
"""For which reasons a place may look somebody up."""

SEES: Mapping[PlaceKind, frozenset[Basic]] = {
    PlaceKind.CHECKPOINT: frozenset(),
    PlaceKind.CLINIC: frozenset(Basic),
    PlaceKind.OBSERVATION: frozenset(Basic),
    PlaceKind.PHARMACY: frozenset({Basic.NAME, Basic.ADDRESS}),
    PlaceKind.LAB: frozenset({Basic.NAME}),
}
"""What a place sees of who shows their code: as much as its form asks for (基本信息自动带出), no more."""
