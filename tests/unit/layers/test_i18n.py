"""Sentences: complete in three languages, the same values in each, one for everything that can be said."""

import ast
import importlib
import pkgutil
import string
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import functions
import layers
from layers import i18n
from layers.call import DECLARATIONS
from layers.errors import CODES
from layers.i18n import WHOLE, Language


def _import_everything() -> None:
    for package in (layers, functions):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


_import_everything()
SENTENCES = i18n.sentences()


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_every_sentence_exists_in_every_language_and_some_in_portuguese() -> None:
    whole = set(WHOLE)

    said = {key: {each for each, text in texts.items() if text.strip()} for key, texts in SENTENCES.items()}

    assert {key: each for key, each in said.items() if each - {Language.PT} != whole} == {}


def test_every_translation_takes_the_same_values() -> None:
    values = {key: [_placeholders(text) for text in texts.values()] for key, texts in SENTENCES.items()}

    assert {key: each for key, each in values.items() if any(one != each[0] for one in each)} == {}


def test_every_error_code_has_a_sentence() -> None:
    assert set(CODES) - SENTENCES.keys() == set()


def _written_out(function: str, position: int) -> Iterator[str]:
    """Yield the literal that calls of a function, anywhere in the code, have at a position."""
    for folder in ("functions", "layers"):
        for file in Path(folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == function:
                    given = node.args[position] if len(node.args) > position else None
                    if isinstance(given, ast.Constant):
                        yield given.value


def test_every_fault_of_a_field_has_a_sentence() -> None:
    codes = set(_written_out("FieldFault", 1))

    assert "required" in codes
    assert {f"field.{code}" for code in codes} - SENTENCES.keys() == set()


def test_n1_every_notice_has_a_sentence() -> None:
    templates = set(_written_out("notice", 1))

    assert templates
    assert {f"notice.{template}" for template in templates} - SENTENCES.keys() == set()


def test_s2_every_permission_has_a_menu_and_a_button_to_show() -> None:
    permissions = {declared.access.permission for declared in DECLARATIONS} - {""}
    keys = {key for each in permissions for key in _menu_and_button(each)}

    assert keys - SENTENCES.keys() == set()


def _menu_and_button(permission: str) -> tuple[str, str]:
    menu, button = permission.split(".")
    return f"menu.{menu}", f"button.{button}"


def test_no_catalogue_defines_a_sentence_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    twice = tmp_path / "messages.json"
    twice.write_text('{"busy": {"zh-Hans": "忙", "zh-Hant": "忙", "en": "busy"}}', encoding="utf-8")
    monkeypatch.setattr(i18n, "_catalogues", [*i18n._catalogues, twice])
    i18n.sentences.cache_clear()

    with pytest.raises(ValueError, match="busy"):
        i18n.sentences()

    monkeypatch.undo()
    i18n.sentences.cache_clear()


ACCEPTED = [
    ("", Language.ZH_HANS, "nothing said"),
    ("en-GB,en;q=0.9", Language.EN, "a region of English"),
    ("zh-CN,zh;q=0.9,en;q=0.8", Language.ZH_HANS, "the mainland"),
    ("zh-HK,zh;q=0.9", Language.ZH_HANT, "Hong Kong"),
    ("zh-MO", Language.ZH_HANT, "Macau"),
    ("zh-TW,en", Language.ZH_HANT, "Taiwan"),
    ("zh-Hant-CN", Language.ZH_HANT, "the script says it"),
    ("pt-PT,pt;q=0.9,en;q=0.8", Language.PT, "Macau's other language"),
    ("fr-FR, en;q=0.5", Language.EN, "the first that we have"),
    ("fr", Language.ZH_HANS, "none that we have"),
    ("*", Language.ZH_HANS, "anything"),
]


@pytest.mark.parametrize(("header", "expected", "comment"), ACCEPTED)
def test_the_language_of_a_browser(header: str, expected: Language, comment: str) -> None:
    assert i18n.best_language(header) is expected, comment


def test_values_are_put_into_the_sentence() -> None:
    assert i18n.say("field.too_short", Language.EN, limit=8) == "At least 8 characters."


def test_what_nobody_has_translated_into_portuguese_is_said_in_english() -> None:
    assert i18n.say("healthcode.same_person", Language.PT) == i18n.say("healthcode.same_person", Language.EN)
    assert i18n.name({"zh-Hans": "北港街道", "en": "Beigang"}, Language.PT) == "Beigang"
    assert i18n.name({"zh-Hans": "北港街道", "en": ""}, Language.PT) == "北港街道"


LENGTHS = [
    (timedelta(seconds=1.2), "Too many failed tries. Please wait 2 seconds.", "never too short"),
    (timedelta(seconds=120), "Too many failed tries. Please wait 120 seconds.", "still counted"),
    (timedelta(seconds=121), "Too many failed tries. Please wait 3 minutes.", "never too short"),
    (timedelta(minutes=30), "Too many failed tries. Please wait 30 minutes.", "a lock"),
]


@pytest.mark.parametrize(("length", "sentence", "comment"), LENGTHS)
def test_a_length_of_time_is_told_in_words(length: timedelta, sentence: str, comment: str) -> None:
    assert i18n.say("locked_out", Language.EN, wait=length) == sentence, comment


def test_an_instant_is_told_as_local_clocks_show_it() -> None:
    instant = datetime(2022, 7, 13, 12, tzinfo=UTC)

    said = i18n.say("lottery.not_published", Language.EN, publishes=instant)

    assert said == "The result is not published yet. Publication: 2022-07-13 20:00."
