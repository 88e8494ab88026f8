"""Archives that come out the same, byte for byte, whenever and wherever they are made."""

import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

_MADE = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can tell."""

_FILE, _PROGRAM = 0o644, 0o755


def compile_all(folder: Path, installed_at: str) -> None:
    """Compile every module below a folder to bytecode that is never checked against its source.

    `installed_at` is where the folder will lie, for tracebacks. Lambda's code folders are read-only, so that
    what isn't compiled here is compiled at every cold start.
    """
    command = [sys.executable, "-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash"]
    places = ["-s", str(folder), "-p", installed_at, str(folder)]
    # A process of its own with a fixed seed: what else was imported, and hashes, would show in the bytes.
    subprocess.run([*command, *places], check=True, env={**os.environ, "PYTHONHASHSEED": "0"})  # noqa: S603 - our own Python


def pack(folder: Path, archive: Path, below: str = "") -> None:
    """Write every file below a folder into an archive, in order, with nothing of when or by whom."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(below + file.relative_to(folder).as_posix(), _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, so that the permissions are read
            entry.external_attr = (stat.S_IFREG | _permissions(file)) << 16
            packed.writestr(entry, file.read_bytes())


def _permissions(file: Path) -> int:
    return _PROGRAM if file.stat().st_mode & stat.S_IXUSR else _FILE
