"""What the dashboard refuses, and why."""

from pathlib import Path

from layers import i18n
from layers.errors import NotFound

i18n.add_catalogue(Path(__file__).with_name("messages.json"))


class NoSuchRegion(NotFound, code="healthcode.no_such_region"):
    """There is no such region."""
