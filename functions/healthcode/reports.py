"""What people say of their health, and the facts that follow from it (H1, H4, H5). Pure."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from functions.healthcode.facts import FactKind


class Symptom(StrEnum):
    """What the forms ask of today."""

    FEVER = "FEVER"  # 发热
    FATIGUE = "FATIGUE"  # 乏力
    DRY_COUGH = "DRY_COUGH"  # 干咳
    PHLEGM = "PHLEGM"  # 咳痰
    STUFFY_NOSE = "STUFFY_NOSE"  # 鼻塞
    RUNNY_NOSE = "RUNNY_NOSE"  # 流涕
    SORE_THROAT = "SORE_THROAT"  # 咽痛
    HEADACHE = "HEADACHE"  # 头痛
    MUSCLE_PAIN = "MUSCLE_PAIN"  # 肌肉酸痛
    JOINT_PAIN = "JOINT_PAIN"  # 关节酸痛
    SHORT_BREATH = "SHORT_BREATH"  # 气促, 呼吸困难
    CHEST_TIGHTNESS = "CHEST_TIGHTNESS"  # 胸闷
    CONJUNCTIVITIS = "CONJUNCTIVITIS"  # 结膜充血
    NAUSEA = "NAUSEA"  # 恶心
    VOMITING = "VOMITING"  # 呕吐
    ABDOMINAL_PAIN = "ABDOMINAL_PAIN"  # 腹痛
    DIARRHOEA = "DIARRHOEA"  # 腹泻


class History(StrEnum):
    """What the forms ask of the weeks before."""

    FEVER_OR_COUGH = "FEVER_OR_COUGH"  # 14天内是否曾发热、持续干咳症状
    FEVER_CONTACT = "FEVER_CONTACT"  # 1个月内是否与发热患者有过密切接触
    KEY_AREA = "KEY_AREA"  # 1个月内是否到过疫情高发地区, 或与该地区人员有接触史
    CASE_CONTACT = "CASE_CONTACT"  # 14天内有无与确诊或疑似病例接触史
    CARRIER_CONTACT = "CARRIER_CONTACT"  # 14天内有无与无症状感染者接触史
    OUTSIDE = "OUTSIDE"  # 14天内从省外来琼


_OF_SYMPTOM: Mapping[Symptom, FactKind] = {
    Symptom.FEVER: FactKind.FEVER,
    Symptom.DRY_COUGH: FactKind.COUGH,
    Symptom.PHLEGM: FactKind.COUGH,
}

_OF_HISTORY: Mapping[History, FactKind] = {
    History.FEVER_OR_COUGH: FactKind.FEVER,
    History.FEVER_CONTACT: FactKind.FEVER_CONTACT,
    History.KEY_AREA: FactKind.KEY_AREA,
    History.CASE_CONTACT: FactKind.CASE_CONTACT,
    History.CARRIER_CONTACT: FactKind.CASE_CONTACT,
    History.OUTSIDE: FactKind.ARRIVAL,
}


def adverse(
    temperature: float | None, symptoms: Iterable[Symptom], history: Iterable[History], fever_from: float
) -> list[FactKind]:
    """Return the kinds of fact that speak for a worse colour, each once; temperatures in °C."""
    kinds = {_OF_SYMPTOM.get(symptom, FactKind.SYMPTOM) for symptom in symptoms}
    kinds |= {_OF_HISTORY[each] for each in history}
    if temperature is not None and temperature >= fever_from:
        kinds.add(FactKind.FEVER)
    return sorted(kinds)


def declared(found: Iterable[FactKind]) -> list[FactKind]:
    """Return the kinds of a declaration in which these were found."""
    return [FactKind.DECLARED, *found]


def checked_in(found: Iterable[FactKind]) -> list[FactKind]:
    """Return the kinds of a day's check-in in which these were found."""
    kinds = list(found)
    return [FactKind.CHECK_IN_ABNORMAL if kinds else FactKind.CHECK_IN, *kinds]
