"""What each call costs in DynamoDB request units, as docs/operations.md says it (DESIGN, Data: budgets).

`make units` writes the table anew.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from layers.call import Declaration
from layers.tables import connection
from local.engines import Engine
from tests.examples import ENDPOINTS, EXAMPLES, request, sender
from tests.world import World

PAGE = Path(__file__).resolve().parents[2] / "docs/operations.md"
BETWEEN = re.compile(r"(?<=<!-- units:begin -->\n).*(?=<!-- units:end -->)", re.DOTALL)
WRITE = "WAYSTATION_WRITE_UNITS"

READS = {"GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"}


class Units:
    """Request units consumed, by reading and by writing."""

    def __init__(self) -> None:
        self.read = self.written = 0.0

    def add(self, parsed: dict[str, Any], model: Any, **_: Any) -> None:
        """Add what one answer of DynamoDB says it cost; a write that was refused says nothing."""
        consumed = parsed.get("ConsumedCapacity", [])
        units = sum(
            each["CapacityUnits"] for each in (consumed if isinstance(consumed, list) else [consumed])
        )
        if model.name in READS:
            self.read += units
        else:
            self.written += units


@contextmanager
def counted() -> Iterator[Units]:
    """Count the units of everything this process asks of DynamoDB meanwhile."""
    units, events = Units(), connection().client.meta.events
    events.register("after-call.dynamodb", units.add)
    yield units
    events.unregister("after-call.dynamodb", units.add)


def cost(declaration: Declaration, world: World) -> Units:
    """Return what an endpoint's example costs, with keys, policies, roles and regions known."""
    example = EXAMPLES[declaration.name](world)
    client = world.signed_in(sender(declaration, example, world))
    world.forget()
    client.get("/v1/staff/me")  # makes roles and regions known where the caller is staff
    client.get("/v1/staff/policies")
    with counted() as units:
        answer = request(declaration, example, client)
    assert answer.status == declaration.status, (declaration.name, answer.body)
    return units


def counts(world: World) -> dict[str, tuple[float, float]]:
    """Return what every endpoint reads and writes, by its row's first two cells."""
    found = {}
    for declaration in sorted(ENDPOINTS, key=lambda each: (each.path, each.method)):
        units = cost(declaration, world)
        world.undo()
        found[f"`{declaration.name}` | {declaration.method} {declaration.path}"] = (units.read, units.written)
    return found


def table(found: dict[str, tuple[float, float]]) -> str:
    """Return the counts as the table of the page."""
    rows = [f"| {call} | {read:g} | {written:g} |\n" for call, (read, written) in found.items()]
    return "\n| operation | call | reads | writes |\n| --- | --- | --- | --- |\n" + "".join(rows) + "\n"


def documented() -> dict[str, tuple[float, float]]:
    """Return the counts that the page tells."""
    found = BETWEEN.search(PAGE.read_text(encoding="utf-8"))
    assert found
    cells = [row.strip("| ").rsplit(" | ", 2) for row in found.group().splitlines() if row.startswith("| `")]
    return {call: (float(read), float(written)) for call, read, written in cells}


@pytest.mark.emulator
def test_every_call_costs_what_operations_md_says(stack: Engine) -> None:  # noqa: ARG001  beneath the world
    world = World()
    try:
        found = counts(world)
    finally:
        world.close()
    if os.environ.get(WRITE):
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(BETWEEN.sub(lambda _: table(found), page), encoding="utf-8")

    said = documented()
    assert found.keys() == said.keys()
    wrong = {
        call: (units, said[call])
        for call, units in found.items()
        # Ids are random, so what they share a shard with is, too: half a unit of a read over shards.
        if abs(units[0] - said[call][0]) > 0.5 or units[1] != said[call][1]
    }
    assert wrong == {}
