"""What a certificate from abroad says, whichever format said it. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """The formats that are read."""

    EU_DCC = "EU_DCC"  # EU Digital COVID Certificate (欧盟数字新冠证书)
    SMART_HEALTH_CARD = "SMART_HEALTH_CARD"


class Use(StrEnum):
    """What a certificate proves, as the keys that may sign it name it."""

    VACCINATION = "vaccination"
    TEST = "test"
    RECOVERY = "recovery"


class Method(StrEnum):
    """How a test looks for the virus."""

    NUCLEIC_ACID = "NUCLEIC_ACID"  # 核酸检测
    ANTIGEN = "ANTIGEN"  # 抗原快速检测


@dataclass(frozen=True, slots=True)
class Names:
    """A person's name in one spelling; either part may be empty."""

    family: str
    given: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who a certificate is about: the name in every spelling it gives.

    `born` is a date as ISO 8601 writes it, or only its year, or year and month.
    """

    names: tuple[Names, ...]
    born: str

    @property
    def shown(self) -> str:
        """The name in its first spelling, as people are shown it."""
        named = (f"{each.given} {each.family}".strip() for each in self.names)
        return next(filter(None, named), "")


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose against COVID-19: the product's code, the how manieth `of` so many where it says so."""

    product: str
    number: int | None
    of: int | None
    day: date


@dataclass(frozen=True, slots=True)
class Test:
    """A test for COVID-19."""

    __test__ = False  # pytest takes every Test… for its own

    method: Method
    positive: bool
    sampled_at: datetime


@dataclass(frozen=True, slots=True)
class Content:
    """All that is kept of a certificate; `id` is the issuer's own for it, or what stands for one.

    `country` is ISO 3166's code where the certificate names it.
    """

    kind: Kind
    id: str
    uses: frozenset[Use]
    person: Person
    doses: tuple[Dose, ...] = ()
    tests: tuple[Test, ...] = ()
    country: str = ""
