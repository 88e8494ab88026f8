"""The release holds everything that its functions need, nothing else, and comes out the same again (O1)."""

import importlib.util
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.bundle import SERVICES
from infra.functions import declared
from infra.package import CODE, EDGE_TEMPLATE, LAYER, TEMPLATE, package
from tests.deployed.conftest import ARCHITECTURE, STAGE

MOST_CODE, MOST_LAYER, MOST_UNPACKED = 4 * 2**20, 40 * 2**20, 250 * 2**20
"""Bytes. The first two are ours, so that growth is noticed; the last is Lambda's for both together."""

OURS = ("app.py", "functions/", "chalice/")
NEVER = ("tests/", "local/", "web/", "infra/", "docs/", ".chalice/", ".cache/")
UNCHECKED_HASH = 0b01
"""PEP 552's flags of bytecode that is valid whatever its source says."""

LOOK = """
import importlib, json, sys
sys.path[:0] = {places}
handlers = {handlers}
for handler in handlers:
    module, name = handler.rsplit(".", 1)
    assert callable(getattr(importlib.import_module(module), name)), handler
foreign = [m.__file__ for m in list(sys.modules.values())
           if getattr(m, "__file__", None) and not m.__file__.startswith(tuple({allowed}))]
print(json.dumps(sorted(foreign)))
"""


def names(archive: Path) -> list[str]:
    """Return the files in an archive."""
    with zipfile.ZipFile(archive) as packed:
        return packed.namelist()


@pytest.fixture(scope="module")
def unpacked(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release as it lies in Lambda: the code, and beside it the layer."""
    folder = tmp_path_factory.mktemp("unpacked")
    for name in (CODE, LAYER):
        with zipfile.ZipFile(release / name) as packed:
            packed.extractall(folder / name.removesuffix(".zip"))
    return folder


def handlers(release: Path) -> Iterator[str]:
    """Yield the handler of every function in the template."""
    resources = json.loads((release / TEMPLATE).read_text(encoding="utf-8"))["Resources"]
    for each in resources.values():
        if each["Type"] == "AWS::Serverless::Function":
            yield each["Properties"]["Handler"]


def test_o1_every_handler_is_imported_from_the_release_alone(release: Path, unpacked: Path) -> None:
    code, site = unpacked / "deployment", unpacked / "layer-deployment/python/lib/python3.11/site-packages"
    wanted = list(handlers(release))
    allowed = [str(unpacked), str(Path(importlib.util.__file__).parents[1])]
    program = LOOK.format(places=[str(code), str(site)], handlers=wanted, allowed=allowed)

    command = [sys.executable, "-I", "-S", "-c", program]
    said = subprocess.run(command, cwd=unpacked, env={}, capture_output=True, text=True, check=False)  # noqa: S603 - our own Python

    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout) == []
    assert len(wanted) == len(declared())


def test_o1_nothing_of_tests_site_or_emulator_is_shipped(release: Path) -> None:
    code = names(release / CODE)
    shipped = [name.partition("site-packages/")[2] for name in names(release / LAYER)]

    assert [name for name in code if not name.startswith((*OURS, "__pycache__/app."))] == []
    assert [name for name in [*code, *shipped] if name.startswith(NEVER) or "/tests/" in name] == []
    models = {name.split("/")[2] for name in shipped if re.match("botocore/data/[^/]+/", name)}
    assert models == SERVICES
    assert any(name.startswith("layers/") for name in shipped)
    assert not any(name.startswith("layers/") for name in code)


def test_o1_the_release_is_small_enough(release: Path) -> None:
    sizes = {name: (release / name).stat().st_size for name in (CODE, LAYER)}
    with zipfile.ZipFile(release / CODE) as code, zipfile.ZipFile(release / LAYER) as layer:
        unpacked = sum(each.file_size for each in [*code.infolist(), *layer.infolist()])

    assert sizes[CODE] < MOST_CODE
    assert sizes[LAYER] < MOST_LAYER
    assert unpacked < MOST_UNPACKED


@pytest.mark.parametrize("archive", [CODE, LAYER])
def test_o1_every_module_brings_its_bytecode(release: Path, archive: str) -> None:
    with zipfile.ZipFile(release / archive) as packed:
        files = packed.namelist()
        modules = {name for name in files if name.endswith(".py")}
        compiled = {source(name): packed.read(name)[:8] for name in files if name.endswith(".pyc")}

    assert compiled.keys() == modules
    assert {head[:4] for head in compiled.values()} == {importlib.util.MAGIC_NUMBER}
    assert {head[4] for head in compiled.values()} == {UNCHECKED_HASH}


@pytest.mark.slow
def test_o1_made_again_it_is_the_same_to_the_byte(release: Path, tmp_path: Path) -> None:
    package(STAGE, ARCHITECTURE, tmp_path)

    files = [CODE, LAYER, TEMPLATE, EDGE_TEMPLATE]
    assert [name for name in files if (release / name).read_bytes() != (tmp_path / name).read_bytes()] == []


def source(compiled: str) -> str:
    """Return the module that a file of bytecode was made of."""
    folder, _, name = compiled.rpartition("__pycache__/")
    return f"{folder}{name.split('.')[0]}.py"
