"""Examples of bookings."""

from tests.examples.example import Example, Examples
from tests.world import Inhabitant, World

_WHY = {"reason": "a letter from the hospital"}


def _document(of: Inhabitant) -> dict[str, str]:
    return {"document_type": of.document["document_type"], "document_number": of.document["number"]}


def _when_one_is_disabled(world: World) -> Example:
    world.disabled()
    return Example()


EXAMPLES: Examples = {
    "list_my_bookings": lambda world: Example(by=world.wang),
    "cancel_my_booking": lambda world: Example(by=world.wang, params={"number": world.future}, body={}),
    "show_my_standing": lambda world: Example(by=world.wang),
    "print_my_slip": lambda world: Example(by=world.wang),
    "show_my_slip": lambda world: Example(by=world.wang),
    "show_my_entry": lambda world: Example(by=world.wang),
    "look_up_arrival": lambda world: Example(body=_document(world.wang)),
    "record_arrival": lambda world: Example(body={"number": world.today}),
    "count_arrivals": lambda _: Example(query={"day": "2022-07-13"}),
    "count_bookings": lambda _: Example(query={"first": "2022-07-11", "days": "3"}),
    "look_up_standing": lambda world: Example(body={**_document(world.wang), "reason": "asked"}),
    "list_bans": lambda _: Example(),
    "list_disabled_accounts": _when_one_is_disabled,
    "list_bookings": lambda _: Example(query={"day": "2022-07-13"}),
    "excuse_no_show": lambda world: Example(params={"number": world.missed}, body=_WHY),
    "reinstate_account": lambda world: Example(params={"account": world.wang.account}, body=_WHY),
}
