"""Examples of notices to people: the administrator writes and asks, a deputy decides."""

from typing import Any

from functions.vaccine.files.budget import Budget
from functions.vaccine.notices import work
from layers import clock
from tests.examples.example import Example, Examples
from tests.world import World
from tests.world_clinic import STREET

_TEXTS = "/v1/staff/vaccine/notice-texts"
_NOTICES = "/v1/staff/vaccine/notices"
_WORDS = {
    "zh-Hans": "{name}，{day} {start} 的接种改在二楼进行。",
    "zh-Hant": "{name}，{day} {start} 的接種改在二樓進行。",
    "en": "{name}, your vaccination on {day} at {start} takes place on the second floor.",
}
_FORM = {"title": "改地点", "texts": _WORDS}


def _made(world: World, path: str, body: Any) -> str:
    answer = world.signed_in(world.root).post(path, body)
    assert answer.status == 201, answer.body
    return str(answer.body["id"])


def _text(world: World) -> str:
    return _made(world, _TEXTS, _FORM)


def _approved(world: World) -> str:
    text = _text(world)
    deputy = world.signed_in(world.deputy("notices.decide"))
    assert deputy.post(f"{_TEXTS}/{text}/approval").status == 204
    return text


def _form(world: World) -> dict[str, str]:
    return {"text": _approved(world), "region": STREET}


def _notice(world: World) -> dict[str, str]:
    """Return a notice that is ready to go."""
    notice = _made(world, _NOTICES, _form(world))
    work.advance(clock.now(), Budget(60))
    return {"notice": notice}


EXAMPLES: Examples = {
    "list_notice_texts": lambda _: Example(),
    "write_notice_text": lambda _: Example(body=_FORM),
    "approve_notice_text": lambda world: Example(
        params={"text": _text(world)}, by=world.deputy("notices.decide")
    ),
    "withdraw_notice_text": lambda world: Example(params={"text": _text(world)}),
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
