"""Fetching a beacon round (L7): from a relay with TLS on this machine, which answers as told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from functions.lottery import drand
from functions.lottery.beacon import CHAIN_HASH
from functions.lottery.drand import BeaconUnavailable, Round
from tests import tls
from tests.tls import Page

ANSWERS = {
    1: (200, '{"round":1,"randomness":"1466","signature":"b55e"}'),
    2: (425, "too early"),
    3: (200, "<html>maintenance</html>"),
    4: (200, '{"round":"4","signature":null}'),
    5: (302, ""),
    6: (200, '{"round":6,"signature":"' + "0" * 20_000 + '"}'),
}


def page(path: str) -> Page:
    """Answer `/{chain hash}/public/{round}`; round 5 is said to be elsewhere, namely at round 1."""
    folder, _, number = path.rpartition("/")
    status, body = ANSWERS[int(number)] if folder == f"/{CHAIN_HASH}/public" else (404, "")
    return Page(status, body, f"{folder}/1")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 with its key, in one file."""
    return tls.certificate(tmp_path_factory.mktemp("relay"))


@pytest.fixture
def relay(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a running relay whose certificate is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with tls.serving(page, certificate) as address:
        yield address


def test_l7_a_round_is_fetched_from_the_chain_quicknet(relay: str) -> None:
    fetched = drand.fetch(relay + "/", 1)

    assert fetched == Round(1, "b55e")


NO_ROUND = {"not there yet": 2, "no JSON": 3, "not a round's form": 4, "elsewhere": 5, "far too long": 6}


@pytest.mark.parametrize("number", NO_ROUND.values(), ids=NO_ROUND)
def test_l7_what_is_no_round_is_unavailable(relay: str, number: int) -> None:
    with pytest.raises(BeaconUnavailable, match=f"public/{number}"):
        drand.fetch(relay, number)


def test_l7_a_relay_is_asked_over_https_only(relay: str, tmp_path: Path) -> None:
    for address in (relay.replace("https", "http"), tmp_path.as_uri()):
        with pytest.raises(BeaconUnavailable, match="unknown url type"):
            drand.fetch(address, 1)


def test_l7_a_relay_with_an_unknown_certificate_is_not_believed(
    relay: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))

    with pytest.raises(BeaconUnavailable, match="CERTIFICATE_VERIFY_FAILED"):
        drand.fetch(relay, 1)
