"""A creating call answered once: the same Idempotency-Key gets the same answer."""

from collections.abc import Iterator
from itertools import count

import pytest

from layers import application, idempotency
from layers.errors import Conflict, IdempotencyKeyReused, StillRunning
from layers.platform import PlatformItem
from layers.tables import connection
from local.invocation import Context

pytestmark = pytest.mark.usefixtures("world", "invocation")

SECRET = '{"password": "kf3-9dm"}'


@pytest.fixture
def invocation() -> Iterator[None]:
    """An invocation is under way: Powertools asks it how long it may last."""
    token = application._context.set(Context("create"))
    yield
    application._context.reset(token)


@pytest.fixture
def made() -> Iterator[int]:
    """Numbers what was made."""
    return count(1)


def test_the_same_key_gets_the_first_answer_again(made: Iterator[int]) -> None:
    answers = [idempotency.once("create|a|1", b"{}", lambda: f"made {next(made)}") for _ in range(3)]

    assert answers == ["made 1"] * 3


KEYS = [
    ("create|a|2", "another key"),
    ("create|b|1", "another caller"),
    ("edit|a|1", "another operation"),
]


@pytest.mark.parametrize(("scope", "comment"), KEYS)
def test_another_scope_is_another_call(made: Iterator[int], scope: str, comment: str) -> None:
    idempotency.once("create|a|1", b"{}", lambda: f"made {next(made)}")

    assert idempotency.once(scope, b"{}", lambda: f"made {next(made)}") == "made 2", comment


def test_the_same_key_with_another_body_is_refused(made: Iterator[int]) -> None:
    idempotency.once("create|a|1", b'{"name": "a"}', lambda: f"made {next(made)}")

    with pytest.raises(IdempotencyKeyReused):
        idempotency.once("create|a|1", b'{"name": "b"}', lambda: f"made {next(made)}")

    assert next(made) == 2


def test_a_refused_call_can_be_made_again(made: Iterator[int]) -> None:
    def refuse() -> str:
        next(made)
        raise Taken

    with pytest.raises(Taken):
        idempotency.once("create|a|1", b"{}", refuse)

    assert idempotency.once("create|a|1", b"{}", lambda: f"made {next(made)}") == "made 2"


class Taken(Conflict):
    """Somebody has it already."""

    code = "taken"


def test_a_second_call_while_the_first_goes_on_is_told_to_wait() -> None:
    def call_again() -> str:
        return idempotency.once("create|a|1", b"{}", lambda: "second")

    with pytest.raises(StillRunning) as told:
        idempotency.once("create|a|1", b"{}", call_again)

    assert told.value.retry_after == 1


def test_the_answer_is_kept_sealed() -> None:
    idempotency.once("create|a|1", b"{}", lambda: SECRET)

    stored = str(connection().client.scan(TableName=PlatformItem.Meta.table_name)["Items"])

    assert "IDEMPOTENCY#" in stored
    assert "kf3-9dm" not in stored
    assert idempotency.once("create|a|1", b"{}", lambda: "other") == SECRET
