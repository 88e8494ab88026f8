"""The verifier that strangers use (L7): right proofs pass, every kind of tampering is found and named."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from functions.lottery import draw
from local import verify_draw
from tests.unit.functions.lottery.periods import proof_of
from tests.unit.functions.lottery.test_draw import ANN, BEN, CAT, DAN, EVE, EXAMPLE, EXAMPLE_QUOTAS, SECRET

RECORDED = json.loads((Path(__file__).parents[2] / "recorded" / "drand_quicknet.json").read_text())["rounds"]

Proof = dict[str, Any]
OPEN: Proof = {key: EXAMPLE[key] for key in ("algorithm", "period", "commitment", "quotas")}
CLOSED: Proof = OPEN | {key: EXAMPLE[key] for key in ("lines", "root")}


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, run on a proof: its exit status, and everything it printed."""

    def run(proof: object, *options: str) -> tuple[int, str]:
        path = tmp_path / "proof.json"
        path.write_text(proof if isinstance(proof, str) else json.dumps(proof))
        status = verify_draw.main([str(path), *options])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return run


def with_beacon(recorded: Proof) -> Proof:
    """The example, drawn with a recorded round of the beacon."""
    entries = [draw.parse_line(line) for line in EXAMPLE["lines"]]
    seed = draw.seed("20220713", EXAMPLE["root"], SECRET, recorded["randomness"])
    result = draw.draw(entries, EXAMPLE_QUOTAS, seed)
    decided = {"winners": result.winners, "standby": result.standby}
    return {**EXAMPLE, **decided, "announced_round": recorded["round"], "beacon": recorded}


def test_l7_the_published_example_is_verified(run: Run) -> None:
    status, printed = run(EXAMPLE)

    assert (status, "FAILED" in printed) == (0, False)
    assert "ok      commitment" in printed
    assert "ok      2022-07-14, 2 places: winners: 2" in printed
    assert printed.endswith("verified: everything present is right\n")


@pytest.mark.parametrize(
    ("proof", "said", "comment"),
    [
        (OPEN, "open: nothing to check yet", "only the commitment"),
        (CLOSED, "closed: the draw is not published yet", "lines and root"),
        (CLOSED | {"announced_round": 1000}, "closed", "and the announced round"),
        (proof_of([], EXAMPLE_QUOTAS, SECRET), "root of 0 lines", "nobody applied"),
    ],
)
def test_l7_a_proof_is_verified_as_far_as_it_goes(run: Run, proof: Proof, said: str, comment: str) -> None:
    status, printed = run(proof)

    assert status == 0, comment
    assert said in printed


def dated(key: str, day: str, value: object) -> Proof:
    return {**EXAMPLE, key: EXAMPLE[key] | {day: value}}


LINES = EXAMPLE["lines"]
TAMPERINGS = [
    (
        EXAMPLE | {"algorithm": "waystation-draw-2"},
        "algorithm: the proof says waystation-draw-2",
        "another algorithm",
    ),
    (EXAMPLE | {"lines": [LINES[0].replace("|1|", "|2|"), *LINES[1:]]}, "root of 5 lines", "changed line"),
    (EXAMPLE | {"lines": LINES[:-1]}, "root of 4 lines", "removed line"),
    (EXAMPLE | {"lines": [LINES[1], LINES[0], *LINES[2:]]}, "lines sorted: not true of 1", "unsorted lines"),
    (
        EXAMPLE | {"lines": [LINES[0], *LINES]},
        f"no ticket twice: not true of 1, such as {ANN.ticket}",
        "twice",
    ),
    (EXAMPLE | {"lines": [LINES[0] + ",", *LINES[1:]]}, "lines well formed: not true of 1", "malformed line"),
    (EXAMPLE | {"root": EXAMPLE["commitment"]}, "root of 5 lines: the proof says 0a28", "another root"),
    (EXAMPLE | {"secret": "00" * 32}, "commitment: the proof says 0a28", "wrong secret"),
    (EXAMPLE | {"secret": "2a"}, "secret: not 32 bytes", "short secret"),
    (
        dated("quotas", "2022-07-14", 1),
        f"winners: number 2 is {BEN.ticket}, by rank it is nobody",
        "wrong quota",
    ),
    (EXAMPLE | {"quotas": {"2022-07-14": 2}}, "a quota for every date: not true of 2", "missing quotas"),
    (
        dated("winners", "2022-07-15", [CAT.ticket]),
        f"2022-07-15, 1 places: winners: number 1 is {CAT.ticket}, by rank it is {ANN.ticket}",
        "swapped winner",
    ),
    (
        dated("winners", "2022-07-15", []),
        f"number 1 is nobody, by rank it is {ANN.ticket}",
        "winner left out",
    ),
    (dated("winners", "2022-07-20", []), "dates of winners", "a date that was not drawn"),
    (
        dated("standby", "2022-07-14", [EVE.ticket, ANN.ticket]),
        f"2022-07-14, 2 places: standby: number 1 is {EVE.ticket}, by rank it is {ANN.ticket}",
        "wrong standby order",
    ),
    (EXAMPLE | {"announced_round": 1000}, "round 1000 announced, but none used", "beacon silently left out"),
    (
        {key: EXAMPLE[key] for key in EXAMPLE if key != "secret"},
        "incomplete: without secret",
        "secret withheld",
    ),
    ({key: CLOSED[key] for key in CLOSED if key != "root"}, "incomplete: without root", "root withheld"),
]


