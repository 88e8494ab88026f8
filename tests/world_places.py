"""The health code's places of the city of `tests.world`, made through the suite's own doors."""

import base64
import secrets
from typing import TYPE_CHECKING, Any

from functions.auth import service as auth
from functions.healthcode.scenes import result_sheets, rounds, store_tasks
from layers.i18n import Language
from tests import places

if TYPE_CHECKING:
    from tests.world import World

SAID = {"temperature": 36.8, "address": "北港街道1号", "born": "1985-05-01"}
ADMISSION = {
    "case_number": "B-2022-17",
    "case_type": "CONTACT",
    "began": "2022-07-13",
    "address": "北港观察点3号楼",
    "evidence": "流调报告 22-7",
    "today": {"temperature": 36.8, "symptoms": [], "remark": "夜间咳嗽"},
    "born": "1985-05-01",
}


class PlacesAtWork:
    """A place of each kind that one phone account keeps, one that waits, a worker invited; people traced."""

    def __init__(self, world: "World") -> None:
        self._world, self.keeper = world, world.by_phone
        self.invited = world.newcomer_by_phone()
        self.gate, self.clinic, self.station, self.pharmacy, self.lab = map(self._approved, places.REASONS)
        self.waiting = self._enrolled("PHARMACY", name="南港大药房")
        self.worker = self._worker()
        self.visitor = world.li
        self.upload({"client": "pass-0001", "plate": "粤B54321"})
        self.stay = str(self._filed(self.station, "stays", ADMISSION)["stay"])
        self._filed(self.clinic, "clinic-visits", SAID)
        self.key = str(self._sent("POST", f"/v1/places/{self.lab}/key")["token"])
        self._sent("POST", f"/v1/places/{self.lab}/tests", {"tests": [self.result()]})
        rounds.take_up(world.now)
        self.task = self._task()

    def visit(self, place: str, kind: str) -> str:
        """Let a place scan the visitor's code, and return the visit."""
        said = {"token": self.token(), "reason": places.REASONS[kind]}
        return str(self._sent("POST", f"/v1/places/{place}/scans", said)["visit"])

    def form(self, place: str, kind: str, said: dict[str, Any]) -> dict[str, Any]:
        """Return a form about the visitor."""
        return {"client": secrets.token_hex(8), "visit": self.visit(place, kind), "said": said}

    def row(self, **changes: Any) -> dict[str, Any]:
        """Return a pass of the visitor."""
        return places.row(token=self.token(), suspicion="一天内四次进出", **changes)

    def upload(self, changes: dict[str, Any]) -> None:
        """Let the gate upload a pass of the visitor."""
        row = places.row(token=self.token(), **changes)
        self._sent("POST", f"/v1/places/{self.gate}/passes", {"passes": [row]})

    def result(self, **changes: object) -> dict[str, Any]:
        """Return a negative result of the visitor's."""
        said = {
            "client": secrets.token_hex(8),
            "sampled_at": "2022-07-12T09:30:00+08:00",
            "result": "NEGATIVE",
        }
        return {**said, **self.visitor.document, **changes}

    def sheet(self) -> str:
        """Return the template of results, not filled in, in base64."""
        content = result_sheets.template(Language.EN, self._world.now)
        return base64.b64encode(content).decode()

    def token(self) -> str:
        """Return the code that the visitor shows now."""
        return self._world.health.token(self.visitor)

    def _approved(self, kind: str) -> str:
        place, root = self._enrolled(kind), self._world.signed_in(self._world.root)
        said = {"state": "APPROVED", "reason": "已核实"}
        assert root.put(f"/v1/staff/health/places/{place}/state", said).status == 204
        return place

    def _enrolled(self, kind: str, **changes: object) -> str:
        return str(self._sent("POST", "/v1/places", places.form(kind, **changes))["place"])

    def _worker(self) -> str:
        phone = auth.signing_phone(self.invited.account)
        self._sent("POST", f"/v1/places/{self.gate}/workers", {"phone": phone})
        roster = self._sent("GET", f"/v1/places/{self.gate}/workers")
        return next(str(each["worker"]) for each in roster if each["role"] == "WORKER")

    def _filed(self, place: str, what: str, said: dict[str, Any]) -> Any:
        kind = "OBSERVATION" if what == "stays" else "CLINIC"
        return self._sent("POST", f"/v1/places/{place}/{what}", self.form(place, kind, said))

    def _task(self) -> str:
        found = store_tasks.traced(self.visitor.person)
        assert found
        return store_tasks.identifier(found)

    def _sent(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._world.signed_in(self.keeper).call(method, path, body)
        assert answer.status < 300, answer.body
        return answer.body
