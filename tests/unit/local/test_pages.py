"""The emulator's own pages: the outbox to read (E1) and the clock (E2)."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from local import messages
from local.answers import Answer
from local.messages import Message
from local.pages import Pages
from local.state import State

AT = datetime(2022, 7, 13, 12, 0, tzinfo=UTC)


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path)


@pytest.fixture
def pages(state: State) -> Pages:
    return Pages(state)


def get(pages: Pages, path: str, **query: str) -> Answer:
    return pages.answer("GET", f"/_local/{path}", {key: [v] for key, v in query.items()}, b"")


def order(pages: Pages, action: str, value: str = "") -> Any:
    body = json.dumps({"action": action, "value": value}).encode()
    answer = pages.answer("POST", "/_local/clock.json", {}, body)
    assert answer.status == 200
    return json.loads(answer.body)


def send(state: State, to: str, text: str) -> None:
    messages.append(state.messages, Message(AT, "sms", to, text))


def test_e1_messages_are_read_newest_first_and_by_recipient(pages: Pages, state: State) -> None:
    send(state, "+85291234567", "first")
    send(state, "+8613800138000", "second")
    send(state, "+85291234567", "third")

    everything = json.loads(get(pages, "messages.json").body)
    theirs = json.loads(get(pages, "messages.json", to="+85291234567").body)

    assert [message["text"] for message in everything] == ["third", "second", "first"]
    assert [message["text"] for message in theirs] == ["third", "first"]
    assert theirs[0]["at"] == "2022-07-13T12:00:00Z"


def test_e1_a_message_can_not_put_markup_into_the_page(pages: Pages, state: State) -> None:
    send(state, "<b>", "<script>alert(1)</script>")

    page = get(pages, "messages", to="<b>").body.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert 'value="&lt;b&gt;"' in page


def test_e1_the_messages_refresh_where_that_is_asked_for(pages: Pages) -> None:
    once, again = get(pages, "messages"), get(pages, "messages", refresh="5")

    assert "Refresh" not in dict(once.headers)
    assert dict(again.headers)["Refresh"] == "5"


@pytest.mark.parametrize("path", ["", "messages", "clock"])
def test_e1_pages_load_nothing_from_elsewhere(pages: Pages, path: str) -> None:
    answer = get(pages, path)

    assert answer.status == 200
    assert "default-src 'none'" in dict(answer.headers)["Content-Security-Policy"]
    assert b"http://" not in answer.body
    assert b"https://" not in answer.body


@pytest.mark.parametrize(
    ("orders", "local", "stopped", "comment"),
    [
        ([("set", "2022-07-13T08:00")], "2022-07-13T08:00:00+08:00", False, "Shanghai's time"),
        ([("set", "2022-07-13T00:00Z")], "2022-07-13T08:00:00+08:00", False, "or with a zone"),
        ([("set", "2022-07-13T08:00"), ("next", "09:00")], "2022-07-13T09:00:00+08:00", False, ""),
        ([("set", "2022-07-13T09:00"), ("advance", "90")], "2022-07-13T10:30:00+08:00", False, ""),
        ([("stop", ""), ("set", "2022-07-13T08:00")], "2022-07-13T08:00:00+08:00", True, ""),
        (
            [("stop", ""), ("set", "2022-07-13T08:00"), ("resume", "")],
            "2022-07-13T08:00:00+08:00",
            False,
            "runs on from where it stood",
        ),
    ],
)
def test_e2_scripts_move_the_clock(
    pages: Pages, orders: list[tuple[str, str]], local: str, stopped: bool, comment: str
) -> None:
    for action, value in orders:
        answer = order(pages, action, value)

    assert (answer["local"], answer["stopped"]) == (local, stopped), comment


def test_e2_the_form_moves_the_clock_and_leads_back(pages: Pages) -> None:
    answer = pages.answer("POST", "/_local/clock", {}, b"action=set&value=2022-07-13T09%3A00")

    assert (answer.status, answer.headers) == (303, [("Location", "/_local/clock")])
    assert b"2022-07-13 09:00" in get(pages, "clock").body


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b'{"action":"explode"}', b'{"action":"set","value":"noon"}', b'{"action":"next"}'],
)
def test_e2_an_order_that_makes_no_sense_is_refused(pages: Pages, body: bytes) -> None:
    answer = pages.answer("POST", "/_local/clock.json", {}, body)

    assert answer.status == 400


@pytest.mark.parametrize(("method", "path"), [("GET", "nothing"), ("DELETE", "clock")])
def test_e1_other_pages_do_not_exist(pages: Pages, method: str, path: str) -> None:
    assert pages.answer(method, f"/_local/{path}", {}, b"").status == 404
