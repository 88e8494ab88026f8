"""Sentences in people's languages, from JSON catalogues beside the code that uses them.

A catalogue maps a key to its sentence in each language; what Portuguese lacks is said in English. Values are
put in by `str.format`: instants as local clocks show them, lengths of time in words.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from math import ceil
from pathlib import Path

from layers import clock


class Language(StrEnum):
    """The languages in which people are spoken to; which of them a site offers is a setting."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"
    PT = "pt"


WHOLE = (Language.ZH_HANS, Language.ZH_HANT, Language.EN)
"""The languages every sentence exists in."""

_COUNTED_IN_SECONDS = 120
"""Longer waits are told in minutes: nobody counts to 1800."""

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
    shown = {name: _shown(value, language) for name, value in values.items()}
    return name(sentences()[key], language).format(**shown)


def name(names: Mapping[str, str], language: Language) -> str:
    """Return a name in a language; untranslated in simplified Chinese, to who reads Portuguese in English."""
    instead = names.get(Language.EN) if language == Language.PT else None
    return names.get(language) or instead or names[Language.ZH_HANS]


def series(names: Iterable[str], language: Language) -> str:
    """Return names one after another, parted as the language parts them."""
    return ("、" if language in (Language.ZH_HANS, Language.ZH_HANT) else ", ").join(names)


def best_language(accept_language: str) -> Language:
    """Return the first of our languages that an Accept-Language header names, else simplified Chinese.

    Quality values are taken as already in order, which browsers do.
    """
    for part in accept_language.lower().split(","):
        tag = part.split(";")[0].strip()
        if tag.startswith("en"):
            return Language.EN
        if tag.startswith("pt"):
            return Language.PT
        if tag.startswith(("zh-hant", "zh-hk", "zh-tw", "zh-mo")):
            return Language.ZH_HANT
        if tag.startswith("zh"):
            return Language.ZH_HANS
    return Language.ZH_HANS


def _shown(value: object, language: Language) -> object:
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}"
    if isinstance(value, timedelta):
        return _length(value, language)
    return value


def _length(length: timedelta, language: Language) -> str:
    seconds = ceil(length.total_seconds())
    if seconds <= _COUNTED_IN_SECONDS:
        return say("length.seconds", language, count=seconds)
    return say("length.minutes", language, count=ceil(seconds / 60))


add_catalogue(Path(__file__).with_name("messages.json"))
