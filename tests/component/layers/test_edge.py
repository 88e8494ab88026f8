"""Callers are told apart by their own addresses, behind CloudFront too, and nobody can invent one (O1)."""

import pytest

from layers.serving import EDGE_PROOF, VIEWER
from layers.settings import settings
from tests.factories import Client

SECRET, OLDER = "s" * 32, "o" * 32
_LIMIT = 1000


@pytest.fixture(autouse=True)
def edge(world: object, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001  beneath it
    """A deployment behind CloudFront, while its secret rotates."""
    monkeypatch.setenv("WAYSTATION_EDGE_SECRETS", f"{SECRET} {OLDER}")
    settings.cache_clear()


def asked_until_refused(client: Client, **headers: str) -> int:
    """Ask for captchas until there are too many from one address, and return how many there were."""
    for number in range(_LIMIT):
        if client.post("/v1/captchas", **headers).status == 429:
            return number
    return _LIMIT


def by_the_edge(viewer: str, secret: str = SECRET) -> dict[str, str]:
    """Return what CloudFront adds to a viewer's request."""
    return {EDGE_PROOF: secret, VIEWER: viewer}


def test_o1_viewers_behind_the_edge_have_limits_of_their_own(client: Client) -> None:
    spent = asked_until_refused(client, **by_the_edge("203.0.113.1"))

    again = client.post("/v1/captchas", **by_the_edge("203.0.113.1"))
    other = client.post("/v1/captchas", **by_the_edge("203.0.113.2", OLDER))

    assert 0 < spent < _LIMIT
    assert (again.status, other.status) == (429, 201)


@pytest.mark.parametrize(
    ("headers", "comment"),
    [
        ({VIEWER: "203.0.113.2"}, "says whom it asks for and proves nothing"),
        ({EDGE_PROOF: "x" * 32, VIEWER: "203.0.113.2"}, "proves it with something else"),
        ({EDGE_PROOF: "", VIEWER: "203.0.113.2"}, "proves it with nothing"),
    ],
)
def test_o1_who_is_not_the_edge_counts_as_who_is_connected(
    client: Client, headers: dict[str, str], comment: str
) -> None:
    asked_until_refused(client)

    answer = client.post("/v1/captchas", **headers)

    assert answer.status == 429, comment


def test_o1_without_a_secret_nobody_is_the_edge(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYSTATION_EDGE_SECRETS", "")
    settings.cache_clear()
    asked_until_refused(client)

    answer = client.post("/v1/captchas", **by_the_edge("203.0.113.2", ""))

    assert answer.status == 429
