"""Mobile numbers of three regions (I4, I6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.auth.phones import Phone, PhoneRegion, parse

PHONES = [
    ("CN", "13812341234", "+8613812341234", "as dialled at home"),
    ("CN", "+86 138-1234-1234", "+8613812341234", "as a contact list writes it"),
    ("CN", "0086 13812341234", "+8613812341234", "as dialled from Hong Kong"),
    ("CN", "８６１３８１２３４１２３４", "+8613812341234", "full width, bare country code"),
    ("CN", "\u202a13812341234\u202c", "+8613812341234", "marks that phones copy along"),
    ("CN", "12812341234", None, "12 is no mobile prefix"),
    ("CN", "1381234123", None, "a digit short"),
    ("CN", "138123412345", None, "a digit long"),
    ("CN", "1381234123٤", None, "a digit of another script"),
    ("CN", "+852 51234578", None, "a Hong Kong number in the mainland's field"),
    ("HK", "51234578", "+85251234578", "as dialled at home"),
    ("HK", "(852) 9123 4567", "+85291234567", "country code in brackets"),
    ("HK", "41234567", "+85241234567", "mobile since 2018"),
    ("HK", "21234567", None, "a landline gets no message"),
    ("HK", "80012345", None, "toll-free"),
    ("HK", "99912345", None, "the emergency number"),
    ("HK", "+853 66123456", None, "a Macau number in Hong Kong's field"),
    ("MO", "66123456", "+85366123456", "as dialled at home"),
    ("MO", "00853 6612 3456", "+85366123456", "from abroad"),
    ("MO", "28123456", None, "a landline"),
    ("MO", "", None, "nothing"),
    ("MO", "6" * 1_000_000, None, "very long"),
]


@pytest.mark.parametrize(("region", "text", "e164", "comment"), PHONES)
def test_i4_mobile_numbers(region: str, text: str, e164: str | None, comment: str) -> None:
    phone = parse(text, PhoneRegion(region))

    assert (phone and phone.e164) == e164, comment


@given(st.sampled_from(PhoneRegion), st.from_regex(r"[0-9+ ]{0,16}", fullmatch=True))
def test_i4_a_stored_number_is_read_back_as_itself(region: PhoneRegion, text: str) -> None:
    phone = parse(text, region)

    if isinstance(phone, Phone):
        assert parse(phone.e164, region) == phone
