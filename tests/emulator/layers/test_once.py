"""What must happen once happens once, however many ask for it at the same moment."""

from functools import partial
from itertools import count

import pytest

from layers import application, idempotency, keys, outbox, policy
from layers.changes import apply
from layers.errors import StillRunning
from layers.keys import Purpose
from layers.outbox import Channel, Letter
from layers.policy import Policy, PolicyChanged
from layers.transaction import commit
from local.invocation import Context
from tests.threads import at_once, refusals

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("stack")]


class Pace(Policy, frozen=True):
    """A group of policies for this test."""

    steps: int = 3


@pytest.fixture
def pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(policy.GROUPS, "pace", Pace)


def test_a_call_with_one_idempotency_key_is_made_once() -> None:
    number = count(1)

    def call() -> str:
        application._context.set(Context("create"))
        return idempotency.once("create|officer-1|key-1", b"{}", lambda: f"made {next(number)}")

    outcomes = at_once([call] * 8)

    assert next(number) == 2
    assert {each for each in outcomes if isinstance(each, str)} == {"made 1"}
    assert set(refusals(outcomes)) <= {StillRunning}


@pytest.mark.usefixtures("pace")
def test_a_policy_changes_once_from_a_version() -> None:
    changes = [
        partial(lambda steps: commit(*policy.change("pace", {"steps": steps}, 0, "officer-1", "why")), steps)
        for steps in range(10, 18)
    ]

    outcomes = at_once(changes)

    assert refusals(outcomes) == [PolicyChanged] * 7
    assert len(policy.history("pace")) == 1


def test_n2_a_message_is_written_once() -> None:
    letter = Letter("+8613800138000", "text")
    steps = [outbox.write("draw#1", Channel.SMS, "draw_won", letter) for _ in range(8)]

    outcomes = at_once([partial(apply, tell=[step]) for step in steps])

    assert refusals(outcomes) == [outbox.Already] * 7


def test_o4_processes_that_start_together_make_one_key() -> None:
    def start() -> list[int]:
        keys.forget()
        return [key.version for key in keys.versions(Purpose.SLIP)]

    outcomes = at_once([start] * 6)

    assert outcomes == [[1]] * 6
