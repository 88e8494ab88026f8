"""Files of records as the API takes and gives them, and statistics (V4, V9, V11)."""

import base64
from typing import Any

import pytest

from functions.vaccine.sheets import dose_rows
from local.pump import invoke
from tests import clinic, events, factories, sheets
from tests.factories import Answer, Client
from tests.world import World
from tests.world_clinic import GRID, STREET

IMPORTS = "/v1/staff/vaccine/dose-imports"
INTO = f"/v1/staff/vaccine/streets/{STREET}/dose-imports"
STATISTICS = "/v1/staff/vaccine/statistics"

ROWS = [*(sheets.dose(who) for who in range(70, 75)), sheets.dose(75, grid="没有这个村")]


@pytest.fixture
def root(city: World) -> Client:
    return city.signed_in(city.root)


def job() -> None:
    """Let the minute come at which files are worked on."""
    invoke(factories.application(), "vaccine-files", events.tick())


def begun(client: Client) -> str:
    answer = client.post(INTO)
    assert answer.status == 201, answer.body
    return str(answer.body["id"])


def uploaded(client: Client, task: str, content: bytes, part: int = 0) -> Answer:
    sent = {"part": part, "content": base64.b64encode(content).decode()}
    return client.put(f"{IMPORTS}/{task}/file", sent)


def started(client: Client, task: str, parts: int = 1) -> Answer:
    return client.post(f"{IMPORTS}/{task}/start", {"parts": parts})


def imported(client: Client, content: bytes) -> dict[str, Any]:
    """Send a file, let it be imported, and return the task."""
    task = begun(client)
    assert uploaded(client, task, content).status == 204
    assert started(client, task).status == 204
    job()
    return latest(client)


def latest(client: Client, **query: str) -> dict[str, Any]:
    answer = client.get(IMPORTS, **({"region": STREET} | query))
    assert answer.status == 200, answer.body
    return dict(answer.body["items"][0])


def test_v9_a_file_is_sent_brought_in_and_its_bad_rows_fetched(root: Client) -> None:
    task = imported(root, sheets.dose_file(ROWS))

    part = root.get(f"{IMPORTS}/{task['id']}/refused/0")

    said = {name: task[name] for name in ("state", "total", "imported", "duplicates", "refused", "parts")}
    assert said == {"state": "done", "total": 6, "imported": 5, "duplicates": 0, "refused": 1, "parts": 1}
    (_, row) = sheets.rows(base64.b64decode(part.body["content"]))
    assert row[0] == 7
    assert row[-1] == "Grid: No grid of this street has this name"


def test_v9_a_file_in_parts_is_put_together_in_their_order(root: Client) -> None:
    content = sheets.dose_file(ROWS)
    task = begun(root)

    for number, part in ((1, content[3000:]), (0, b"sent wrongly at first"), (0, content[:3000])):
        assert uploaded(root, task, part, number).status == 204
    assert started(root, task, 2).status == 204
    job()

    assert latest(root)["imported"] == 5


def test_v9_an_incomplete_file_is_not_begun(root: Client) -> None:
    task = begun(root)
    assert uploaded(root, task, b"the second half", 1).status == 204

    answer = started(root, task, 2)

    assert (answer.status, answer.code) == (409, "vaccine.upload_incomplete")
    assert latest(root)["state"] == "uploading"


def test_v9_a_file_that_is_read_already_is_not_changed(root: Client) -> None:
    task = imported(root, sheets.dose_file(ROWS))["id"]

    again = [uploaded(root, task, b"other"), started(root, task)]

    assert [answer.code for answer in again] == ["vaccine.task_moved_on"] * 2


def test_v9_missing_columns_are_named_in_the_askers_language(root: Client) -> None:
    rows = [{"name": "张三", "number": clinic.number_of(70)}]
    content = sheets.file_of(rows, ["name", "number", "code", "dose"])

    task = imported(root, content)

    assert (task["state"], task["imported"]) == ("failed", 0)
    assert task["fault"] == ("These columns are missing: Vaccinated on, Grid. Please use the template.")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_v9_a_filled_in_template_is_taken_in_every_language(root: Client, language: str) -> None:
    answer = root.call("GET", f"{INTO}/template", headers={"accept-language": language})
    template = base64.b64decode(answer.body["content"])
    row = [sheets.dose(70).get(field) for field in dose_rows.FIELDS]

    task = imported(root, sheets.filled_in(template, [row]))

    assert answer.body["name"].endswith(".xlsx")
    assert (task["state"], task["imported"], task["refused"]) == ("done", 1, 0)


