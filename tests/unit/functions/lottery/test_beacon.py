"""The public beacon (L7): recorded rounds of drand quicknet, and what is not a round."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.lottery import beacon
from functions.lottery.beacon import GENESIS, PERIOD, BeaconInvalid

RECORDED = json.loads((Path(__file__).parents[3] / "recorded" / "drand_quicknet.json").read_text())
ROUNDS, IMPOSTORS = RECORDED["rounds"], RECORDED["impostors"]


@pytest.mark.parametrize("recorded", ROUNDS, ids=lambda recorded: str(recorded["round"]))
def test_l7_a_recorded_round_proves_its_randomness(recorded: dict[str, Any]) -> None:
    randomness = beacon.verify(recorded["round"], recorded["signature"])

    assert randomness == recorded["randomness"]


@pytest.mark.parametrize("position", range(48))
def test_l7_no_byte_of_a_signature_can_be_altered(position: int) -> None:
    recorded = ROUNDS[0]
    altered = bytearray.fromhex(recorded["signature"])
    altered[position] ^= 1

    with pytest.raises(BeaconInvalid):
        beacon.verify(recorded["round"], altered.hex())


@pytest.mark.parametrize("number", [0, 1, 999, 1001, 2**64 - 1, 2**64, -1000])
def test_l7_a_signature_is_for_one_round_only(number: int) -> None:
    signature = next(each["signature"] for each in ROUNDS if each["round"] == 1000)

    with pytest.raises(BeaconInvalid, match=str(number)):
        beacon.verify(number, signature)


@pytest.mark.parametrize("impostor", IMPOSTORS, ids=lambda impostor: impostor["comment"])
def test_l7_points_that_nobody_signed_are_refused(impostor: dict[str, Any]) -> None:
    with pytest.raises(BeaconInvalid):
        beacon.verify(1000, impostor["signature"])


FORMS = {
    "empty": "",
    "a byte short": ROUNDS[0]["signature"][:-2],
    "a byte long": ROUNDS[0]["signature"] + "00",
    "upper case": ROUNDS[0]["signature"].upper(),
    "with a prefix": "0x" + ROUNDS[0]["signature"][2:],
    "no hex": "g" * 96,
}


@pytest.mark.parametrize("signature", FORMS.values(), ids=FORMS)
def test_l7_a_signature_has_one_form(signature: str) -> None:
    with pytest.raises(BeaconInvalid, match="48 bytes"):
        beacon.verify(1, signature)


INSTANTS = [
    (GENESIS - timedelta(days=1), 1, "before the beacon began"),
    (GENESIS, 1, "the first round's own instant"),
    (GENESIS + timedelta(microseconds=1), 2, "just after it"),
    (GENESIS + timedelta(seconds=3), 2, "the second round's own instant"),
    (datetime(2026, 4, 20, tzinfo=UTC), 27946612, "as the Ruby client drand says"),
    (datetime(2026, 4, 20, 12, 30, 45, tzinfo=UTC), 27961627, "the same"),
]


@pytest.mark.parametrize(("instant", "number", "comment"), INSTANTS)
def test_l7_the_first_round_at_or_after_an_instant(instant: datetime, number: int, comment: str) -> None:
    first = beacon.first_round(instant)

    assert first == number, comment


@given(st.datetimes(datetime(2023, 9, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  hypothesis adds the zone
def test_l7_the_round_announced_is_never_known_yet_and_never_long_in_coming(instant: datetime) -> None:
    number = beacon.first_round(instant)

    assert instant <= beacon.instant_of(number) < instant + PERIOD
    assert beacon.first_round(beacon.instant_of(number)) == number
