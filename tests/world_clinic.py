"""The vaccination site of the city of `tests.world`, made through the suite's own doors."""

from typing import TYPE_CHECKING, Any

from tests import clinic

if TYPE_CHECKING:
    from tests.world import World

STREET, GRID = "beigang", "grid-1"

ANSWERS = dict.fromkeys(("allergy", "severe_reaction", "nervous_system", "fever", "pregnancy"), False)

_NOTICE_TEXTS = "/v1/staff/vaccine/notice-texts"
NOTICE = {
    "title": "改地点",
    "texts": {
        "zh-Hans": "{name}，{day} {start} 的接种改在二楼进行。",
        "zh-Hant": "{name}，{day} {start} 的接種改在二樓進行。",
        "en": "{name}, your vaccination on {day} at {start} takes place on the second floor.",
    },
}


class Clinic:
    """A site in Beigang with two sessions tomorrow: one with an appointment, and one that nobody booked."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.site, self.spare_site = (self._made_site(name) for name in ("社区卫生服务中心", "羽毛球馆"))
        self.session, self.spare_session = (self._made_session(start) for start in ("08:00", "14:00"))
        self.booked = self.appointment(1)
        self.cancelled = self.appointment(2)
        assert world.nobody.post("/v1/vaccine/appointments/cancellations", self.cancelled).status == 200
        self.notice_text = self._approved_text()

    def plan(self, start: str) -> dict[str, Any]:
        """Return a form for a session of tomorrow that begins at this hour and takes 90 minutes."""
        hour = int(start[:2])
        slot = {"start": start, "end": f"{hour + 1:02d}:30", "quota": 5}
        place = {"street": STREET, "site": self.site}
        return {
            "vaccine": "vero",
            **place,
            "day": "2022-07-14",
            "slot": slot,
            "remark": "请带好身份证件和口罩",
        }

    def hold(self) -> str:
        """Return the token of a place that is held."""
        answer = self._world.nobody.post("/v1/vaccine/holds", {"session": self.session})
        assert answer.status == 201, answer.body
        return str(answer.body["token"])

    def person(self, who: int) -> dict[str, Any]:
        """Return a filled-in form about a person."""
        return {
            "name": f"孙晓{who}梅",
            "number": clinic.number_of(who),
            "phone": f"1370000{who:04d}",
            "remark": f"轮椅{who}",
        }

    def form(self, who: int) -> dict[str, Any]:
        """Return a filled-in booking of a place that is held now."""
        said = {"grid": GRID, "dose": 1, "answers": ANSWERS, "consent": True}
        return {
            "hold": self.hold(),
            "person": self.person(who),
            **said,
            "captcha": self._world.captcha(),
        }

    def appointment(self, who: int) -> dict[str, str]:
        """Book for somebody, and return by what they find it: number and look-up code."""
        answer = self._world.nobody.post("/v1/vaccine/appointments", self.form(who))
        assert answer.status == 201, answer.body
        return {"number": clinic.number_of(who), "code": answer.body["code"]}

    def written_text(self) -> str:
        """Return a text of notices that nobody but its author has read."""
        answer = self._world.signed_in(self._world.root).post(_NOTICE_TEXTS, NOTICE)
        assert answer.status == 201, answer.body
        return str(answer.body["id"])

    def _approved_text(self) -> str:
        text = self.written_text()
        deputy = self._world.signed_in(self._world.deputy("notices.decide"))
        assert deputy.post(f"{_NOTICE_TEXTS}/{text}/approval").status == 204
        return text

    def _made_site(self, name: str) -> str:
        form = {"names": {"zh-Hans": name}, "address": {"zh-Hans": "荷花池路1号"}}
        return self._create(f"/v1/staff/vaccine/streets/{STREET}/sites", form)

    def _made_session(self, start: str) -> str:
        return self._create("/v1/staff/vaccine/sessions", self.plan(start))

    def _create(self, path: str, form: dict[str, Any]) -> str:
        answer = self._world.signed_in(self._world.root).post(path, form)
        assert answer.status == 201, answer.body
        return str(answer.body["id"])
