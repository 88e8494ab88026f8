"""What clues refuse, and why."""

from pathlib import Path

from layers import i18n
from layers.errors import Conflict, Invalid, NotFound

i18n.add_catalogue(Path(__file__).with_name("messages.json"))


class NoSuchClue(NotFound, code="healthcode.no_such_clue"):
    """No clue has this number."""


class ClueMoved(Conflict, code="healthcode.clue_moved"):
    """The clue is closed, or went on since it was read."""


class NoSuchPhoto(NotFound, code="healthcode.no_such_photo"):
    """No photo was uploaded under this id, or the clue has none such."""


class PhotoUnusable(Invalid, code="healthcode.photo_unusable"):
    """What was uploaded is no photo that we read."""
