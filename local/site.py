"""The residents' site, the console and the gates' pages as CloudFront serves them: files, else a page."""

from http import HTTPStatus
from pathlib import Path

from infra import site
from local.answers import Answer, refusal

_HEADERS = (
    ("Content-Security-Policy", site.CONTENT_SECURITY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", site.REFERRER),
)


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
        file = wanted if inside else self._folder / site.page(path)
        if not file.is_file():
            return refusal(HTTPStatus.NOT_FOUND)
        headers = [("Content-Type", site.media_type(file)), ("Cache-Control", site.kept(file)), *_HEADERS]
        return Answer(HTTPStatus.OK, headers, file.read_bytes())
