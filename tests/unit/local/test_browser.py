"""The browser tests take an installed browser; what is fetched instead is checked before it is used."""

import os
from pathlib import Path

import pytest

from local import browser, fetch
from local.browser import Chromium

WRONG_NPM = """#!/bin/sh
# npm pack --silent --pack-destination FOLDER PACKAGE@VERSION
echo "not what was reviewed" > "$4/sparticuz-chromium-153.0.0.tgz"
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with programs, and nobody is root."""
    monkeypatch.setattr(fetch, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(browser, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, name: str, text: str = "#!/bin/sh\n") -> str:
    """Write a program into a folder and return its path."""
    file = folder / name
    file.write_text(text)
    file.chmod(0o755)
    return str(file)


def test_an_installed_browser_that_shows_chinese_is_taken_as_it_is(programs: Path) -> None:
    installed = program(programs, "chromium")
    program(programs, "fc-list", "#!/bin/sh\necho /usr/share/fonts/noto.ttc\n")

    assert browser.chromium() == Chromium(installed)


def test_of_two_browsers_the_one_without_windows_is_taken(programs: Path) -> None:
    program(programs, "chromium")
    headless = program(programs, "chromium-headless-shell")
    program(programs, "fc-list", "#!/bin/sh\necho /usr/share/fonts/noto.ttc\n")

    assert browser.chromium().executable == headless


def test_a_fetched_font_is_added_where_none_is_installed(programs: Path) -> None:
    installed = program(programs, "chromium")
    program(programs, "fc-list")
    (programs / "cache" / "noto-sans-sc").mkdir(parents=True)

    fonts = programs / "cache" / "noto-sans-sc" / "fonts.conf"
    assert browser.chromium() == Chromium(installed, {"FONTCONFIG_FILE": str(fonts)})


def test_a_browser_that_was_not_reviewed_is_not_used(programs: Path) -> None:
    program(programs, "npm", WRONG_NPM)

    with pytest.raises(fetch.Unavailable, match="not the package that was reviewed"):
        browser.chromium()

    assert not (programs / "cache" / "chromium").exists()
