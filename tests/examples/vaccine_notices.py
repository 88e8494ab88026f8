"""Examples of notices to people: the administrator writes and asks, a deputy decides."""

from functions.vaccine.files.budget import Budget
from functions.vaccine.notices import work
from layers import clock
from tests.examples.example import Example, Examples
from tests.world import World
from tests.world_clinic import NOTICE, STREET

_NOTICES = "/v1/staff/vaccine/notices"


def _text(world: World) -> dict[str, str]:
    return {"text": world.clinic.written_text()}


def _form(world: World) -> dict[str, str]:
    return {"text": world.clinic.notice_text, "region": STREET}


def _notice(world: World) -> dict[str, str]:
    """Return a notice that is ready to go."""
    made = world.signed_in(world.root).post(_NOTICES, _form(world))
    assert made.status == 201, made.body
    work.advance(clock.now(), Budget(60))
    return {"notice": made.body["id"]}


EXAMPLES: Examples = {
    "list_notice_texts": lambda _: Example(),
    "write_notice_text": lambda _: Example(body=NOTICE),
    "approve_notice_text": lambda world: Example(params=_text(world), by=world.deputy("notices.decide")),
    "withdraw_notice_text": lambda world: Example(params=_text(world)),
    "ask_for_notice": lambda world: Example(body=_form(world)),
    "list_notices": lambda _: Example(query={"region": STREET}),
    "show_notice": lambda world: Example(params=_notice(world)),
    "release_notice": lambda world: Example(params=_notice(world)),
    "decide_notice": lambda world: Example(
        params=_notice(world),
        body={"approved": True, "reason": "核对过范围"},
        by=world.deputy("notices.decide"),
    ),
    "stop_notice": lambda world: Example(params=_notice(world)),
}
