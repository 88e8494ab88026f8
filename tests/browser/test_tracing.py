"""A community worker follows up somebody whose code turned yellow, who sees all of it (H12)."""

import pytest
from playwright.sync_api import expect

from layers import masks
from layers.i18n import Language
from tests.browser import deeds, duties
from tests.browser.cases import on_devices
from tests.browser.suite import A_MINUTE, Suite
from tests.browser.travellers import Traveller, coughs, declared, settled
from tests.browser.visitor import Visit, Visitor

pytestmark = pytest.mark.browser

WORKER, GRID = "grid", "jixie-1"


@on_devices(quick=Language.EN)
def test_h12_who_turned_yellow_is_followed_up_in_their_grid(
    visit: Visit, on_duty: Visit, language: Language, size: str
) -> None:
    worker = on_duty(language, size)
    who = settled(worker.suite, language)
    person = declared(worker.suite, who, GRID)
    coughs(worker.suite, who, person)
    task = task_about(worker.suite, who)

    duties.come_in(worker, WORKER, "/staff/health/tracing")
    link = worker.page.locator(f"a[href$='{task}']")
    expect(link).to_be_visible()
    worker.looks("1-tasks")
    link.click()
    follows_up(worker, who)
    closes(worker)

    resident = visit(language, size)
    deeds.come_in(resident, who, f"/health/person/{person}")
    resident.sees("healthcode.look.TRACING")
    resident.sees("health.stated_by", source=resident.words("healthcode.source.tracing"))
    resident.looks("5-own-records")


def task_about(suite: Suite, who: Traveller) -> str:
    """Return the task about somebody, once the clock has given it to their grid."""
    suite.clock.advance(A_MINUTE)
    suite.until("the grid has the task", lambda: bool(tasks_about(suite, who)))
    (task,) = tasks_about(suite, who)
    return task


def tasks_about(suite: Suite, who: Traveller) -> list[str]:
    """Return the grid's tasks about somebody of this name."""
    with suite.staff(WORKER) as office:
        found = list(office.items("/v1/staff/health/tasks", region=GRID))
    return [str(each["task"]) for each in found if each["name"] == masks.name(who.name)]


def follows_up(worker: Visitor, who: Traveller) -> None:
    """Take the task on, look the phone up, and note a fever."""
    worker.press("health.take")
    worker.is_told("health.done")
    worker.press("term.button.contact")
    expect(worker.page.get_by_role("link", name=who.phone)).to_be_visible()
    worker.fill("health.words", "38.1")
    worker.fill("healthcode.temperature", "38.1")
    worker.looks("2-follow-up")
    worker.press("health.save_follow")
    worker.sees("health.step_FOLLOWED")


def closes(worker: Visitor) -> None:
    """Close the task, saying why."""
    worker.press("health.close_task")
    worker.fill("reason.label", "117")
    worker.looks("3-closing")
    worker.press("dialog.confirm", within=worker.dialog)
    worker.sees("health.step_CLOSED")
    worker.looks("4-closed")
