"""Laboratories: results by form, file and key, each kept once; a positive one only proposes (H3, H14)."""

import base64
import secrets
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from functions.healthcode import store
from functions.healthcode.scenes import results, store_tasks
from functions.healthcode.scenes.tables import Task
from layers import clock
from tests import factories, health, places
from tests.factories import Answer, Client
from tests.health import Citizen
from tests.places import Place

SAMPLED = "2022-07-12T09:30:00+08:00"


@pytest.fixture
def lab(office: Client) -> Place:
    """A laboratory."""
    return places.approved(office, "LAB", name="市疾控中心实验室")


def row(of: Citizen | None = None, **changes: object) -> dict[str, Any]:
    """Return a negative result of somebody's document."""
    document = of.document if of else factories.document()
    said = {"client": secrets.token_hex(8), "sampled_at": SAMPLED, "result": "NEGATIVE"}
    return {**said, **document, **changes}


def deliver(lab: Place, *rows: dict[str, Any]) -> Answer:
    """Deliver results."""
    return lab.keeper.post(f"{lab.path}/tests", {"tests": rows})


def outcomes(answer: Answer) -> list[tuple[str, str]]:
    """Return what became of the rows."""
    assert answer.status == 200, answer.body
    return [(each["outcome"], each["code"]) for each in answer.body]


def kinds(of: Citizen) -> list[str]:
    """Return the kinds of somebody's facts, the declaration left out."""
    return [fact.kind for fact in store.facts(of.person) if fact.kind != "DECLARED"]


def test_h14_a_negative_result_is_kept_once_and_read_by_the_person(lab: Place, zhang: Citizen) -> None:
    said = row(zhang)
    wrong = [row(zhang, number="1"), row(zhang, sampled_at="2022-07-14T00:00:00Z")]

    first, again = deliver(lab, said, *wrong), deliver(lab, said)

    assert outcomes(first) == [
        ("RECORDED", ""),
        ("REFUSED", "scenes.bad_document"),
        ("REFUSED", "healthcode.from_the_future"),
    ]
    assert outcomes(again) == [("KNOWN", "")]
    assert kinds(zhang) == ["NEGATIVE_TEST"]
    lab_name = "市疾控中心实验室"
    mine = {"sampled_at": "2022-07-12T01:30:00Z", "result": "NEGATIVE", "lab": lab_name, "origin": None}
    assert zhang.client.get("/v1/me/health/tests").body == [mine]
    assert zhang.client.get("/v1/me/health/tests", person="0" * 32).code == "healthcode.no_code"
    (listed,) = lab.keeper.get(f"{lab.path}/tests").body["items"]
    assert (listed["name"], listed["result"]) == ("张*强", "NEGATIVE")


def test_h14_a_positive_result_makes_yellow_and_proposes_red(
    office: Client, lab: Place, zhang: Citizen
) -> None:
    said = row(zhang, result="POSITIVE")

    deliver(lab, said)
    deliver(lab, said)
    (proposal,) = office.get("/v1/staff/health/proposals").body["items"]
    before = zhang.colour
    health.decide(health.officer(office, "facts.decide"), proposal["proposal"])

    assert (before, zhang.colour) == ("yellow", "red")
    assert (proposal["kind"], proposal["source"], proposal["place"]) == ("SUSPECTED", "lab", lab.id)
    assert sorted(kinds(zhang)) == ["POSITIVE_TEST", "SUSPECTED"]


def test_h14_a_result_waits_for_somebody_without_a_code(office: Client, lab: Place) -> None:
    nobody = row(result="POSITIVE")

    answer = deliver(lab, nobody)
    (task,) = list(Task.scan(Task.sk == "TASK"))
    document = {key: nobody[key] for key in ("nationality", "document_type", "number")}
    found = health.citizen(office.signed(""), **document)

    assert outcomes(answer) == [("RECORDED", "")]
    assert (task.cause, task.region, bool(task.person)) == ("TEST", "beigang", False)
    assert store_tasks.words_of(task) == f"HOME_RETURN_PERMIT {nobody['number']}"
    assert [item.positive for item in results.results_of(found.person)] == [True]


