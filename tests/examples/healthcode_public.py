"""Examples of registrations, organisations, clues, and what is shown of them."""

from tests import health
from tests.examples.example import Example, Examples
from tests.world import World


def _li(world: World) -> dict[str, str]:
    return {"person": world.li.person}


def _registration(world: World) -> dict[str, str]:
    return {**_li(world), "registration": world.public.registration}


def _school(world: World) -> dict[str, str]:
    return {"organisation": world.public.school}


def _clue(world: World) -> dict[str, str]:
    return {"clue": world.public.clue}


EXAMPLES: Examples = {
    "file_registration": lambda world: Example(
        params=_li(world), body=health.registration("from-outside", symptoms=["FATIGUE"], measures="已测核酸")
    ),
    "list_registrations": lambda world: Example(params=_li(world)),
    "register_arrival": lambda world: Example(params=_registration(world)),
    "give_up_registration": lambda world: Example(params=_registration(world)),
    "show_health_details": lambda world: Example(params=_li(world)),
    "show_dashboard": lambda _: Example(query={"region": "futian"}),
    "show_days": lambda _: Example(query={"region": "futian", "since": "2022-07-10", "until": "2022-07-13"}),
    "enrol_organisation": lambda world: Example(by=world.by_phone, body=health.enrolment(name="北港诊所")),
    "list_my_organisations": lambda world: Example(by=world.by_phone),
    "show_staff_template": lambda world: Example(by=world.by_phone),
    "declare_staff": lambda world: Example(
        by=world.by_phone, params=_school(world), body={"people": [world.health.form()]}
    ),
    "declare_staff_by_file": lambda world: Example(
        by=world.by_phone, params=_school(world), body={"content": health.staff_file([health.staff()])}
    ),
    "show_batch": lambda world: Example(
        by=world.by_phone, params={**_school(world), "batch": world.public.batch}
    ),
    "list_members": lambda world: Example(by=world.by_phone, params=_school(world), query={"limit": "5"}),
    "show_standing": lambda world: Example(by=world.by_phone, params=_school(world)),
    "remove_member": lambda world: Example(by=world.by_phone, params={**_school(world), **_li(world)}),
    "list_memberships": lambda world: Example(params=_li(world)),
    "answer_organisation": lambda world: Example(
        params={**_li(world), **_school(world)}, body={"consents": True}
    ),
    "list_organisations": lambda _: Example(),
    "decide_organisation": lambda world: Example(
        params={"organisation": world.public.waiting}, body={"approved": True, "reason": "材料齐全"}
    ),
    "offer_photo": lambda _: Example(),
    "file_clue": lambda world: Example(body={"clue": health.clue(), "captcha": world.captcha()}),
    "show_clue": lambda world: Example(params=_clue(world)),
    "file_my_clue": lambda world: Example(body=health.report(photos=[world.public.uploaded()])),
    "list_my_clues": lambda _: Example(),
    "list_clues": lambda _: Example(query={"region": "futian"}),
    "read_clue": lambda world: Example(params=_clue(world)),
    "show_clue_photo": lambda world: Example(params={**_clue(world), "photo": world.public.photo}),
    "report_on_clue": lambda world: Example(
        params=_clue(world), body={"state": "under-way", "note": "已上门核查"}
    ),
}
