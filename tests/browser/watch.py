"""What a browser does behind people's backs: foreign hosts, errors, policies violated; and its captchas."""

import re
from contextlib import suppress
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Request, Response, Route

_REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
_API = "/v1/"


class Watch:
    """Notes in `complaints` whatever must never happen in a browser, and knows the captchas by their images.

    While `expects_failures` is set, failed requests are no complaint: the test makes them fail.
    """

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.complaints: list[str] = []
        self.expects_failures = False
        self.captchas: dict[str, str] = {}
        self._host = urlsplit(address).netloc
        self._asked: set[Request] = set()
        context.on("request", self._note_request)
        context.on("response", self._note_response)
        context.on("requestfinished", lambda request: self._asked.discard(request))
        context.on("requestfailed", lambda request: self._asked.discard(request))
        context.on("console", self._note_console)
        context.on("weberror", lambda error: self.complaints.append(f"uncaught: {error.error}"))
        context.route("**/v1/captchas", self._pass_captcha)

    @property
    def is_waiting(self) -> bool:
        """The API has not answered everything yet."""
        return bool(self._asked)

    def _note_request(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme in {"http", "https", "ws", "wss"} and where.netloc != self._host:
            self.complaints.append(f"asked a foreign host: {request.url}")
        if where.path.startswith(_API):
            self._asked.add(request)

    def _note_response(self, response: Response) -> None:
        if response.status >= 500 and not self.expects_failures:
            self.complaints.append(f"{response.status} from {response.url}")

    def _note_console(self, message: ConsoleMessage) -> None:
        """Note errors, among them violations of the content security policy; a refusal is none."""
        failed = message.text.startswith("Failed to load resource") and self.expects_failures
        if message.type in {"error", "warning"} and not failed and not _REFUSED.match(message.text):
            self.complaints.append(f"console: {message.text} ({message.location['url']})")

    def _pass_captcha(self, route: Route) -> None:
        """Let a captcha through and remember which it is."""
        if self.expects_failures:
            route.continue_()
            return
        with suppress(Error):  # whoever has left the page meanwhile needs none
            answer = route.fetch()
            if answer.ok:
                captcha = answer.json()
                self.captchas[captcha["image"]] = captcha["id"]
            route.fulfill(response=answer)
