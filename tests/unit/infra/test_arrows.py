"""The emulator is made of what the stack is made of, and nothing that is deployed knows either (O1)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
FORBIDDEN = {"infra": {"local", "tests"}, "functions": {"infra", "local"}, "layers": {"infra", "local"}}


def imported(path: Path) -> Iterator[str]:
    """Yield the top-level packages that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        yield from (name.partition(".")[0] for name in names)


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_o1_arrows_point_from_the_emulator_to_the_stack_to_the_code(folder: str) -> None:
    modules = sorted((ROOT / folder).rglob("*.py"))

    assert modules
    assert [path for path in modules if FORBIDDEN[folder] & set(imported(path))] == []
