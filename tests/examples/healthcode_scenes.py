"""Examples of the health code's places, laboratories and tracing."""

from collections.abc import Callable
from typing import Any

from tests import places
from tests.examples.example import Example, Examples
from tests.world import World
from tests.world_places import ADMISSION, SAID

_SALE = {**SAID, "medicines": [{"name": "布洛芬缓释胶囊", "quantity": 2}], "patient_phone": "13812349876"}
_WORDS = {"words": "电话随访，居家休息"}


def _at(
    name: str,
    body: Callable[[World], Any] = lambda _: None,
    query: dict[str, str] | None = None,
    **params: str,
) -> Callable[[World], Example]:
    """Return how the keeper asks something of one of their places."""

    def example(world: World) -> Example:
        more = {key: getattr(world.places, attribute) for key, attribute in params.items()}
        ids = {"place": getattr(world.places, name), **more}
        return Example(params=ids, query=query or {}, body=body(world), by=world.places.keeper)

    return example


def _of_task(body: Any = None) -> Callable[[World], Example]:
    return lambda world: Example(params={"task": world.places.task}, body=body)


def _of_day(world: World) -> Example:
    ids = {"place": world.places.station, "stay": world.places.stay, "day": "2022-07-13"}
    world.now = world.now.replace(day=14)
    return Example(params={**ids, "day": "2022-07-14"}, body=ADMISSION["today"], by=world.places.keeper)


EXAMPLES: Examples = {
    "enrol_place": lambda world: Example(body=places.form("CLINIC"), by=world.places.keeper),
    "list_my_places": lambda world: Example(by=world.places.keeper),
    "describe_place": _at("gate", lambda _: places.form(name="北港花园西门")),
    "list_place_workers": _at("gate"),
    "invite_worker": _at("gate", lambda _: {"phone": "13812345432"}),
    "accept_invitation": lambda world: Example(params={"place": world.places.gate}, by=world.places.invited),
    "remove_worker": _at("gate", worker="worker"),
    "list_places": lambda _: Example(query={"region": "beigang"}),
    "list_waiting_places": lambda _: Example(),
    "decide_place": lambda world: Example(
        params={"place": world.places.waiting}, body={"state": "REFUSED", "reason": "地址不实"}
    ),
    "show_gate": _at("gate"),
    "scan_visitor": _at("clinic", lambda world: {"token": world.places.token(), "reason": "TREATMENT"}),
    "find_visitors": _at("gate", lambda world: {"phone": world.zhao.mobile, "reason": "PASSING"}),
    "show_trail": _at(
        "gate",
        lambda world: {"visit": world.places.visit(world.places.gate, "CHECKPOINT"), "reason": "TRAIL"},
    ),
    "upload_passes": _at("gate", lambda world: {"passes": [world.places.row()]}),
    "list_passes": _at("gate", query={"day": "2022-07-13"}),
    "file_clinic_visit": _at(
        "clinic",
        lambda world: world.places.form(
            world.places.clinic,
            "CLINIC",
            {**SAID, "guardian": "李妈妈", "opinion": "居家休息", "remark": "复诊"},
        ),
    ),
    "file_sale": _at(
        "pharmacy",
        lambda world: world.places.form(world.places.pharmacy, "PHARMACY", {**_SALE, "remark": "代购"}),
    ),
    "list_forms": _at("clinic"),
    "admit_patient": _at(
        "station", lambda world: world.places.form(world.places.station, "OBSERVATION", ADMISSION)
    ),
    "list_stays": _at("station"),
    "show_stay": _at("station", stay="stay"),
    "keep_stay_day": _of_day,
    "propose_release": _at("station", lambda _: {"evidence": "两次核酸阴性"}, stay="stay"),
    "deliver_tests": _at("lab", lambda world: {"tests": [world.places.result(result="POSITIVE")]}),
    "list_tests": _at("lab"),
    "deliver_test_sheet": _at("lab", lambda world: {"content": world.places.sheet()}),
    "show_test_template": _at("lab"),
    "renew_lab_key": _at("lab"),
    "revoke_lab_key": _at("lab"),
    "deliver_tests_by_key": lambda world: Example(
        body={"key": world.places.key, "tests": [world.places.result()]}
    ),
    "list_my_tests": lambda world: Example(query={"person": world.li.person}),
    "list_tasks": lambda _: Example(query={"region": "beigang"}),
    "show_task": _of_task(),
    "take_task": _of_task(),
    "follow_up_task": _of_task({"client": "follow-up-0001", **_WORDS, "symptoms": ["DRY_COUGH"]}),
    "close_task": _of_task(_WORDS),
    "show_task_contact": _of_task(),
}
