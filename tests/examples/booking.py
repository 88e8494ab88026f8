"""Examples of bookings."""

from tests.examples.example import Example, Examples

_WHY = {"reason": "a letter from the hospital"}

EXAMPLES: Examples = {
    "list_my_bookings": lambda world: Example(by=world.wang),
    "cancel_my_booking": lambda world: Example(by=world.wang, params={"number": world.future}, body={}),
    "show_my_standing": lambda world: Example(by=world.wang),
    "show_my_slip": lambda world: Example(by=world.wang),
    "show_my_entry": lambda world: Example(by=world.wang),
    "look_up_arrival": lambda world: Example(
        body={
            "document_type": world.wang.document["document_type"],
            "document_number": world.wang.document["number"],
        }
    ),
    "record_arrival": lambda world: Example(body={"number": world.today}),
    "list_bookings": lambda _: Example(query={"day": "2022-07-13"}),
    "excuse_no_show": lambda world: Example(params={"number": world.missed}, body=_WHY),
    "reinstate_account": lambda world: Example(params={"account": world.wang.account}, body=_WHY),
}
