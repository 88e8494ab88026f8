"""What the staff console names exists, and what it has to name is named (W2)."""

import json
import re
from pathlib import Path

import msgspec
import pytest

import app  # noqa: F401  importing the application declares its policies
from functions.admin.permissions import MENUS
from layers import policy

ROOT = Path(__file__).resolve().parents[2]
CONSOLE = ROOT / "web/src/console"
PERMISSIONS = {f"{menu}.{button}" for menu, buttons in MENUS.items() for button in buttons}

_ASKED = re.compile(r"""(?:may\(|permission: )['"]([a-z]+\.[a-z]+)['"]""")


def _words(path: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((CONSOLE / "locales" / path).read_text(encoding="utf-8"))
    return found


def test_s2_the_console_asks_only_for_permissions_that_there_are() -> None:
    sources = [*CONSOLE.rglob("*.ts"), *CONSOLE.rglob("*.vue")]
    asked = {name for source in sources for name in _ASKED.findall(source.read_text(encoding="utf-8"))}

    assert "staff.view" in asked
    assert asked <= PERMISSIONS


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("group", sorted(policy.GROUPS))
def test_w2_every_policy_and_each_of_its_fields_has_a_name(group: str, language: str) -> None:
    words = _words(f"policies/{language}.json").get(group, {})
    fields = {field.encode_name for field in msgspec.structs.fields(policy.GROUPS[group])}

    assert {"title", "about"} | fields <= words.keys()


def test_n2_every_kind_of_message_has_a_name() -> None:
    catalogues = [*ROOT.glob("functions/**/messages*.json"), ROOT / "layers/messages.json"]
    keys = {key for each in catalogues for key in json.loads(each.read_text(encoding="utf-8"))}
    templates = {key.removeprefix("notice.") for key in keys if key.startswith("notice.")} - {"subject"}

    assert templates <= _words("site/zh-Hans.json")["template"].keys()
