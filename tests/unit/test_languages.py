"""What is said in English to who reads Portuguese is listed, catalogue by catalogue (X2)."""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "web/src" / site / "locales" for site in ("shared", "residents")]
ALL = "everything"


def test_what_portuguese_readers_are_told_in_english_is_listed() -> None:
    listed = (ROOT / "docs/languages.md").read_text(encoding="utf-8")

    assert [line for line in lines() if f"\n{line}\n" not in listed] == []


def lines() -> Iterator[str]:
    """Yield what the document has to say of each catalogue that lacks something."""
    for name, known, translated in [*of_pages(), *of_server()]:
        if missing := sorted(known - translated):
            said = ", ".join(together(known, missing)) if translated else ALL
            yield "\n".join(wrap(f"- `{name}`: {said}", 120, subsequent_indent="  ", break_on_hyphens=False))


def of_pages() -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield the catalogues of the residents' site: their keys, and those in Portuguese."""
    for folder in sorted(each for place in PAGES for each in place.iterdir()):
        translated = folder / "pt.json"
        portuguese = set(keys(read(translated))) if translated.exists() else set()
        yield str(folder.relative_to(ROOT)), set(keys(read(folder / "en.json"))), portuguese


def of_server() -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield the server's catalogues, likewise."""
    for file in sorted([*ROOT.glob("layers/*.json"), *ROOT.glob("functions/**/*.json")]):
        said = read(file)
        yield str(file.relative_to(ROOT)), set(said), {key for key, texts in said.items() if "pt" in texts}


def together(known: set[str], missing: list[str]) -> Iterator[str]:
    """Yield keys, a group of which all are missing as one."""
    for group, some in groupby(missing, lambda key: key.split(".")[0]):
        found = list(some)
        whole = len(found) == sum(key.split(".")[0] == group for key in known)
        yield from [f"{group}.*"] if whole else found


def read(path: Path) -> dict[str, Any]:
    """Return a catalogue."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def keys(tree: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """Yield the keys of a tree's sentences."""
    for key, value in tree.items():
        yield from keys(value, f"{prefix}{key}.") if isinstance(value, dict) else [f"{prefix}{key}"]
