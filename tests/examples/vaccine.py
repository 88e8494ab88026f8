"""Examples of vaccine appointments."""

import msgspec

from functions.vaccine.policies import VaccinesPolicy
from tests.examples.example import Example, Examples
from tests.world import World
from tests.world_clinic import GRID, STREET

_STREET = {"street": STREET}
_SITE_FORM = {"names": {"zh-Hans": "临时接种点", "en": "Interim site"}, "address": {"zh-Hans": "荷花池路2号"}}
_VACCINE = msgspec.to_builtins(VaccinesPolicy().vaccines[0])


def _site(world: World) -> dict[str, str]:
    return {**_STREET, "site": world.clinic.site}


def _session(world: World) -> dict[str, str]:
    return {"session": world.clinic.session}


def _series(world: World) -> Example:
    plan = world.clinic.plan("10:00")
    slot, first = plan.pop("slot"), plan.pop("day")
    days = {"first": first, "last": "2022-07-17", "weekdays": [4, 5]}
    return Example(body={**plan, **days, "slots": [slot]})


EXAMPLES: Examples = {
    "list_vaccine_streets": lambda _: Example(),
    "show_vaccine_street": lambda _: Example(params=_STREET),
    "list_vaccine_sessions": lambda _: Example(params=_STREET),
    "list_vaccines": lambda _: Example(),
    "hold_place": lambda world: Example(body={"session": world.clinic.session}),
    "release_place": lambda world: Example(body={"hold": world.clinic.hold()}),
    "book_vaccination": lambda world: Example(body=world.clinic.form(3)),
    "find_vaccination": lambda world: Example(body=world.clinic.booked),
    "cancel_vaccination": lambda world: Example(body=world.clinic.booked),
    "change_vaccination_details": lambda world: Example(
        body={
            "appointment": world.clinic.cancelled,
            "person": {**world.clinic.person(2), "phone": "13911112222"},
            "grid": GRID,
        }
    ),
    "ask_for_lookup_code": lambda world: Example(
        body={"number": world.clinic.booked["number"], "captcha": world.captcha()}
    ),
    "list_sites": lambda _: Example(params=_STREET),
    "create_site": lambda _: Example(params=_STREET, body=_SITE_FORM),
    "edit_site": lambda world: Example(params=_site(world), body=_SITE_FORM),
    "set_site_state": lambda world: Example(params=_site(world), body={"enabled": False}),
    "delete_site": lambda world: Example(params={**_STREET, "site": world.clinic.spare_site}),
    "list_all_vaccines": lambda _: Example(),
    "add_vaccine": lambda _: Example(
        body={
            "vaccine": {**_VACCINE, "id": "mrna", "code": "1400000000000000000"},
            "version": 0,
            "reason": "new",
        }
    ),
    "edit_vaccine": lambda _: Example(
        params={"vaccine": "vero"},
        body={"vaccine": {**_VACCINE, "intervals": [28]}, "version": 0, "reason": "guideline"},
    ),
    "list_sessions": lambda _: Example(params=_STREET, query={"first": "2022-07-14"}),
    "create_session": lambda world: Example(body=world.clinic.plan("16:00")),
    "create_sessions": _series,
    "show_session": lambda world: Example(params=_session(world)),
    "edit_session": lambda world: Example(
        params=_session(world),
        body={
            "version": 1,
            "quota": 250,
            "opens_at": "2022-07-13T02:00:00Z",
            "remark": "请戴口罩",
            "grace": 90,
        },
    ),
    "set_session_state": lambda world: Example(params=_session(world), body={"enabled": False}),
    "delete_session": lambda world: Example(params={"session": world.clinic.spare_session}),
}
