"""Mobile numbers of the mainland, Hong Kong and Macau, kept in E.164. `layers.masks` hides them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from functions.auth.documents import normalise


class PhoneRegion(StrEnum):
    """Where a mobile number is at home."""

    CN = "CN"
    HK = "HK"
    MO = "MO"


@dataclass(frozen=True, slots=True)
class Phone:
    """A mobile number: its region, and its digits as dialled within it."""

    region: PhoneRegion
    national: str

    @property
    def e164(self) -> str:
        """The number as stored and sent to, such as +8613812341234."""
        return f"+{_CODES[self.region]}{self.national}"


_CODES = {PhoneRegion.CN: "86", PhoneRegion.HK: "852", PhoneRegion.MO: "853"}

_MOBILES = {
    # Ministry of Industry and Information Technology: 11 digits from 13 to 19.
    PhoneRegion.CN: r"1[3-9][0-9]{9}",
    # Numbering plan of the Office of the Communications Authority, with 4, 7 and 8 since February
    # 2018; 800 is toll-free, 900 premium, 999 the emergency number.
    PhoneRegion.HK: r"(?!800|900|999)[4-9][0-9]{7}",
    # CTT: mobile numbers begin with 6.
    PhoneRegion.MO: r"6[0-9]{7}",
}

_TYPED = {
    region: re.compile(rf"(?:(?:\+|00)?{_CODES[region]})?({mobile})") for region, mobile in _MOBILES.items()
}


def any_mobile(text: str) -> str:
    """Return a mobile number of any of the regions in E.164, else an empty text."""
    found = (parse(text, region) for region in PhoneRegion)
    return next((phone.e164 for phone in found if phone), "")


def parse(text: str, region: PhoneRegion) -> Phone | None:
    """Return the mobile number typed for a region, with or without its country code, else None."""
    bare = normalise(text).replace("(", "").replace(")", "")
    match = _TYPED[region].fullmatch(bare)
    return Phone(region, match[1]) if match else None
