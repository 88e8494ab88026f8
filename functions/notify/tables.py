"""A message as its sender sees it. It stands in the platform table; `layers.platform` has its key format."""

from pynamodb.attributes import UnicodeAttribute

from layers.outbox import Message


class Delivery(Message):
    """A message, and until when one sender alone has it in hand."""

    leased_until = UnicodeAttribute(null=True)
