"""Invented people and what stands in their documents; nobody comes twice."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from functions.auth import accounts, cohabitants, profiles, store
from functions.auth import service as auth
from functions.auth.documents import Document, DocumentType, Sex
from functions.auth.household import Ground, Relation
from functions.auth.ids import AccountId
from functions.auth.records import CohabitantFields, Person
from functions.auth.review import Validity
from functions.booking.service import Reservation, booking_number, reserve
from functions.healthcode.reports import Symptom
from functions.lottery import applications
from layers.i18n import Language
from local import demo
from local.day.http import Caller
from tests.browser.suite import Suite

PASSWORD = demo.PASSWORD

_NAMES = {
    Language.ZH_HANS: ("张伟", "陈静"),
    Language.ZH_HANT: ("張偉", "陳靜"),
    Language.EN: ("Arthur Smith", "Bella Johnson"),
    Language.PT: ("Rui Costa", "Ana Costa"),
}
_FROM = {
    Language.ZH_HANS: "香港九龙",
    Language.ZH_HANT: "香港九龍",
    Language.EN: "Kowloon, Hong Kong",
    Language.PT: "Kowloon, Hong Kong",
}
_DESTINATION = "futian"
STREET = "beigang"
"""Where people of the health code live."""

_serials = count(30_000_001)


@dataclass(frozen=True, slots=True)
class Traveller:
    """A resident of Hong Kong with a home return permit, as they would fill in forms."""

    name: str
    sex: Sex
    born: date
    number: str
    mobile: str
    since: date
    until: date
    departure: str
    destination: str = _DESTINATION
    nationality: str = "HK"
    document_type: DocumentType = DocumentType.HOME_RETURN_PERMIT

    @property
    def phone(self) -> str:
        """Where messages reach them, E.164."""
        return f"+852{self.mobile}"

    @property
    def document(self) -> Document:
        """What they sign in with."""
        return Document(self.nationality, self.document_type, self.number)

    @property
    def person(self) -> Person:
        """What their document says of them."""
        return Person(self.name, self.sex, self.born, Validity(self.since, self.until))

    def as_cohabitant(self) -> dict[str, object]:
        """Return what is sent of a chronically ill parent, for whom staff have to see proof."""
        return {
            "nationality": self.nationality,
            "document_type": self.document_type,
            "number": self.number,
            "name": self.name,
            "sex": self.sex,
            "born": self.born.isoformat(),
            "document_validity": {"since": self.since.isoformat(), "until": self.until.isoformat()},
            "identity_card": None,
            "relation": Relation.PARENT,
            "ground": Ground.CHRONIC_ILLNESS,
        }

    def as_declared(self) -> dict[str, object]:
        """Return what is sent of somebody healthy, all but where they live."""
        return {
            "name": self.name,
            "nationality": self.nationality,
            "document_type": self.document_type,
            "number": self.number,
            "phone": self.mobile,
            "address": self.departure,
            "promise": True,
        }


def newcomer(language: Language, today: date) -> Traveller:
    """Return somebody nobody knows yet."""
    return _traveller(_NAMES[language][0], Sex.MALE, date(1988, 2, 3), language, today)


def mother_of(language: Language, today: date) -> Traveller:
    """Return the mother of a newcomer."""
    return _traveller(_NAMES[language][1], Sex.FEMALE, date(1947, 6, 7), language, today)


def settled(suite: Suite, language: Language = Language.ZH_HANS, *, with_mother: bool = False) -> Traveller:
    """Return a resident who has an account and an approved profile already."""
    who = newcomer(language, suite.today)
    account = registered(suite, who, language)
    profiles.submit(
        account, profiles.Form(who.person, who.phone, "", who.departure, who.destination), suite.clock()
    )
    if with_mother:
        her = mother_of(language, suite.today)
        shared = CohabitantFields(her.person, her.document, Relation.PARENT, Ground.ELDERLY)
        cohabitants.add(account, shared, suite.clock())
    return who


def booked(suite: Suite, who: Traveller, day: str) -> str:
    """Give somebody settled a place on a date, as if won, and return the booking's number."""
    on, account = date.fromisoformat(day), account_of(who)
    number = booking_number(on, on - timedelta(days=1), next(_serials) % 10_000)
    party = applications.party_of(auth.household(account))
    reserve(Reservation(number, account, on, party, f"application-{number}", suite.period))
    return number


def calling(suite: Suite, who: Traveller) -> Caller:
    """Return somebody signed in who calls the API."""
    return Caller(suite.port).sign_in(who.document)


def declared(suite: Suite, who: Traveller, region: str = STREET) -> str:
    """Let somebody healthy declare themselves, and return their person's id."""
    with calling(suite, who) as caller:
        form = {**who.as_declared(), "region": region}
        person: str = caller.ask("POST", "/v1/me/health/declarations", form, secrets.token_hex(8))["person"]
    return person


def coughs(suite: Suite, who: Traveller, person: str) -> None:
    """Let somebody tell at today's check-in that they cough."""
    said = {"temperature": 36.8, "address": who.departure, "symptoms": [Symptom.DRY_COUGH]}
    with calling(suite, who) as caller:
        caller.ask("POST", f"/v1/me/health/people/{person}/check-ins", said)


def applied(suite: Suite, who: Traveller, *days: str) -> str:
    """Let somebody apply for dates of today's period, and return the draw ticket."""
    address = f"/v1/lottery/periods/{suite.period}/application"
    with calling(suite, who) as caller:
        ticket: str = caller.ask("POST", address, {"dates": days, "captcha": caller.solved()})["ticket"]
    return ticket


def cancelled(suite: Suite, who: Traveller, *, confirmed: bool = False) -> None:
    """Let somebody cancel the booking that stands; `confirmed` even if that disables the account."""
    with calling(suite, who) as caller:
        (number,) = [each["number"] for each in caller.items("/v1/me/bookings") if each["state"] == "booked"]
        caller.ask("POST", f"/v1/me/bookings/{number}/cancellation", {"confirmed": confirmed})


def account_of(who: Traveller) -> AccountId:
    """Return the id of somebody's account."""
    known = store.find_document(who.document_type, who.number)
    assert known
    return AccountId(known.account)


def registered(suite: Suite, who: Traveller, language: Language) -> AccountId:
    """Give somebody an account and return its id."""
    return accounts.register(who.document, PASSWORD, language, suite.clock()).id


def _traveller(name: str, sex: Sex, born: date, language: Language, today: date) -> Traveller:
    serial = next(_serials)
    since, until = today.replace(year=today.year - 3, day=1), today.replace(year=today.year + 7, day=1)
    return Traveller(name, sex, born, f"H{serial}", f"6{serial % 10**7:07d}", since, until, _FROM[language])
