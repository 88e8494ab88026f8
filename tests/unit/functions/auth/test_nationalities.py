"""Nationalities and regions, here and on the pages (I1)."""

import re
from pathlib import Path

from functions.auth.nationalities import FOREIGN, HOME_REGIONS, NATIONALITIES

WEB = Path(__file__).resolve().parents[4] / "web/src"


def test_i1_the_pages_offer_the_same_nationalities() -> None:
    (source,) = WEB.rglob("nationalities.ts")
    text = source.read_text(encoding="utf-8")

    home = re.search(r"HOME = \[([^\]]*)\]", text)
    foreign = re.search(r"FOREIGN = `([^`]*)`", text)

    assert home
    assert foreign
    assert tuple(re.findall(r"[A-Z]{2}", home[1])) == HOME_REGIONS
    assert tuple(foreign[1].split()) == FOREIGN


def test_i1_no_nationality_occurs_twice() -> None:
    assert len(set(NATIONALITIES)) == len(NATIONALITIES)
