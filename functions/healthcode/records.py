"""What is sealed in items of the health code table."""

from dataclasses import dataclass

from layers.i18n import Language
from layers.outbox import Contact


@dataclass(frozen=True, slots=True)
class Details:
    """Who a code belongs to; `phone` (E.164) is a proxy's for who has none."""

    name: str
    nationality: str
    document_type: str
    number: str
    phone: str
    address: str
    language: Language

    @property
    def contact(self) -> Contact:
        """How the person, or who acts for them, is reached."""
        return Contact(self.language, self.phone)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody reported of a day: temperature in °C, codes of symptoms and history, where they are."""

    temperature: float | None
    symptoms: tuple[str, ...]
    history: tuple[str, ...]
    address: str
    remark: str = ""
