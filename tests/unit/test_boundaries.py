"""The house's arrows point one way (DESIGN, "The house"): read from the imports themselves."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BELOW = {
    "admin": set(),
    "notify": set(),
    "auth": {"admin"},
    "booking": {"auth", "admin"},
    "lottery": {"booking", "auth", "admin"},
    "vaccine": {"auth", "admin"},
    "healthcode": {"vaccine", "auth", "admin"},
}
"""Which function folders each may import."""

RULES = [
    "functions/admin/accounts.py",
    "functions/admin/permissions.py",
    "functions/admin/tree.py",
    "functions/auth/documents.py",
    "functions/auth/household.py",
    "functions/auth/nationalities.py",
    "functions/auth/phones.py",
    "functions/auth/review.py",
    "functions/booking/standing.py",
    "functions/healthcode/abroad/contents.py",
    "functions/healthcode/abroad/envelopes.py",
    "functions/healthcode/abroad/jws.py",
    "functions/healthcode/abroad/likeness.py",
    "functions/healthcode/abroad/packing.py",
    "functions/healthcode/abroad/reasons.py",
    "functions/healthcode/abroad/validity.py",
    "functions/healthcode/abroad/value_sets.py",
    "functions/healthcode/clues/matters.py",
    "functions/healthcode/colours.py",
    "functions/healthcode/dashboard/figures.py",
    "functions/healthcode/exchange/conditions.py",
    "functions/healthcode/exchange/lifetimes.py",
    "functions/healthcode/facts.py",
    "functions/healthcode/organisations/membership.py",
    "functions/healthcode/registrations/plans.py",
    "functions/healthcode/reports.py",
    "functions/healthcode/rules.py",
    "functions/healthcode/scenes/kinds.py",
    "functions/healthcode/scenes/minors.py",
    "functions/healthcode/scenes/passing.py",
    "functions/lottery/chi_square.py",
    "functions/lottery/draw.py",
    "functions/lottery/eligibility.py",
    "functions/lottery/fairness.py",
    "functions/lottery/merkle.py",
    "functions/lottery/numbers.py",
    "functions/lottery/schedule.py",
    "functions/lottery/standby.py",
    "functions/vaccine/catalogue/timetable.py",
    "functions/vaccine/doses.py",
    "functions/vaccine/notices/wording.py",
    "functions/vaccine/onsite/entrance.py",
    "functions/vaccine/places.py",
    "functions/vaccine/sheets/dose_rows.py",
    "functions/vaccine/sheets/reasons.py",
    "functions/vaccine/sheets/session_rows.py",
    "functions/vaccine/statistics/coverage.py",
    "functions/vaccine/waiting/turns.py",
    "layers/ages.py",
    "layers/cells.py",
    "layers/masks.py",
]
"""The rule modules: standard library and each other only."""

WITHIN = {
    "vaccine": (
        "stores",
        "groups",
        "catalogue",
        "appointments",
        "waiting",
        "certificates",
        "records",
        "onsite",
        "statistics",
        "sheets",
        "files",
        "notices",
    ),
    "healthcode": (
        "scenes",
        "registrations",
        "organisations",
        "clues",
        "dashboard",
        "exchange",
        "abroad",
        "details",
    ),
}
"""Packages of a folder: each may import those before it, and the modules beside them, but for `service`."""

PACKED = [path for folder in WITHIN for path in sorted((ROOT / "functions" / folder).rglob("*.py"))]

LIBRARIES_OF_RULES = {"stdnum"}
"""Identity-card check digits come from python-stdnum (decision 0002)."""

ENTRANCE = "service"
"""The only module of a function folder that another may import."""


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("path", modules("layers"), ids=lambda path: path.name)
def test_layers_know_no_function(path: Path) -> None:
    outward = [name for name in imports(path) if name.split(".")[0] in {"functions", "local", "tests", "app"}]

    assert outward == []


@pytest.mark.parametrize("path", modules("functions"), ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_import_only_folders_below_and_through_their_entrance(path: Path) -> None:
    own = path.relative_to(ROOT / "functions").parts[0]
    foreign = [
        name.split(".")[1:]
        for name in imports(path)
        if name.startswith("functions.") and name.split(".")[1] != own
    ]

    assert [parts for parts in foreign if parts[0] not in BELOW[own]] == []
    assert [parts for parts in foreign if parts[1] != ENTRANCE] == []


def packages_imported(path: Path, folder: str) -> set[str]:
    parts = [name.split(".") for name in imports(path) if name.startswith(f"functions.{folder}.")]
    return {part[2] for part in parts} & {*WITHIN[folder], ENTRANCE}


@pytest.mark.parametrize("path", PACKED, ids=lambda path: str(path.relative_to(ROOT / "functions")))
def test_packages_of_a_folder_import_only_those_below(path: Path) -> None:
    folder, package, *_ = path.relative_to(ROOT / "functions").parts
    order = [*WITHIN[folder], f"{ENTRANCE}.py"]
    below = order[: order.index(package) + 1] if package in order else []

    assert packages_imported(path, folder) <= set(below)


@pytest.mark.parametrize("name", RULES)
def test_rules_are_pure(name: str) -> None:
    allowed = sys.stdlib_module_names | LIBRARIES_OF_RULES
    rules = {rule.removesuffix(".py").replace("/", ".") for rule in RULES}

    foreign = [
        each
        for each in imports(ROOT / name)
        if each.split(".")[0] not in allowed and rules.isdisjoint({each, each.rsplit(".", 1)[0]})
    ]

    assert foreign == []


@pytest.mark.parametrize(
    "path", [*modules("functions"), *modules("layers")], ids=lambda path: str(path.relative_to(ROOT))
)
def test_only_the_clock_asks_for_now_and_only_settings_read_the_environment(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    asks = [call for call in ("datetime.now(", "date.today(", "utcnow(", "time.time(") if call in text]
    assert asks == [] or path.name == "clock.py"
    assert "os.environ" not in text or path.name == "settings.py"
