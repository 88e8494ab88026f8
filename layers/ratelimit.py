"""How often one caller may call one endpoint: counted in fixed windows, refused with the time to wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pynamodb.attributes import NumberAttribute

from layers import privacy
from layers.errors import RateLimited
from layers.platform import PlatformItem
from layers.transaction import Update, commit


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `limit` calls in each window of `seconds`, counted for one network address or one account."""

    limit: int
    seconds: int
    by: Literal["address", "account"] = "address"


class Window(PlatformItem):
    """How often a subject called in a window. See `layers.platform` for its key format."""

    calls = NumberAttribute()


def take(rate: Rate, operation: str, subject: str, now: datetime) -> None:
    """Count one call; raises RateLimited, with the seconds left in the window, above the limit.

    The subject (an address or an account id) is stored hashed. One write a call.
    """
    start = int(now.timestamp()) // rate.seconds * rate.seconds
    window = Window(f"RATE#{operation}#{privacy.lookup_hash('rate', subject)}", str(start))
    end = datetime.fromtimestamp(start + rate.seconds, now.tzinfo)
    retry_after = max(1, int((end - now).total_seconds()) + 1)
    commit(
        Update(
            item=window,
            actions=[Window.calls.add(1), Window.expires_at.set(end + timedelta(minutes=5))],
            condition=Window.calls.does_not_exist() | (Window.calls < rate.limit),
            otherwise=RateLimited(retry_after=retry_after),
        )
    )
