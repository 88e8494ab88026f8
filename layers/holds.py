"""Named holds: while one stands, what refers to it must not change.

The lottery sets one for each period from opening to publication; accounts that applied refer to it,
so that households stay frozen without identity knowing anything about lotteries.
"""

from layers import transaction
from layers.platform import PlatformItem


def set_up(name: str) -> transaction.Step:
    """Return the step that makes the hold stand; harmless when it stands already."""
    return transaction.Put(item=_item(name))


def lift(name: str) -> transaction.Step:
    """Return the step that ends the hold; harmless when it has ended."""
    return transaction.Delete(item=_item(name))


def stands(name: str) -> bool:
    """Tell whether the hold stands now (a consistent read)."""
    item = _item(name)
    return PlatformItem.find(item.pk, item.sk) is not None


def _item(name: str) -> PlatformItem:
    return PlatformItem(f"HOLD#{name}", "HOLD")
