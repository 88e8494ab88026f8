"""Another implementation of JOSE, npm's jose, reads our tokens and makes ones that we accept (X3, X5)."""

import json
import subprocess
from pathlib import Path
from typing import Any

from functions.healthcode.exchange.claims import Claims
from layers import clock
from local import fetch
from tests import regions
from tests.component.healthcode.exchange.conftest import Border
from tests.regions import Key, now

SCRIPT = Path(__file__).with_name("jose.mjs")


def private(key: Key) -> dict[str, Any]:
    """Return a private key as a JWK."""
    return {**key.jwk, "d": regions.text(key.secret)}


def in_node(**said: Any) -> dict[str, Any]:
    """Return what the script answers."""
    given = json.dumps(said).encode()
    command = [*fetch.node(), str(SCRIPT)]
    run = subprocess.run(command, cwd=fetch.ROOT / "web", input=given, capture_output=True, check=False)  # noqa: S603  our own script
    assert run.returncode == 0, run.stderr.decode()
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def test_x3_another_implementation_reads_ours_and_makes_ones_for_us(border: Border) -> None:
    ours, macau = border.comer.nobody.get("/v1/exchange/keys").body, border.macau
    address = border.leaver.hand_over().body["address"]

    answer = in_node(
        set=ours,
        mine={"sig": private(macau.signing), "enc": private(macau.encryption)},
        token=address.partition("#token=")[2],
        issuer=ours_address(border),
        audience=macau.issuer,
        at=clock.to_iso(now()),
        claims=macau.claims(now()),
    )

    assert answer["payload"]["name"] == "张伟强"
    assert set(answer["payload"]) == set(Claims.__struct_fields__)
    assert answer["inner"]["alg"] == "Ed25519"
    assert (answer["outer"]["alg"], answer["outer"]["enc"]) == ("ECDH-ES", "A256GCM")
    arrived = border.comer.arrive(answer["made"])
    assert (arrived.status, arrived.body["shown"]) == (201, True)


def ours_address(border: Border) -> str:
    """Return under which address we sign."""
    return str(border.comer.nobody.get("/v1/exchange").body["address"])
