"""A period as the table has it: whether gates, applications, owners' copies and claims say the same."""

from collections import Counter
from collections.abc import Iterator

from functions.lottery import store
from functions.lottery.tables import Entry, Mine
from tests import dumps
from tests.lottery_day import NAME


def entries(name: str = NAME) -> list[Entry]:
    """Return all applications of a period."""
    return [entry for shard in range(store.SHARDS) for entry in store.entries(name, shard)]


def assert_whole(name: str = NAME) -> None:
    """Fail unless everything that is written about the period's applications agrees."""
    found = entries(name)
    assert _copies(name) == {(each.account, each.number, *each.dates) for each in found}
    assert sorted(_claims(name)) == sorted(
        (person, day, each.number) for each in found for person in each.persons for day in each.dates
    )
    people: Counter[str] = Counter()
    for each in found:
        people.update(dict.fromkeys(each.dates, len(each.persons)))
    assert store.entered(name) == Counter(day for each in found for day in each.dates)
    assert _people(name) == people
    gates = store.gates(name)
    assert sum(int(gate.applications) for gate in gates) == len(found)
    assert sum(int(gate.applicants) for gate in gates) == sum(len(each.persons) for each in found)


def _copies(name: str) -> set[tuple[str, ...]]:
    found = Mine.scan(Mine.sk == f"APPLICATION#{name}", consistent_read=True)
    return {(each.pk.removeprefix("ACCOUNT#"), each.number, *each.dates) for each in found}


def _claims(name: str) -> Iterator[tuple[str, str, str]]:
    for (_, pk, _), item in dumps.take().items.items():
        if pk.startswith(f"CLAIM#{name}#"):
            for attribute, value in item.items():
                if attribute[1:].isdigit():
                    yield pk.rsplit("#", 1)[1], _day(attribute), value["S"]


def _day(attribute: str) -> str:
    return f"{attribute[1:5]}-{attribute[5:7]}-{attribute[7:]}"


def _people(name: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for gate in store.gates(name):
        counted.update({day: int(gate.people[day]) for day in gate.people})
    return +counted
