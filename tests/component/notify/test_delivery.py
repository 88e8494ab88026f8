"""Messages are delivered at least once, failures go back to the queue, dead ones to staff (N1, N2)."""

import json
from typing import Any

import pytest

from functions.notify import jobs, service, store
from functions.notify.errors import InOtherHands
from functions.notify.tables import Delivery
from layers import aws, clock, keys, outbox
from layers.changes import apply
from layers.keys import Purpose
from layers.outbox import Channel, Letter, State
from layers.settings import settings
from local.invocation import Context
from tests import events
from tests.component.conftest import Moment
from tests.component.notify.conftest import Sent
from tests.faults import Killed, killed_at

pytestmark = pytest.mark.usefixtures("world")

TEXT = "【健康驿站】您已中签。"
GOOD = Letter("+8613812345678", TEXT, "健康驿站")
NO_NUMBER = Letter("nobody", TEXT)


def _write(identifier: str, letter: Letter = GOOD, channel: Channel = Channel.SMS) -> str:
    apply(tell=[outbox.write(identifier, channel, "draw_won", letter)])
    return identifier


def _deliver(*identifiers: str) -> list[str]:
    """Run the function as Lambda does; return the numbers of the records it failed."""
    result = jobs.deliver_messages(events.messages(identifiers), Context("outbox-deliver"))
    return [failure["itemIdentifier"] for failure in result["batchItemFailures"]]


def _give_up(*identifiers: str) -> Any:
    return jobs.give_up_messages(events.messages(identifiers), Context("outbox-give-up"))


def _sweep() -> None:
    jobs.sweep_outbox(events.tick(), Context("outbox-sweep"))


def _found(identifier: str) -> Delivery:
    return Delivery.get(*outbox.key(identifier), consistent_read=True)


def _enqueued() -> list[str]:
    """Take what is in the queue."""
    found = []
    while (
        received := aws.sqs()
        .receive_message(QueueUrl=settings().queue_url, MaxNumberOfMessages=10)
        .get("Messages")
    ):
        for message in received:
            found.append(json.loads(message["Body"])["message"])
            aws.sqs().delete_message(QueueUrl=settings().queue_url, ReceiptHandle=message["ReceiptHandle"])
    return sorted(found)


def test_n1_a_message_goes_out_by_sms(sent: Sent) -> None:
    identifier = _write("draw#1")

    failed = _deliver(identifier)

    found = _found(identifier)
    assert (failed, sent.sms) == ([], [("+8613812345678", TEXT)])
    assert (found.state, found.first, found.leased_until) == (State.SENT, None, None)
    assert found.expires_at is not None


def test_n1_a_message_goes_out_by_mail(sent: Sent) -> None:
    identifier = _write("draw#1", Letter("zhang@example.com", TEXT, "健康驿站"), Channel.MAIL)

    failed = _deliver(identifier)

    (mail,) = sent.mails
    assert failed == []
    assert (mail.destinations["ToAddresses"], mail.subject, mail.body) == (
        ["zhang@example.com"],
        "健康驿站",
        TEXT,
    )
    assert mail.source == settings().mail_sender


def test_n2_a_message_delivered_again_is_not_sent_again(sent: Sent) -> None:
    identifier = _write("draw#1")

    failed = [_deliver(identifier, identifier), _deliver(identifier)]

    assert failed == [[], []]
    assert len(sent.sms) == 1


def test_n2_of_a_batch_only_what_failed_comes_back(sent: Sent) -> None:
    identifiers = [_write("draw#1"), _write("draw#2", NO_NUMBER), _write("draw#3")]

    failed = _deliver(*identifiers)

    assert failed == ["1"]
    assert len(sent.sms) == 2
    assert [_found(each).state for each in identifiers] == [State.SENT, State.PENDING, State.SENT]


def test_n2_a_batch_that_fails_as_a_whole_is_reported_record_by_record(sent: Sent) -> None:
    identifiers = [_write(f"draw#{number}", NO_NUMBER) for number in range(3)]

    failed = _deliver(*identifiers)

    assert failed == ["0", "1", "2"]
    assert sent.sms == []


