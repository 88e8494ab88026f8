"""The manuals' sentences about colours, one by one, and what holds of any facts at all (H2).

Directive: 琼肺炎指〔2020〕29号 and its annex; guide: 海南健康码申请流程及使用说明.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.healthcode.colours import Reason, colour
from functions.healthcode.facts import ADVERSE, CAUSES, NEEDS_SECOND, RED_KINDS, Fact, FactKind
from functions.healthcode.rules import DEFAULT, Cause, Colour, Ending, Rules
from tests.unit.functions.healthcode.facts import check_ins, fact, july, run

GREEN, YELLOW, RED = Colour

K = FactKind

SENTENCES = [
    ([], 1, GREEN, "红码和黄码以外的人员为绿码人员"),
    ([fact(K.DECLARED, 1)], 1, GREEN, "做好每日健康打卡, 系统将根据您的健康信息自动为您分配相应颜色的健康码"),
    ([fact(K.DECLARED, 1), *run(1, 9)], 10, GREEN, "持绿码的, 表示当前无症状"),
    ([fact(K.CONFIRMED, 1)], 1, RED, "确诊病人 … 标注为红码人员"),
    ([fact(K.SUSPECTED, 1)], 1, RED, "疑似病人"),
    ([fact(K.CLOSE_CONTACT, 1)], 1, RED, "密切接触者"),
    ([fact(K.ISOLATED, 1)], 1, RED, "等隔离人群; 医学观察场景"),
    ([fact(K.MEDICINE, 1)], 1, YELLOW, "对购买止咳、退烧药物的患者"),
    ([fact(K.KEY_AREA, 1)], 1, YELLOW, "来自重点疫区"),
    ([fact(K.FEVER_CLINIC, 1)], 1, YELLOW, "发热门诊"),
    ([fact(K.ARRIVAL, 1)], 1, YELLOW, "外省来琼人员等重点关注人群标注为黄码人员"),
    ([fact(K.FEVER, 1)], 1, YELLOW, "具有发烧 … 等症状的患者"),
    ([fact(K.COUGH, 1)], 1, YELLOW, "咳嗽等症状的患者"),
    ([fact(K.SYMPTOM, 1)], 1, YELLOW, "等症状: 乏力、咽痛、腹泻"),
    ([fact(K.FEVER_CONTACT, 1)], 1, YELLOW, "1个月内是否与发热患者有过密切接触"),
    ([fact(K.CASE_CONTACT, 1)], 1, YELLOW, "有无与确诊或疑似病例接触史: 重点关注, until tracing knows"),
    ([fact(K.POSITIVE_TEST, 1)], 1, YELLOW, "重点人群核酸采样: until somebody says suspected or confirmed"),
    ([fact(K.MEDICINE, 1), *run(2, 15)], 16, GREEN, "黄码人员须连续14天健康登记信息正常才能转为绿码"),
    ([fact(K.MEDICINE, 1), *run(2, 14)], 16, YELLOW, "13 days are not 14"),
    ([fact(K.ISOLATED, 1), *run(2, 15)], 16, RED, "且满足相关条件后才可转为绿码: not released"),
    ([fact(K.ISOLATED, 1), fact(K.RELEASED, 10)], 16, RED, "须连续14天健康打卡: released without them"),
    ([fact(K.ISOLATED, 1), fact(K.RELEASED, 10), *run(2, 15)], 16, GREEN, "满足条件后将转为绿码"),
    ([fact(K.POSITIVE_TEST, 1), *run(2, 15)], 16, YELLOW, "满足相关条件: a negative test is missing"),
    ([fact(K.POSITIVE_TEST, 1), fact(K.NEGATIVE_TEST, 3), *run(2, 15)], 16, GREEN, "a negative test"),
    ([fact(K.ISOLATED, 1), fact(K.NEGATIVE_TEST, 3), *run(2, 15)], 16, RED, "a test releases nobody"),
    ([*run(1, 20), fact(K.FEVER, 21)], 21, YELLOW, "健康码的颜色将根据人员健康数据的更新进行转换"),
    ([fact(K.MEDICINE, 1), fact(K.CLOSE_CONTACT, 3)], 3, RED, "the worse of two"),
    (
        [fact(K.MEDICINE, 1), fact(K.CLOSE_CONTACT, 3), fact(K.RELEASED, 9), *run(2, 15)],
        16,
        RED,
        "the later cause's days are not over",
    ),
]


@pytest.mark.parametrize(("facts", "today", "expected", "sentence"), SENTENCES)
def test_h2_a_sentence_of_the_manuals(facts: list[Fact], today: int, expected: Colour, sentence: str) -> None:
    verdict = colour(facts, DEFAULT, july(today))

    assert verdict.colour is expected, sentence
    assert bool(verdict.reasons) is (expected is not GREEN)
    assert (verdict.earliest_end is None) is (expected is GREEN)


FEVER = fact(K.FEVER, 1)
BAD_NINTH = fact(K.CHECK_IN_ABNORMAL, 9)
BAD_TODAY = fact(K.CHECK_IN_ABNORMAL, 10)

RUNS = [
    ([FEVER], 1, 0, 16, "on the day of the cause: tomorrow is the first day"),
    ([FEVER, *check_ins(1)], 2, 0, 16, "the cause's own day does not count"),
    ([FEVER, *run(2, 5)], 5, 3, 16, "a day counts once it is over"),
    ([FEVER, *run(2, 5)], 6, 4, 16, "today is not missed before it is over"),
    ([FEVER, *run(2, 5)], 7, 0, 21, "the 6th was missed: anew from today"),
    ([FEVER, *run(2, 5), *run(7, 8)], 9, 2, 21, "a missed day breaks the run"),
    ([FEVER, *run(2, 9), BAD_NINTH], 10, 0, 24, "an abnormal day breaks the run, whatever the morning said"),
    ([FEVER, *run(2, 10), BAD_TODAY], 10, 0, 25, "after an abnormal today the run begins tomorrow"),
    ([FEVER, *run(2, 15)], 15, 13, 16, "the 14th day goes on until midnight"),
    ([FEVER, *run(2, 14)], 15, 13, 16, "the last day's check-in is still to come"),
    ([FEVER, fact(K.FEVER, 4), *run(2, 10)], 11, 6, 19, "counted from the last of a kind"),
]


@pytest.mark.parametrize(("facts", "today", "done", "ends", "comment"), RUNS)
def test_h4_the_run_of_14_days(facts: list[Fact], today: int, done: int, ends: int, comment: str) -> None:
    verdict = colour(facts, DEFAULT, july(today))

    assert (verdict.reasons[0].done, verdict.earliest_end) == (done, july(ends)), comment


def test_h4_a_finished_run_stays_finished_whatever_is_missed_afterwards() -> None:
    facts = [FEVER, *run(2, 15)]

    colours = [colour(facts, DEFAULT, july(today)).colour for today in (16, 17, 40)]

    assert colours == [GREEN, GREEN, GREEN]


WRONG = fact(K.CLOSE_CONTACT, 3)
WITHDRAWN = fact(K.WITHDRAWAL, 5, withdraws=WRONG.id)
BAD_WITHDRAWN = fact(K.WITHDRAWAL, 11, withdraws=BAD_NINTH.id)
DAY_WITHDRAWN = check_ins(5)

CORRECTIONS = [
    ([WRONG, WITHDRAWN], 5, GREEN, "the fact is taken back"),
    ([WRONG, replace(WITHDRAWN, approver="")], 5, RED, "not by one person"),
    ([WRONG, WITHDRAWN, fact(K.MEDICINE, 4)], 5, YELLOW, "another cause stays"),
    ([FEVER, *run(2, 15), BAD_NINTH], 16, YELLOW, "a day was abnormal"),
    ([FEVER, *run(2, 15), BAD_NINTH, BAD_WITHDRAWN], 16, GREEN, "it was not: the run is whole again"),
    (
        [
            FEVER,
            *run(2, 4),
            *DAY_WITHDRAWN,
            *run(6, 15),
            fact(K.WITHDRAWAL, 16, withdraws=DAY_WITHDRAWN[0].id),
        ],
        16,
        YELLOW,
        "a check-in that never was",
    ),
]


@pytest.mark.parametrize(("facts", "today", "expected", "comment"), CORRECTIONS)
def test_h3_corrections(facts: list[Fact], today: int, expected: Colour, comment: str) -> None:
    assert colour(facts, DEFAULT, july(today)).colour is expected, comment


@pytest.mark.parametrize("kind", sorted(RED_KINDS))
@pytest.mark.parametrize(("approver", "comment"), [("", "nobody"), ("officer-1", "the recorder again")])
def test_h3_a_red_fact_without_a_second_person_gives_nothing(
    kind: FactKind, approver: str, comment: str
) -> None:
    verdict = colour([fact(kind, 1, approver=approver)], DEFAULT, july(1))

    assert verdict.colour is GREEN, comment


def test_h2_reasons_come_with_their_days_and_what_they_await() -> None:
    isolated, medicine = fact(K.ISOLATED, 1), fact(K.MEDICINE, 3)

    verdict = colour([medicine, isolated, *run(2, 6)], DEFAULT, july(7))

    assert verdict.reasons == (
        Reason(K.ISOLATED, RED, isolated.id, july(1), 14, 5, (K.RELEASED,), july(16)),
        Reason(K.MEDICINE, YELLOW, medicine.id, july(3), 14, 3, (), july(18)),
    )
    assert verdict.earliest_end == july(18)


def test_h2_rules_are_data() -> None:
    week = Rules(
        (Cause(K.COUGH, YELLOW, Ending(7), {}), Cause(K.ISOLATED, RED, Ending(0, (K.RELEASED,)), {}))
    )

    assert colour([fact(K.FEVER, 1)], week, july(1)).colour is GREEN
    assert colour([fact(K.COUGH, 1), *run(2, 8)], week, july(9)).colour is GREEN
    assert colour([fact(K.ISOLATED, 1), fact(K.RELEASED, 2)], week, july(2)).colour is GREEN
    assert colour([fact(K.ISOLATED, 1)], week, july(2)).earliest_end == july(2)


KINDS = st.sampled_from(sorted(set(FactKind) - {K.WITHDRAWAL}))
DAYS = st.integers(1, 40)
SINGLE = st.builds(fact, KINDS, DAYS, approver=st.sampled_from(["", "officer-1", "officer-2"]))


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Return some facts, mostly check-ins, of which a few are taken back."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    facts = [*draw(st.lists(SINGLE, max_size=8)), *run(first, last)]
    taken_back = draw(st.lists(st.sampled_from(facts), max_size=2, unique_by=lambda each: each.id))
    return [*facts, *(fact(K.WITHDRAWAL, 40, withdraws=each.id) for each in taken_back)]


def severity(facts: list[Fact], today: int) -> int:
    return list(Colour).index(colour(facts, DEFAULT, july(today)).colour)


@given(histories(), st.sampled_from(sorted(ADVERSE)), DAYS, st.integers(1, 60))
def test_h2_an_adverse_fact_never_improves_a_colour(
    facts: list[Fact], kind: FactKind, day: int, today: int
) -> None:
    assert severity([*facts, fact(kind, day)], today) >= severity(facts, today)


@given(histories(), st.integers(1, 60), st.integers(0, 60))
def test_h2_time_alone_never_worsens_a_colour(facts: list[Fact], today: int, later: int) -> None:
    assert severity(facts, today + later) <= severity(facts, today)


@given(histories(), st.integers(1, 60), st.randoms(use_true_random=False))
def test_h2_neither_order_nor_repetition_of_facts_matters(
    facts: list[Fact], today: int, random: object
) -> None:
    shuffled = [*facts, *facts[:3]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # what st.randoms gives

    assert colour(shuffled, DEFAULT, july(today)) == colour(facts, DEFAULT, july(today))


@given(histories(), st.integers(1, 60))
def test_h3_red_has_a_fact_that_two_people_agreed_on(facts: list[Fact], today: int) -> None:
    by_id = {each.id: each for each in facts}

    red = [reason for reason in colour(facts, DEFAULT, july(today)).reasons if reason.colour is RED]

    for reason in red:
        assert by_id[reason.fact].kind in NEEDS_SECOND
        assert by_id[reason.fact].approver not in {"", by_id[reason.fact].recorder}


@given(histories(), st.integers(1, 60), st.integers(0, 30))
def test_h2_what_is_settled_no_longer_matters(facts: list[Fact], today: int, later: int) -> None:
    settled = colour(facts, DEFAULT, july(today)).settled
    recent = [each for each in facts if each.day >= settled]

    assert colour(recent, DEFAULT, july(today + later)) == colour(facts, DEFAULT, july(today + later))


@given(histories(), st.integers(41, 60))
def test_h2_green_comes_on_the_date_it_was_promised(facts: list[Fact], today: int) -> None:
    released = [*facts, fact(K.RELEASED, 40), fact(K.NEGATIVE_TEST, 40)]
    promised = colour(released, DEFAULT, july(today)).earliest_end
    if promised is None:
        return
    days = range(today, (promised - july(1)).days + 1)
    checked_in = [*released, *check_ins(*days)]

    assert colour(checked_in, DEFAULT, promised).colour is GREEN
    assert not days or colour(checked_in, DEFAULT, july(days[-1])).colour is not GREEN


def test_every_cause_is_adverse() -> None:
    assert CAUSES <= ADVERSE
