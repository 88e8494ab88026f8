"""The API's contract as a file: `python -m local.openapi > web/openapi.json`.

The web client's types are made from it; CI makes it anew and compares.
"""

import json
import sys

import app  # noqa: F401  importing the application declares its endpoints
from layers import documentation, openapi
from layers.call import DECLARATIONS

SERVER = "/"
"""Pages and API share one origin, so that the file is the same for every deployment."""


def text() -> str:
    """Return the document, indented, its keys in the order of the declarations."""
    document = openapi.document(DECLARATIONS, SERVER, documentation.VERSION)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Print the document."""
    sys.stdout.write(text())


if __name__ == "__main__":
    main()
