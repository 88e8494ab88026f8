"""The health codes of the city of `tests.world`, made through the suite's own doors."""

from typing import TYPE_CHECKING, Any

from functions.healthcode import alarms, drafts, recording, store
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.recording import Origin, Stated
from functions.healthcode.rules import DEFAULT
from tests import health

if TYPE_CHECKING:
    from tests.world import Inhabitant, World


class HealthDesk:
    """Li is yellow; Zhao acts for an elder whose code Zhang asks to show too; much waits for staff."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.officer = world.officer("health-officer-1", "city", "health-officer")
        self.planner = world.officer("health-planner-1", "city", "health-planner")
        for who in (world.li, world.zhang, world.zhao):
            self._declare(who, "/v1/me/health/declarations", self.form(who))
        self.fever = self._feverish(world.li)
        self.elder = self._elder()
        self.proposal = self._proposed()
        self.appealed = self._appealed()
        self.alarm = self._alarm()
        self.draft = self._drafted()

    def form(self, who: "Inhabitant | None" = None, **changes: Any) -> dict[str, Any]:
        """Return a filled-in declaration, of an inhabitant or of somebody nobody knows."""
        own = {"name": who.name, "phone": who.mobile, **who.document} if who else {"name": "钱小多"}
        return health.declaration(**{**own, "remark": "家中有老人", **changes})

    def token(self, of: "Inhabitant") -> str:
        """Return the code that somebody shows now."""
        return str(self._world.signed_in(of).get("/v1/me/code").body["token"])

    def rules(self) -> dict[str, Any]:
        """Return a draft of rules that leave coughs out."""
        causes = [
            {
                "kind": cause.kind,
                "colour": cause.colour,
                "texts": dict(cause.texts),
                "days": cause.ending.days,
                "released_by": list(cause.ending.released_by),
            }
            for cause in DEFAULT.causes
            if cause.kind is not FactKind.COUGH
        ]
        return {"causes": causes, "note": "the new notice"}

    def _declare(self, who: "Inhabitant", path: str, form: dict[str, Any]) -> str:
        answer = self._world.signed_in(who).post(path, form)
        assert answer.status == 201, answer.body
        return str(answer.body["person"])

    def _feverish(self, who: "Inhabitant") -> str:
        path = f"/v1/me/health/people/{who.person}/check-ins"
        answer = self._world.signed_in(who).post(path, health.check_in(symptoms=["FEVER"]))
        assert answer.status == 201, answer.body
        return str(answer.body["reasons"][0]["fact"])

    def _elder(self) -> str:
        form = self.form(name="赵爷爷")
        person = self._declare(self._world.zhao, "/v1/me/health/people", form)
        asked = self._world.signed_in(self._world.zhang).post("/v1/me/health/people", form)
        assert asked.body["verdict"] is None, asked.body
        return person

    def _proposed(self) -> str:
        path = f"/v1/staff/health/people/{self._world.li.person}/proposals"
        answer = self._world.signed_in(self.officer).post(path, health.proposal("CLOSE_CONTACT"))
        assert answer.status == 201, answer.body
        return str(answer.body["proposal"])

    def _appealed(self) -> str:
        path = f"/v1/me/health/people/{self.elder}/check-ins"
        client = self._world.signed_in(self._world.zhao)
        assert client.post(path, health.check_in(symptoms=["DRY_COUGH"])).status == 201
        fact = next(fact.id for fact in store.facts(self.elder) if fact.kind is FactKind.COUGH)
        objection = {"fact": fact, "words": "只是呛到了"}
        assert client.post(f"/v1/me/health/people/{self.elder}/appeals", objection).status == 204
        return fact

    def _alarm(self) -> str:
        root = self._world.signed_in(self._world.root)
        change = {"values": {"by_place": 2, "by_recorder": 1000}, "version": 0, "reason": "one of a kind"}
        assert root.put("/v1/staff/policies/health_alarms", change).status in {200, 204}
        self._world.forget()
        for who in (self._world.zhang, self._world.zhao):
            origin = Origin(source=Source.PHARMACY, recorder="worker", client="sale", place="pharmacy-1")
            stated = [Stated(kind=FactKind.MEDICINE, at=self._world.now)]
            recording.record(who.person, origin, stated, self._world.now)
        assert alarms.check(self._world.now) == 1
        return str(root.get("/v1/staff/health/alarms").body["items"][0]["alarm"])

    def _drafted(self) -> str:
        answer = self._world.signed_in(self.planner).post("/v1/staff/health/rules", self.rules())
        assert answer.status == 201, answer.body
        while drafts.count_out(self._world.now):
            pass
        return str(answer.body["version"])
