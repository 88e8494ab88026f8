"""All-or-nothing writes, the refusal that fits, and patience with contention."""

import pytest
from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import VerboseClientError

from layers import transaction
from layers.errors import Busy, Conflict, DomainError
from layers.platform import PlatformItem
from layers.transaction import Check, ConditionFailed, Delete, Put, Step, Update, commit, new, until_fresh
from tests.faults import refused

pytestmark = pytest.mark.usefixtures("world", "no_pauses")


class First(Conflict):
    """One step's condition is false. Its code is not among those that must have a sentence."""

    code = "first"


class Second(Conflict):
    """Another step's condition is false."""

    code = "second"


class Counter(PlatformItem):
    """Something with a number."""

    number = NumberAttribute(default=0)


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries don't wait, so that nothing here depends on time."""
    monkeypatch.setattr(transaction, "_FIRST_PAUSE", 0.0)


def _counter(name: str, number: int = 0) -> Counter:
    return Counter("TEST", name, number=number)


def _numbers() -> dict[str, int]:
    return {item.sk: int(item.number) for item in Counter.query("TEST", consistent_read=True)}


def _at_least(name: str, number: int, otherwise: DomainError | type[Exception]) -> Check:
    return Check(item=_counter(name), condition=Counter.number >= number, otherwise=otherwise)


def test_a_single_step_is_written() -> None:
    commit(new(_counter("a", 1)))

    commit(Update(item=_counter("a"), actions=[Counter.number.add(4)]))

    assert _numbers() == {"a": 5}


def test_all_steps_are_written_together() -> None:
    commit(new(_counter("a", 1)), new(_counter("b", 2)), new(_counter("c", 3)))

    commit(
        Update(item=_counter("a"), actions=[Counter.number.add(1)]),
        Put(item=_counter("b", 20)),
        Delete(item=_counter("c")),
    )

    assert _numbers() == {"a": 2, "b": 20}


SINGLE = [
    (new(_counter("a", 9), First()), "put over an existing item"),
    (
        Update(
            item=_counter("a"),
            actions=[Counter.number.add(1)],
            condition=Counter.number > 5,
            otherwise=First(),
        ),
        "update against its condition",
    ),
    (Delete(item=_counter("a"), condition=Counter.number > 5, otherwise=First()), "delete against it"),
    (_at_least("a", 5, First()), "check alone"),
]


@pytest.mark.parametrize(("step", "comment"), SINGLE)
def test_a_single_step_refuses_with_its_own_refusal(step: Step, comment: str) -> None:
    commit(new(_counter("a", 1)))

    with pytest.raises(First):
        commit(step)

    assert _numbers() == {"a": 1}, comment


def test_the_first_listed_failing_step_names_the_refusal_whatever_its_kind() -> None:
    """AWS lists reasons in the order of the request; checks, deletes, puts, updates stay as listed."""
    commit(new(_counter("a", 1)))
    fine = new(_counter("b"))
    put, check = new(_counter("a", 9), Second()), _at_least("missing", 5, First())

    for steps, expected in [((fine, check, put), First), ((fine, put, check), Second)]:
        with pytest.raises(expected):
            commit(*steps)

    assert _numbers() == {"a": 1}


def test_nothing_is_written_when_one_of_many_is_refused() -> None:
    steps = [new(_counter(f"n{number:02d}")) for number in range(20)]

    with pytest.raises(First):
        commit(*steps, _at_least("missing", 1, First()))

    assert _numbers() == {}


def test_a_step_without_a_refusal_says_that_what_was_read_is_stale() -> None:
    commit(new(_counter("a")))

    with pytest.raises(ConditionFailed):
        commit(new(_counter("a")), new(_counter("b")))


CONTENTION = [
    ("TransactWriteItems", ("TransactionConflict", "None"), "TransactionCanceledException", "another one"),
    ("TransactWriteItems", ("ThrottlingError", "None"), "TransactionCanceledException", "a hot item"),
    ("TransactWriteItems", (), "TransactionInProgressException", "the same one again"),
    ("TransactWriteItems", (), "ThrottlingException", "a hot table"),
]


@pytest.mark.parametrize(("operation", "reasons", "code", "comment"), CONTENTION)
def test_contention_is_tried_again_until_it_is_over(
    operation: str, reasons: tuple[str, ...], code: str, comment: str
) -> None:
    with refused(operation, 9, *reasons, code=code) as told:
        commit(new(_counter("a")), new(_counter("b")))

    assert len(told) == 9, comment
    assert _numbers() == {"a": 0, "b": 0}


def test_a_single_write_is_tried_again_too() -> None:
    with refused("PutItem", 9, code="TransactionConflictException") as told:
        commit(new(_counter("a")))

    assert (len(told), _numbers()) == (9, {"a": 0})


def test_contention_without_end_is_busy_and_changes_nothing() -> None:
    with (
        refused("TransactWriteItems", 99, "TransactionConflict", "None") as told,
        pytest.raises(Busy) as busy,
    ):
        commit(new(_counter("a")), new(_counter("b")))

    assert (len(told), busy.value.retry_after) == (10, 1)
    assert _numbers() == {}


def test_a_refusal_counts_even_where_another_step_is_contended() -> None:
    with (
        refused("TransactWriteItems", 1, "TransactionConflict", "ConditionalCheckFailed"),
        pytest.raises(Second),
    ):
        commit(new(_counter("a"), First()), new(_counter("b"), Second()))


def test_what_is_no_contention_is_raised_as_it_is() -> None:
    with (
        refused("TransactWriteItems", 1, "ValidationError", "None") as told,
        pytest.raises(VerboseClientError),
    ):
        commit(new(_counter("a")), new(_counter("b")))

    assert len(told) == 1


def test_a_change_is_made_again_from_what_is_there_now() -> None:
    commit(new(_counter("a", 1)))
    reads = []

    def add_one() -> int:
        read = int(Counter.get("TEST", "a", consistent_read=True).number)
        reads.append(read)
        if len(reads) < 3:
            commit(Update(item=_counter("a"), actions=[Counter.number.add(10)]))
        commit(Put(item=_counter("a", read + 1), condition=Counter.number == read))
        return read + 1

    result = until_fresh(add_one)

    assert (reads, result, _numbers()) == ([1, 11, 21], 22, {"a": 22})


def test_a_change_that_never_gets_through_is_busy() -> None:
    tries = []

    def stale() -> None:
        tries.append(1)
        raise ConditionFailed

    with pytest.raises(Busy):
        until_fresh(stale)

    assert len(tries) == 10


def test_a_refusal_ends_a_change_at_once() -> None:
    tries = []

    def refuse() -> None:
        tries.append(1)
        raise First

    with pytest.raises(First):
        until_fresh(refuse)

    assert len(tries) == 1
