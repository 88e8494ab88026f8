"""The tail of the chi-square distribution (L11) is that of the printed tables."""

import pytest

from functions.lottery import chi_square

# NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4: upper and lower critical values.
TABLE = [
    (1, 3.841, 0.05),
    (1, 6.635, 0.01),
    (1, 10.828, 0.001),
    (2, 5.991, 0.05),
    (2, 13.816, 0.001),
    (3, 7.815, 0.05),
    (3, 11.345, 0.01),
    (3, 16.266, 0.001),
    (4, 1.064, 0.90),
    (10, 4.865, 0.90),
    (10, 18.307, 0.05),
    (10, 29.588, 0.001),
    (15, 24.996, 0.05),
    (50, 67.505, 0.05),
    (99, 148.230, 0.001),
    (100, 82.358, 0.90),
    (100, 124.342, 0.05),
    (100, 149.449, 0.001),
]


@pytest.mark.parametrize(("degrees", "statistic", "tail"), TABLE)
def test_l11_the_tail_is_that_of_the_tables(degrees: int, statistic: float, tail: float) -> None:
    survival = chi_square.survival(statistic, degrees)

    assert survival == pytest.approx(tail, rel=2e-3), "the tables have three decimals"


@pytest.mark.parametrize("degrees", [1, 2, 7, 80])
def test_l11_the_tail_falls_from_one_to_nothing(degrees: int) -> None:
    survivals = [chi_square.survival(statistic, degrees) for statistic in (0, 0.5, 5, 50, 500, 50_000)]

    assert survivals[0] == 1
    assert survivals == sorted(survivals, reverse=True)
    assert survivals[-1] == pytest.approx(0, abs=1e-300)
