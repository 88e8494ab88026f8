"""What staff may change about scenes and tracing without a deployment."""

from typing import Annotated

import msgspec

from layers import policy


class ScenePolicy(policy.Policy, frozen=True):
    """Looking people up, and gates (H7, H8).

    How often one worker may look people up in an hour; for how many minutes a form may be filled in after
    the look; how many days' passes a gate is shown; how many days a device may keep a pass before it
    uploads it; how many hours old the keys may be that a gate checks codes with.
    """

    lookups_an_hour: Annotated[int, msgspec.Meta(ge=1, le=2000)] = 120
    visit_minutes: Annotated[int, msgspec.Meta(ge=5, le=240)] = 60
    trail_days: Annotated[int, msgspec.Meta(ge=1, le=28)] = 14
    upload_days: Annotated[int, msgspec.Meta(ge=1, le=28)] = 14
    key_hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 24


class TracingPolicy(policy.Policy, frozen=True):
    """Tracing (H12): within how many hours a task needs its first follow-up, by what it is about."""

    red_hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 2
    other_hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 24


policy.declare("health_scenes", ScenePolicy)
policy.declare("health_tracing", TracingPolicy)