@pytest.mark.parametrize(("proof", "said", "comment"), TAMPERINGS, ids=[row[2] for row in TAMPERINGS])
def test_l7_tampering_is_found_and_named(run: Run, proof: Proof, said: str, comment: str) -> None:
    status, printed = run(proof)

    assert status == 1, comment
    assert any(line.startswith("FAILED") and said in line for line in printed.splitlines()), printed


def test_l7_a_beacon_round_is_verified_with_its_signature(run: Run) -> None:
    status, printed = run(with_beacon(RECORDED[2]))

    assert status == 0
    assert "ok      beacon round, as announced: 1000" in printed
    assert "ok      beacon signature of round 1000, known to nobody before 2023-08-23 15:59:24 UTC" in printed


def forged(randomness: str) -> Proof:
    """A round whose randomness was chosen, and a signature made up to give it."""
    return {
        "round": 1000,
        "signature": randomness,
        "randomness": sha256(bytes.fromhex(randomness)).hexdigest(),
    }


BEACONS = [
    (
        with_beacon(RECORDED[2]) | {"announced_round": 1001},
        "as announced: the proof says 1000",
        "another round",
    ),
    (with_beacon(RECORDED[2] | {"randomness": "00" * 32}), "beacon randomness", "chosen randomness"),
    (with_beacon(forged("a1" * 48)), "beacon signature of round 1000: ", "made-up signature"),
    (with_beacon(RECORDED[2] | {"signature": "zz"}), "beacon signature: not 48 bytes", "no signature"),
]


@pytest.mark.parametrize(("proof", "said", "comment"), BEACONS)
def test_l7_a_beacon_that_is_not_the_announced_or_not_genuine_is_found(
    run: Run, proof: Proof, said: str, comment: str
) -> None:
    status, printed = run(proof)

    assert status == 1, comment
    assert any(line.startswith("FAILED") and said in line for line in printed.splitlines()), printed


def test_l7_without_the_library_the_signature_is_said_to_be_unchecked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "drand_verify", None)

    status, printed = run(with_beacon(RECORDED[2]))

    assert status == 0
    assert "note    beacon signature of round 1000 NOT CHECKED" in printed
    assert "ok      beacon randomness" in printed


def test_l7_a_beacon_given_up_by_a_public_decision_is_shown_with_its_reason(run: Run) -> None:
    decision = {
        "decided_at": "2022-07-13T10:40:00Z",
        "decision": "draw_without_beacon",
        "reason": "信标中断\x1b[2K",
    }

    status, printed = run(EXAMPLE | {"announced_round": 1000, "decisions": [decision]})

    assert status == 0
    assert "note    staff decided 'draw_without_beacon' at '2022-07-13T10:40:00Z'" in printed
    assert "信标中断" in printed
    assert "\x1b" not in printed


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (
            ["--expect-commitment", EXAMPLE["commitment"], "--expect-root", EXAMPLE["root"]],
            0,
            "ok      root as you",
        ),
        (
            ["--expect-commitment", EXAMPLE["root"]],
            1,
            "FAILED  commitment as you noted it: the proof says 0a28",
        ),
        (["--expect-root", EXAMPLE["commitment"]], 1, "FAILED  root as you noted it: the proof says bc46"),
        (["--expect-round", "1000"], 1, "FAILED  announced_round as you noted it: the proof says None"),
    ],
)
def test_l7_what_was_noted_earlier_is_compared(run: Run, options: list[str], status: int, said: str) -> None:
    exit_status, printed = run(EXAMPLE, *options)

    assert exit_status == status
    assert said in printed


