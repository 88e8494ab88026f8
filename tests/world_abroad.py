"""Certificates from abroad in the city of `tests.world`, made through the suite's own doors."""

from typing import TYPE_CHECKING, Any

from tests import abroad
from tests.abroad import Ministry

if TYPE_CHECKING:
    from tests.world import World

NAME, BORN = "LI NAYING", "1978-05-01"
"""Li, as her travel document and her certificates have her."""


class DeskAbroad:
    """A ministry is trusted; Li submitted a vaccination that it certified."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.ministry = Ministry()
        self.issuer = self._trusted(self.ministry)
        self.certificate = self._submitted()

    def form(self, said: dict[str, Any]) -> dict[str, Any]:
        """Return the form with which Li submits a certificate of the ministry."""
        spelling = {"fn": "Li", "gn": "Naying", "fnt": "LI", "gnt": "NAYING"}
        text = self.ministry.sign(abroad.certificate(said, nam=spelling, dob=BORN))
        return {"texts": [text], "born": BORN, "name": NAME}

    def _trusted(self, ministry: Ministry) -> str:
        adding = {"issuers": [abroad.of_ministry(ministry)], "reason": "双边协议"}
        answer = self._world.signed_in(self._world.health.planner).post("/v1/staff/health/issuers", adding)
        assert answer.body[0]["outcome"] == "ADDED", answer.body
        return str(answer.body[0]["issuer"])

    def _submitted(self) -> str:
        path = f"/v1/me/health/people/{self._world.li.person}/foreign-certificates"
        answer = self._world.signed_in(self._world.li).post(path, self.form(abroad.vaccination()))
        assert answer.status == 201, answer.body
        return str(answer.body[0]["certificate"])
