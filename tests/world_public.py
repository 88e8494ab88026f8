"""What people registered, declared and reported in the city of `tests.world`, by the suite's own doors."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image

from layers import objects
from tests import health

if TYPE_CHECKING:
    from tests.world import Inhabitant, World


class PublicDesk:
    """Li is back soon, and invited by a school; somebody reported a gathering, with a photo."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.registration = self._registered(world.li)
        self.school = self._enrolled("北港学校")
        self.waiting = self._enrolled("北港幼儿园")
        self._approved(self.school)
        self.batch = self._declared(world.li)
        self.photo = self.uploaded()
        self.clue = self._filed()

    def uploaded(self) -> str:
        """Upload a photo, and return its id."""
        offered = self._world.nobody.post("/v1/clue-photos").body
        picture = BytesIO()
        Image.new("RGB", (40, 30), "red").save(picture, "JPEG")
        objects.write(offered["fields"]["key"], picture.getvalue(), "image/jpeg")
        return str(offered["photo"])

    def _registered(self, who: "Inhabitant") -> str:
        path = f"/v1/me/health/people/{who.person}/registrations"
        client = self._world.signed_in(who)
        assert client.post(path, health.registration("within")).status == 201
        return str(client.get(path).body[0]["registration"])

    def _enrolled(self, name: str) -> str:
        client = self._world.signed_in(self._world.by_phone)
        return str(_made(client.post("/v1/organisations", health.enrolment(name=name)))["organisation"])

    def _approved(self, organisation: str) -> None:
        path = f"/v1/staff/health/organisations/{organisation}/decision"
        decision = {"approved": True, "reason": "材料齐全"}
        assert self._world.signed_in(self._world.root).post(path, decision).status == 204

    def _declared(self, who: "Inhabitant") -> str:
        client = self._world.signed_in(self._world.by_phone)
        people = [self._world.health.form(who), self._world.health.form(name="孙小梅")]
        answer = client.post(f"/v1/organisations/{self.school}/staff", {"people": people})
        return str(_made(answer)["batch"])

    def _filed(self) -> str:
        client = self._world.signed_in(self._world.li)
        return str(_made(client.post("/v1/me/clues", health.report(photos=[self.photo])))["clue"])


def _made(answer: Any) -> dict[str, Any]:
    assert answer.status == 201, answer.body
    return dict(answer.body)
