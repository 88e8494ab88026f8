"""The words of the identity rules exist in all languages (I1, I7, I8, W3)."""

import json
import re
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

from functions.auth import documents, household, phones, review
from layers.i18n import WHOLE, Language

TERMS = json.loads(Path(documents.__file__).with_name("terms.json").read_text(encoding="utf-8"))

ENUMS = (
    documents.DocumentType,
    documents.Sex,
    documents.DocumentFault,
    phones.PhoneRegion,
    household.Relation,
    household.Ground,
    household.HouseholdFault,
    review.ReviewState,
    review.ReviewField,
    review.ReviewReason,
)


def keys_of(enum: type[StrEnum]) -> set[str]:
    prefix = re.sub(r"(?<!^)(?=[A-Z])", "_", enum.__name__).lower()
    return {f"{prefix}.{member.value}" for member in enum}


def test_every_member_has_its_words_and_no_words_are_left_over() -> None:
    expected = set().union(*map(keys_of, ENUMS))

    found = set(TERMS)

    assert found == expected


@pytest.mark.parametrize("key", TERMS)
def test_words_exist_in_all_languages_with_the_same_values_put_in(key: str) -> None:
    words = TERMS[key]

    values = {
        language: {name for _, name, _, _ in Formatter().parse(text) if name}
        for language, text in words.items()
    }

    assert set(words) - {Language.PT} == set(WHOLE)
    assert all(text.strip() for text in words.values())
    assert len(set(map(frozenset, values.values()))) == 1
