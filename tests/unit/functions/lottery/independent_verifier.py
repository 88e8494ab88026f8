"""A verifier written from docs/draw.md alone: naive and recursive, and knowing none of our code.

It serves no user. Where it and the system disagree, the page and the system disagree.
"""

import hashlib
from typing import Any


def is_right(proof: dict[str, Any]) -> bool:
    """Tell whether a complete proof (without looking at the beacon's signature) is right."""
    seed = seed_of(proof)
    decided = draw(proof["lines"], sorted(proof["quotas"].items()), seed)
    right = [
        digest(bytes.fromhex(proof["secret"])).hex() == proof["commitment"],
        tree([line.encode() for line in proof["lines"]]).hex() == proof["root"],
        sorted(proof["lines"]) == proof["lines"],
        {day: won for day, won, _ in decided} == proof["winners"],
        {day: waiting for day, _, waiting in decided} == proof["standby"],
    ]
    return all(right)


def digest(octets: bytes) -> bytes:
    return hashlib.new("sha256", octets).digest()


def tree(leaves: list[bytes]) -> bytes:
    match leaves:
        case []:
            return digest(b"")
        case [leaf]:
            return digest(bytes([0]) + leaf)
        case _:
            k = power_below(len(leaves))
            return digest(bytes([1]) + tree(leaves[:k]) + tree(leaves[k:]))


def power_below(number: int, power: int = 1) -> int:
    return power if power * 2 >= number else power_below(number, power * 2)


def seed_of(proof: dict[str, Any]) -> str:
    randomness = "" if proof["beacon"] is None else proof["beacon"]["randomness"]
    parts = ["waystation-draw-1", proof["period"], proof["root"], proof["secret"], randomness]
    return digest("|".join(parts).encode("utf-8")).hex()


def draw(
    lines: list[str], quotas: list[tuple[str, int]], seed: str
) -> list[tuple[str, list[str], list[str]]]:
    """Return winners and standby of the first date, then those of the others among who is left."""
    if not quotas:
        return []
    (day, places), *later = quotas
    ordered = sorted(
        (line for line in lines if day in line.split("|")[2].split(",")),
        key=lambda line: digest("|".join([seed, day, line.split("|")[0]]).encode()).hex(),
    )
    won = first_while_places(ordered, places)
    left = [line for line in lines if line not in won]
    standby = [line for line in ordered if line not in won]
    return [(day, tickets(won), tickets(standby)), *draw(left, later, seed)]


def first_while_places(ordered: list[str], places: int) -> list[str]:
    if places <= 0 or not ordered:
        return []
    size = int(ordered[0].split("|")[1])
    return [ordered[0], *first_while_places(ordered[1:], places - size)]


def tickets(lines: list[str]) -> list[str]:
    return [line.split("|")[0] for line in lines]
