"""Record numbers (编号) and look-up codes (查询码): random; chance is an argument."""

import secrets
from collections.abc import Callable

Below = Callable[[int], int]
"""Where chance comes from: a random number below a bound."""

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What nobody takes for another when it is read out."""

CODE_LENGTH = 8


def record_number(below: Below = secrets.randbelow) -> str:
    """Return a number of 13 digits; the table refuses one that exists."""
    return f"{below(10**13):013d}"


def lookup_code(below: Below = secrets.randbelow) -> str:
    """Return the second secret beside an identity number: 8 letters and digits, one of 8.5e11."""
    return "".join(_LETTERS[below(len(_LETTERS))] for _ in range(CODE_LENGTH))
