"""What the pages say, by key and language, as their build puts it together."""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from layers.i18n import Language
from local import fetch

_SERVER = [*fetch.ROOT.glob("functions/**/*.json"), *fetch.ROOT.glob("layers/*.json")]

Sentences = dict[str, str]
Said = str | re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """A site's sentences in one language, and the Chinese characters that its pages never show."""

    language: Language
    sentences: Sentences
    foreign: frozenset[str]

    def __call__(self, key: str, **values: object) -> Said:
        """Return a sentence with its values, singular where one is 1; a pattern where some are left open."""
        singular, *plural = self.sentences[key].split(" | ")
        text = singular if 1 in values.values() else plural[0] if plural else singular
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        if "{" not in text:
            return text
        return re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)))


def dictionary(*catalogues: str, **parts: str) -> dict[Language, Words]:
    """Return the words of a site's catalogues in every language, with those of its parts under their names.

    All are named by their folder below web/src.
    """
    printed = _printed(*catalogues, *parts.values())
    trees: dict[str, Any] = {language: {} for language in Language}
    for tree in printed[: len(catalogues)]:
        for language, sentences in tree.items():
            trees[language].update(sentences)
    for name, tree in zip(parts, printed[len(catalogues) :], strict=True):
        for language, sentences in tree.items():
            trees[language][name] = sentences
    hans, hant, english, portuguese = (dict(_flat(trees[language])) for language in Language)
    said_hans, said_hant = _characters(hans, Language.ZH_HANS), _characters(hant, Language.ZH_HANT)
    chinese = frozenset(filter(_is_chinese, said_hans | said_hant))
    both = [(text, hant[key]) for key, text in hans.items() if len(text) == len(hant[key])]
    pairs = [(here, there) for texts in both for here, there in zip(*texts, strict=True) if here != there]
    return {
        Language.ZH_HANS: Words(Language.ZH_HANS, hans, frozenset(there for _, there in pairs) - said_hans),
        Language.ZH_HANT: Words(Language.ZH_HANT, hant, frozenset(here for here, _ in pairs) - said_hant),
        Language.EN: Words(Language.EN, english, chinese),
        Language.PT: Words(Language.PT, portuguese, chinese),
    }


def _printed(*folders: str) -> list[dict[str, Any]]:
    command = [*fetch.node(), "scripts/sentences.mjs", *(f"src/{folder}" for folder in folders)]
    run = subprocess.run(command, cwd=fetch.ROOT / "web", capture_output=True, check=True)  # noqa: S603 - our own script
    printed: list[dict[str, Any]] = json.loads(run.stdout)
    return printed


def _characters(sentences: Sentences, language: Language) -> frozenset[str]:
    """Return the characters, outside ASCII, of a site and of everything that the server says."""
    catalogues = [json.loads(path.read_text(encoding="utf-8")) for path in _SERVER]
    said = [each[language] for catalogue in catalogues for each in catalogue.values()]
    return frozenset(each for text in [*sentences.values(), *said] for each in text if not each.isascii())


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _flat(tree: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, str):
            yield prefix + key, value
        else:
            yield from _flat(value, f"{prefix}{key}.")
