"""The templates as they go to CloudFormation, without the archives that they name."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from infra.package import EDGE_TEMPLATE, TEMPLATE, release
from infra.stages import STAGES

Templates = Mapping[str, Path]
"""The folder of each stage's."""


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """The templates of every stage."""
    found = {}
    for name, stage in STAGES.items():
        found[name] = tmp_path_factory.mktemp(name)
        release(stage, "arm64", found[name], empty, empty)
    return found


def empty(archive: Path) -> None:
    """Write nothing where an archive would be."""
    archive.write_bytes(b"")


def read(folder: Path, name: str = TEMPLATE) -> dict[str, Any]:
    """Return a template of a stage."""
    content: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return content


def read_edge(folder: Path) -> dict[str, Any]:
    """Return the template of what stands before a stage."""
    return read(folder, EDGE_TEMPLATE)
