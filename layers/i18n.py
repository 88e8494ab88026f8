"""Sentences in three languages, from JSON catalogues beside the code that uses them.

A catalogue maps a key to its sentence in each language. Values are put in by `str.format`.
"""

import json
from enum import StrEnum
from functools import cache
from pathlib import Path


class Language(StrEnum):
    """The languages every sentence exists in."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"


_catalogues: list[Path] = []


def add_catalogue(path: Path) -> None:
    """Make a catalogue's sentences available; it is read when the first sentence is asked for."""
    if path not in _catalogues:
        _catalogues.append(path)
        sentences.cache_clear()


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Return every known sentence by key and language. A key in two catalogues raises ValueError."""
    merged: dict[str, dict[str, str]] = {}
    for path in _catalogues:
        catalogue = json.loads(path.read_text(encoding="utf-8"))
        if twice := merged.keys() & catalogue.keys():
            raise ValueError(f"sentences defined twice: {sorted(twice)}")
        merged.update(catalogue)
    return merged


def say(key: str, language: Language, **values: object) -> str:
    """Return the sentence `key` in `language` with `values` put in; raises KeyError on an unknown key."""
    return sentences()[key][language].format(**values)


def best_language(accept_language: str) -> Language:
    """Return the first of our languages that an Accept-Language header names, else simplified Chinese.

    Quality values are taken as already in order, which browsers do.
    """
    for part in accept_language.lower().split(","):
        tag = part.split(";")[0].strip()
        if tag.startswith("en"):
            return Language.EN
        if tag.startswith(("zh-hant", "zh-hk", "zh-tw", "zh-mo")):
            return Language.ZH_HANT
        if tag.startswith("zh"):
            return Language.ZH_HANS
    return Language.ZH_HANS


add_catalogue(Path(__file__).with_name("messages.json"))
