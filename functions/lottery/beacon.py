"""The public randomness beacon drand quicknet: its rounds by the clock, and proof of a round (L7).

The constants are those of `/{chain hash}/info` at any relay, announced in the drand blog of
2023-10-16, "quicknet is live on the League of Entropy mainnet".
"""

import re
from datetime import UTC, datetime, timedelta

CHAIN_HASH = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
PUBLIC_KEY = (
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
    "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
    "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
GENESIS = datetime.fromtimestamp(1692803367, UTC)
"""The instant of round 1."""
PERIOD = timedelta(seconds=3)

_SIGNATURE = re.compile("[0-9a-f]{96}")


class BeaconInvalid(ValueError):
    """A signature that the beacon did not make for this round."""


def first_round(instant: datetime) -> int:
    """Return the number of the first round at or after an aware instant."""
    periods = -((GENESIS - instant) // PERIOD)
    return max(1, periods + 1)


def instant_of(number: int) -> datetime:
    """Return the instant, in UTC, at which a round becomes known."""
    return GENESIS + (number - 1) * PERIOD


def verify(number: int, signature: str) -> str:
    """Return the randomness of a round in hex, proven by its signature (96 hex digits).

    Raises BeaconInvalid unless the beacon's key signed exactly this round.
    """
    if not _SIGNATURE.fullmatch(signature):  # on anything else the library aborts, not raises
        raise BeaconInvalid(f"round {number}: the signature is not 48 bytes in lower-case hex")
    from drand_verify import verify_quicknet

    try:
        randomness: str = verify_quicknet(number, signature, PUBLIC_KEY)
    except (ValueError, OverflowError) as error:
        raise BeaconInvalid(f"round {number}: {error}") from error
    return randomness
