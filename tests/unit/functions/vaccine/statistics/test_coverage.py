"""Statistics by the manual's definitions (V11)."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from functions.vaccine.statistics import coverage
from functions.vaccine.statistics.coverage import Area, Course, Given

VERO, CHO, ZHONGSHENG = Course("vero", 2), Course("cho", 3), Course("zhongsheng", 2)
COURSES = [VERO, CHO, ZHONGSHENG]
YONGHONG = {("vero", 1): 4834, ("vero", 2): 44}
PLAN = 440

PLANS = [
    (140787, 61947, "the manual's street: 61946.28, rounded up"),
    (0, 0, "nobody has entered the population"),
    (100, 44, "no rounding: 0.44 has no neighbour below it here"),
    (1, 1, "one resident"),
    (25, 11, "exactly eleven"),
]


@pytest.mark.parametrize(("population", "plan", "comment"), PLANS)
def test_v11_the_plan_is_44_percent_of_the_population_rounded_up(
    population: int, plan: int, comment: str
) -> None:
    assert coverage.planned(population, PLAN) == plan, comment


PERCENTAGES = [
    (4834, 61947, "7.8%", "the manual's first-dose rate: 7.803"),
    (44, 61947, "0.07%", "the manual's completed rate: 0.071"),
    (0, 0, "0%", "nothing planned, as in the manual's grids"),
    (0, 61947, "0%", "nobody vaccinated"),
    (1, 1, "100%", "everybody"),
    (3, 2, "150%", "more than planned"),
    (1, 3, "33.33%", "rounded down"),
    (2, 3, "66.67%", "rounded up"),
    (1, 20000, "0.01%", "a half is rounded up"),
    (1, 8, "12.5%", "one decimal is enough"),
]


@pytest.mark.parametrize(("part", "whole", "printed", "comment"), PERCENTAGES)
def test_v11_rates_are_printed_as_in_the_manual(part: int, whole: int, printed: str, comment: str) -> None:
    assert coverage.percent(coverage.share(part, whole)) == printed, comment


RANKS = [
    ([], [], "nobody"),
    ([3, 1, 2], [1, 3, 2], "all different"),
    ([0, 0, 0], [1, 1, 1], "all equal, as in the manual's grids"),
    ([5, 7, 5, 1], [2, 1, 2, 4], "two share the second rank, and none is third"),
]


@pytest.mark.parametrize(("values", "expected", "comment"), RANKS)
def test_v11_equal_rates_share_a_rank(values: list[int], expected: list[int], comment: str) -> None:
    assert coverage.ranks([Fraction(value) for value in values]) == expected, comment


@given(some.lists(some.fractions(0, 2), max_size=20))
def test_v11_a_rank_is_one_more_than_how_many_are_better(values: list[Fraction]) -> None:
    found = coverage.ranks(values)

    assert found == [1 + sum(other > value for other in values) for value in values]


def test_v11_the_manuals_street() -> None:
    (line,) = coverage.lines([Area("yonghong", "zhonglou", 140787)], {"yonghong": YONGHONG}, COURSES, PLAN)

    assert (line.plan, line.first, line.completed) == (61947, 4834, 44)
    rates = [coverage.percent(rate.share) for rate in (line.first_rate, line.completed_rate)]
    assert rates == ["7.8%", "0.07%"]
    assert line.first_rate.rank is None  # the manual prints / for a street that sees itself only


DOSES = [
    ({}, 0, 0, "nothing given"),
    ({("cho", 1): 5, ("cho", 2): 4, ("cho", 3): 3}, 5, 3, "three doses complete it"),
    ({("cho", 2): 4}, 0, 0, "a second dose of three is neither first nor last"),
    ({("vero", 1): 7, ("cho", 1): 5, ("vero", 2): 2, ("cho", 3): 1}, 12, 3, "all vaccines together"),
    ({("old", 1): 3, ("old", 2): 3}, 3, 0, "a vaccine that is gone: nobody knows which dose was its last"),
]


@pytest.mark.parametrize(("doses", "first", "completed", "comment"), DOSES)
def test_v11_g_counts_first_doses_and_h_last_ones(
    doses: Given, first: int, completed: int, comment: str
) -> None:
    assert (coverage.first_doses(doses), coverage.completed(doses, COURSES)) == (first, completed), comment


def test_v11_one_dose_can_be_first_and_last() -> None:
    single = Course("adeno", 1)

    (line,) = coverage.lines([Area("a", None, 100)], {"a": {("adeno", 1): 11}}, [single], PLAN)

    assert (line.first, line.completed) == (11, 11)


def test_v11_the_dose_columns_have_the_manuals_letters() -> None:
    found = coverage.letters(COURSES)

    assert "".join(found.values()) == "bcdefmn"
    assert list(found) == [(each.vaccine, dose) for each in COURSES for dose in range(1, each.doses + 1)]


def test_v11_beyond_the_letters_columns_have_none() -> None:
    many = [Course(f"v{number}", 6) for number in range(4)]

    assert list(coverage.letters(many).values())[-1] == ""


TREE = [
    Area("city", None, 0),
    Area("zhonglou", "city", 618848),
    Area("yonghong", "zhonglou", 140787),
    Area("g1", "yonghong", 0),
    Area("g2", "yonghong", 0),
    Area("beigang", "zhonglou", 51338),
    Area("g3", "beigang", 700),
    Area("tianning", "city", 0),
    Area("lancheng", "tianning", 90),
]


def test_v11_what_grids_count_adds_up_to_the_city() -> None:
    given = {"g1": Counter({("vero", 1): 3}), "g2": {("vero", 1): 4, ("vero", 2): 1}, "g3": {("cho", 1): 5}}

    sums = coverage.summed(TREE, given)

    assert sums["yonghong"] == {("vero", 1): 7, ("vero", 2): 1}
    assert sums["zhonglou"] == sums["city"] == {("vero", 1): 7, ("vero", 2): 1, ("cho", 1): 5}
    assert "tianning" not in sums


def test_v11_a_grid_that_is_gone_counts_nowhere() -> None:
    assert coverage.summed(TREE, {"demolished": {("vero", 1): 3}}) == {}


def test_v11_a_population_nobody_entered_is_the_sum_of_those_below() -> None:
    found = coverage.populations(TREE)

    assert found["zhonglou"] == 618848  # as entered, whatever its streets say
    assert found["tianning"] == 90
    assert found["city"] == 618848 + 90
    assert found["g1"] == 0