def test_n2_a_failure_is_noted_by_its_kind_and_the_next_try_may_succeed(
    sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    identifier = _write("draw#1", Letter("zhang@example.com", TEXT, "健康驿站"), Channel.MAIL)
    monkeypatch.setenv("WAYSTATION_MAIL_SENDER", "unverified@example.com")
    settings.cache_clear()

    failed = [_deliver(identifier), _deliver(identifier)]
    noted = _found(identifier)
    monkeypatch.undo()
    settings.cache_clear()

    assert failed == [["0"], ["0"]]
    assert (noted.state, noted.attempts, noted.last_error) == (State.PENDING, 2, "MessageRejected")
    assert sent.mails == []


def test_n2_what_the_queue_gave_up_is_dead_and_stays_so(sent: Sent) -> None:
    identifier = _write("draw#1", NO_NUMBER)
    _deliver(identifier)

    answer = _give_up(identifier)

    found = _found(identifier)
    assert answer == {"batchItemFailures": []}
    assert (found.state, found.first) == (State.DEAD, outbox.index_key(State.DEAD, identifier))
    assert (_deliver(identifier), sent.sms) == ([], [])


def test_n2_a_message_sent_after_all_is_not_given_up() -> None:
    identifier = _write("draw#1")
    _deliver(identifier)

    _give_up(identifier)

    assert _found(identifier).state == State.SENT


def test_n2_a_message_given_up_while_it_was_being_sent_is_sent() -> None:
    identifier = _write("draw#1")
    store.claim(identifier, clock.now())
    _give_up(identifier)

    store.mark_sent(identifier)

    assert (_found(identifier).state, _found(identifier).first) == (State.SENT, None)


STRANGE = [
    ("not JSON", "no JSON"),
    ('{"text": "hello"}', "no message's id"),
    ('{"message": 7}', "an id of the wrong type"),
    ('{"message": "unknown"}', "an id of no message"),
    ("[]", "no object"),
]


@pytest.mark.parametrize(("body", "comment"), STRANGE)
def test_n2_what_is_no_message_of_ours_is_dropped(sent: Sent, body: str, comment: str) -> None:
    for handler in (jobs.deliver_messages, jobs.give_up_messages):
        answer = handler(events.records([body]), Context("outbox"))

        assert answer == {"batchItemFailures": []}, comment
    assert sent.sms == []


def test_n2_while_one_sender_has_a_message_no_other_sends_it(sent: Sent, moment: Moment) -> None:
    identifier = _write("draw#1")
    store.claim(identifier, clock.now())

    at_once = _deliver(identifier)
    moment.advance(seconds=61)
    later = _deliver(identifier)

    assert (at_once, later) == (["0"], [])
    assert len(sent.sms) == 1


def test_n2_a_message_is_claimed_by_one_sender() -> None:
    identifier = _write("draw#1")
    store.claim(identifier, clock.now())

    with pytest.raises(InOtherHands):
        store.claim(identifier, clock.now())


DEATHS = [
    (0, 1, "before it has the message in hand"),
    (1, 1, "before it sends: the lease runs out"),
    (2, 2, "after it sent, before that is noted: sent twice, with the same id"),
]


@pytest.mark.parametrize(("write", "times", "comment"), DEATHS)
def test_n2_a_sender_killed_at_any_write_loses_no_message(
    sent: Sent, moment: Moment, write: int, times: int, comment: str
) -> None:
    identifier = _write("draw#1")

    with pytest.raises(Killed), killed_at(write):
        _deliver(identifier)
    moment.advance(seconds=61)
    failed = _deliver(identifier)

    assert failed == []
    assert _found(identifier).state == State.SENT
    assert len(sent.sms) == times, comment


def test_n2_the_sweep_enqueues_what_was_left_behind_for_a_minute(moment: Moment) -> None:
    keys.current(Purpose.PERSONAL)
    with pytest.raises(Killed), killed_at(1):
        _write("old")
    moment.advance(seconds=40)
    with pytest.raises(Killed), killed_at(1):
        _write("young")

    moment.advance(seconds=21)
    _sweep()

    assert _enqueued() == ["old"]


def test_n2_the_sweep_leaves_to_the_queue_what_is_there(moment: Moment) -> None:
    identifiers = [_write(f"draw#{number}", NO_NUMBER) for number in range(3)]
    moment.advance(minutes=2)
    _sweep()
    _enqueued()

    moment.advance(minutes=2)
    _deliver(identifiers[0])
    _sweep()
    nothing = _enqueued()
    moment.advance(minutes=5)
    _sweep()

    assert nothing == []
    assert _enqueued() == ["draw#1", "draw#2"]


def test_n2_sent_and_dead_messages_are_never_swept(moment: Moment) -> None:
    _deliver(_write("sent"))
    _give_up(_write("dead", NO_NUMBER))
    _enqueued()

    moment.advance(hours=1)
    _sweep()

    assert _enqueued() == []


def test_n2_a_sweep_is_bounded_and_the_next_goes_on(moment: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "SWEPT", 15)
    identifiers = sorted(_write(f"draw#{number:02d}") for number in range(25))
    _enqueued()
    moment.advance(minutes=2)

    _sweep()
    first = _enqueued()
    _sweep()

    assert len(first) == 15
    assert sorted(first + _enqueued()) == identifiers


@pytest.mark.parametrize("write", range(5))
def test_n2_a_sweep_killed_at_any_write_loses_no_message(moment: Moment, write: int) -> None:
    identifiers = sorted(_write(f"draw#{number}") for number in range(4))
    _enqueued()
    moment.advance(minutes=2)

    with pytest.raises(Killed), killed_at(write):
        _sweep()
    _sweep()

    assert sorted(set(_enqueued())) == identifiers


def test_n2_a_message_that_cannot_be_enqueued_is_still_written(moment: Moment) -> None:
    """The change must stand even when the queue does not answer; the sweep repeats the rest."""
    aws.sqs().delete_queue(QueueUrl=settings().queue_url)

    identifier = _write("draw#1")

    assert _found(identifier).state == State.PENDING
    aws.sqs().create_queue(QueueName="waystation-outbox")
    moment.advance(minutes=2)
    _sweep()
    assert _enqueued() == ["draw#1"]
