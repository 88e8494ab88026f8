"""What stands behind a code (H14) may fail in parts; the code is shown whatever fails."""

from typing import Any

from functions.healthcode import store
from functions.healthcode.scenes import store_tests
from functions.healthcode.tables import Known, RollUp
from functions.vaccine.tables import VaccineItem
from layers import clock
from layers.tables import connection
from layers.transaction import commit
from tests import factories
from tests.factories import Client
from tests.health import Citizen


def details(of: Citizen) -> dict[str, Any]:
    answer = of.client.get(f"{of.path}/details")
    assert answer.status == 200, answer.body
    return dict(answer.body)


def sampled(of: Citizen) -> None:
    """Let a laboratory's result of now be written."""
    item = store_tests.draft(of.person, "0" * 32, clock.now())
    item.positive = False
    commit(store_tests.delivering(item, "lab-1", "北港检测所", "worker", clock.now()))


def break_vaccinations() -> None:
    """Take the vaccinations' table away."""
    connection().dispatch("DeleteTable", {"TableName": VaccineItem.Meta.table_name})


def break_results(of: Citizen) -> None:
    """Make the person's results unreadable."""
    Known(store.partition(of.person), "TEST#2022-07-01T00:00:00.000000Z#broken").save()


def break_certificates(of: Citizen) -> None:
    """Make the person's certificates from abroad unreadable."""
    Known(store.partition(of.person), "ABROAD#broken").save()


def break_counts() -> None:
    """Make the sums unreadable."""
    RollUp("ROLLUP", "NOW", content="nonsense").save()


def test_h14_results_are_shown_with_their_dates(zhang: Citizen) -> None:
    assert details(zhang) == {"doses": [], "tests": [], "abroad": [], "missing": []}

    sampled(zhang)

    assert details(zhang)["tests"] == [
        {"sampled_at": "2022-07-13T02:00:00Z", "result": "NEGATIVE", "lab": "北港检测所", "origin": None}
    ]


def test_h14_a_part_that_fails_is_named_and_the_others_shown(zhang: Citizen) -> None:
    sampled(zhang)
    break_vaccinations()

    assert (details(zhang)["missing"], len(details(zhang)["tests"])) == (["doses"], 1)

    break_results(zhang)

    assert (details(zhang)["missing"], details(zhang)["abroad"]) == (["doses", "tests"], [])

    break_certificates(zhang)

    nothing = {"doses": None, "tests": None, "abroad": None}
    assert details(zhang) == {**nothing, "missing": ["doses", "tests", "abroad"]}


def test_h14_the_code_is_shown_with_vaccinations_results_and_counts_failing(
    client: Client, zhang: Citizen
) -> None:
    break_vaccinations()
    break_results(zhang)
    break_counts()

    shown = zhang.client.get("/v1/me/code")

    assert (shown.status, shown.body["colour"]) == (200, "green")
    assert details(zhang)["missing"] == ["doses", "tests"]
    assert client.get("/v1/health/counts", day="2022-07-13").status == 500


def test_h14_others_see_nothing_of_it(client: Client, zhang: Citizen) -> None:
    other = factories.resident(client)

    assert other.get(f"{zhang.path}/details").code == "healthcode.no_code"
