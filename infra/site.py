"""How the built site is served, by CloudFront and by the emulator: pages, headers, for how long."""

import mimetypes
from collections.abc import Mapping
from pathlib import Path

PAGES: Mapping[str, str] = {"staff": "console.html", "gate": "gate.html"}
"""The sites beside the residents' own, by the first part of their addresses."""

FIRST_PAGE = "index.html"

# Each page says in itself what it may load; a header can only add who may frame it.
CONTENT_SECURITY = "frame-ancestors 'none'"
REFERRER = "no-referrer"

UPLOADS = "/uploads"
"""Where the site's pages send files: on to the object store, because they talk to no other host."""

_FOR_GOOD = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"

mimetypes.add_type("application/manifest+json", ".webmanifest")


def page(path: str) -> str:
    """Return the page whose router knows a path."""
    return PAGES.get(path.split("/")[1] if "/" in path else "", FIRST_PAGE)


def media_type(file: Path) -> str:
    """Return a file's Content-Type."""
    found = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def kept(file: Path) -> str:
    """Return a file's Cache-Control: built names carry a hash of their content, pages change."""
    return _FOR_GOOD if file.parent.name == "assets" else _ASK_AGAIN
