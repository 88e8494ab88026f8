"""Fetching a round of drand quicknet from a public relay. What it says is proven by `beacon.verify`."""

import msgspec

from functions.lottery.beacon import CHAIN_HASH
from layers import https

_LARGEST_ANSWER = 10_000  # bytes; a round takes about 250


class BeaconUnavailable(Exception):
    """The relay did not answer with a round: not there yet, or no connection; try again later."""


class Round(msgspec.Struct, frozen=True):
    """A relay's claim. Its randomness is left unread: it follows from the signature, once verified."""

    round: int
    signature: str


def fetch(address: str, number: int) -> Round:
    """Return what the relay at an https address claims about a round; raises BeaconUnavailable.

    Verify the signature for the number asked, not for the number answered.
    """
    url = f"{address.rstrip('/')}/{CHAIN_HASH}/public/{number}"
    try:
        return msgspec.json.decode(https.read(url, _LARGEST_ANSWER), type=Round)
    except (https.Unreachable, msgspec.DecodeError) as error:
        raise BeaconUnavailable(f"{url}: {error}") from error
