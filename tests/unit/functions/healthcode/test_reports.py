"""What people report, and the facts that follow (H1, H4, H5)."""

import pytest

from functions.healthcode import reports
from functions.healthcode.facts import KINDS_OF, FactKind, Source
from functions.healthcode.reports import History, Symptom

K, S, H = FactKind, Symptom, History

REPORTS: list[tuple[float | None, list[Symptom], list[History], list[FactKind], str]] = [
    (36.5, [], [], [], "没有上述情况"),
    (None, [], [], [], "no thermometer at hand"),
    (37.2, [], [], [], "below what policy calls fever"),
    (37.3, [], [], [K.FEVER], "what policy calls fever"),
    (36.5, [S.FEVER], [], [K.FEVER], "发热, whatever the thermometer says"),
    (38.0, [S.FEVER], [], [K.FEVER], "the same thing twice is one"),
    (36.5, [S.DRY_COUGH], [], [K.COUGH], "干咳"),
    (36.5, [S.PHLEGM], [], [K.COUGH], "咳痰"),
    (36.5, [S.FATIGUE], [], [K.SYMPTOM], "乏力"),
    (36.5, [S.CONJUNCTIVITIS, S.DIARRHOEA], [], [K.SYMPTOM], "结膜充血, 腹泻"),
    (36.5, [], [H.FEVER_OR_COUGH], [K.FEVER], "14天内是否曾发热、持续干咳症状"),
    (36.5, [], [H.FEVER_CONTACT], [K.FEVER_CONTACT], "1个月内是否与发热患者有过密切接触"),
    (36.5, [], [H.KEY_AREA], [K.KEY_AREA], "1个月内是否到过湖北等疫情高发地区"),
    (36.5, [], [H.CASE_CONTACT], [K.CASE_CONTACT], "返琼前14天内有无与确诊或疑似病例接触史"),
    (36.5, [], [H.CARRIER_CONTACT], [K.CASE_CONTACT], "返琼前14天内有无与无症状感染者接触史"),
    (36.5, [], [H.OUTSIDE], [K.ARRIVAL], "省外返琼"),
    (38.0, [S.DRY_COUGH, S.FATIGUE], [H.KEY_AREA], [K.COUGH, K.FEVER, K.KEY_AREA, K.SYMPTOM], "all at once"),
]


@pytest.mark.parametrize(("temperature", "symptoms", "history", "expected", "comment"), REPORTS)
def test_h1_what_a_report_speaks_for(
    temperature: float | None,
    symptoms: list[Symptom],
    history: list[History],
    expected: list[FactKind],
    comment: str,
) -> None:
    assert reports.adverse(temperature, symptoms, history, 37.3) == expected, comment


def test_h4_a_check_in_is_normal_only_if_nothing_was_found() -> None:
    assert reports.checked_in([]) == [K.CHECK_IN]
    assert reports.checked_in([K.FEVER, K.COUGH]) == [K.CHECK_IN_ABNORMAL, K.FEVER, K.COUGH]
    assert reports.declared([K.FEVER]) == [K.DECLARED, K.FEVER]


def test_h1_whatever_is_reported_people_may_state_of_themselves() -> None:
    everything = reports.adverse(40.0, S, H, 37.3)

    assert {*reports.checked_in(everything), *reports.declared(everything)} <= KINDS_OF[Source.SELF]
