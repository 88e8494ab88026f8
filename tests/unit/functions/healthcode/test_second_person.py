"""Only proposals and appeals bring a second person along: read from the source, whoever adds to it (H3)."""

import ast
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[4] / "functions/healthcode"
MAY = {"proposals.py", "appeals.py"}
OTHERS = [path for path in sorted(FOLDER.rglob("*.py")) if str(path.relative_to(FOLDER)) not in MAY]


CORE_STORE = re.compile(r"from functions\.healthcode import .*\bstore\b")
"""How a module names the store that writes facts; packages have stores of their own."""


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: str(path.relative_to(FOLDER)))
def test_h3_no_other_module_makes_a_second_person(path: Path) -> None:
    calls = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Second"]

    assert made == []


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: str(path.relative_to(FOLDER)))
def test_h3_facts_are_written_by_recording_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    of_facts = CORE_STORE.search(text) is not None and "store.adding(" in text
    writes = of_facts or "FactItem(" in text.replace("class FactItem(", "")

    assert not writes or str(path.relative_to(FOLDER)) in {"recording.py", "store.py"}
