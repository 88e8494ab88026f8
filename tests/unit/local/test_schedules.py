"""When EventBridge's expressions are due."""

from datetime import UTC, datetime

import pytest

from local.schedules import parse

NOW = datetime(2022, 7, 13, 10, 31, 20, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("expression", "latest", "comment"),
    [
        ("rate(1 minute)", "2022-07-13T10:31", "the minute that now is in"),
        ("rate(5 minutes)", "2022-07-13T10:30", "periods count from the full hour"),
        ("rate(1 hour)", "2022-07-13T10:00", "singular and plural"),
        ("rate(3 days)", "2022-07-12T00:00", "day 19185 since 1970, a multiple of 3"),
        ("cron(31 10 * * ? *)", "2022-07-13T10:31", "due in this very minute"),
        ("cron(32 10 * * ? *)", "2022-07-12T10:32", "not yet today, so yesterday"),
        ("cron(0 1 * * ? *)", "2022-07-13T01:00", "opening at 09:00 in Shanghai"),
        ("cron(0/15 * * * ? *)", "2022-07-13T10:30", "every quarter"),
        ("cron(0,20 8-9 * * ? *)", "2022-07-13T09:20", "lists and ranges"),
        ("cron(0 0 ? * MON-FRI *)", "2022-07-13T00:00", "weekdays by name"),
        ("cron(0 0 ? * 1 *)", "2022-07-10T00:00", "1 is Sunday"),
        ("cron(0 0 1 JAN,JUL ? *)", "2022-07-01T00:00", "months by name"),
        ("cron(0 0 1 8 ? 2021)", "2021-08-01T00:00", "a year"),
    ],
)
def test_e1_an_expression_was_last_due(expression: str, latest: str, comment: str) -> None:
    schedule = parse(expression)

    assert schedule.latest(NOW) == datetime.fromisoformat(latest).replace(tzinfo=UTC), comment


def test_e1_a_cron_of_the_future_was_never_due() -> None:
    schedule = parse("cron(0 0 1 1 ? 2030)")

    assert schedule.latest(NOW) is None


@pytest.mark.parametrize(
    "expression",
    ["rate(1 fortnight)", "cron(0 0 * * ?)", "cron(0 0 L * ? *)", "every minute"],
)
def test_e1_an_expression_that_can_not_be_followed_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match=r"not a schedule|invalid literal"):
        parse(expression)
