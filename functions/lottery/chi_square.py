"""The chi-square distribution with whole degrees of freedom, as far as a test needs it. Pure."""

from math import erfc, exp, lgamma, log, sqrt


def survival(statistic: float, degrees: int) -> float:
    """Return the probability that a chi-square variable with `degrees` ≥ 1 is at least `statistic`.

    This is Q(degrees/2, statistic/2), the regularised upper incomplete gamma function: a closed form for
    1 and 2 degrees, and from there its recurrence, whose terms are all positive (NIST Digital Library of
    Mathematical Functions, 8.4.6, 8.4.10 and 8.8.6).
    """
    if statistic <= 0:
        return 1.0
    half = statistic / 2
    order, tail = (0.5, erfc(sqrt(half))) if degrees % 2 else (1.0, exp(-half))
    while order < degrees / 2:
        tail += exp(order * log(half) - half - lgamma(order + 1))
        order += 1
    return min(1.0, tail)
