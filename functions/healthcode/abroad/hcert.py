"""What an EU Digital COVID Certificate says: the claims' JSON, schema 1.0 to 1.3.

One vaccination, test or recovery. Dates with a time behind them are taken, as many issuers write them.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from functions.healthcode.abroad import value_sets
from functions.healthcode.abroad.contents import Content, Dose, Kind, Names, Person, Test, Use
from functions.healthcode.abroad.reasons import Reason, Refused

_HCERT, _VERSION_1 = -260, 1
_BORN = re.compile(r"((19|20)[0-9]{2}(-[0-9]{2}){0,2})?")

Text = Annotated[str, Meta(max_length=100)]
Count = Annotated[int, Meta(ge=1, le=99)]


class _Names(msgspec.Struct, frozen=True):
    fnt: Text
    fn: Text = ""
    gn: Text = ""
    gnt: Text = ""


class _Entry(msgspec.Struct, frozen=True):
    """What the three have in common: COVID-19, the country, the unique certificate identifier (UVCI)."""

    tg: Literal["840539006"]
    co: Annotated[str, Meta(pattern="^[A-Z]{1,10}$")]
    ci: Annotated[str, Meta(min_length=1, max_length=100)]


class _Vaccination(_Entry, frozen=True):
    vp: Text
    ma: Text
    mp: Text
    dn: Count
    sd: Count
    dt: Any


class _Test(_Entry, frozen=True):
    tt: Text
    sc: Any
    tr: Text


class _Recovery(_Entry, frozen=True):
    fr: Any
    df: Any
    du: Any


class _Certificate(msgspec.Struct, frozen=True):
    ver: Text
    nam: _Names
    dob: Any
    v: list[_Vaccination] | None = None
    t: list[_Test] | None = None
    r: list[_Recovery] | None = None


def content(claims: Mapping[Any, Any]) -> Content:
    """Return what the claims of a CWT say; raises Refused."""
    said = _certificate(claims)
    entries = [*(said.v or ()), *(said.t or ()), *(said.r or ())]
    if len(entries) != 1:
        raise Refused(Reason.NOT_TO_SCHEMA)
    return _content(entries[0], _person(said))


def _certificate(claims: Mapping[Any, Any]) -> _Certificate:
    try:
        return msgspec.convert(claims[_HCERT][_VERSION_1], _Certificate)
    except (LookupError, TypeError, msgspec.ValidationError, RecursionError) as error:
        raise Refused(Reason.NOT_TO_SCHEMA) from error


def _content(entry: _Entry, who: Person) -> Content:
    match entry:
        case _Vaccination():
            dose = Dose(entry.mp, entry.dn, entry.sd, day(entry.dt))
            return _made(entry, Use.VACCINATION, str(entry.dn), who, doses=(dose,))
        case _Test():
            test = _test(entry)
            return _made(entry, Use.TEST, test.sampled_at.isoformat(), who, tests=(test,))
        case _:
            return _made(entry, Use.RECOVERY, "", who)


def _made(entry: _Entry, use: Use, which: str, who: Person, **said: Any) -> Content:
    # The identifier alone would be enough if every issuer gave each certificate its own.
    number = entry.ci.upper().removeprefix("URN:UVCI:").partition("#")[0]
    return Content(
        kind=Kind.EU_DCC,
        id=f"{entry.co}|{number}|{use}|{which}",
        uses=frozenset({use}),
        person=who,
        country=entry.co,
        **said,
    )


def _test(entry: _Test) -> Test:
    method, positive = value_sets.METHODS.get(entry.tt), value_sets.RESULTS.get(entry.tr)
    if method is None or positive is None:
        raise Refused(Reason.NOT_TO_SCHEMA)
    return Test(method, positive, moment(entry.sc))


def _person(said: _Certificate) -> Person:
    nam, born = said.nam, said.dob
    text = born.isoformat() if isinstance(born, date) else str(born)
    if not _BORN.fullmatch(text[:10]):
        raise Refused(Reason.NOT_TO_SCHEMA)
    return Person((Names(nam.fn, nam.gn), Names(nam.fnt, nam.gnt)), text[:10])


def day(value: Any) -> date:
    """Return the date that a text or a CBOR date names; raises Refused."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError) as error:
        raise Refused(Reason.NOT_TO_SCHEMA) from error


def moment(value: Any) -> datetime:
    """Return the instant that a text or a CBOR date names, by default in UTC; raises Refused."""
    try:
        found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError) as error:
        raise Refused(Reason.NOT_TO_SCHEMA) from error
