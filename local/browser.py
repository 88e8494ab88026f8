"""The browser of the browser tests: Debian's headless Chromium with fonts for Chinese, else npm's.

    python -m local.browser

The fetched one needs neither root nor Debian: `@sparticuz/chromium` carries a headless Chromium and the
libraries that small systems lack, Fontsource's Noto Sans SC the glyphs of both scripts. What is fetched
lies in `.cache/` and is checked as `local.fetch` checks it.
"""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import brotli
from fontTools.ttLib import TTFont

from local.fetch import CACHE, Package, Unavailable, fetched, place, run

_AXE = Package(
    "axe-core",
    "4.14.1",
    "1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b73"
    "4f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5",
)
_CHROMIUM = Package(
    "@sparticuz/chromium",
    "153.0.0",
    "8e2196a92bcf31dbb8f8ff538a562a011ef21063c41c8371fa50af13f36a34ef"
    "c41d8cc5ff1d615222394fa8a8548b7b744cbb9fcf1bcb24f4be4f9d9ec810c0",
)
_HEADLESS = "chromium-headless-shell"
"""Chromium without windows, Playwright's own default: four fifths of the work."""

_NOTO_SANS_SC = Package(
    "@fontsource-variable/noto-sans-sc",
    "5.3.1",
    "501f7a249d7b1f20f97a1114ec49b4843761edfbd3301e01e07ce6ab973841a3"
    "70c122ea4eb74cd92f9ca3249e06a0a45f08740f1a974f46f4c0cae6ce8ac5a5",
)

_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">files</dir>
  <cachedir prefix="relative">cache</cachedir>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A Chromium to start, and the variables it needs beside the usual ones."""

    executable: str
    environment: dict[str, str] = field(default_factory=dict)


def chromium() -> Chromium:
    """Return a Chromium that shows Chinese: installed, from Debian as root, or fetched the first time."""
    if not (_installed() and _shows_chinese()):
        _install()
    found = _installed()
    browser = Chromium(found) if found else _fetched_chromium()
    fonts = {} if _shows_chinese() else {"FONTCONFIG_FILE": str(_fetched_fonts())}
    return Chromium(browser.executable, {**browser.environment, **fonts})


def axe() -> str:
    """Return axe-core's source, fetching and checking it the first time."""
    script = CACHE / "axe-core" / "axe.min.js"
    if not script.exists():
        with fetched(_AXE) as package:
            place(package, script.parent)
    return script.read_text(encoding="utf-8")


def _installed() -> str | None:
    names = (_HEADLESS, "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def _shows_chinese() -> bool:
    with suppress(FileNotFoundError):
        return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout)
    return False


def _install() -> None:
    """Take Chromium and fonts from Debian where that is allowed; what fails there is fetched instead."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    with suppress(Unavailable):
        run("apt-get", "update", "-qq")
        run(
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            _HEADLESS,
            "fontconfig",
            "fonts-noto-cjk",
        )


def _fetched_chromium() -> Chromium:
    folder = CACHE / "chromium"
    if not folder.exists():
        with fetched(_CHROMIUM) as package:
            made = package / "made"
            made.mkdir()
            for name in ("chromium", "al2023.tar", "swiftshader.tar"):
                (made / name).write_bytes(brotli.decompress((package / "bin" / f"{name}.br").read_bytes()))
            for archive in made.glob("*.tar"):
                run("tar", "-xf", str(archive), "-C", str(made))
                archive.unlink()
            (made / "chromium").chmod(0o755)
            place(made, folder)
    libraries = [str(folder / "lib"), *os.environ.get("LD_LIBRARY_PATH", "").split(":")]
    return Chromium(str(folder / "chromium"), {"LD_LIBRARY_PATH": ":".join(filter(None, libraries))})


def _fetched_fonts() -> Path:
    """Return a fontconfig file that knows the fetched font: web font files, made into what systems read."""
    folder = CACHE / "noto-sans-sc"
    if not folder.exists():
        with fetched(_NOTO_SANS_SC) as package:
            for web_font in (package / "files").glob("*.woff2"):
                with TTFont(web_font) as font:
                    font.flavor = None
                    font.save(web_font.with_suffix(".ttf"))
                web_font.unlink()
            (package / "fonts.conf").write_text(_FONTCONFIG, encoding="utf-8")
            place(package, folder)
    return folder / "fonts.conf"


if __name__ == "__main__":
    try:
        chromium()
        axe()
    except Unavailable as reason:
        sys.exit(f"set-up: {reason}")
