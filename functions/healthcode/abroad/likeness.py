"""Whether a certificate is about somebody: names in Latin letters as passports write them, birth dates. Pure.

Transliteration follows ICAO Doc 9303, part 3, section 6 A, as the machine-readable names of EU certificates
do. A letter with a mark may also be written without, so that both spellings of Gößinger are hers.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date

from functions.healthcode.abroad.contents import Names, Person

_ICAO = str.maketrans(
    {
        "Ä": "AE", "Å": "AA", "Æ": "AE", "Đ": "D", "Ð": "D", "Ħ": "H", "ı": "I", "Ĳ": "IJ", "Ł": "L",
        "Ŋ": "N", "Ö": "OE", "Ø": "OE", "Œ": "OE", "ẞ": "SS", "ß": "SS", "Þ": "TH", "Ŧ": "T", "Ü": "UE",
    }
)  # fmt: skip
_BARE = str.maketrans({"Æ": "AE", "Đ": "D", "Ð": "D", "Ħ": "H", "Ł": "L", "Ø": "O", "Œ": "OE", "Þ": "TH"})
_JOINING = re.compile(r"['’ʼ`´]")
_WORD = re.compile(r"[^\W\d_]+")


def is_latin(name: str) -> bool:
    """Tell whether a name can be compared with one of a passport."""
    letters = [each for each in name if each.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(each, "") for each in letters)


def same_person(person: Person, names: tuple[str, ...], born: date) -> bool:
    """Tell whether one of the names somebody goes by, and the birth date, are a certificate's.

    A certificate that knows only the year of birth, or year and month, is compared by these.
    """
    if not person.born or not born.isoformat().startswith(person.born):
        return False
    return any(same_name(spelling, name) for spelling in person.names for name in names)


def same_name(spelling: Names, name: str) -> bool:
    """Tell whether a name has all of a certificate's family names and its first given name, in any order.

    Where words are joined in one and apart in the other (SANFENG, SAN FENG), the letters decide.
    """
    return any(
        _words_agree(family, given, words) or _letters_agree(family, given, words)
        for family, given, words in zip(
            _forms(spelling.family), _forms(spelling.given), _forms(name), strict=True
        )
    )


def _words_agree(family: list[str], given: list[str], words: list[str]) -> bool:
    if not (family and given):
        return False  # one name alone has to be the whole name
    return not Counter([*family, given[0]]) - Counter(words)


def _letters_agree(family: list[str], given: list[str], words: list[str]) -> bool:
    first, last, letters = "".join(family), "".join(given), "".join(words)
    return bool(letters) and letters in (first + last, last + first)


def _forms(text: str) -> Iterator[list[str]]:
    """Yield the words of a name with its marked letters transliterated, then without their marks."""
    whole = _JOINING.sub("", unicodedata.normalize("NFC", text)).upper().replace("<", " ")
    for table in (_ICAO, _BARE):
        plain = unicodedata.normalize("NFKD", whole.translate(table))
        yield _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))
