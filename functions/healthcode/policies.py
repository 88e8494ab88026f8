"""What staff may change about health codes without a deployment; colour rules have their own versions."""

from datetime import time
from typing import Annotated

import msgspec

from layers import policy


class HealthPolicy(policy.Policy, frozen=True):
    """Codes and check-ins (H1, H4, H6, H7).

    How many others an account may keep codes for; for how many minutes a code shown is good; from how
    many °C on it is fever; when those who owe the day's check-in are reminded (local time).
    """

    proxied_people: Annotated[int, msgspec.Meta(ge=0, le=20)] = 8
    code_minutes: Annotated[int, msgspec.Meta(ge=1, le=24 * 60)] = 5
    fever_celsius: Annotated[float, msgspec.Meta(ge=36.0, le=39.0)] = 37.3
    reminder_at: time = time(18)


class AlarmPolicy(policy.Policy, frozen=True):
    """When one recorder, place or list turns suspiciously many (H3): how many within how many dates.

    `mail` is told of each alarm.
    """

    days: Annotated[int, msgspec.Meta(ge=1, le=14)] = 2
    by_recorder: Annotated[int, msgspec.Meta(ge=2, le=100_000)] = 20
    by_place: Annotated[int, msgspec.Meta(ge=2, le=100_000)] = 100
    by_listing: Annotated[int, msgspec.Meta(ge=2, le=100_000)] = 20
    mail: Annotated[str, msgspec.Meta(min_length=3, max_length=200)] = "szhkhotel@163.com"


policy.declare("health_code", HealthPolicy)
policy.declare("health_alarms", AlarmPolicy)
