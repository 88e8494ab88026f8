"""What is written to tables and objects: compared with what was there before, and taken back."""

from collections.abc import Iterator, Mapping
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
        now = {key: read(key) for key in before if not key[1].startswith(COUNTERS)}
        return {key: item for key, item in now.items() if item != before[key]}

    def wrote(self, start: str) -> bool:
        """Tell whether something was written in a partition whose key begins like this."""
        return any(key[1].startswith(start) for key, _ in self._items)

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
        for verb, key in writes(model.name, params):
            if verb != "ConditionCheck":
                self._items.append((key, read(key)))
        if model.name in {"PutObject", "DeleteObject"}:
            self._objects.append((params["Key"], objects.read(params["Key"])))


def writes(operation: str, params: Mapping[str, Any]) -> Iterator[tuple[str, Key]]:
    """Yield what a request to DynamoDB does to which key: Put, Update, Delete, or ConditionCheck."""
    if operation in {"PutItem", "UpdateItem", "DeleteItem"}:
        yield operation.removesuffix("Item"), _key(params["TableName"], params)
    for step in params.get("TransactItems", ()):
        for verb, part in step.items():
            yield verb, _key(part["TableName"], part)
    if operation == "BatchWriteItem":
        for table, requests in params["RequestItems"].items():
            for request in requests:
                for verb, part in request.items():
                    yield verb.removesuffix("Request"), _key(table, part)


def read(key: Key) -> Item | None:
    """Return what stands at a key, in DynamoDB's own JSON."""
    item: Item | None = _client().get_item(**_place(key), ConsistentRead=True).get("Item")
    return item


def _key(table: str, part: Mapping[str, Any]) -> Key:
    at = part.get("Key") or part["Item"]
    return table.removeprefix(settings().table_prefix), at["pk"]["S"], at["sk"]["S"]


def _place(key: Key) -> dict[str, Any]:
    table, pk, sk = key
    return {"TableName": settings().table_prefix + table, "Key": {"pk": {"S": pk}, "sk": {"S": sk}}}


def _write(key: Key, item: Item | None) -> None:
    place = _place(key)
    if item is None:
        _client().delete_item(**place)
    else:
        _client().put_item(TableName=place["TableName"], Item=item)


def _client() -> Any:
    """Return DynamoDB's client, whose operations its stub doesn't know."""
    return connection().client
