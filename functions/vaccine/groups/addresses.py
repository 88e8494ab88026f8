"""Booking addresses (预约地址), their QR codes, and posters to hang up (V1, V6)."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from functions.admin import service as admin
from functions.vaccine.errors import NoSuchStreet
from layers import i18n, papers, qr
from layers.i18n import Language
from layers.papers import Poster
from layers.principals import CITY, Staff
from layers.settings import settings


@dataclass(frozen=True, slots=True)
class Address:
    """Where people book, and the same as a QR code (SVG)."""

    link: str
    code: str


def of_region(caller: Staff, region: str) -> Address:
    """Return the public address of a district, street or grid; raises NoSuchStreet, OutOfRegion."""
    if region == CITY or not admin.exists(region):
        raise NoSuchStreet
    caller.require_region(region)
    return _address(f"{settings().public_address}/vaccine/{region}")


def of_group(token: str) -> Address:
    """Return a group's address. The token stands behind #, which browsers keep to themselves."""
    return _address(f"{settings().public_address}/vaccine/group#{token}")


def poster(address: Address, names: Sequence[str], language: Language) -> str:
    """Return a poster of an address as a PDF in base64; `names`: whose it is, then what that lies in."""
    whose, *within = names
    sheet = Poster(
        title=i18n.say("vaccine.poster_title", language, name=whose),
        subtitle=" · ".join(reversed(within)),
        code=address.link,
        lines=[i18n.say("vaccine.poster_scan", language), address.link],
    )
    return base64.b64encode(papers.poster(sheet)).decode()


def names(region: str, language: Language) -> list[str]:
    """Return the name of a region and of those it lies in, the smallest first, without the city."""
    return [i18n.name(each.names, language) for each in admin.path(region)[:0:-1]]


def _address(link: str) -> Address:
    return Address(link, qr.svg(link))
