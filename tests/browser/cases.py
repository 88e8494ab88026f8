"""Which languages a test runs in."""

import pytest

from layers.i18n import Language


def in_languages(quick: Language) -> pytest.MarkDecorator:
    """Let a test run in every language: in one of them always, in the others with the slow tests."""
    slow = [pytest.mark.slow]
    cases = [pytest.param(each, marks=[] if each == quick else slow) for each in Language]
    return pytest.mark.parametrize("language", cases)
