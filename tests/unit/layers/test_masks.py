"""Masking as the manual's result table and booking pages show it (L8, B1, S4)."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import masks

NAMES = [
    ("张三", "张*", "the manual: two characters"),
    ("张子雄", "张*雄", "the manual: three"),
    ("测试1", "测*1", "the manual: three, one a digit"),
    ("测试11", "测*11", "the manual: four"),
    ("Arthur Smith", "Ar**** Smith", "the manual"),
    ("Ryan Johnson", "Ry****ohnson", "the manual: the space is among the hidden"),
    ("欧阳雄", "欧阳*", "compound surname, one character given"),
    ("欧阳震雄", "欧阳*雄", "compound surname, two given"),
    ("歐陽震雄", "歐陽*雄", "traditional"),
    ("欧阳", "欧*", "two characters are surname and given name"),
    ("陈方安生", "陈*安生", "a married name of four"),
    ("阿卜杜拉·买买提", "阿***提", "the middle of a long name is hidden whole"),
    ("欧阳阿卜杜拉", "欧阳***拉", "long, compound surname"),
    ("张 三", "张*", "a space between isn't what gets hidden"),
    ("张·三", "张*", "nor is a dot"),
    ("张", "*", "one character"),
    ("Christopher Johnson", "Ch****ohnson", "no more of the end than the manual shows"),
    ("Jean  Luc\tPicard", "Je****Picard", "white space counts once"),
    ("Kim Lee", "Ki****e", "seven characters: three beyond the four"),
    ("Li Na", "L****", "five: one beyond the four"),
    ("Bo", "****", "two letters show nothing"),
    ("A", "****", "one letter"),
    ("김철수", "****", "three of another script"),
    ("", "****", "nothing"),
]

DOCUMENTS = [
    ("EB1234269", "EB****269", "the manual: passport"),
    ("SE1234878", "SE****878", "the manual: passport"),
    ("381234101", "38****101", "the manual: foreign passport"),
    ("451234002", "45****002", "the manual: foreign passport"),
    ("H21234712", "H2****712", "the manual: home return permit"),
    ("22123402", "22****02", "the manual: Taiwan permit, eight digits"),
    ("12123447", "12****47", "the manual: eight digits"),
    ("K000000063H", "K0****63H", "the manual: passport of eleven; two in front, three behind"),
    ("C22071204", "C2****204", "permit for Hong Kong and Macau"),
    ("T12345678", "T1****678", "travel document"),
    ("11010519491231002X", "11****02X", "identity card: neither place nor birth date"),
    ("810000199408230021", "81****021", "residence permit"),
    ("CAN110081080310", "CA****310", "permanent resident, 2017"),
    ("911124198108030024", "91****024", "permanent resident, 2023"),
    ("A123456", "A1****6", "passport of seven"),
    ("A12345", "A****5", "passport of six"),
    ("A1234", "A****", "passport of five"),
    ("A123", "****", "four show nothing"),
    ("", "****", "nothing"),
]

NUMBERS = [
    ("2807123455730", "2807*****5730", "the manual"),
    ("0161123450868", "0161*****0868", "the manual, leading zero"),
    ("280712", "2*****", "too short to be one"),
    ("2807", "*****", "too short to show anything"),
]

PHONES = [
    ("13812341234", "138****1234", "mainland"),
    ("+8613812341234", "+86 138****1234", "as stored"),
    ("51234578", "51****78", "Hong Kong"),
    ("+85251234578", "+852 51****78", "as stored"),
    ("+85366123456", "+853 66****56", "Macau, as stored"),
    ("110", "****", "too short to show anything"),
    ("", "****", "nothing"),
]

ADDRESSES = [
    ("广东省深圳市福田区福华一路1号", "广东省深圳市福田区****", "the district stays"),
    ("廣東省深圳市福田區福華一路1號", "廣東省深圳市福田區****", "traditional"),
    ("福田区福华一路1号", "福田区****", "district alone"),
    ("北京市朝阳区望京街10号", "北京市朝阳区****", "municipality"),
    ("内蒙古自治区呼和浩特市新城区x", "内蒙古自治区呼和浩特市新城区****", "autonomous region"),
    ("海南省琼中黎族苗族自治县营根镇", "海南省琼中黎族苗族自治县****", "county under a province"),
    ("江苏省苏州市工业园区星湖街1号", "江苏省苏州市****", "an industrial park is no district"),
    ("幸福小区3栋201", "****", "a housing estate is no district"),
    ("福华一路88号城市花园", "****", "nothing after a street is looked at"),
    ("Flat 5, 12 Nathan Road, Kowloon", "****", "no district named"),
    ("", "****", "nothing"),
]

Mask = Callable[[str], str]


@pytest.mark.parametrize(
    ("mask", "text", "masked", "comment"),
    [
        *((masks.name, *row) for row in NAMES),
        *((masks.document, *row) for row in DOCUMENTS),
        *((masks.application_number, *row) for row in NUMBERS),
        *((masks.phone, *row) for row in PHONES),
        *((masks.address, *row) for row in ADDRESSES),
    ],
)
def test_l8_masks(mask: Mask, text: str, masked: str, comment: str) -> None:
    shown = mask(text)

    assert shown == masked, comment


ASCII = st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters="+")


@given(st.text(ASCII, min_size=9, max_size=18), st.text(ASCII, min_size=4, max_size=13))
def test_l8_the_hidden_middle_changes_nothing(number: str, middle: str) -> None:
    """What is hidden can't be told from the mask, its length included."""
    other = number[:2] + middle + number[-3:]

    masked = masks.document(number)

    assert masked == masks.document(other)


@given(
    st.sampled_from([masks.name, masks.document, masks.application_number, masks.phone]),
    st.text(ASCII, max_size=40),
)
def test_l8_at_least_four_characters_are_hidden(mask: Mask, text: str) -> None:
    masked = mask(text)

    shown = len(masked) - (5 if mask is masks.application_number else 4)
    assert shown <= max(0, len(text) - 4)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12))
def test_l8_a_chinese_name_never_shows_whole(name: str) -> None:
    masked = masks.name(name)

    assert "*" in masked
    assert len(masked.replace("*", "")) < len(name)
    assert len(masked.replace("*", "")) <= 3


@given(st.text(max_size=200), st.text(max_size=200))
def test_l8_an_address_shows_no_house(district: str, house: str) -> None:
    masked = masks.address(f"广东省深圳市福田区1{district}{house}")

    assert masked == "广东省深圳市福田区****"
