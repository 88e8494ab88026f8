"""The residents' site, the console and the gates' pages as CloudFront serves them: files, else a page."""

import mimetypes
from http import HTTPStatus
from pathlib import Path

from local.answers import Answer, refusal

_FOR_GOOD = "public, max-age=31536000, immutable"
_PAGES = {"staff": "console.html", "gate": "gate.html"}
"""The sites beside the residents' own, by the first part of their addresses."""

_HEADERS = (
    # Each page says in itself what it may load; a header can only add who may frame it.
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
)

mimetypes.add_type("application/manifest+json", ".webmanifest")


class Site:
    """The built files of `web/dist`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def answer(self, method: str, path: str) -> Answer:
        """Return a file or, for a path of a site's own, the site's page; 404 where nothing was built."""
        if method not in {"GET", "HEAD"}:
            return refusal(HTTPStatus.METHOD_NOT_ALLOWED, (("Allow", "GET, HEAD"),))
        wanted = (self._folder / path.lstrip("/")).resolve()
        inside = wanted.is_relative_to(self._folder) and wanted.is_file()
        file = wanted if inside else self._folder / _page(path)
        if not file.is_file():
            return refusal(HTTPStatus.NOT_FOUND)
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        text = "; charset=utf-8" if media_type.startswith("text/") else ""
        # Built names carry a hash of their content, so they never change; what links to them does.
        kept = _FOR_GOOD if file.parent.name == "assets" else "no-cache"
        headers = [("Content-Type", media_type + text), ("Cache-Control", kept), *_HEADERS]
        return Answer(HTTPStatus.OK, headers, file.read_bytes())


def _page(path: str) -> str:
    """Return the page whose router knows a path."""
    return _PAGES.get(path.split("/")[1] if "/" in path else "", "index.html")
