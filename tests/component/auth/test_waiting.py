"""How many wait for staff (I7, I9, W2)."""

from layers.principals import CITY
from tests.world import World


def test_i7_who_waits_for_review_is_counted_by_region(city: World) -> None:
    waiting = city.signed_in(city.root)

    counted = {
        region: waiting.get("/v1/staff/reviews/counts", region=region).body["number"]
        for region in (CITY, "futian", "nanshan")
    }

    listed = waiting.get("/v1/staff/reviews").body["items"]
    assert counted == {CITY: len(listed), "futian": 1, "nanshan": 0}


def test_i9_who_forgot_their_password_is_counted_until_it_is_decided(city: World) -> None:
    root = city.signed_in(city.root)
    before = root.get("/v1/staff/password-resets/counts").body
    decision = {"answer": "REFUSE", "verified": "FAILED"}
    assert root.post(f"/v1/staff/password-resets/{city.reset}/decision", decision).status == 204

    after = root.get("/v1/staff/password-resets/counts").body

    assert (before, after) == ({"number": 1, "up_to": 200}, {"number": 0, "up_to": 200})
