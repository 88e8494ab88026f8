"""What each call costs in DynamoDB request units, as docs/operations.md says it (DESIGN, Data: budgets).

`make units` writes the table anew.
"""

import os
import re
from pathlib import Path

import pytest

from functions.admin import recent, regions, roles
from layers import keys, policy
from layers.call import Declaration
from layers.keys import Purpose
from local.engines import Engine
from tests.examples import ENDPOINTS, EXAMPLES, request, sender
from tests.units import Units, counted
from tests.world import World

PAGE = Path(__file__).resolve().parents[2] / "docs/operations.md"
BETWEEN = re.compile(r"(?<=<!-- units:begin -->\n).*(?=<!-- units:end -->)", re.DOTALL)
WRITE = "WAYSTATION_WRITE_UNITS"

Policies = dict[str, tuple[float, policy.Policy]]
"""As the process knows them: when each was read, and what it said."""

Costs = dict[str, tuple[float, float]]
"""Reads and writes by a row's first two cells."""

BY_CHANCE = {"hand_over_code": 2}
"""Units by which writes may differ: what is kept for a repetition holds the picture of a random token."""


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine, what is known stays known while a call is counted."""
    for module, name in ((policy, "_FRESH"), (recent, "_FRESH"), (keys, "_REFRESH")):
        monkeypatch.setattr(module, name, float("inf"))


@pytest.mark.emulator
def test_every_call_costs_what_operations_md_says(stack: Engine) -> None:  # noqa: ARG001  beneath the world
    found = costs()
    if os.environ.get(WRITE):
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(BETWEEN.sub(lambda _: table(found), page), encoding="utf-8")

    said = documented()

    assert found.keys() == said.keys()
    assert {call: (cost, said[call]) for call, cost in found.items() if differs(call, cost, said[call])} == {}


def differs(call: str, one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether two costs of a call, a row's first two cells, differ by more than chance lets them."""
    allowed = BY_CHANCE.get(call.split("`")[1], 0)
    return one[0] != other[0] or abs(one[1] - other[1]) > allowed


def costs() -> Costs:
    """Return what every endpoint's example costs, in order of the paths."""
    found = {}
    with World().lived_in() as world:
        policies = every_policy()
        for endpoint in sorted(ENDPOINTS, key=lambda each: (each.path, each.method)):
            units = cost(endpoint, world, policies)
            world.undo()
            found[f"`{endpoint.name}` | {endpoint.method} {endpoint.path}"] = (units.read, units.written)
    return found


def cost(endpoint: Declaration, world: World, policies: Policies) -> Units:
    """Return what an endpoint's example costs."""
    example = EXAMPLES[endpoint.name](world)
    client = world.signed_in(sender(endpoint, example, world))
    key = {"idempotency_key": "units"} if endpoint.idempotent else {}
    warm(world, policies)
    with counted() as units:
        answer = request(endpoint, example, client, **key)
    assert answer.status == endpoint.status, (endpoint.name, answer.body)
    return units


def every_policy() -> Policies:
    """Read all policies, and return how the process knows them."""
    for group in policy.GROUPS.values():
        policy.get(group)
    return dict(policy._cache)


def warm(world: World, policies: Policies) -> None:
    """Make the process know keys, policies, roles and regions, and nothing else.

    Policies are not read anew each time: what changed them is undone, and they are many.
    """
    world.forget()
    for purpose in Purpose:
        keys.current(purpose)
    policy._cache.update(policies)
    roles.granted([])
    regions.destinations()


def table(found: Costs) -> str:
    """Return the costs as the table of the page."""
    rows = [f"| {call} | {read:g} | {written:g} |\n" for call, (read, written) in found.items()]
    return "\n| operation | call | reads | writes |\n| --- | --- | --- | --- |\n" + "".join(rows) + "\n"


def documented() -> Costs:
    """Return the costs that the page tells."""
    found = BETWEEN.search(PAGE.read_text(encoding="utf-8"))
    assert found
    cells = [row.strip("| ").rsplit(" | ", 2) for row in found.group().splitlines() if row.startswith("| `")]
    return {call: (float(read), float(written)) for call, read, written in cells}
