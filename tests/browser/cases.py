"""Which languages and devices a test runs in."""

from itertools import product

import pytest

from layers.i18n import WHOLE, Language

DEVICES = ("phone", "desktop")


def in_languages(quick: Language) -> pytest.MarkDecorator:
    """Let a test run in every language: in one of them always, in the others with the slow tests."""
    slow = [pytest.mark.slow]
    cases = [pytest.param(each, marks=[] if each == quick else slow) for each in WHOLE]
    return pytest.mark.parametrize("language", cases)


def on_devices(quick: Language, size: str = "phone") -> pytest.MarkDecorator:
    """Let a test run in every language on phone and desk: once always, otherwise with the slow tests."""
    slow = [pytest.mark.slow]
    cases = [
        pytest.param(*each, marks=[] if each == (quick, size) else slow) for each in product(WHOLE, DEVICES)
    ]
    return pytest.mark.parametrize(("language", "size"), cases)