def test_s2_an_import_is_for_its_own_menu_and_region(root: Client) -> None:
    task = begun(root)
    other = factories.staff(root, "records.import", region="nangang")
    sessions = factories.staff(root, "sessions.import", region="futian")

    answers = [
        other.post(INTO),
        uploaded(other, task, b"x"),
        sessions.put(f"/v1/staff/vaccine/session-imports/{task}/file", {"part": 0, "content": "eA=="}),
    ]

    assert [answer.status for answer in answers] == [403, 403, 404]


def test_v9_an_import_is_recorded_from_its_beginning_to_its_end(root: Client) -> None:
    task = imported(root, sheets.dose_file(ROWS))["id"]

    told = {entry["action"]: entry["details"] for entry in factories.recorded(root, f"task:{task}")}

    assert set(told) == {"doses.import", "doses.start", "doses.imported"}
    assert told["doses.imported"]["imported"] == 5


def figures(client: Client, **query: str) -> dict[str, Any]:
    answer = client.get(STATISTICS, **({"region": STREET} | query))
    assert answer.status == 200, answer.body
    return dict(answer.body)


def test_v11_an_import_is_in_the_statistics_at_once(root: Client) -> None:
    before = figures(root)["total"]["first"]

    imported(root, sheets.dose_file(ROWS))

    after = figures(root)
    assert after["total"]["first"] == before + 5
    assert [(line["region"], line["first"]) for line in after["lines"]] == [(GRID, before + 5)]
    assert [column["letter"] for column in after["columns"]] == list("bcdefmn")


def test_v11_the_population_that_staff_entered_gives_plan_rate_and_rank(root: Client) -> None:
    imported(root, sheets.dose_file(ROWS))
    region = {"names": {"zh-Hans": "永红街道"}, "order": 1, "population": 100}
    assert root.put(f"/v1/staff/regions/{STREET}", region).status == 204

    district = figures(root, region="futian")

    line = next(each for each in district["lines"] if each["region"] == STREET)
    assert (line["plan"], line["first"], line["first_rank"]) == (44, 6, 1)  # one was there before
    assert line["first_rate"] == "13.64%"
    assert district["total"]["first_rank"] is None
    assert district["path"] == ["city", "futian"]


def test_v11_the_plan_is_a_policy(root: Client) -> None:
    region = {"names": {"zh-Hans": "永红街道"}, "order": 1, "population": 1000}
    assert root.put(f"/v1/staff/regions/{STREET}", region).status == 204
    values = {"values": {"plan_per_thousand": 800}, "version": 0, "reason": "more vaccine"}
    assert root.put("/v1/staff/policies/vaccine_statistics", values).status == 200

    assert figures(root)["total"]["plan"] == 800


def test_v11_statistics_are_exported_without_hidden_columns(root: Client) -> None:
    answer = root.post(f"{STATISTICS}/export", {"region": "futian", "hidden": ["vaccines", "completed"]})

    headings, *lines = sheets.rows(base64.b64decode(answer.body["content"]))

    assert headings == ("Region", "Residents (a)", "Plan (a*0.44=k)", "First doses (g/k)", "Rank")
    assert [line[0] for line in lines] == ["beigang", "nangang", "futian"]


def test_v11_counts_are_made_anew_by_the_city_only(root: Client) -> None:
    district = factories.staff(root, "statistics.rebuild", region="futian")

    refused, asked = district.post(f"{STATISTICS}/rebuilds"), root.post(f"{STATISTICS}/rebuilds")
    job()

    assert (refused.status, asked.status) == (403, 201)
    (told,) = root.get(f"{STATISTICS}/rebuilds").body["items"]
    assert (told["state"], told["result"]["corrected"]) == ("done", 0)
