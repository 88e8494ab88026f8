"""Cuts a server off: Python runs this first where the folder is on its path.

It lets the process connect to the ports of WAYSTATION_TEST_PORTS on this machine only. Every other try fails,
and is written to the file of WAYSTATION_TEST_TRIES.
"""

import os
import sys
from pathlib import Path
from typing import Any

_PORTS = {int(port) for port in os.environ["WAYSTATION_TEST_PORTS"].split()}
_TRIES = Path(os.environ["WAYSTATION_TEST_TRIES"])
_HERE = ("127.0.0.1", "localhost", None)


def _cut(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host, port = arguments[1][:2]
        allowed = host in _HERE and port in _PORTS
    elif event == "socket.getaddrinfo":
        allowed = arguments[0] in _HERE
    else:
        return
    if not allowed:
        with _TRIES.open("a", encoding="utf-8") as tries:
            tries.write(f"{event} {arguments[-1]}\n")
        raise ConnectionRefusedError("this server is cut off")


sys.addaudithook(_cut)
