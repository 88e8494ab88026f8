"""The contract that the site's client is made from is the one the application declares (W1)."""

import json
import re
from pathlib import Path

from local import openapi

ROOT = Path(__file__).resolve().parents[3]


def test_w1_the_sites_contract_is_the_applications() -> None:
    written = json.loads((ROOT / "web/openapi.json").read_text(encoding="utf-8"))

    assert written == json.loads(openapi.text()), "make openapi writes it anew"


def test_every_reference_leads_to_a_schema_whatever_names_types_share() -> None:
    text = openapi.text()
    named = json.loads(text)["components"]["schemas"]

    assert set(re.findall(r'"#/components/schemas/([^"]+)"', text)) <= named.keys()
