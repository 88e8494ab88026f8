"""Check the audit log for tampering.

    python -m local.audit verify [--state .state]

Checks the deployment that the environment names, or a copy of what an emulator saved last. Prints
every fault and exits with 1, or says how much was checked.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from layers import audit
from local.engines import EngineName, environment, running


def main() -> None:
    """Verify, and exit with 1 where something was changed, removed or put back."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("action", choices=["verify"])
    parser.add_argument("--state", type=Path, help="an emulator's folder instead of the environment's AWS")
    parser.add_argument("--engine", type=EngineName, default=EngineName.MINISTACK, help="that emulator's")
    options = parser.parse_args()
    if options.state is None:
        sys.exit(verify())
    with saved(options.state, options.engine):
        sys.exit(verify())


def verify() -> int:
    """Print what was found and return the exit status."""
    found = list(audit.faults())
    for fault in found:
        print(fault)
    if not found:
        entries, chains = audit.size()
        print(f"{entries} entries in {chains} chains, untouched")
    return 1 if found else 0


@contextmanager
def saved(folder: Path, engine: EngineName) -> Iterator[None]:
    """Run an engine on a copy of a saved state: the emulator itself may be running on it."""
    with TemporaryDirectory(prefix="waystation-audit-") as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        with running(engine, Path(copy)) as here:
            os.environ.update(environment(here))
            yield


if __name__ == "__main__":
    main()
