"""Invented people with documents as real ones are: in form, in check digits, and nobody's twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import IPv4Address
from random import Random

from stdnum.cn import ric

from functions.auth import phones
from functions.auth.documents import Document, DocumentType, Sex
from functions.auth.household import Ground, Relation
from functions.auth.phones import PhoneRegion
from functions.auth.schemas_household import CohabitantForm, IdentityCard, ProfileForm, Validity
from layers.i18n import Language

TODAY = date(2022, 7, 13)

_NATIONALITIES = {"HK": 55, "CN": 30, "MO": 5, "TW": 5, "GB": 2, "US": 2, "SG": 1}
_DOCUMENTS = {
    "HK": (DocumentType.HOME_RETURN_PERMIT, "H"),
    "CN": (DocumentType.MAINLAND_PERMIT_HK_MO, "C"),
    "MO": (DocumentType.HOME_RETURN_PERMIT, "M"),
    "TW": (DocumentType.TAIWAN_PERMIT, ""),
}
"""Type and first letter by nationality; everybody else has a passport."""

_SURNAMES: tuple[str, ...] = (*"陈林黄张李王吴刘蔡杨许郑谢郭洪邱曾廖赖徐周叶苏庄", "欧阳", "司徒", "诸葛")
_GIVEN = "伟芳娜敏静强磊洋艳勇军杰娟涛明超秀霞平刚桂英华玉兰文婷雪志国建雄"
_LATIN_FIRST = ("Arthur", "Bella", "Carl", "Dora", "Emil", "Flora", "Gus", "Hanna", "Ivan", "Jane", "Ryan")
_LATIN_LAST = ("Smith", "Johnson", "Miller", "Brown", "Wilson", "Taylor", "Moore", "Clark", "Walker", "Hall")

_CHILDREN_WITH_CARD = 0.4
_EXPECTING, _ILL = 0.1, 0.05
"""Shares of wives and of parents whose ground for sharing the room only staff can approve."""

_ALONE, _WITH_OTHERS = (18, 80), (28, 58)
"""Applicants' ages, both included."""


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is to the applicant, and how old such people are, both ages included."""

    relation: Relation
    ground: Ground
    youngest: int
    oldest: int


_SPOUSE = Role(Relation.SPOUSE, Ground.SPOUSES, 25, 44)
_CHILD = Role(Relation.CHILD, Ground.MINOR, 1, 12)
_PARENT = Role(Relation.PARENT, Ground.ELDERLY, 72, 90)

_COMPANIES: dict[int, tuple[tuple[Role, ...], ...]] = {
    1: ((),),
    2: ((_SPOUSE,), (_SPOUSE,), (_CHILD,), (_PARENT,)),
    3: ((_SPOUSE, _CHILD), (_CHILD, _CHILD), (_SPOUSE, _PARENT)),
    4: ((_SPOUSE, _CHILD, _CHILD), (_CHILD, _CHILD, _CHILD), (_SPOUSE, _CHILD, _PARENT)),
}
"""Who travels with an applicant, by the household's size; each as likely as the next."""


@dataclass(frozen=True, slots=True)
class Household:
    """People who travel together: the applicant's document and the forms they fill in."""

    number: int
    document: Document
    profile: ProfileForm
    cohabitants: tuple[CohabitantForm, ...]
    language: Language

    @property
    def size(self) -> int:
        """How many people they are."""
        return 1 + len(self.cohabitants)

    @property
    def phone(self) -> str:
        """The applicant's mobile number as messages are sent to, E.164."""
        form = self.profile
        mainland = phones.parse(form.mainland_mobile, PhoneRegion.CN)
        found = mainland or phones.parse(form.hong_kong_mobile, PhoneRegion.HK)
        return found.e164 if found else ""

    @property
    def address(self) -> str:
        """The network address that only this household calls from."""
        return str(IPv4Address("127.1.0.0") + self.number)


