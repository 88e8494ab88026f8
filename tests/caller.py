"""A caller who gets something wrong, and checks that the refusal is a proper one."""

from dataclasses import replace
from typing import Any

from layers.call import Declaration
from layers.errors import CODES
from layers.principals import Kind
from tests import personal
from tests.examples import EXAMPLES, Example, request, sender
from tests.factories import Answer
from tests.world import World

SPENT = ("CAPTCHA#", "CODE#")
"""What a refused call may use up: a captcha, a try at a code."""


class Caller:
    """Sends an endpoint's example with something wrong in it."""

    def __init__(self, city: World, endpoint: Declaration) -> None:
        self._city = city
        self._endpoint = endpoint
        self.example = EXAMPLES[endpoint.name](city)
        self._secrets = personal.said(endpoint.body, self.example.body) if endpoint.body else set()
        self.sign_in()

    def sign_in(self) -> None:
        """Begin another session, where the endpoint needs one."""
        public = self._endpoint.access.kind is Kind.PUBLIC
        who = sender(self._endpoint, self.example, self._city)
        self._client = self._city.nobody if public else self._city.signed_in(who)

    def send(self, example: Example, **headers: str) -> Answer:
        """Send an example; a limit on how often is no reason to stop."""
        answer = request(self._endpoint, example, self._client, **headers)
        if answer.status != 429:
            return answer
        self._city.journal.undo_counters()
        return request(self._endpoint, example, self._client, **headers)

    def refused(self, comment: str, **changes: Any) -> Answer:
        """Return the refusal of the example with these changes: named, nothing written, nothing repeated."""
        before = self._city.journal.mark()
        answer = self.send(replace(self.example, **changes))
        assert 400 <= answer.status < 500, (comment, answer.body)
        assert answer.code in CODES, comment
        assert personal.found(self._secrets, str(answer.body)) == [], comment
        changed = self._city.journal.changed(before)
        assert [key for key in changed if not key[1].startswith(SPENT)] == [], comment
        return answer
