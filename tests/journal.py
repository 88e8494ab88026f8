"""What is written to tables and objects: compared with what was there before, and taken back."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from layers import aws, objects
from layers.settings import settings
from layers.tables import connection

Key = tuple[str, str, str]
"""Table without its prefix, partition key, sort key."""

Item = dict[str, Any]
"""An item in DynamoDB's own JSON."""

COUNTERS = ("RATE#", "ATTEMPTS#", "GAUGE#", "IDEMPOTENCY#")
"""Partitions that tell of tries only."""

_EVENTS = ("before-parameter-build.dynamodb", "before-parameter-build.s3")


class Journal:
    """Notes what stood at a key or an object before each writing, by whatever code of this process."""

    def __init__(self) -> None:
        self._items: list[tuple[Key, Item | None]] = []
        self._objects: list[tuple[str, bytes | None]] = []
        self._clients = (connection().client, aws.s3())
        for client, event in zip(self._clients, _EVENTS, strict=True):
            client.meta.events.register(event, self._note)

    def close(self) -> None:
        """Stop noting."""
        for client, event in zip(self._clients, _EVENTS, strict=True):
            client.meta.events.unregister(event, self._note)

    def mark(self) -> int:
        """Return this moment, for `changed`."""
        return len(self._items)

    def changed(self, since: int = 0) -> dict[Key, Item | None]:
        """Return what now stands, or None, at each key where it isn't what it was at a moment.

        Objects don't count, nor do counters of tries, which refused calls may leave behind.
        """
        before = dict(reversed(self._items[since:]))
        now = {key: _read(key) for key in before if not key[1].startswith(COUNTERS)}
        return {key: item for key, item in now.items() if item != before[key]}

    def undo_counters(self) -> None:
        """Make the counters of tries what they were, so that no limit ends a test."""
        for key, item in dict(reversed(self._items)).items():
            if key[1].startswith(COUNTERS):
                _write(key, item)

    def undo(self) -> None:
        """Make everything what it was when noting began, and begin again."""
        for key, item in dict(reversed(self._items)).items():
            _write(key, item)
        for name, content in dict(reversed(self._objects)).items():
            if content is None:
                objects.remove(name)
            else:
                objects.write(name, content, "application/json")
        self._items.clear()
        self._objects.clear()

    def _note(self, params: Mapping[str, Any], model: Any, **_: Any) -> None:
        for step in _STEPS.get(model.name, _nothing)(params):
            key = _key(step)
            self._items.append((key, _read(key)))
        if model.name in {"PutObject", "DeleteObject"}:
            self._objects.append((params["Key"], objects.read(params["Key"])))


def _nothing(_params: Mapping[str, Any]) -> Iterator[Item]:
    return iter(())


def _one(params: Mapping[str, Any]) -> Iterator[Item]:
    yield dict(params)


def _of_transaction(params: Mapping[str, Any]) -> Iterator[Item]:
    for step in params["TransactItems"]:
        for verb, part in step.items():
            if verb != "ConditionCheck":
                yield part


def _of_batch(params: Mapping[str, Any]) -> Iterator[Item]:
    for table, requests in params["RequestItems"].items():
        for request in requests:
            for part in request.values():
                yield {"TableName": table, **part}


_STEPS: dict[str, Callable[[Mapping[str, Any]], Iterator[Item]]] = {
    "PutItem": _one,
    "UpdateItem": _one,
    "DeleteItem": _one,
    "TransactWriteItems": _of_transaction,
    "BatchWriteItem": _of_batch,
}


def _key(step: Mapping[str, Any]) -> Key:
    at = step.get("Key") or step["Item"]
    table = step["TableName"].removeprefix(settings().table_prefix)
    return table, at["pk"]["S"], at["sk"]["S"]


def _place(key: Key) -> dict[str, Any]:
    table, pk, sk = key
    return {"TableName": settings().table_prefix + table, "Key": {"pk": {"S": pk}, "sk": {"S": sk}}}


def _read(key: Key) -> Item | None:
    answer = connection().client.get_item(**_place(key), ConsistentRead=True)
    item: Item | None = answer.get("Item")
    return item


def _write(key: Key, item: Item | None) -> None:
    place = _place(key)
    if item is None:
        connection().client.delete_item(**place)
    else:
        connection().client.put_item(TableName=place["TableName"], Item=item)
