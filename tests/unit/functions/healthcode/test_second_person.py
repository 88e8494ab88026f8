"""Only proposals and appeals bring a second person along: read from the source, whoever adds to it (H3)."""

import ast
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[4] / "functions/healthcode"
MAY = {"proposals.py", "appeals.py"}
OTHERS = [path for path in sorted(FOLDER.glob("*.py")) if path.name not in MAY]


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_h3_no_other_module_makes_a_second_person(path: Path) -> None:
    calls = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Second"]

    assert made == []


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_h3_facts_are_written_by_recording_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    writes = "store.adding(" in text or "FactItem(" in text.replace("class FactItem(", "")

    assert not writes or path.name in {"recording.py", "store.py"}
