"""The vaccination site of the city of `tests.world` at work today, made through the suite's own doors."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests import clinic
from tests.world_clinic import ANSWERS, GRID, STREET

if TYPE_CHECKING:
    from tests.world import World

COMPANY = {"names": {"zh-Hans": "江理工大学", "en": "University"}}
"""A form for a group."""

_EARLIER = timedelta(minutes=40)
"""When those came who are under observation by now, or vaccinated."""


class SiteAtWork:
    """A session that goes on, people of it in every phase; a full one that somebody waits for; a group."""

    def __init__(self, world: "World") -> None:
        self._world, now = world, world.now
        self.site = world.clinic.site
        self.at = {"street": STREET, "site": self.site}
        for worker in (world.root, world.deputies["city"], world.deputies["futian"]):
            self._done("PUT", f"/v1/staff/vaccine/workers/{worker.id}/sites", {"sites": [self.at]})
        world.now = now - _EARLIER
        self.session, self.full = self._opened("09:00", "11:30", 9), self._opened("13:00", "14:00", 1)
        self.expected, self.arrived, self.injected, self.given = (self._booked(who) for who in range(21, 25))
        self._brought(self.arrived, "arrival")
        self._brought(self.injected, "arrival", "injection")
        self._brought(self.given, "arrival", "injection")
        self._booked(25, self.full)
        world.now = now
        self._brought(self.given, "dose")
        self.waiting = self._waits(26)
        self.certificate = self._certificate()
        self.group = self._done("POST", f"/v1/staff/vaccine/streets/{STREET}/groups", COMPANY)["id"]
        self.token = self._address().partition("#")[2]

    def visitor(self, form: dict[str, str]) -> dict[str, str]:
        """Return the path of somebody's record at the site; `form` is by what they find it."""
        return {**self.at, "record": self.number(form)}

    def number(self, form: dict[str, str]) -> str:
        """Return the number of the record that somebody finds by this."""
        found = self._world.nobody.post("/v1/vaccine/appointments/lookups", form)
        assert found.status == 200, found.body
        return str(found.body["number"])

    def slip(self) -> str:
        """Return the text of the code that whoever is expected shows."""
        return str(self._world.nobody.post("/v1/vaccine/appointments/slips", self.expected).body["token"])

    def party(self, who: int) -> dict[str, Any]:
        """Return a form by which somebody waits for the full session."""
        return {
            "session": self.full,
            "people": [self.walk_in(who, answers=ANSWERS)],
            "together": True,
            "consent": True,
            "captcha": self._world.captcha(),
        }

    def walk_in(self, who: int, **more: Any) -> dict[str, Any]:
        """Return what is asked of somebody: person, grid and dose."""
        return {"person": self._world.clinic.person(who), "grid": GRID, "dose": 1, **more}

    def text(self) -> str:
        """Return the text of the certificate's QR code."""
        return str(self._world.nobody.post("/v1/vaccine/certificates", self.given).body["text"])

    def _opened(self, start: str, end: str, quota: int) -> str:
        plan = self._world.clinic.plan("08:00")
        plan["slot"] = {"start": start, "end": end, "quota": quota}
        plan["day"] = "2022-07-13"
        return str(self._done("POST", "/v1/staff/vaccine/sessions", plan)["id"])

    def _booked(self, who: int, session: str = "") -> dict[str, str]:
        held = self._world.nobody.post("/v1/vaccine/holds", {"session": session or self.session})
        form = {
            **self.walk_in(who, answers=ANSWERS),
            "hold": held.body["token"],
            "consent": True,
            "captcha": self._world.captcha(),
        }
        answer = self._world.nobody.post("/v1/vaccine/appointments", form)
        assert answer.status == 201, answer.body
        return {"number": clinic.number_of(who), "code": answer.body["code"]}

    def _brought(self, form: dict[str, str], *steps: str) -> None:
        for step in steps:
            path = "/v1/staff/vaccine/onsite/{street}/{site}/visitors/{record}"
            self._done("POST", f"{path.format_map(self.visitor(form))}/{step}")

    def _waits(self, who: int) -> dict[str, str]:
        answer = self._world.nobody.post("/v1/vaccine/waiting-lists", self.party(who))
        assert answer.status == 201, answer.body
        return {"number": clinic.number_of(who), "code": answer.body["code"]}

    def _certificate(self) -> str:
        answer = self._world.nobody.post("/v1/vaccine/certificates", self.given)
        assert answer.status == 200, answer.body
        return str(answer.body["id"])

    def _address(self) -> str:
        path = f"/v1/staff/vaccine/streets/{STREET}/groups/{self.group}/address"
        return str(self._done("GET", path)["address"])

    def _done(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._world.signed_in(self._world.root).call(method, path, body)
        assert answer.status in {200, 201, 204}, answer.body
        return answer.body
