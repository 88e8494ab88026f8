"""Reading a small public document of somebody else's: https only, no redirect, so many bytes at most."""

from http.client import HTTPException
from urllib import request

_PATIENCE = 5.0
"""Seconds for connecting, and for each part of the answer."""


class Unreachable(Exception):
    """Nothing could be read there; another time it may be."""


def read(address: str, most: int) -> bytes:
    """Return a document of at most `most` bytes, what is beyond them left out; raises Unreachable."""
    try:
        with _opener().open(address, timeout=_PATIENCE) as answer:
            found: bytes = answer.read(most)
            return found
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(f"{address}: {error}") from error


def _opener() -> request.OpenerDirector:
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
