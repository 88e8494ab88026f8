"""The doctor names what is misconfigured, and only that (O4)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from layers import aws, clock, outbox
from layers.i18n import Language
from layers.keys import Purpose, StoredKey
from layers.outbox import Contact
from layers.settings import settings
from layers.tables import connection
from layers.transaction import commit
from local import doctor, operate
from local.doctor import Mark
from tests.component.conftest import Moment

BEFORE_OPENING = datetime(2022, 7, 13, 0, tzinfo=UTC)
AHEAD: dict[str, timedelta] = {}
"""By how much a service's clock is ahead of ours."""


def wrong() -> list[str]:
    """Return what the doctor finds wrong."""
    return [finding.what for finding in doctor.findings() if finding.mark is Mark.WRONG]


@pytest.fixture(autouse=True)
def dated(world: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:  # noqa: ARG001  beneath it
    """Let DynamoDB say what time it is, as AWS does and the stand-in for it doesn't."""
    monkeypatch.setitem(AHEAD, "dynamodb", timedelta(0))
    listening = connection().client.meta.events
    listening.register("after-call.dynamodb.ListTables", say_when)
    yield
    listening.unregister("after-call.dynamodb.ListTables", say_when)


@pytest.fixture
def healthy(dated: None, moment: Moment, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001  beneath it
    """A deployment with which nothing is wrong, as far as the services of this process know it."""
    monkeypatch.setattr(doctor, "DEPLOYED", ())
    monkeypatch.setenv("WAYSTATION_STAGE", "dev")
    monkeypatch.setenv("WAYSTATION_PUBLIC_ADDRESS", "https://example.org")
    settings.cache_clear()
    operate.set_up("administrator")
    moment.now = BEFORE_OPENING


def say_when(parsed: dict[str, Any], **_: object) -> None:
    """Say what time it is in an answer's headers."""
    date = format_datetime(datetime.now(UTC) + AHEAD["dynamodb"], usegmt=True)
    parsed["ResponseMetadata"]["HTTPHeaders"]["date"] = date


@pytest.mark.usefixtures("healthy")
def test_o4_a_deployment_as_it_should_be_is_found_healthy() -> None:
    assert wrong() == []
    assert {finding.mark for finding in doctor.findings()} == {Mark.GOOD, Mark.NOTE}


def no_table() -> None:
    connection().client.delete_table(TableName=f"{settings().table_prefix}booking")


def no_key() -> None:
    StoredKey.get("KEYS#slip", "0001").delete()


def no_redrive() -> None:
    aws.sqs().set_queue_attributes(QueueUrl=settings().queue_url, Attributes={"RedrivePolicy": ""})


def short_visibility() -> None:
    aws.sqs().set_queue_attributes(QueueUrl=settings().queue_url, Attributes={"VisibilityTimeout": "5"})


def no_bucket() -> None:
    aws.s3().delete_bucket(Bucket=settings().bucket)


def unknown_sender() -> None:
    aws.ses().delete_identity(Identity=settings().mail_sender)


def slow_clock() -> None:
    AHEAD["dynamodb"] = timedelta(minutes=4)


def left_behind() -> None:
    commit(outbox.notice("lost", "draw_lost", Contact(Language.EN, "+8613800000001"), period="20220713"))
    before = clock.now()
    clock.use(lambda: before + timedelta(minutes=20))


ILLS = [
    (no_table, "table booking", "a table was never made"),
    (no_key, "key slip", "a new release needs a key that nobody made"),
    (no_redrive, "dead letters", "messages that fail would go round for ever"),
    (short_visibility, "visibility timeout 5 s", "a message would be sent twice"),
    (no_bucket, "bucket", "results could not be published"),
    (unknown_sender, "mail sender", "no mail goes out"),
    (slow_clock, "this clock", "signatures and leases depend on it"),
    (left_behind, "outbox sweep", "its schedule does not run"),
]


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize(("ill", "named", "comment"), ILLS, ids=[each[0].__name__ for each in ILLS])
def test_o4_what_is_wrong_is_named(ill: Callable[[], None], named: str, comment: str) -> None:
    ill()

    found = wrong()

    assert [each for each in found if named in each], (comment, found)


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("WAYSTATION_STAGE", "staging", "stage staging"),
        ("WAYSTATION_PUBLIC_ADDRESS", "http://example.org", "public address"),
        ("WAYSTATION_DEAD_LETTER_URL", "", "queue addresses"),
    ],
)
def test_o4_settings_that_cannot_be_right_are_named(
    variable: str, value: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    settings.cache_clear()

    found = wrong()

    assert [each for each in found if named in each], found


@pytest.mark.usefixtures("world")
def test_o4_a_deployment_nobody_set_up_is_named() -> None:
    found = wrong()

    assert [each for each in found if "administrators" in each], found
    assert len([each for each in found if each.startswith("key ")]) == len(Purpose)


def test_o4_a_late_draw_is_named(healthy: None, moment: Moment) -> None:  # noqa: ARG001  beneath it
    moment.now = BEFORE_OPENING + timedelta(minutes=90)

    assert wrong() == ["lottery: the opening: is 30 minutes late"]