@pytest.mark.parametrize(
    ("ticket", "said", "comment"),
    [
        (DAN.ticket, "2022-07-14: number 1 of 4, rank 39bfd7c6", "its rank"),
        (BEN.ticket, "number 2; won", "the last winner, at the cut-off"),
        (DAN.ticket, "2022-07-16: out, having won 2022-07-14", "left out of later dates"),
        (
            EVE.ticket,
            "cut-off 55e5f26a37387e1bf71bc0a62123b495a3557da085a78db28e882f34b8d4f902",
            "the cut-off",
        ),
        (EVE.ticket, "number 2; standby number 2", "on standby"),
        (CAT.ticket, "among the lines, for 4 on 2022-07-15, 2022-07-16", "as applied for"),
    ],
)
def test_l7_a_ticket_is_explained(run: Run, ticket: str, said: str, comment: str) -> None:
    status, printed = run(EXAMPLE, "--ticket", ticket)

    assert status == 0
    assert said in printed, comment


@pytest.mark.parametrize(
    ("proof", "ticket", "status", "said"),
    [
        (OPEN, ANN.ticket, 0, "note    ticket: there are no lines before the close"),
        (CLOSED, ANN.ticket, 0, f"ok      ticket: {ANN.ticket} is among the lines, for 1"),
        (CLOSED, "0" * 32, 1, "FAILED  ticket: 00000000000000000000000000000000 is not among the lines"),
        (
            proof_of([ANN], dict.fromkeys(EXAMPLE_QUOTAS, 0), SECRET),
            ANN.ticket,
            0,
            "nobody won; standby number 1",
        ),
    ],
)
def test_l7_a_ticket_is_explained_as_far_as_the_proof_goes(
    run: Run, proof: Proof, ticket: str, status: int, said: str
) -> None:
    exit_status, printed = run(proof, "--ticket", ticket)

    assert exit_status == status
    assert said in printed


@pytest.mark.parametrize(
    ("content", "comment"),
    [
        ("", "empty"),
        ("{", "cut off"),
        ("[" * 100_000, "nested beyond reason"),
        ("[]", "no object"),
        (json.dumps(EXAMPLE | {"lines": ["\ud800"]}), "half a character"),
        (json.dumps({}), "no commitment"),
        (json.dumps(EXAMPLE | {"lines": "all"}), "lines are no list"),
        (json.dumps(EXAMPLE | {"lines": ["ok\n"]}), "a line steers the terminal"),
        (json.dumps(EXAMPLE | {"period": "20220713|"}), "a period with a bar"),
        (json.dumps(EXAMPLE | {"quotas": {"2022-07-14": True}}), "a quota is no number"),
        (json.dumps(EXAMPLE | {"quotas": {"20220714": 1}}), "no date"),
        (json.dumps(EXAMPLE | {"beacon": {"round": 1}}), "half a beacon"),
        (json.dumps(EXAMPLE | {"winners": {"2022-07-14": [1]}}), "a ticket is no text"),
        (json.dumps(EXAMPLE | {"decisions": [1]}), "a decision is no object"),
    ],
)
def test_l7_what_is_no_proof_is_unreadable(run: Run, content: str, comment: str) -> None:
    status, printed = run(content)

    assert status == 2, comment
    assert printed.startswith("unreadable: ")


class Site(BaseHTTPRequestHandler):
    """Has the proof at /proof and sends /moved there; nothing else."""

    def do_GET(self) -> None:
        status = {"/proof": 200, "/moved": 302}.get(self.path, 404)
        self.send_response(status)
        self.send_header("Location", "/proof")
        self.end_headers()
        self.wfile.write(json.dumps(EXAMPLE).encode() if status == 200 else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Site) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("path", "status"), [("/proof", 0), ("/moved", 0), ("/nothing", 2)])
def test_l7_the_proof_is_fetched_from_an_address(site: str, path: str, status: int) -> None:
    exit_status = verify_draw.main([site + path])

    assert exit_status == status


def test_l7_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    status = verify_draw.main([str(tmp_path / "nothing.json")])

    assert status == 2


def test_l7_the_verifier_shares_no_code_with_the_system() -> None:
    tree = ast.parse(Path(verify_draw.__file__).read_text())

    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} - sys.stdlib_module_names == {"drand_verify"}


def test_l7_the_verifier_runs_alone_wherever_it_is_copied(tmp_path: Path) -> None:
    program, proof = tmp_path / "verify_draw.py", tmp_path / "proof.json"
    program.write_text(Path(verify_draw.__file__).read_text())
    proof.write_text(json.dumps(EXAMPLE))

    command = [sys.executable, "-I", "-S", str(program), str(proof)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own program

    assert (done.returncode, done.stderr) == (0, "")