class Town:
    """Invents households; what identifies a person is given out once."""

    def __init__(self, chance: Random, destinations: Sequence[str]) -> None:
        self._chance = chance
        self._destinations = destinations
        self._serials = _distinct(chance)
        self._households = 0

    def household(self, size: int, language: Language = Language.ZH_HANS) -> Household:
        """Return a new household of 1 to 4 people."""
        chance = self._chance
        nationality = chance.choices(list(_NATIONALITIES), list(_NATIONALITIES.values()))[0]
        sex, born = chance.choice(list(Sex)), self._born(*(_ALONE if size == 1 else _WITH_OTHERS))
        document = self._document(nationality)
        profile = self._profile(document, sex, born)
        company = chance.choice(_COMPANIES[size])
        cohabitants = tuple(self._cohabitant(nationality, role, sex) for role in company)
        self._households += 1
        return Household(self._households - 1, document, profile, cohabitants, language)

    def _profile(self, document: Document, sex: Sex, born: date) -> ProfileForm:
        mobile = f"{self._households:07d}"
        mainland = document.nationality == "CN"
        return ProfileForm(
            name=self._name(document.nationality),
            sex=sex,
            born=born,
            document_validity=self._validity(),
            departure="香港九龙",
            destination=self._chance.choice(self._destinations),
            consent=True,
            hong_kong_mobile="" if mainland else f"6{mobile}",
            mainland_mobile=f"1390{mobile}" if mainland else "",
            identity_card=self._card(sex, born) if mainland else None,
        )

    def _cohabitant(self, nationality: str, role: Role, applicant: Sex) -> CohabitantForm:
        sex = self._chance.choice(list(Sex))
        if role is _SPOUSE:
            sex = Sex.MALE if applicant is Sex.FEMALE else Sex.FEMALE
        born, document = self._born(role.youngest, role.oldest), self._document(nationality)
        carded = nationality == "CN" and (role is not _CHILD or self._happens(_CHILDREN_WITH_CARD))
        return CohabitantForm(
            nationality=nationality,
            document_type=document.type,
            number=document.number,
            name=self._name(nationality),
            sex=sex,
            born=born,
            document_validity=self._validity(),
            relation=role.relation,
            ground=self._ground(role, sex),
            identity_card=self._card(sex, born) if carded else None,
        )

    def _ground(self, role: Role, sex: Sex) -> Ground:
        if role is _SPOUSE and sex is Sex.FEMALE and self._happens(_EXPECTING):
            return Ground.PREGNANT
        if role is _PARENT and self._happens(_ILL):
            return Ground.CHRONIC_ILLNESS
        return role.ground

    def _document(self, nationality: str) -> Document:
        kind, letters = _DOCUMENTS.get(nationality, (DocumentType.PASSPORT, nationality))
        return Document(nationality, kind, f"{letters}{next(self._serials)}")

    def _card(self, sex: Sex, born: date) -> IdentityCard:
        order = self._chance.randrange(1, 500) * 2 - (sex is Sex.MALE)
        number = f"440304{born:%Y%m%d}{order:03d}"
        return IdentityCard(number + ric.calc_check_digit(f"{number}?"), self._validity())

    def _validity(self) -> Validity:
        since = date(2017, 1, 1) + timedelta(days=self._chance.randrange(1500))
        return Validity(since, since.replace(year=since.year + 10, day=min(since.day, 28)))

    def _born(self, youngest: int, oldest: int) -> date:
        # Nobody has a birthday in the days to come that would change what they may do.
        return TODAY - timedelta(days=self._chance.randrange(366 * youngest, 365 * (oldest + 1) - 10))

    def _name(self, nationality: str) -> str:
        if nationality in _DOCUMENTS:
            given = self._chance.choices(_GIVEN, k=self._chance.choice((1, 2, 2)))
            return self._chance.choice(_SURNAMES) + "".join(given)
        return f"{self._chance.choice(_LATIN_FIRST)} {self._chance.choice(_LATIN_LAST)}"

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share


def _distinct(chance: Random) -> Iterator[int]:
    """Yield numbers of eight digits, none twice and none that the demonstration's residents have."""
    given = set()
    while True:
        number = chance.randrange(30_000_000, 80_000_000)
        if number not in given:
            given.add(number)
            yield number
