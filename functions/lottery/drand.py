"""Fetching a round of drand quicknet from a public relay. What it says is proven by `beacon.verify`."""

from http.client import HTTPException
from urllib import request

import msgspec

from functions.lottery.beacon import CHAIN_HASH

_LARGEST_ANSWER = 10_000  # bytes; a round takes about 250


class BeaconUnavailable(Exception):
    """The relay did not answer with a round: not there yet, or no connection; try again later."""


class Round(msgspec.Struct, frozen=True):
    """A relay's claim. Its randomness is left unread: it follows from the signature, once verified."""

    round: int
    signature: str


def fetch(address: str, number: int, timeout: float = 5.0) -> Round:
    """Return what the relay at an https address claims about a round; raises BeaconUnavailable.

    Verify the signature for the number asked, not for the number answered. `timeout` in seconds.
    """
    url = f"{address.rstrip('/')}/{CHAIN_HASH}/public/{number}"
    try:
        with _https_only().open(url, timeout=timeout) as answer:
            return msgspec.json.decode(answer.read(_LARGEST_ANSWER), type=Round)
    except (OSError, HTTPException, msgspec.DecodeError) as error:
        raise BeaconUnavailable(f"{url}: {error}") from error


def _https_only() -> request.OpenerDirector:
    # Built by hand, because urllib's own opener also reads http, ftp and file, and follows there.
    opener = request.OpenerDirector()
    for handler in (
        request.HTTPSHandler(),
        request.HTTPErrorProcessor(),
        request.HTTPDefaultErrorHandler(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener
