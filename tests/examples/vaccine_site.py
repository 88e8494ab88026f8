"""Examples of the work at vaccination sites, groups, waiting lists and certificates."""

from tests import clinic
from tests.examples.example import Example, Examples
from tests.world import World
from tests.world_clinic import STREET
from tests.world_site import COMPANY

_WHY = {"reason": "扫错了人"}


def _group(world: World) -> dict[str, str]:
    return {"street": STREET, "group": world.at_work.group}


def _certificate(world: World) -> dict[str, str]:
    return {"certificate": world.at_work.certificate}


EXAMPLES: Examples = {
    "show_address": lambda _: Example(params={"region": STREET}),
    "print_poster": lambda _: Example(params={"region": STREET}),
    "list_groups": lambda _: Example(params={"street": STREET}),
    "create_group": lambda _: Example(params={"street": STREET}, body=COMPANY),
    "edit_group": lambda world: Example(params=_group(world), body=COMPANY),
    "set_group_state": lambda world: Example(params=_group(world), body={"enabled": False}),
    "show_group_address": lambda world: Example(params=_group(world)),
    "print_group_poster": lambda world: Example(params=_group(world)),
    "renew_group_address": lambda world: Example(params=_group(world)),
    "show_group": lambda world: Example(body={"group": world.at_work.token}),
    "list_group_sessions": lambda world: Example(body={"group": world.at_work.token}),
    "show_worker": lambda world: Example(params={"user": world.target.id}),
    "bind_worker": lambda world: Example(
        params={"user": world.target.id}, body={"sites": [world.at_work.at]}
    ),
    "list_workers": lambda world: Example(params=world.at_work.at),
    "list_my_sites": lambda _: Example(),
    "list_site_sessions": lambda world: Example(params=world.at_work.at),
    "list_observed": lambda world: Example(params=world.at_work.at),
    "look_up_visitor": lambda world: Example(
        params=world.at_work.at, body={"ending": clinic.number_of(21)[-4:]}
    ),
    "scan_slip": lambda world: Example(params=world.at_work.at, body={"token": world.at_work.slip()}),
    "check_in_visitor": lambda world: Example(params=world.at_work.visitor(world.at_work.expected)),
    "inject_visitor": lambda world: Example(params=world.at_work.visitor(world.at_work.arrived)),
    "vaccinate_visitor": lambda world: Example(params=world.at_work.visitor(world.at_work.injected)),
    "undo_visitor": lambda world: Example(params=world.at_work.visitor(world.at_work.given), body=_WHY),
    "book_walk_in": lambda world: Example(
        params=world.at_work.at, body=world.at_work.walk_in(31, session=world.at_work.session)
    ),
    "list_looks": lambda world: Example(body=world.at_work.given),
    "list_record_looks": lambda world: Example(params={"record": world.at_work.number(world.at_work.given)}),
    "join_waiting_list": lambda world: Example(body=world.at_work.party(32)),
    "find_waiting_party": lambda world: Example(body=world.at_work.waiting),
    "leave_waiting_list": lambda world: Example(body=world.at_work.waiting),
    "show_waiting_list": lambda world: Example(params={"session": world.at_work.full}),
    "show_vaccination_slip": lambda world: Example(body=world.at_work.expected),
    "show_certificate": lambda world: Example(body=world.at_work.given),
    "print_certificate": lambda world: Example(body=world.at_work.given),
    "check_certificate": lambda world: Example(body={"text": world.at_work.text()}),
    "list_revocations": lambda _: Example(),
    "list_certificates": lambda world: Example(params={"record": world.at_work.number(world.at_work.given)}),
    "issue_certificate": lambda world: Example(params={"record": world.at_work.number(world.at_work.given)}),
    "revoke_certificate": lambda world: Example(params=_certificate(world), body=_WHY),
    "correct_certificate": lambda world: Example(params=_certificate(world), body=_WHY),
}
