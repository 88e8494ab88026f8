"""Doses as other folders ask for them (H14)."""

from datetime import date

from functions.vaccine import service
from tests import clinic
from tests.world import World
from tests.world_clinic import STREET

HOLDER = ("RESIDENT_ID", clinic.number_of(1))


def test_h14_a_persons_doses_are_those_that_were_given(city: World) -> None:
    root = city.signed_in(city.root)
    search = {"region": STREET, "text": HOLDER[1]}
    (record,) = root.post("/v1/staff/vaccine/records/searches", search).body["items"]

    booked = service.given_doses(*HOLDER)
    assert root.post(f"/v1/staff/vaccine/records/{record['number']}/vaccination").status == 204
    (given,) = service.given_doses(*HOLDER)

    assert booked == []
    assert (given.vaccine, given.dose, given.of, given.day) == ("vero", 1, 2, date(2022, 7, 13))
    assert "vero" in given.names.zh_hans
    assert service.given_doses("PASSPORT", HOLDER[1]) == []
