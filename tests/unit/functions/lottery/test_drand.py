"""Fetching a beacon round (L7): from a relay with TLS on this machine, which answers as told."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from functions.lottery import drand
from functions.lottery.beacon import CHAIN_HASH
from functions.lottery.drand import BeaconUnavailable, Round

ANSWERS = {
    1: (200, '{"round":1,"randomness":"1466","signature":"b55e"}'),
    2: (425, "too early"),
    3: (200, "<html>maintenance</html>"),
    4: (200, '{"round":"4","signature":null}'),
    5: (302, ""),
    6: (200, '{"round":6,"signature":"' + "0" * 20_000 + '"}'),
}


class Relay(BaseHTTPRequestHandler):
    """Answers `/{chain hash}/public/{round}`; round 5 is said to be elsewhere, namely at round 1."""

    def do_GET(self) -> None:
        folder, _, number = self.path.rpartition("/")
        status, body = ANSWERS[int(number)] if folder == f"/{CHAIN_HASH}/public" else (404, "")
        self.send_response(status)
        self.send_header("Location", f"{folder}/1")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "relay")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    private = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    path = tmp_path_factory.mktemp("relay") / "relay.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def relay(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a running relay whose certificate is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with HTTPServer(("127.0.0.1", 0), Relay) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


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
