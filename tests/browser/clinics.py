"""A street with vaccination sessions of a test's own, and whom they vaccinate; nobody comes twice."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from stdnum.cn import ric

from functions.vaccine.notices import texts
from layers.i18n import Language
from layers.principals import CITY, Staff
from local.day.http import Caller
from tests.browser.suite import Suite

STREET, GRID, VACCINE = "hehuachi", "jixie-1", "vero"
ADMINISTRATOR, WORKER = "street", "site"
"""The demonstration's street, its staff, and one of its grids."""

_NAMES = {Language.ZH_HANS: "王小明", Language.ZH_HANT: "王小明", Language.EN: "Wang Xiaoming"}
_BORN = date(1985, 6, 1)
_serials = count(1)


@dataclass(frozen=True, slots=True)
class Patient:
    """A resident of the mainland, as they would fill in the form."""

    name: str
    number: str
    mobile: str

    @property
    def phone(self) -> str:
        """Where messages reach them, E.164."""
        return f"+86{self.mobile}"

    def candidate(self, suite: Suite) -> dict[str, object]:
        """Return what is sent of them: healthy, for a first dose."""
        with Caller(suite.port) as anybody:
            known = anybody.ask("GET", "/v1/vaccine/vaccines")
        (questions,) = [each["questions"] for each in known if each["id"] == VACCINE]
        return {
            "person": {"name": self.name, "number": self.number, "phone": self.mobile},
            "grid": GRID,
            "dose": 1,
            "answers": {each["id"]: False for each in questions},
        }


def patient(language: Language) -> Patient:
    """Return somebody nobody knows yet."""
    serial = next(_serials)
    body = f"110105{_BORN:%Y%m%d}{serial:03d}"
    return Patient(_NAMES[language], body + ric.calc_check_digit(body + "0"), f"138{serial:08d}")


def opened(suite: Suite, day: str, *, start: str = "10:00", quota: int = 5) -> str:
    """Open a session until 20:00 of a day, and return its id."""
    with suite.staff(ADMINISTRATOR) as office:
        (site,) = office.ask("GET", f"/v1/staff/vaccine/streets/{STREET}/sites")
        slot = {"start": start, "end": "20:00", "quota": quota}
        asked = {"vaccine": VACCINE, "street": STREET, "site": site["id"], "day": day, "slot": slot}
        identifier: str = office.ask("POST", "/v1/staff/vaccine/sessions", asked)["id"]
    return identifier


def booked(suite: Suite, session: str, who: Patient) -> str:
    """Book a place for somebody, and return the look-up code."""
    with Caller(suite.port) as anybody:
        hold = anybody.ask("POST", "/v1/vaccine/holds", {"session": session})["token"]
        form = {**who.candidate(suite), "hold": hold, "consent": True, "captcha": anybody.solved()}
        code: str = anybody.ask("POST", "/v1/vaccine/appointments", form)["code"]
    return code


def waiting(suite: Suite, session: str, *people: Patient) -> None:
    """Let people join the waiting list of a full session, all of them together."""
    with Caller(suite.port) as anybody:
        party = [each.candidate(suite) for each in people]
        form = {"session": session, "people": party, "together": True, "consent": True}
        anybody.ask("POST", "/v1/vaccine/waiting-lists", {**form, "captcha": anybody.solved()})


def reviewed(suite: Suite, title: str) -> None:
    """Let somebody who did not write a wording of notices approve it."""
    with suite.staff("admin") as office:
        known = {each["title"]: each["id"] for each in office.items("/v1/staff/vaccine/notice-texts")}
    texts.approve(Staff("f" * 16, CITY, frozenset(), lambda _: True), known[title])
