"""What records are found by: identity number, its ending in a street, phone, name, look-up code; hashed."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from functions.vaccine.persons import Person, same_text
from functions.vaccine.tables import Found, Record
from layers import privacy
from layers.transaction import Delete, Put, Step

ENDING = 4
"""Characters of an identity number by which staff find people (核销); a longer ending narrows them down."""


class By(StrEnum):
    """What a record can be found by; `ACCESS` is an identity number together with the look-up code.

    `PARTY`, the same, finds a party on a waiting list.
    """

    IDENTITY = "identity"
    ENDING = "ending"
    PHONE = "phone"
    NAME = "name"
    ACCESS = "access"
    PARTY = "party"


def numbers(by: By, *values: str) -> list[str]:
    """Return the numbers of the records found by these values, in no order.

    By `IDENTITY` (`Person.identity`), `ENDING` (street, last characters), `PHONE` (E.164), `NAME` (street,
    name), `ACCESS` (identity, code). One query for each version of the look-up key, one as a rule.
    """
    hashes = privacy.lookup_hashes(f"vaccine-{by}", _text(by, values))
    found = [item for each in hashes for item in Found.query(f"FIND#{by}#{each}", consistent_read=True)]
    return [item.number for item in found]


def access(identity: str, code: str) -> str:
    """Return the key under which a look-up code finds its record."""
    return _key(By.ACCESS, identity, code)


def party(identity: str, code: str) -> str:
    """Return the key under which a look-up code finds its party."""
    return _key(By.PARTY, identity, code)


def keys(person: Person, street: str, *codes: str) -> list[str]:
    """Return all keys that a person's record is found by; `codes` are keys made by `access`."""
    found = [
        _key(By.IDENTITY, person.identity),
        _key(By.ENDING, street, person.number[-ENDING:]),
        _key(By.NAME, street, person.name),
    ]
    return [*found, *([_key(By.PHONE, person.phone)] if person.phone else []), *codes]


def codes_of(record: Record) -> list[str]:
    """Return those keys of a record that come from look-up codes."""
    return [key for key in record.finds if key.startswith(By.ACCESS)]


def adding(number: str, found: Iterable[str]) -> list[Step]:
    """Return the steps after which a record is found by these keys."""
    return [Put(item=_item(key, number)) for key in found]


def removing(number: str, found: Iterable[str]) -> list[Step]:
    """Return the steps after which a record is not found by these keys any more."""
    return [Delete(item=_item(key, number)) for key in found]


def changing(record: Record, found: Sequence[str]) -> list[Step]:
    """Return the steps after which a record is found by these keys and by no others."""
    gone = removing(record.number, (key for key in record.finds if key not in found))
    return [*gone, *adding(record.number, (key for key in found if key not in record.finds))]


def _key(by: By, *values: str) -> str:
    return f"{by}#{privacy.lookup_hash(f'vaccine-{by}', _text(by, values))}"


def _text(by: By, values: Iterable[str]) -> str:
    return "|".join(map(same_text, values) if by is By.NAME else values)


def _item(key: str, number: str) -> Found:
    return Found(f"FIND#{key}", number)
