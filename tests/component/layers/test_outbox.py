"""Messages are written with the change they tell of, in the person's language, sealed (N1, N2)."""

import json

import pytest

from layers import aws, clock, outbox
from layers.changes import apply
from layers.i18n import Language
from layers.outbox import Already, Channel, Contact, Letter, Message, State
from layers.platform import PlatformItem
from layers.settings import settings
from layers.tables import connection
from layers.transaction import Check
from tests.component.conftest import Moment
from tests.faults import Killed, killed_at

pytestmark = pytest.mark.usefixtures("world")

PHONE = "+8613812345678"
MAIL = "zhang@example.com"


class Refused(Exception):
    """The change is not possible."""


def _change(otherwise: type[Exception] = Refused, *, possible: bool = True) -> Check:
    item = PlatformItem("TEST", "change")
    absent = PlatformItem.pk.does_not_exist()
    return Check(item=item, condition=absent if possible else PlatformItem.pk.exists(), otherwise=otherwise)


def _message(identifier: str = "draw#1") -> Message | None:
    return Message.find(*outbox.key(identifier))


def _queue() -> list[str]:
    received = aws.sqs().receive_message(QueueUrl=settings().queue_url, MaxNumberOfMessages=10)
    return sorted(json.loads(message["Body"])["message"] for message in received.get("Messages", []))


def _write(identifier: str = "draw#1") -> None:
    letter = Letter(PHONE, "您已中签。")
    apply(_change(), tell=[outbox.write(identifier, Channel.SMS, "draw_won", letter, person="p1")])


def test_n2_a_message_is_written_with_its_change_and_enqueued() -> None:
    _write()

    found = _message()
    assert found is not None
    assert (found.state, found.channel, found.template) == (State.PENDING, "sms", "draw_won")
    assert (found.id, found.person, found.first) == (
        "draw#1",
        "p1",
        outbox.index_key(State.PENDING, "draw#1"),
    )
    assert _queue() == ["draw#1"]


def test_n2_without_its_change_there_is_no_message() -> None:
    letter = Letter(PHONE, "您已中签。")

    with pytest.raises(Refused):
        apply(_change(possible=False), tell=[outbox.write("draw#1", Channel.SMS, "draw_won", letter)])

    assert (_message(), _queue()) == (None, [])


def test_n2_a_change_made_again_writes_no_second_message() -> None:
    _write()

    with pytest.raises(Already):
        _write()

    assert _queue() == ["draw#1"]


def test_n2_several_messages_of_one_change_are_enqueued_together() -> None:
    letter = Letter(PHONE, "您已中签。")
    identifiers = [f"draw#{number:02d}" for number in range(23)]

    apply(tell=[outbox.write(identifier, Channel.SMS, "draw_won", letter) for identifier in identifiers])

    assert sorted(_queue() + _queue() + _queue()) == identifiers


def test_n2_a_crash_between_change_and_queue_leaves_the_message_to_the_sweep(moment: Moment) -> None:
    outbox.write("other", Channel.SMS, "draw_won", Letter("", ""))  # the key is there before
    with pytest.raises(Killed), killed_at(1):
        _write()

    young = [message.id for message in outbox.left_behind(clock.now())]
    moment.advance(seconds=1)
    old = [message.id for message in outbox.left_behind(clock.now())]

    assert (young, old) == ([], ["draw#1"])


def test_n1_nothing_personal_stands_in_clear() -> None:
    _write()

    stored = json.dumps(
        connection().client.scan(TableName=Message.Meta.table_name)["Items"], default=lambda raw: raw.hex()
    )

    assert "draw_won" in stored
    assert all(clear not in stored for clear in ("13812345678", "中签"))


def test_n1_only_the_messages_own_item_opens_its_letter() -> None:
    _write()
    found = _message()
    assert found is not None

    assert outbox.open_letter(found) == Letter(PHONE, "您已中签。")


NOTICES = [
    (Contact(Language.ZH_HANS, PHONE), Channel.SMS, PHONE, "健康驿站", "by SMS where there is a phone"),
    (
        Contact(Language.ZH_HANT, "", "a@example.com"),
        Channel.MAIL,
        "a@example.com",
        "健康驛站",
        "else by mail",
    ),
    (Contact(Language.EN, PHONE, "a@example.com"), Channel.SMS, PHONE, "Health Waystation", "both: by SMS"),
]


@pytest.mark.parametrize(("contact", "channel", "to", "subject", "comment"), NOTICES)
def test_n1_a_notice_is_put_together_in_the_persons_language(
    contact: Contact, channel: Channel, to: str, subject: str, comment: str
) -> None:
    apply(tell=[outbox.notice("n1", "arrived", contact, day="2022-07-14")])

    found = _message("n1")
    assert found is not None
    letter = outbox.open_letter(found)
    assert (found.channel, letter.to, letter.subject) == (channel, to, subject), comment
    assert "2022-07-14" in letter.text


def test_n2_a_message_is_forgotten_after_its_time() -> None:
    _write()

    found = _message()

    assert found is not None
    assert found.expires_at == clock.now() + outbox.KEPT
