"""Items of places and of what they do, in the health code's table; all key formats stand in `..tables`."""

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from functions.healthcode.tables import HealthItem


class Place(HealthItem):
    """A place that an account enrolled; `contact` seals who answers for it.

    In `list` by region, in `other` while it waits for staff. `revision` counts its changes.
    """

    kind = UnicodeAttribute()
    gate = UnicodeAttribute(default="")
    name = UnicodeAttribute()
    region = UnicodeAttribute()
    address = UnicodeAttribute()
    keeper = UnicodeAttribute()
    contact = BinaryAttribute(legacy_encoding=False)
    enrolled_at = UnicodeAttribute()
    state = UnicodeAttribute()
    revision = NumberAttribute()
    reason = UnicodeAttribute(default="")
    decided_at = UnicodeAttribute(null=True)


class Worker(HealthItem):
    """Who works at a place or is invited to; `phone` sealed, in `other` by its hash until accepted."""

    role = UnicodeAttribute()
    phone = BinaryAttribute(legacy_encoding=False)
    account = UnicodeAttribute(null=True)
    invited_at = UnicodeAttribute()


class Badge(HealthItem):
    """That an account works at a place since an instant: without it, it does nothing there."""

    worker = UnicodeAttribute()
    role = UnicodeAttribute()
    since = UnicodeAttribute()


class Stint(HealthItem):
    """That an account worked at a place from `since` to `until`; kept while it may upload passes of then."""

    since = UnicodeAttribute()
    until = UnicodeAttribute()


class LabKey(HealthItem):
    """The digest of the key with which a laboratory's own system delivers results."""

    digest = UnicodeAttribute()
    made_at = UnicodeAttribute()


class Uploaded(HealthItem):
    """That something was sent under a client's id."""


class Pass(HealthItem):
    """A pass of a gate; `said` seals plate and words. In `list` by gate and date.

    `against` the reasons that spoke against it, `doubtful` where the code was too old by the pass's time.
    """

    place = UnicodeAttribute()
    name = UnicodeAttribute()
    worker = UnicodeAttribute()
    at = UnicodeAttribute()
    clock = UnicodeAttribute()
    received_at = UnicodeAttribute()
    direction = UnicodeAttribute()
    errand = UnicodeAttribute()
    temperature = NumberAttribute()
    colour = UnicodeAttribute()
    result = UnicodeAttribute()
    against = UnicodeSetAttribute(null=True)
    said = BinaryAttribute(legacy_encoding=False)


class Traffic(HealthItem):
    """How many passed a gate on a date, each way, and how many were stopped."""

    region = UnicodeAttribute()
    came = NumberAttribute(default=0)
    left = NumberAttribute(default=0)
    stopped = NumberAttribute(default=0)


class Form(HealthItem):
    """A form of a clinic or pharmacy; `contents` seals it. In `list` by place."""

    form = UnicodeAttribute()
    kind = UnicodeAttribute()
    place = UnicodeAttribute()
    worker = UnicodeAttribute()
    at = UnicodeAttribute()
    contents = BinaryAttribute(legacy_encoding=False)


class Stay(HealthItem):
    """Somebody under medical observation; `admission` seals its form. In `list` by place.

    `release` is the last proposal to release them, of so many `attempts`.
    """

    person = UnicodeAttribute()
    place = UnicodeAttribute()
    worker = UnicodeAttribute()
    began = UnicodeAttribute()
    admitted_at = UnicodeAttribute()
    admission = BinaryAttribute(legacy_encoding=False)
    attempts = NumberAttribute(default=0)
    release = UnicodeAttribute(null=True)


class StayDay(HealthItem):
    """A day of an observation's course; `course` seals it."""

    worker = UnicodeAttribute()
    recorded_at = UnicodeAttribute()
    course = BinaryAttribute(legacy_encoding=False)


class Test(HealthItem):
    """A nucleic-acid result, for the person and for what they show beside the code. In `list` by lab.

    Of one that was brought from elsewhere, `origin` is the JSON of where from, by language.
    """

    __test__ = False  # pytest takes every Test… for its own

    place = UnicodeAttribute()
    name = UnicodeAttribute()
    worker = UnicodeAttribute()
    sampled_at = UnicodeAttribute()
    received_at = UnicodeAttribute()
    positive = BooleanAttribute()
    origin = UnicodeAttribute(null=True)


class Task(HealthItem):
    """A tracing task: about whom, why, in whose hands; `words` seals what was reported.

    It began in the region `home` and waits for the staff of `region`, that one or one above: in `list` by
    it under `due`, and in `other` among all that are open in its district.
    """

    person = UnicodeAttribute(null=True)
    home = UnicodeAttribute()
    region = UnicodeAttribute()
    cause = UnicodeAttribute()
    colour = UnicodeAttribute(default="")
    opened_at = UnicodeAttribute()
    due = UnicodeAttribute()
    state = UnicodeAttribute()
    revision = NumberAttribute()
    escalations = NumberAttribute(default=0)
    taken_by = UnicodeAttribute(null=True)
    words = BinaryAttribute(legacy_encoding=False)


class FollowUp(HealthItem):
    """What was done about a tracing task, by whom (empty: by the clock); `words` seals what was found."""

    step = UnicodeAttribute()
    at = UnicodeAttribute()
    by = UnicodeAttribute()
    words = BinaryAttribute(legacy_encoding=False)


class Traced(HealthItem):
    """The open task about a person's colour."""

    task = UnicodeAttribute()
