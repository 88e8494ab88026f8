"""What a call costs at list prices: US dollars, us-east-1. docs/operations.md shows what follows."""

MILLION_READS, MILLION_WRITES = 0.125, 0.625
"""DynamoDB request units on demand."""

MILLION_API_CALLS, MILLION_EDGE_CALLS, MILLION_CHECKED = 3.50, 1.00, 0.60
"""API Gateway's REST calls, CloudFront's HTTPS requests, what its firewall looks at."""

MILLION_INVOCATIONS, GIGABYTE_SECOND = 0.20, 0.0000133334
"""Lambda on arm64."""

SECONDS, GIGABYTES = 0.06, 1769 / 1024
"""An assumption: how long a call keeps the HTTP function busy. And its memory."""


def of_a_million_calls() -> float:
    """Return what a million calls cost before they reach a table."""
    busy = 1_000_000 * SECONDS * GIGABYTES * GIGABYTE_SECOND
    return MILLION_API_CALLS + MILLION_EDGE_CALLS + MILLION_CHECKED + MILLION_INVOCATIONS + busy


def of_a_million(reads: float, writes: float) -> float:
    """Return what a million calls with these request units each cost."""
    return of_a_million_calls() + reads * MILLION_READS + writes * MILLION_WRITES
