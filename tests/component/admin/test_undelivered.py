"""Messages that did not arrive: seen without their texts, and sent anew (N2)."""

from typing import Any

import pytest

from functions.admin import outbox_replay
from functions.notify import service as notify
from layers import aws, clock, outbox
from layers.changes import apply
from layers.outbox import Channel, Letter, Message, State
from layers.settings import settings
from tests import factories
from tests.factories import Client

CODE = "【健康驿站】验证码 493871，5 分钟内有效。"


def _write(number: int, *, dead: bool, channel: Channel = Channel.SMS) -> str:
    identifier = f"code#{number}"
    to = "+8613812345678" if channel is Channel.SMS else "zhang@example.com"
    apply(tell=[outbox.write(identifier, channel, "code", Letter(to, CODE, "健康驿站"))])
    if dead:
        notify.give_up(identifier, clock.now())
    return identifier


def _listed(root: Client, **query: object) -> list[dict[str, Any]]:
    page = root.get("/v1/staff/outbox", **query).body
    found: list[dict[str, Any]] = page["items"]
    while page["next"]:
        page = root.get("/v1/staff/outbox", **query, cursor=page["next"]).body
        found += page["items"]
    return found


def _enqueued() -> list[str]:
    received = aws.sqs().receive_message(QueueUrl=settings().queue_url, MaxNumberOfMessages=10)
    return [message["Body"] for message in received.get("Messages", [])]


def test_n2_a_message_is_shown_without_its_text_and_with_its_recipient_masked(root: Client) -> None:
    _write(1, dead=True)

    (found,) = _listed(root)

    assert found == {
        "id": "code#1",
        "channel": "sms",
        "template": "code",
        "recipient": "+86 138****5678",
        "state": "dead",
        "written_at": "2022-07-13T02:00:00Z",
        "attempts": 0,
        "last_error": "",
    }


def test_n2_a_mail_address_is_masked_too(root: Client) -> None:
    _write(1, dead=False, channel=Channel.MAIL)

    (found,) = _listed(root, state="pending")

    assert found["recipient"] == "z****@example.com"


@pytest.mark.parametrize("limit", [1, 4, 100])
def test_n2_pages_run_through_all_shards(root: Client, limit: int) -> None:
    dead = [_write(number, dead=True) for number in range(12)]
    pending = [_write(number, dead=False) for number in range(12, 17)]

    found = [each["id"] for each in _listed(root, limit=limit)]

    assert sorted(found) == sorted(dead)
    assert sorted(each["id"] for each in _listed(root, limit=limit, state="pending")) == sorted(pending)


def test_n2_messages_are_counted(root: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        _write(number, dead=number < 5)

    all_of_them = root.get("/v1/staff/outbox/counts").body
    monkeypatch.setattr(outbox_replay, "COUNTED", 3)
    some = root.get("/v1/staff/outbox/counts").body

    assert all_of_them == {"pending": 2, "dead": 5, "up_to": 1000}
    assert some == {"pending": 2, "dead": 3, "up_to": 3}


def test_n2_a_dead_message_is_sent_anew_once(root: Client) -> None:
    identifier = _write(1, dead=True)
    _enqueued()

    answers = [root.post("/v1/staff/outbox/replay", {"message": identifier}) for _ in range(2)]

    assert [answer.status for answer in answers] == [204, 409]
    assert answers[1].code == "admin.message_not_dead"
    found = Message.get(*outbox.key(identifier))
    assert (found.state, found.first) == (State.PENDING, outbox.index_key(State.PENDING, identifier))
    assert _enqueued() == ['{"message":"code#1"}']
    (entry,) = root.get("/v1/staff/audit", subject="message:code#1").body["items"]
    assert entry["action"] == "outbox.replay"


def test_n2_all_dead_messages_are_sent_anew_some_at_a_call(
    root: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_replay, "AT_ONCE", 3)
    for number in range(5):
        _write(number, dead=True)

    answers = [root.post("/v1/staff/outbox/replay-all").body for _ in range(3)]

    assert answers == [
        {"replayed": 3, "more": True},
        {"replayed": 2, "more": False},
        {"replayed": 0, "more": False},
    ]
    assert _listed(root) == []
    entries = root.get("/v1/staff/audit", subject="outbox:dead").body["items"]
    assert [entry["details"]["messages"] for entry in entries] == [0, 2, 3]


def test_n2_there_is_nothing_to_replay_of_an_unknown_message(root: Client) -> None:
    answer = root.post("/v1/staff/outbox/replay", {"message": "none"})

    assert (answer.status, answer.code) == (404, "admin.no_such_message")


def test_s2_seeing_and_replaying_are_two_permissions(root: Client) -> None:
    reader = factories.staff(root, "outbox.view")

    assert reader.get("/v1/staff/outbox").status == 200
    assert reader.post("/v1/staff/outbox/replay-all").code == "not_permitted"
    assert reader.post("/v1/staff/outbox/replay", {"message": "x"}).code == "not_permitted"
