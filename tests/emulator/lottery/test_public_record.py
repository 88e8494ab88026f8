"""What the public reads of a published draw: odds, tests, standby (L10, L11)."""

import json

import msgspec
import pytest

from functions.booking import cancellations
from functions.booking import store as bookings
from functions.lottery import fairness, proof, queues
from functions.lottery.draw import parse_line
from functions.lottery.schedule import PeriodState
from layers import clock
from layers.i18n import WHOLE
from tests import lottery_day as day
from tests.factories import Client, application
from tests.lottery_day import CLOSES, DRAWS, NAME, PUBLISHES, THIRD

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("lottery_day")]

SIZES = (1, 2, 3, 4, 1, 2, 1, 1, 3, 1, 2, 4)
REPORT, HISTORY = f"/v1/lottery/periods/{NAME}/fairness", "/v1/lottery/fairness"
STANDBY = f"/v1/lottery/periods/{NAME}/standby"


def test_l8_l10_l11_nothing_is_shown_before_publication() -> None:
    client = Client(application())
    day.opened()
    day.applied(SIZES)

    for moment in (CLOSES, DRAWS):
        day.advanced(moment)

        assert [client.get(path).status for path in (REPORT, STANDBY)] == [404, 404]
        assert client.get(REPORT).code == "lottery.not_published"
        assert client.get(HISTORY).body["items"] == []


def test_l11_the_report_is_what_anybody_computes_from_the_proof() -> None:
    client = Client(application())
    day.opened()
    day.applied(SIZES)
    day.finished()
    public = json.loads(proof.text(day.advanced(PUBLISHES)))

    shown = client.get(REPORT)

    entries = [parse_line(line) for line in public["lines"]]
    report = fairness.report(entries, public["quotas"], public["winners"])
    expected = json.loads(msgspec.json.encode(report))
    assert (shown.body["odds"], shown.body["dates"]) == (expected["odds"], expected["dates"])
    assert [each["test"] for each in shown.body["findings"]] == expected["tests"]
    assert all(set(each["answer"]) == set(WHOLE) for each in shown.body["findings"])
    assert shown.headers["Cache-Control"] == "public, max-age=300"


def test_l11_the_history_has_a_line_for_each_published_period() -> None:
    client = Client(application())
    day.opened()
    day.applied(SIZES)
    winners = day.finished().winners
    day.opened({THIRD: 50}, day.days_later(1))

    (line,) = client.get(HISTORY).body["items"]

    assert (line["period"], line["households"], line["people"]) == (NAME, len(SIZES), sum(SIZES))
    assert line["people_won"] == winners
    assert set(line["p_values"]) == {"size", "dates"}


def test_l10_the_list_of_standby_is_public_page_by_page() -> None:
    client = Client(application())
    day.opened({THIRD: 2})
    made = {application.ticket: application for application in day.applied([1] * 6, (THIRD,))}
    day.finished()
    shown = proof.read(NAME, PeriodState.PUBLISHED)
    (waiting,) = (shown.standby or {}).values()
    (won,) = (shown.winners or {}).values()
    account = next(
        each for each in map("account-{}".format, range(6)) if booking_of(each, made[won[0]].number)
    )

    cancellations.cancel(account, booking_of(account, made[won[0]].number), clock.now(), confirmed=False)
    queues.advance(clock.now())
    first = client.get(STANDBY, limit=1).body
    second = client.get(STANDBY, limit=1, cursor=first["next"]).body

    moment = clock.to_iso(clock.now()).replace(".000Z", "Z")
    freed = {"day": THIRD, "number": 1, "event": "freed", "at": moment, "people": 1}
    offered = {"day": THIRD, "number": 2, "event": "offered", "at": moment, "people": 1}
    assert first["items"] == [{**freed, "ticket": None, "reason": None, "until": None, "free": 1}]
    assert second["items"] == [
        {**offered, "ticket": waiting[0], "reason": None, "until": "2022-07-14T00:00:00Z", "free": 0}
    ]
    assert client.get(STANDBY, day="2022-07-14").body["items"] == []


def booking_of(account: str, application: str) -> str:
    """Return the number of the booking that an application won, where the account has it."""
    held = bookings.of_account(account, None, 10)
    return next((str(each.number) for each in held if each.application == application), "")
