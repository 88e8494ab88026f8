"""What registrations refuse, and why."""

from pathlib import Path

from layers import i18n
from layers.errors import Conflict, NotFound

i18n.add_catalogue(Path(__file__).with_name("messages.json"))


class NoSuchRegistration(NotFound, code="healthcode.no_such_registration"):
    """The person has no standing registration of this kind."""


class RegistrationMoved(Conflict, code="healthcode.registration_moved"):
    """The registration was changed or ended meanwhile."""


class NotGreenYet(Conflict, code="healthcode.not_green_yet"):
    """Only who is green may return to work."""
