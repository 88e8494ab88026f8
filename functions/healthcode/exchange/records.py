"""What is kept of a partner as JSON: what it is called, where it is found, what either side asks."""

from dataclasses import dataclass

import msgspec

from functions.healthcode.exchange.conditions import Conditions


class RegionNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A region's name by language; empty where nobody has translated it."""

    zh_hans: str = msgspec.field(name="zh-Hans")
    zh_hant: str = msgspec.field(name="zh-Hant", default="")
    en: str = ""
    pt: str = ""

    def mapping(self) -> dict[str, str]:
        """Return the names by the codes of their languages."""
        named: dict[str, str] = msgspec.to_builtins(self)
        return named


@dataclass(frozen=True, slots=True)
class Terms:
    """A partner as staff edit it.

    `outward` is what the partner asks of who comes from here, `inward` what is asked here of who comes from
    there. `keys_address` is where it publishes its keys, `page` where travellers arrive.
    """

    names: RegionNames
    languages: tuple[str, ...]
    keys_address: str
    page: str
    outward: Conditions
    inward: Conditions
