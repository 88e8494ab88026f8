"""Whether a certificate is about somebody (X2): names in the letters of passports, birth dates."""

from datetime import date

import pytest

from functions.healthcode.abroad import likeness
from functions.healthcode.abroad.contents import Names, Person

NAMES: list[tuple[str, str, str, bool, str]] = [
    ("MUSTERFRAU<GOESSINGER", "GABRIELE", "Gabriele Musterfrau-Gößinger", True, "the machine's spelling"),
    ("Musterfrau-Gößinger", "Gabriele", "GABRIELE MUSTERFRAU GOSSINGER", True, "marks left out"),
    ("Musterfrau-Gößinger", "Gabriele", "musterfrau goessinger gabriele", True, "family name first"),
    ("Lövström", "Oscar", "OSCAR LOEVSTROEM", True, "ö as oe"),
    ("Lövström", "Oscar", "Oscar Lovstrom", True, "ö as o"),
    ("Brønsted", "Åse", "ASE BRONSTED", True, "letters that no mark makes"),
    ("Brønsted", "Åse", "AASE BROENSTED", True, "the same as passports write them"),
    ("Łukasiewicz", "Jan", "Jan Lukasiewicz", True, "a stroke"),
    ("Pedro Pereira", "José", "JOSE PEDRO PEREIRA", True, "two family names"),
    ("O'Connor", "Sinéad", "SINEAD OCONNOR", True, "an apostrophe"),
    ("O’Connor", "Sinéad", "Sinead O'Connor", True, "two apostrophes"),
    ("TAN", "CHEN CHEN", "TAN CHEN CHEN", True, "words twice"),
    ("Zhang", "Sanfeng", "ZHANG SAN FENG", True, "joined in one, apart in the other"),
    ("ZHANG", "SAN FENG", "ZHANG SANFENG", True, "the other way round"),
    ("Chan", "Tai Man", "CHAN Tai-man", True, "a hyphen"),
    ("王", "大明", "王大明", True, "the same characters"),
    ("ANYPERSON", "JOHN<B", "John Anyperson", True, "a second name that isn't declared"),
    ("ANYPERSON", "JOHN", "John Bernard Anyperson", True, "a second name that isn't certified"),
    ("SUKARNO", "", "Sukarno", True, "one name only"),
    ("ZHANG", "", "ZHANG SAN", False, "one name is no family name"),
    ("ZHANG", "SI", "ZHANG SAN", False, "another given name"),
    ("WANG", "SAN", "ZHANG SAN", False, "another family name"),
    ("TAN", "CHEN", "TAN", False, "half a name"),
    ("CHEN", "CHEN", "CHEN SAN", False, "one word can't be two"),
    ("王", "大明", "王小明", False, "other characters"),
    ("王", "大明", "WANG DAMING", False, "characters and letters can't be compared"),
    ("", "", "ZHANG SAN", False, "no name"),
    ("ZHANG", "SAN", "", False, "nobody"),
    ("<<", "--", "!!", False, "no letters"),
]


@pytest.mark.parametrize(("family", "given", "name", "same", "comment"), NAMES)
def test_x2_names_are_compared_as_passports_write_them(
    family: str, given: str, name: str, same: bool, comment: str
) -> None:
    assert likeness.same_name(Names(family, given), name) == same, comment


BORN: list[tuple[str, bool, str]] = [
    ("1990-05-01", True, "the day"),
    ("1990-05", True, "only the month is known"),
    ("1990", True, "only the year is known"),
    ("1990-05-02", False, "the day after"),
    ("1991", False, "another year"),
    ("", False, "nothing is known"),
]


@pytest.mark.parametrize(("born", "same", "comment"), BORN)
def test_x2_birth_dates_are_compared_as_far_as_they_are_known(born: str, same: bool, comment: str) -> None:
    person = Person((Names("Li", "Xiao Ming"), Names("LI", "XIAO<MING")), born)

    assert likeness.same_person(person, ("李小明", "LI XIAOMING"), date(1990, 5, 1)) == same, comment
    assert not likeness.same_person(person, ("LI DAMING",), date(1990, 5, 1))


LATIN: list[tuple[str, bool]] = [
    ("ZHANG SAN", True),
    ("Gabriele Musterfrau-Gößinger", True),
    ("张三", False),
    ("ZHANG 三", False),
    ("Иван Петров", False),
    ("12-3", False),
    ("", False),
]


@pytest.mark.parametrize(("name", "latin"), LATIN)
def test_x2_a_name_in_latin_letters_is_known(name: str, latin: bool) -> None:
    assert likeness.is_latin(name) == latin
