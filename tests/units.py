"""What calls cost in DynamoDB request units, by AWS's published rules, from what they read and write.

DynamoDB Local counts transactions, misses and empty queries wrongly (awslabs/amazon-dynamodb-local-samples,
issues 7 and 31), so what it says is taken only of queries that leave out what they read.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import ceil
from typing import Any

from layers.settings import settings
from layers.tables import connection, definition
from local.resources import TABLES
from tests import journal
from tests.journal import Item, Key

_BEFORE, _AFTER = "before-parameter-build.dynamodb", "after-call.dynamodb"
_A_READ, _A_WRITE = 4096, 1024
"""Bytes of an item that one unit pays for."""


class Units:
    """Request units consumed by reading and by writing."""

    def __init__(self) -> None:
        self.read = self.written = 0.0
        self._indexes = dict(_indexes(definition(table)) for table in TABLES)

    def note(self, params: Mapping[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        """Note a request on its way out; PynamoDB's reads ask for their cost, the tests' own don't."""
        before = {key: journal.read(key) for _, key in journal.writes(model.name, params)}
        if before or "ReturnConsumedCapacity" in params:
            context["params"], context["before"] = params, before

    def add(self, parsed: Mapping[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        """Add what an answered request cost; refused ones are no part of a good call."""
        if "params" not in context or "Error" in parsed:
            return
        factor = 2 if model.name == "TransactWriteItems" else 1
        for key, before in context["before"].items():
            self.written += factor * self._writing(key, before, journal.read(key))
        if not context["before"]:
            self.read += _reading(model.name, context["params"], parsed)

    def _writing(self, key: Key, before: Item | None, after: Item | None) -> int:
        entries = (_entry(before, after, index) for index in self._indexes[key[0]])
        return max(_units(before, _A_WRITE), _units(after, _A_WRITE)) + sum(entries)


@contextmanager
def counted() -> Iterator[Units]:
    """Count the units of everything that the application asks of DynamoDB meanwhile."""
    units, events = Units(), connection().client.meta.events
    events.register(_BEFORE, units.note)
    events.register(_AFTER, units.add)
    try:
        yield units
    finally:
        events.unregister(_BEFORE, units.note)
        events.unregister(_AFTER, units.add)


def _reading(operation: str, params: Mapping[str, Any], parsed: Mapping[str, Any]) -> float:
    if operation == "BatchGetItem":
        return sum(
            (0.5, 1)[bool(asked.get("ConsistentRead"))] * _of_batch(parsed["Responses"].get(table, []), asked)
            for table, asked in params["RequestItems"].items()
        )
    # What finds nothing costs as much as what finds little.
    least = 1 if params.get("ConsistentRead") else 0.5
    if "Items" in parsed and parsed["Count"] == parsed["ScannedCount"]:
        return least * max(1, ceil(sum(map(size, parsed["Items"])) / _A_READ))
    return max(least, float(parsed["ConsumedCapacity"]["CapacityUnits"]))


def _of_batch(found: list[Item], asked: Mapping[str, Any]) -> int:
    return sum(_units(item, _A_READ) for item in found) + len(asked["Keys"]) - len(found)


def _indexes(table: Mapping[str, Any]) -> tuple[str, list[tuple[str, ...]]]:
    """Return a table's name and the key attributes of its indexes, all of which hold whole items."""
    indexes = table.get("GlobalSecondaryIndexes", [])
    assert all(index["Projection"] == {"ProjectionType": "ALL"} for index in indexes)
    name = table["TableName"].removeprefix(settings().table_prefix)
    return name, [tuple(each["AttributeName"] for each in index["KeySchema"]) for index in indexes]


def _entry(before: Item | None, after: Item | None, index: tuple[str, ...]) -> int:
    """Return what a write costs in an index: nothing where it changes nothing there, two for a move."""
    old = [before[name] for name in index if before and name in before]
    new = [after[name] for name in index if after and name in after]
    was, becomes = len(old) == len(index), len(new) == len(index)
    if was and becomes and old == new:
        return 0 if before == after else max(_units(before, _A_WRITE), _units(after, _A_WRITE))
    return was * _units(before, _A_WRITE) + becomes * _units(after, _A_WRITE)


def _units(item: Item | None, paid: int) -> int:
    return max(1, ceil(size(item or {}) / paid))


def size(item: Item) -> int:
    """Return an item's size in bytes as AWS counts it: names, values, three bytes for a list or map."""
    return sum(len(name.encode()) + _size(value) for name, value in item.items())


def _size(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return len(content.strip("-").replace(".", "")) // 2 + 2
        case "B":
            return len(content)
        case "SS" | "NS" | "BS":
            return sum(_size({kind[0]: each}) for each in content)
        case "L":
            return 3 + sum(1 + _size(each) for each in content)
        case "M":
            return 3 + size(content) + len(content)
    return 1
