"""Record numbers and look-up codes (V7)."""

import random

from functions.vaccine import numbers

LUCK = random.Random(5).randrange
ALIKE = set("01ILO")


def test_v9_a_number_has_13_digits() -> None:
    drawn = [numbers.record_number(LUCK) for _ in range(200)] + [numbers.record_number(lambda _: 0)]

    assert all(len(number) == 13 and number.isdigit() for number in drawn)
    assert len(set(drawn)) == len(drawn)


def test_v7_a_code_has_no_letters_that_look_alike_and_all_others() -> None:
    drawn = [numbers.lookup_code(LUCK) for _ in range(500)]

    assert {len(code) for code in drawn} == {numbers.CODE_LENGTH}
    letters = set("".join(drawn))
    assert not letters & ALIKE
    assert len(letters) == 31
