"""Examples of records, their files, and statistics."""

import base64
from typing import Any

from functions.vaccine.files import work
from functions.vaccine.files.budget import Budget
from layers import clock
from tests import sheets
from tests.examples.example import Example, Examples
from tests.world import World
from tests.world_clinic import GRID, STREET

_STREET = {"street": STREET}
_WHY = {"reason": "asked for by phone"}
_EXPORTS = "/v1/staff/vaccine/record-exports"


def _number(world: World) -> str:
    """Return the number of the record of whoever is booked."""
    search = {"region": STREET, "text": world.clinic.booked["number"]}
    answer = world.signed_in(world.root).post("/v1/staff/vaccine/records/searches", search)
    (record,) = answer.body["items"]
    return str(record["number"])


def _record(world: World) -> dict[str, str]:
    return {"record": _number(world)}


def _came(world: World) -> Example:
    """Return what takes somebody's arrival back."""
    params = _record(world)
    path = f"/v1/staff/vaccine/records/{params['record']}/arrival"
    assert world.signed_in(world.root).post(path).status == 204
    return Example(params=params, body=_WHY)


def _post(world: World, path: str, body: Any = None, status: int = 201) -> Any:
    answer = world.signed_in(world.root).post(path, body)
    assert answer.status == status, answer.body
    return answer.body


def _begun(world: World, kind: str) -> str:
    return str(_post(world, f"/v1/staff/vaccine/streets/{STREET}/{kind}")["id"])


def _uploaded(world: World, kind: str) -> str:
    task = _begun(world, kind)
    path = f"/v1/staff/vaccine/{kind}/{task}/file"
    assert world.signed_in(world.root).put(path, _content(kind)).status == 204
    return task


def _content(kind: str) -> dict[str, Any]:
    """Return a file in which nothing is good."""
    bad = {"dose-imports": sheets.dose_file, "session-imports": sheets.session_file}[kind]
    return {"part": 0, "content": base64.b64encode(bad([{"remark": "不全"}])).decode()}


def _refused(world: World, kind: str) -> dict[str, str]:
    """Return a part of the file of an import's refused rows."""
    task = _uploaded(world, kind)
    _post(world, f"/v1/staff/vaccine/{kind}/{task}/start", {"parts": 1}, 204)
    work.advance(clock.now(), Budget(60))
    return {"task": task, "part": "0"}


def _exported(world: World) -> dict[str, str]:
    task = str(_post(world, _EXPORTS, {"region": STREET})["id"])
    work.advance(clock.now(), Budget(60))
    return {"task": task, "part": "0"}


def _of_imports(kind: str, noun: str, name: str) -> Examples:
    return {
        f"show_{noun}_template": lambda _: Example(params=_STREET),
        f"begin_{noun}_import": lambda _: Example(params=_STREET),
        f"upload_{name}": lambda world: Example(params={"task": _begun(world, kind)}, body=_content(kind)),
        f"start_{noun}_import": lambda world: Example(
            params={"task": _uploaded(world, kind)}, body={"parts": 1}
        ),
        f"list_{noun}_imports": lambda _: Example(query={"region": STREET}),
        f"fetch_refused_{name}": lambda world: Example(params=_refused(world, kind)),
    }


EXAMPLES: Examples = {
    "list_records": lambda _: Example(query={"region": STREET, "dose": "1", "since": "2022-07-14"}),
    "search_records": lambda world: Example(body={"region": STREET, "text": world.clinic.booked["number"]}),
    "show_record": lambda world: Example(params=_record(world)),
    "reveal_record": lambda world: Example(params=_record(world), body={"reason": "contact"}),
    "edit_record": lambda world: Example(
        params=_record(world),
        body={"version": 1, "name": "孙晓青梅", "phone": "13911112222", "remark": "轮椅和陪同"},
    ),
    "change_grid": lambda world: Example(body={"records": [_number(world)], "grid": GRID}),
    "cancel_record": lambda world: Example(params=_record(world), body=_WHY),
    "check_record_in": lambda world: Example(params=_record(world)),
    "mark_record_vaccinated": lambda world: Example(params=_record(world)),
    "undo_record": _came,
    **_of_imports("dose-imports", "dose", "doses"),
    **_of_imports("session-imports", "session", "sessions"),
    "export_records": lambda _: Example(body={"region": STREET, "state": "booked"}),
    "list_record_exports": lambda _: Example(query={"region": STREET}),
    "fetch_exported_records": lambda world: Example(params=_exported(world)),
    "show_statistics": lambda _: Example(query={"region": STREET}),
    "export_statistics": lambda _: Example(body={"region": STREET, "hidden": ["vaccines"]}),
    "rebuild_statistics": lambda _: Example(),
    "list_rebuilds": lambda _: Example(),
}
