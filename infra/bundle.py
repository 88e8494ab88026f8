"""What the functions are made of: the layer (`layers/` and the dependencies), and the code."""

import hashlib
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from chalice import app as runtime
from chalice.deploy.packager import DependencyBuilder
from chalice.utils import OSUtils

from infra.archive import compile_all, pack

ROOT = Path(__file__).resolve().parent.parent

PYTHON = "3.11"
"""Lambda's Python: the minor version that compiles the release."""

_SITE = f"python/lib/python{PYTHON}/site-packages"

SERVICES = frozenset({"dynamodb", "kms", "s3", "ses", "sns", "sqs", "sts", "xray"})
"""The services whose models the functions need; botocore brings four hundred, 16 MB of 26."""

_NOT_SHIPPED = ("__pycache__", "*.pyc", "*.dist-info", "tests", "testing")
"""Of dependencies: what nothing imports. Metadata stays where something reads it at run time."""

_READS_ITS_METADATA = ("aws_xray_sdk", "aws_lambda_powertools")


def layer(archive: Path, architecture: str) -> None:
    """Write the layer: dependencies for an architecture, and `layers/`."""
    with TemporaryDirectory(prefix="waystation-layer-") as temporary:
        folder = Path(temporary, "site")
        shutil.copytree(dependencies(architecture), folder)
        _copy(ROOT / "layers", folder / "layers")
        compile_all(folder, f"/opt/{_SITE}")
        pack(folder, archive, f"{_SITE}/")


def code(archive: Path) -> None:
    """Write the code: `app.py`, `functions/`, and what Chalice itself needs to run them."""
    with TemporaryDirectory(prefix="waystation-code-") as temporary:
        folder = Path(temporary)
        shutil.copy(ROOT / "app.py", folder)
        _copy(ROOT / "functions", folder / "functions")
        (folder / "chalice").mkdir()
        for name in ("__init__.py", "app.py"):
            shutil.copy(Path(str(runtime.__file__)).with_name(name), folder / "chalice")
        compile_all(folder, "/var/task")
        pack(folder, archive)


def dependencies(architecture: str) -> Path:
    """Return a folder with the dependencies as they are shipped, made when they are asked for first."""
    wanted = (ROOT / "requirements.txt").read_text()
    key = hashlib.sha256(f"{PYTHON}\n{wanted}\n{sorted(SERVICES)}".encode()).hexdigest()[:16]
    kept = ROOT / ".cache" / "lambda" / f"{architecture}-{key}"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="making-", dir=kept.parent) as temporary:
            folder = Path(temporary, "site")
            _install(folder, wanted, architecture)
            _prune(folder)
            folder.rename(kept)  # one step, so that half of it is never used
    return kept


def _install(folder: Path, lock: str, architecture: str) -> None:
    builder = DependencyBuilder(OSUtils(), architecture=architecture)
    with NamedTemporaryFile("w", prefix="requirements-", suffix=".txt") as wanted:
        wanted.write(lock)
        wanted.flush()
        builder.build_site_packages(f"cp{PYTHON.replace('.', '')}", wanted.name, str(folder))


def _prune(folder: Path) -> None:
    for pattern in _NOT_SHIPPED:
        for found in [
            path for path in folder.rglob(pattern) if path.name.partition("-")[0] not in _READS_ITS_METADATA
        ]:
            shutil.rmtree(found) if found.is_dir() else found.unlink(missing_ok=True)
    for data in (folder / "botocore/data", folder / "boto3/data"):
        for service in [path for path in data.iterdir() if path.is_dir() and path.name not in SERVICES]:
            shutil.rmtree(service)


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
