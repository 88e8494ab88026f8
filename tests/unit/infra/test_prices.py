"""The costs in docs/operations.md follow from the counted request units and the list prices (O1)."""

import re
from pathlib import Path

import pytest

from infra import prices

PAGE = (Path(__file__).resolve().parents[3] / "docs/operations.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \| [A-Z]+ /\S+ \| ([\d.]+) \| ([\d.]+) \|$", re.MULTILINE)
COUNTED = {name: (float(reads), float(writes)) for name, reads, writes in ROW.findall(PAGE)}
SAID = re.findall(r"^\| [^|]+ \| `(\w+)` \| \$([\d.]+) \| \$([\d.]+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("operation", "tables", "everything"), SAID)
def test_o1_a_million_calls_cost_what_the_page_says(operation: str, tables: str, everything: str) -> None:
    reads, writes = COUNTED[operation]

    units = reads * prices.MILLION_READS + writes * prices.MILLION_WRITES

    assert f"{units:.2f}" == tables
    assert f"{prices.of_a_million(reads, writes):.2f}" == everything


def test_o1_the_page_says_what_the_peaks_cost() -> None:
    assert {"show_code", "book_vaccination", "submit_application"} <= {operation for operation, *_ in SAID}
