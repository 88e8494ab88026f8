"""Check a draw of the room lottery by yourself: `python -m local.verify_draw FILE_OR_URL`.

This program knows what docs/draw.md says and nothing else: it shares no code with the booking system
and believes nothing that it can compute. Of libraries it needs only Python's own; with `drand-verify`
installed it also checks who signed the beacon. Copy it, read it, or write your own.

It exits with 0 when everything present is right, 1 when something is wrong, 2 when the proof can't be read.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from http.client import HTTPException
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ALGORITHM = "waystation-draw-1"

# drand quicknet, as its relays publish it at /{chain hash}/info
BEACON_KEY = (
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
    "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
    "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
BEACON_GENESIS, BEACON_PERIOD = 1692803367, 3  # seconds

AT_CLOSE = {"lines", "root"}
AT_PUBLICATION = {"secret", "beacon", "winners", "standby"}

Proof = dict[str, Any]


class Unreadable(Exception):
    """What was given is no proof document."""


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: right, wrong, or (None) something to know that proves nothing."""

    passed: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class Application:
    """One line of the proof."""

    ticket: str
    size: int
    dates: list[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A date as it must come out: its candidates in rank order, of whom the first `winners` win."""

    date: str
    order: list[str]
    winners: int


# Reading


def read(source: str) -> Proof:
    """Return the proof from a file, or from an address (redirects are followed)."""
    try:
        proof = json.loads(fetch(source))
    except (OSError, HTTPException, ValueError, RecursionError) as error:
        raise Unreadable(f"{source}: {error}") from error
    if not isinstance(proof, dict):
        raise Unreadable(f"{source}: not a JSON object")
    for key, fits in SHAPES.items():
        if key in proof and not fits(proof[key]):
            raise Unreadable(f"{source}: {key} has not the form that docs/draw.md gives it")
    for key in ("algorithm", "period", "commitment"):
        if key not in proof:
            raise Unreadable(f"{source}: {key} is missing")
    return proof


def fetch(source: str) -> bytes:
    """Return the bytes behind a file name or an address."""
    if not source.startswith(("https://", "http://")):
        return Path(source).read_bytes()
    with urlopen(source, timeout=30) as answer:
        content: bytes = answer.read()
    return content


def is_text(value: object) -> bool:
    # Printable, so that nothing from the proof can steer the terminal and paint an "ok" there.
    return isinstance(value, str) and value.isprintable()


def is_period(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9]{8}", value) is not None


def is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def is_quotas(value: object) -> bool:
    return isinstance(value, dict) and all(map(is_date, value)) and all(map(is_number, value.values()))


def is_tickets(value: object) -> bool:
    return isinstance(value, dict) and all(map(is_date, value)) and all(map(is_texts, value.values()))


def is_beacon(value: object) -> bool:
    if not isinstance(value, dict):
        return value is None
    return is_number(value.get("round")) and is_texts([value.get("signature"), value.get("randomness")])


def is_decisions(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(decision, dict) for decision in value)


SHAPES: Mapping[str, Callable[[object], bool]] = {
    "algorithm": is_text,
    "period": is_period,
    "commitment": is_text,
    "quotas": is_quotas,
    "decisions": is_decisions,
    "lines": is_texts,
    "root": is_text,
    "announced_round": is_number,
    "secret": is_text,
    "beacon": is_beacon,
    "winners": is_tickets,
    "standby": is_tickets,
}


# Computing: the numbers are those of the steps in docs/draw.md


def parse(line: str) -> Application | None:
    """Return the application in a line, None if the line is malformed (step 3)."""
    match = re.fullmatch(r"([0-9a-f]{32})\|([1-9][0-9]{0,2})\|([0-9,-]+)", line)
    if not match:
        return None
    dates = match[3].split(",")
    if not all(map(is_date, dates)) or dates != sorted(set(dates)):
        return None
    return Application(match[1], int(match[2]), dates)


def well_formed(lines: list[str]) -> list[Application]:
    return [application for application in map(parse, lines) if application]


def tree_hash(lines: list[bytes]) -> bytes:
    """Return the Merkle tree hash of RFC 6962 (step 3)."""
    if not lines:
        return sha256(b"").digest()
    if len(lines) == 1:
        return sha256(b"\x00" + lines[0]).digest()
    split = 1 << (len(lines) - 1).bit_length() - 1  # the largest power of two below the length
    return sha256(b"\x01" + tree_hash(lines[:split]) + tree_hash(lines[split:])).digest()


def seed_of(proof: Proof) -> str:
    """Return the seed (step 4)."""
    beacon = proof["beacon"]["randomness"] if proof["beacon"] else ""
    return hex_of(f"{ALGORITHM}|{proof['period']}|{proof['root']}|{proof['secret']}|{beacon}")


def rank(seed: str, day: str, ticket: str) -> str:
    """Return a ticket's rank on a date (step 5)."""
    return hex_of(f"{seed}|{day}|{ticket}")


def outcomes(applications: list[Application], quotas: dict[str, int], seed: str) -> Iterator[Outcome]:
    """Yield how each date must come out, in date order (step 5)."""
    out: set[str] = set()
    for day in sorted(quotas):
        candidates = [each for each in applications if day in each.dates and each.ticket not in out]
        candidates.sort(key=lambda each: rank(seed, day, each.ticket))
        winners, taken = 0, 0
        while winners < len(candidates) and taken < quotas[day]:
            taken += candidates[winners].size
            winners += 1
        order = [each.ticket for each in candidates]
        out.update(order[:winners])
        yield Outcome(day, order, winners)


def hex_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


# Checking


def verify(proof: Proof, noted: Mapping[str, object]) -> Iterator[Check]:
    """Check everything that is present; `noted` is what the reader wrote down earlier, by key."""
    yield agree("algorithm", proof["algorithm"], ALGORITHM)
    for key, value in noted.items():
        yield agree(f"{key} as you noted it", proof.get(key), value)
    yield from map(decided, proof.get("decisions", []))

    present = proof.keys() & (AT_CLOSE | AT_PUBLICATION)
    if not present:
        yield Check(None, "open: nothing to check yet; note the commitment, and come back after the close")
        return
    published = bool(present & AT_PUBLICATION)
    missing = (AT_CLOSE | AT_PUBLICATION | {"quotas"} if published else AT_CLOSE) - proof.keys()
    if missing:
        yield Check(False, f"incomplete: without {', '.join(sorted(missing))}, what is here proves nothing")
        return
    yield from verify_lines(proof)
    if published:
        yield from verify_draw(proof)
    else:
        yield Check(None, "closed: the draw is not published yet; note the root and the announced round")


def verify_lines(proof: Proof) -> Iterator[Check]:
    """Check what was published at close."""
    lines = proof["lines"]
    yield none_of("lines well formed", [line for line in lines if parse(line) is None])
    yield none_of("lines sorted", [line for before, line in pairwise(lines) if line < before])
    tickets = Counter(line.split("|")[0] for line in lines)
    yield none_of("no ticket twice", [ticket for ticket, times in tickets.items() if times > 1])
    yield agree(
        f"root of {len(lines)} lines", proof["root"], tree_hash([line.encode() for line in lines]).hex()
    )


def verify_draw(proof: Proof) -> Iterator[Check]:
    """Check what was published after the draw."""
    yield verify_secret(proof)
    yield from verify_beacon(proof.get("announced_round"), proof["beacon"], proof.get("decisions", []))
    applications, quotas = well_formed(proof["lines"]), proof["quotas"]
    dates = {day for each in applications for day in each.dates}
    yield none_of("a quota for every date", sorted(dates - quotas.keys()))
    for key in ("winners", "standby"):
        yield agree(f"dates of {key}", sorted(proof[key]), sorted(quotas))
    for outcome in outcomes(applications, quotas, seed_of(proof)):
        winners, standby = outcome.order[: outcome.winners], outcome.order[outcome.winners :]
        what = f"{outcome.date}, {quotas[outcome.date]} places"
        yield same_order(f"{what}: winners", proof["winners"].get(outcome.date, []), winners)
        yield same_order(f"{what}: standby", proof["standby"].get(outcome.date, []), standby)


def verify_secret(proof: Proof) -> Check:
    """Check that the secret is the one fixed at opening."""
    if not re.fullmatch("[0-9a-f]{64}", proof["secret"]):
        return Check(False, "secret: not 32 bytes in lower-case hex")
    return agree("commitment", proof["commitment"], sha256(bytes.fromhex(proof["secret"])).hexdigest())


def verify_beacon(announced: int | None, beacon: Proof | None, decisions: list[Proof]) -> Iterator[Check]:
    """Check that the beacon is the round announced at close, and genuine."""
    if beacon is None:
        yield verify_no_beacon(announced, decisions)
        return
    number, signature = beacon["round"], beacon["signature"]
    if announced is None:
        yield Check(None, "beacon: the proof names no announced round; compare with what you noted")
    else:
        yield agree("beacon round, as announced", number, announced)
    if not re.fullmatch("[0-9a-f]{96}", signature):
        yield Check(False, "beacon signature: not 48 bytes in lower-case hex")
        return
    yield agree("beacon randomness", beacon["randomness"], sha256(bytes.fromhex(signature)).hexdigest())
    yield verify_signature(number, signature)


def verify_no_beacon(announced: int | None, decisions: list[Proof]) -> Check:
    """Check that a draw without a beacon was announced as one, or made one by a public decision."""
    if announced is None:
        return Check(True, "beacon: none announced, none used")
    if any(each.get("decision") == "draw_without_beacon" for each in decisions):
        return Check(True, f"beacon: round {announced} announced, given up by the public decision above")
    return Check(False, f"beacon: round {announced} announced, but none used")


def verify_signature(number: int, signature: str) -> Check:
    """Check that drand quicknet signed this round; takes the library drand-verify."""
    what = f"beacon signature of round {number}"
    try:
        from drand_verify import verify_quicknet
    except ImportError:
        return Check(None, f"{what} NOT CHECKED: install drand-verify, or compare with a drand relay")
    try:
        verify_quicknet(number, signature, BEACON_KEY)
    except (ValueError, OverflowError) as error:
        return Check(False, f"{what}: {error}")
    known_at = datetime.fromtimestamp(BEACON_GENESIS + (number - 1) * BEACON_PERIOD, UTC)
    return Check(True, f"{what}, known to nobody before {known_at:%Y-%m-%d %H:%M:%S} UTC")


def agree(what: str, published: object, expected: object) -> Check:
    """Return whether two values are the same, and both where they are not."""
    if published == expected:
        return Check(True, f"{what}: {published}")
    return Check(False, f"{what}: the proof says {published}, right is {expected}")


def same_order(what: str, published: list[str], computed: list[str]) -> Check:
    """Return whether two lists are the same, and the first difference where they are not."""
    pairs = zip_longest(published, computed, fillvalue="nobody")
    for number, (shown, right) in enumerate(pairs, start=1):
        if shown != right:
            return Check(False, f"{what}: number {number} is {shown}, by rank it is {right}")
    return Check(True, f"{what}: {len(computed)}")


def none_of(what: str, wrong: list[str]) -> Check:
    """Return whether there is nothing wrong, and the first of it where there is."""
    return Check(not wrong, what if not wrong else f"{what}: not true of {len(wrong)}, such as {wrong[0]}")


def decided(decision: Proof) -> Check:
    """Return what staff decided in public, as something to know."""
    what, when, why = (decision.get(key) for key in ("decision", "decided_at", "reason"))
    return Check(None, f"staff decided {what!r} at {when!r}, because: {why!r}")


# Explaining one ticket


def explain(ticket: str, proof: Proof) -> Iterator[Check]:
    """Yield where a ticket stands in the lines, and its rank and the cut-off on each of its dates."""
    if "lines" not in proof:
        yield Check(None, "ticket: there are no lines before the close")
        return
    applications = well_formed(proof["lines"])
    mine = next((each for each in applications if each.ticket == ticket), None)
    if mine is None:
        yield Check(False, f"ticket: {ticket} is not among the lines")
        return
    yield Check(True, f"ticket: {ticket} is among the lines, for {mine.size} on {', '.join(mine.dates)}")
    if "winners" in proof:
        yield from explain_dates(
            mine, outcomes(applications, proof["quotas"], seed_of(proof)), seed_of(proof)
        )


def explain_dates(mine: Application, results: Iterator[Outcome], seed: str) -> Iterator[Check]:
    """Yield one application's standing on each of its dates."""
    won = ""
    for outcome in results:
        if outcome.date in mine.dates:
            text = f"out, having won {won}" if won else standing(mine.ticket, outcome, seed)
            yield Check(None, f"{outcome.date}: {text}")
        if mine.ticket in outcome.order[: outcome.winners]:
            won = outcome.date


def standing(ticket: str, outcome: Outcome, seed: str) -> str:
    """Return a candidate's place on a date in words."""
    place = outcome.order.index(ticket) + 1
    text = f"number {place} of {len(outcome.order)}, rank {rank(seed, outcome.date, ticket)}"
    if not outcome.winners:
        return f"{text}; nobody won; standby number {place}"
    cutoff = rank(seed, outcome.date, outcome.order[outcome.winners - 1])
    result = "won" if place <= outcome.winners else f"standby number {place - outcome.winners}"
    return f"{text}; cut-off {cutoff}, number {outcome.winners}; {result}"


# The command

MARKS = {True: "ok", False: "FAILED", None: "note"}


def main(arguments: list[str] | None = None) -> int:
    """Print the findings about one proof; returns the exit status."""
    options = parser().parse_args(arguments)
    try:
        proof = read(options.source)
    except Unreadable as error:
        print(f"unreadable: {error}", file=sys.stderr)
        return 2
    checks = list(verify(proof, noted(options)))
    if options.ticket and not failures(checks):
        checks += explain(options.ticket, proof)
    for check in checks:
        print(f"{MARKS[check.passed]:<7} {check.text}")
    failed = failures(checks)
    print(f"{failed} of {len(checks)} FAILED" if failed else "verified: everything present is right")
    return 1 if failed else 0


def noted(options: argparse.Namespace) -> dict[str, object]:
    """Return what the reader wrote down earlier, by key of the proof."""
    given = {
        "commitment": options.expect_commitment,
        "root": options.expect_root,
        "announced_round": options.expect_round,
    }
    return {key: value for key, value in given.items() if value is not None}


def failures(checks: list[Check]) -> int:
    return sum(check.passed is False for check in checks)


def parser() -> argparse.ArgumentParser:
    """Return the command's options."""
    command = argparse.ArgumentParser(
        "python -m local.verify_draw", description="Check a draw: docs/draw.md."
    )
    add = command.add_argument
    add("source", metavar="FILE_OR_URL", help="the proof of a period")
    add("--ticket", help="explain the rank of this ticket, and the cut-off, on each of its dates")
    add("--expect-commitment", metavar="HEX", help="the commitment you noted while the window was open")
    add("--expect-root", metavar="HEX", help="the root you noted between close and draw")
    add("--expect-round", metavar="N", type=int, help="the beacon round you noted between close and draw")
    return command


if __name__ == "__main__":
    sys.exit(main())
