"""Documents that can fail: what they name exists, and what exists is named."""

import importlib.util
import inspect
import re
from dataclasses import fields
from itertools import chain
from pathlib import Path

import msgspec
import pytest

import app
from layers import policy
from layers.call import DECLARATIONS
from layers.keys import Purpose
from layers.settings import Settings, settings
from local.resources import TABLES

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]

COUNTS = {"I": 10, "L": 11, "B": 6, "H": 15, "X": 5, "V": 11, "S": 4, "N": 3, "W": 3, "E": 3, "O": 4}
"""How many requirements each letter has."""

OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
COVERAGE = (ROOT / "docs/requirements.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_requirement_has_a_row() -> None:
    numbers = [f"{letter}{number}" for letter, count in COUNTS.items() for number in range(1, count + 1)]

    assert [number for number in numbers if f"\n| {number} |" not in COVERAGE] == []


def test_every_test_named_in_the_coverage_exists() -> None:
    named = re.findall(r"`(tests/[^`]+)`", COVERAGE)

    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_file_named_in_the_coverage_exists() -> None:
    cells = [row.split("|")[3] for row in COVERAGE.splitlines() if re.match(r"\| [A-Z]\d+ \|", row)]
    named = re.findall(r"(?:functions|layers|local|docs)/[\w/.]+\w", " ".join(cells))

    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_o4_every_setting_is_documented(setting: str) -> None:
    assert f"| `{setting}` |" in OPERATIONS


def test_o4_every_variable_is_documented() -> None:
    read = re.findall(r'env\("(\w+)"', inspect.getsource(settings))

    assert read
    assert [name for name in read if f"| `{name}` |" not in OPERATIONS] == []


@pytest.mark.parametrize("group", sorted(policy.GROUPS))
def test_o4_every_policy_is_documented(group: str) -> None:
    names = [field.name for field in msgspec.structs.fields(policy.GROUPS[group])]

    assert f"| `{group}` |" in OPERATIONS
    assert [name for name in names if f"`{name}`" not in OPERATIONS] == []


def test_every_table_and_job_is_documented() -> None:
    tables = [table.Meta.name for table in TABLES]
    jobs = [source.name for source in app.app.event_sources]

    assert [name for name in chain(tables, jobs) if f"| `{name}` |" not in OPERATIONS] == []


def test_every_route_is_documented() -> None:
    rows = [f"| `{each.name}` | {each.method} {each.path} |" for each in DECLARATIONS]

    assert [row for row in rows if row not in OPERATIONS] == []


def test_every_purpose_of_a_key_is_documented() -> None:
    assert [purpose for purpose in Purpose if f"`{purpose}`" not in OPERATIONS] == []


def test_every_folder_of_functions_is_in_the_readme() -> None:
    folders = [path.parent.name for path in sorted(ROOT.glob("functions/*/__init__.py"))]

    assert [name for name in folders if f"| `functions/{name}` |" not in README] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_in_documents_are_there(document: Path) -> None:
    modules = re.findall(r"python -m (local[\w.]*\w)", document.read_text(encoding="utf-8"))

    assert [name for name in modules if importlib.util.find_spec(name) is None] == []


def test_every_target_in_the_readme_exists() -> None:
    named = re.findall(r"^(?:\| `)?make ([a-z-]+)", README, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert named
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_resolve(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []
