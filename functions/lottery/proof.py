"""The public proof of a period (L7): what anybody needs to check its draw, no key before its time.

Kept as one object for each state, so that serving it costs the same for one reader and a million.
`docs/draw.md` says how it is checked.
"""

import msgspec
from msgspec import UNSET, UnsetType

from functions.lottery import draw
from functions.lottery.schedule import PeriodState
from functions.lottery.tables import Period
from layers import objects

_TYPE = "application/json"


class Decision(msgspec.Struct, frozen=True):
    """What staff decided about a running period, when, and the reason they gave the public."""

    decided_at: str
    decision: str
    reason: str
    details: dict[str, str] = {}


class Beacon(msgspec.Struct, frozen=True):
    """A drand round: its number, signature and randomness, both in hex."""

    round: int
    signature: str
    randomness: str


class Proof(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The proof document. Keys appear with the state that allows them: see docs/draw.md."""

    algorithm: str
    period: str
    commitment: str
    quotas: dict[str, int]
    decisions: list[Decision] | UnsetType = UNSET
    lines: list[str] | UnsetType = UNSET
    root: str | UnsetType = UNSET
    announced_round: int | UnsetType = UNSET
    secret: str | UnsetType = UNSET
    beacon: Beacon | UnsetType | None = UNSET
    winners: dict[str, list[str]] | UnsetType = UNSET
    standby: dict[str, list[str]] | UnsetType = UNSET

    @property
    def frozen_lines(self) -> list[str]:
        """The applications' lines, from the close on; none before."""
        return self.lines or []


def opened(period: Period) -> Proof:
    """Return what is public from opening on: the commitment and the quotas."""
    decided = msgspec.json.decode(period.decisions, type=list[Decision])
    return Proof(
        algorithm=draw.ALGORITHM,
        period=period.name,
        commitment=period.commitment,
        quotas=period.places,
        decisions=decided or UNSET,
    )


def closed(period: Period, lines: list[str], root: str) -> Proof:
    """Return what is public from the close on: every application's line, their root, the round to come."""
    announced = UNSET if period.beacon_round is None else int(period.beacon_round)
    return msgspec.structs.replace(opened(period), lines=lines, root=root, announced_round=announced)


def published(before: Proof, secret: bytes, beacon: Beacon | None, result: draw.Draw) -> Proof:
    """Return the complete proof."""
    return msgspec.structs.replace(
        before, secret=secret.hex(), beacon=beacon, winners=result.winners, standby=result.standby
    )


def write(proof: Proof, state: PeriodState) -> None:
    """Store the proof as it is public in a state."""
    objects.write(_name(proof.period, state), msgspec.json.encode(proof), _TYPE)


def read(period: str, state: PeriodState) -> Proof:
    """Return the stored proof of a state; raises LookupError where it was never written."""
    return msgspec.json.decode(_content(period, state), type=Proof)


def with_decisions(proof: Proof, period: Period) -> Proof:
    """Return the proof with what staff have decided until now."""
    return msgspec.structs.replace(proof, decisions=opened(period).decisions)


def text(period: Period) -> str:
    """Return the proof document that is public now."""
    if period.state == PeriodState.OPEN:
        return msgspec.json.encode(opened(period)).decode()
    shown = PeriodState.PUBLISHED if period.state == PeriodState.PUBLISHED else PeriodState.CLOSED
    if shown is PeriodState.CLOSED and period.decisions != "[]":
        # Decided after the close was written: the one case in which the stored document is not the answer.
        return msgspec.json.encode(with_decisions(read(period.name, shown), period)).decode()
    return _content(period.name, shown).decode()


def _content(period: str, state: PeriodState) -> bytes:
    if content := objects.read(_name(period, state)):
        return content
    raise LookupError(f"no proof of period {period} in state {state}")


def _name(period: str, state: PeriodState) -> str:
    return f"lottery/{period}/proof-{state}.json"