def test_h14_a_sample_taken_with_the_code_needs_no_document(lab: Place, zhang: Citizen) -> None:
    visit = lab.visit(zhang)
    said = {"client": "sample-0001", "sampled_at": SAMPLED, "result": "NEGATIVE", "visit": visit}

    assert outcomes(deliver(lab, said)) == [("RECORDED", "")]
    assert kinds(zhang) == ["NEGATIVE_TEST"]


def test_h14_a_key_delivers_until_it_is_renewed_or_revoked(
    office: Client, lab: Place, zhang: Citizen
) -> None:
    nobody, path = office.signed(""), f"{lab.path}/key"

    def send(key: str) -> Answer:
        return nobody.post("/v1/labs/tests", {"key": key, "tests": [row(zhang)]})

    first = lab.keeper.post(path).body["token"]
    delivered = send(first)
    second = lab.keeper.post(path).body["token"]
    old, new = send(first), send(second)
    places.decide(office, lab, "SUSPENDED")
    suspended = send(second)
    places.decide(office, lab, "APPROVED")
    revoked = (lab.keeper.delete(path).status, send(second).code)

    assert outcomes(delivered) == outcomes(new) == [("RECORDED", "")]
    assert (old.status, old.code) == (404, "scenes.no_key")
    assert suspended.code == "scenes.place_not_approved"
    assert revoked == (204, "scenes.no_key")
    assert lab.worker().post(path).code == "scenes.not_keeper"


def excel(*rows: Sequence[object]) -> bytes:
    """Return a file with these rows, as another program saves it."""
    workbook, saved = Workbook(), BytesIO()
    for each in rows:
        workbook.worksheets[0].append(each)
    workbook.save(saved)
    return saved.getvalue()


def test_h14_an_excel_file_names_every_bad_row(lab: Place, zhang: Citizen) -> None:
    headings = ("样本编号", "证件号码", "证件类型代码", "国籍（地区）代码", "采样时间", "检测结果")
    document = (zhang.document["number"], zhang.document["document_type"], "HK")
    rows = [
        ["sample-0001", *document, "2022-07-12 09:30", "阴性"],
        ["sample-0002", *document, "昨天", "不知道"],
        ["sample-0003", "H1", *document[1:], "2022/07/12 10:00", "陰性"],
        ["sample-0004", *document, "2022-07-12 11:00", "+"],
        ["sample-0005", *document, "2022-07-12 12:00", ""],
        ["sample-0006", 440106198506010012, *document[1:], "2022-07-12 13:00", "Positive"],
    ]

    def send(content: bytes) -> Answer:
        return lab.keeper.post(f"{lab.path}/test-sheets", {"content": base64.b64encode(content).decode()})

    answer = send(excel(headings, *rows))
    template = base64.b64decode(lab.keeper.get(f"{lab.path}/test-sheets").body["content"])

    assert [(each["row"], each["client"], each["outcome"], each["code"]) for each in answer.body] == [
        (2, "sample-0001", "RECORDED", ""),
        (3, "sample-0002", "REFUSED", "invalid_input"),
        (4, "sample-0003", "REFUSED", "scenes.bad_document"),
        (5, "sample-0004", "REFUSED", "invalid_input"),
        (6, "sample-0005", "REFUSED", "invalid_input"),
        (7, "sample-0006", "REFUSED", "invalid_input"),
    ]
    not_a_result = "Result: Please write “Negative” or “Positive”."
    assert [answer.body[row]["detail"] for row in (1, 3, 4)] == [
        f"{not_a_result} Sampled at: The format is not right.",
        not_a_result,
        "Result: Please fill this in.",
    ]
    assert "lost its last digits" in answer.body[5]["detail"]
    assert kinds(zhang) == ["NEGATIVE_TEST"]
    assert clock.to_iso(store.facts(zhang.person)[0].at) == "2022-07-12T01:30:00.000Z"
    assert send(template).body == []
    assert send(b"no file of Excel's").code == "scenes.unreadable_sheet"
