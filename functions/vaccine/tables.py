"""The table of vaccine appointments. Nothing personal stands in a key or in clear.

Key formats (`pk` / `sk`):

- `SITES#{street}` / site id: a site (接种点)
- `SESSION#{session}` / `SESSION`: a session (预约时间); index `list` = `SESSIONS#{street}` →
  `{day}#{start}#{id}`, index `other` = `DAY#{day}` → `{start}#{id}`
- `PLACES#{session}#{part}` / `PLACES`: a part of a session's places (`places.py`)
- `PERSON#{hash of the identity number}` / `{vaccine}#{dose}`: the one appointment or dose a person has of it
- `RECORD#{number}` / `RECORD`: an appointment or an imported dose (预约记录); index `list` =
  `RECORDS#{street}#{shard}` → `{day}#{number}`, index `other`, until it is cancelled, =
  `AT#{session}#{part}` → `{phase}#{instant since when}#{number}`
- `FIND#{kind}#{keyed hash}` / record number: what records are found by (`stores/finds.py`)
- `COUNTS#{grid}` / `{shard}#{vaccine}#{dose}`: doses given to a grid's residents (`stores/counts.py`)
- `LOSTCODES` / `{instant}#{id}`: somebody asks for a look-up code (查询码) again
- `GROUPS#{street}` / group id, and `GROUPADDRESS#{SHA-256 of its token}` / `GROUPADDRESS`: who may book
  group sessions
- `WORKER#{staff id}` / `{street}#{site}`: that a member of staff works at a site; index `list` =
  `WORKERS#{street}#{site}` → staff id
- `WAITING#{session}` / `HEAD` or `{instant}#{id}`: a full session's waiting list, and a party on it
- `TASK#{id}` / `TASK`: an import, an export, or counts made anew; index `list` = `TASKS#{kind}#{region}` →
  `{instant}#{id}`, index `other` = `DUE` → `{instant when a job has to look at it}#{id}`; and `TASK#{id}` /
  `CHUNK#{n}`: a part of an import
- `CERTIFICATE#{id}` / `CERTIFICATE`: a signed vaccination certificate; index `list`, once it doesn't hold any
  more, = `REVOKED` → `{instant}#{id}`, index `other` = `CERTIFICATES#{number}` → `{instant}#{id}`
- `NOTICETEXT#{id}` / `NOTICETEXT`: a notice's wording; index `list` = `NOTICETEXTS` → `{instant}#{id}`
- `NOTICE#{id}` / `NOTICE`: a notice (短信通知); index `list` = `NOTICES#{region}` → `{instant}#{id}`, index
  `other` = `NOTICESDUE` → `{instant when a job has to look at it}#{id}`

Sealed attributes are bound to their item: the owner of the seal is `pk` followed by `sk`.
"""

from enum import StrEnum
from typing import Any

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    NumberSetAttribute,
    UnicodeAttribute,
)

from layers.tables import ListedItem, TableMeta


class Kind(StrEnum):
    """Whom a session is for: 个人预约, 团体预约, 外籍预约."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    FOREIGN = "foreign"


class RecordState(StrEnum):
    """预约成功, 已取消."""

    BOOKED = "booked"
    CANCELLED = "cancelled"


class Phase(StrEnum):
    """How far a booked person has come: expected, 已登记, injected and under observation, 已接种."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    INJECTED = "injected"
    GIVEN = "given"


class EndedBy(StrEnum):
    """Who cancelled: the person, staff, or the clock because nobody came."""

    SELF = "self"
    STAFF = "staff"
    EXPIRED = "expired"


class Source(StrEnum):
    """Where a record comes from; `WAITING`: a place that the waiting list passed on."""

    WEB = "web"
    STAFF = "staff"
    WALK_IN = "walk_in"
    WAITING = "waiting"
    IMPORT = "import"


class Holding(StrEnum):
    """Whether a certificate holds: it does, a corrected one took its place, or it was revoked."""

    VALID = "valid"
    REPLACED = "replaced"
    REVOKED = "revoked"


class VaccineItem(ListedItem):
    """An item of the vaccine table."""

    class Meta(TableMeta):
        name = "vaccine"


class Site(VaccineItem):
    """A site. `names` and `address` are JSON by language; `sessions` counts those held there."""

    names = UnicodeAttribute()
    address = UnicodeAttribute()
    order = NumberAttribute()
    enabled = BooleanAttribute()
    sessions = NumberAttribute(default=0)

    @property
    def id(self) -> str:
        """The site's id."""
        return str(self.sk)

    @property
    def street(self) -> str:
        """The street it stands in."""
        return str(self.pk).removeprefix("SITES#")


class Session(VaccineItem):
    """A session. `start` and `end` are local HH:MM, what ends in `_at` UTC instants; `parts` of its places.

    What it is (kind, vaccine, site, day, times, group) never changes. `grace` is minutes, None: by policy.
    """

    kind = UnicodeAttribute()
    vaccine = UnicodeAttribute()
    street = UnicodeAttribute()
    site = UnicodeAttribute()
    day = UnicodeAttribute()
    start = UnicodeAttribute()
    end = UnicodeAttribute()
    starts_at = UnicodeAttribute()
    ends_at = UnicodeAttribute()
    opens_at = UnicodeAttribute()
    quota = NumberAttribute()
    parts = NumberAttribute()
    remark = UnicodeAttribute(default="")
    enabled = BooleanAttribute()
    group = UnicodeAttribute(null=True)
    grace = NumberAttribute(null=True)
    version = NumberAttribute(default=1)

    @property
    def id(self) -> str:
        """The session's id."""
        return str(self.pk).removeprefix("SESSION#")


class Places(VaccineItem):
    """A part of a session's places; see `places.Part`. `holds` leads from ids to ends in epoch seconds."""

    part = NumberAttribute()
    free = NumberAttribute()
    kept = NumberAttribute(default=0)
    booked = NumberAttribute(default=0)
    arrived = NumberAttribute(default=0)
    given = NumberAttribute(default=0)
    holds: MapAttribute[str, Any] = MapAttribute()  # type: ignore[no-untyped-call]  # PynamoDB leaves it untyped
    parts = NumberAttribute()
    returned = NumberAttribute(default=0)
    keeping = BooleanAttribute(default=False)
    enabled = BooleanAttribute()


class Claim(VaccineItem):
    """The record `number` in which a person has a dose: appointed for `day`, or given on it."""

    number = UnicodeAttribute()
    day = UnicodeAttribute()
    given = BooleanAttribute()


class Record(VaccineItem):
    """An appointment or an imported dose. `person` is sealed; instants end in `_at`; `day` is local.

    `claim` is the hash in its claim's key, `finds` are the keys it is found by, `version` counts its changes.
    """

    kind = UnicodeAttribute()
    source = UnicodeAttribute()
    state = UnicodeAttribute()
    street = UnicodeAttribute()
    grid = UnicodeAttribute()
    vaccine = UnicodeAttribute()
    dose = NumberAttribute()
    day = UnicodeAttribute()
    site = UnicodeAttribute(null=True)
    session = UnicodeAttribute(null=True)
    part = NumberAttribute(null=True)
    starts_at = UnicodeAttribute(null=True)
    ends_at = UnicodeAttribute(null=True)
    booked_at = UnicodeAttribute()
    arrived_at = UnicodeAttribute(null=True)
    injected_at = UnicodeAttribute(null=True)
    given_at = UnicodeAttribute(null=True)
    cancelled_at = UnicodeAttribute(null=True)
    ended_by = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(null=True)
    language = UnicodeAttribute()
    person = BinaryAttribute(legacy_encoding=False)
    claim = UnicodeAttribute()
    finds: ListAttribute[str] = ListAttribute()
    certificate = UnicodeAttribute(null=True)
    version = NumberAttribute(default=1)

    @property
    def number(self) -> str:
        """The record's number (编号)."""
        return str(self.pk).removeprefix("RECORD#")

    @property
    def phase(self) -> Phase:
        """How far the person has come."""
        reached = ((Phase.GIVEN, self.given_at), (Phase.INJECTED, self.injected_at))
        arrived = Phase.ARRIVED if self.arrived_at else Phase.EXPECTED
        return next((phase for phase, at in reached if at), arrived)


class Found(VaccineItem):
    """That a record is found by what its key hides."""

    @property
    def number(self) -> str:
        """The record's number."""
        return str(self.sk)


class Count(VaccineItem):
    """How many doses were given; `version` counts the changes, of which `changed_at` tells the last."""

    given = NumberAttribute()
    version = NumberAttribute()
    changed_at = UnicodeAttribute()


class LostCode(VaccineItem):
    """Somebody asks for a look-up code again; `identity` is sealed."""

    identity = BinaryAttribute(legacy_encoding=False)


class Group(VaccineItem):
    """A group (团体). `names` is JSON by language, `token` sealed, `digest` the hash in its address's key."""

    names = UnicodeAttribute()
    enabled = BooleanAttribute()
    token = BinaryAttribute(legacy_encoding=False)
    digest = UnicodeAttribute()
    version = NumberAttribute(default=1)

    @property
    def id(self) -> str:
        """The group's id."""
        return str(self.sk)

    @property
    def street(self) -> str:
        """The street it belongs to."""
        return str(self.pk).removeprefix("GROUPS#")


class GroupAddress(VaccineItem):
    """The group whose address has the token that the key hides."""

    street = UnicodeAttribute()
    group = UnicodeAttribute()


class Task(VaccineItem):
    """Work on a file or on counts that a job does; see `files/store.py`. `wanted` and `result` are JSON.

    Rows: `total` in the file, of which `imported`, `duplicates` and `refused` so far. `chunk` of `chunks` is
    the next; `uploaded` are the numbers of the parts that have come, `file_parts` how many the result has.
    `fault` says why a task failed, behind a `|` what about it.
    """

    kind = UnicodeAttribute()
    state = UnicodeAttribute()
    region = UnicodeAttribute()
    by = UnicodeAttribute()
    language = UnicodeAttribute()
    asked_at = UnicodeAttribute()
    done_at = UnicodeAttribute(null=True)
    wanted = UnicodeAttribute(default="{}")
    result = UnicodeAttribute(null=True)
    fault = UnicodeAttribute(null=True)
    uploaded = NumberSetAttribute(null=True)
    file_parts = NumberAttribute(default=0)
    total = NumberAttribute(default=0)
    chunks = NumberAttribute(default=0)
    chunk = NumberAttribute(default=0)
    imported = NumberAttribute(default=0)
    duplicates = NumberAttribute(default=0)
    refused = NumberAttribute(default=0)
    attempts = NumberAttribute(default=0)

    @property
    def id(self) -> str:
        """The task's id."""
        return str(self.pk).removeprefix("TASK#")


class Chunk(VaccineItem):
    """How far a part of an import has come: `done` of its good rows, `imported` of these.

    `faults` are those found while they were brought in: row number, field and reason, joined by `|`.
    """

    done = NumberAttribute(default=0)
    imported = NumberAttribute(default=0)
    faults: ListAttribute[str] = ListAttribute(default=list)


class Worker(VaccineItem):
    """That a member of staff works at a site."""

    @property
    def site(self) -> tuple[str, str]:
        """Street and id of the site."""
        street, _, site = self.sk.partition("#")
        return street, site


class Certificate(VaccineItem):
    """A certificate of the dose in a record; `content` is sealed. `reason` says why it holds no more."""

    record = UnicodeAttribute()
    state = UnicodeAttribute()
    issued_at = UnicodeAttribute()
    content = BinaryAttribute(legacy_encoding=False)
    reason = UnicodeAttribute(null=True)

    @property
    def id(self) -> str:
        """The certificate's id."""
        return str(self.pk).removeprefix("CERTIFICATE#")


class WaitingList(VaccineItem):
    """The waiting list of a session: how many `parties` are on it; index `other` = `WAITING` → session."""

    parties = NumberAttribute()


class WaitingParty(VaccineItem):
    """A party on a waiting list. `people` is sealed; `waiting` are the places, from 0, of who still waits.

    `found_by` is its key in FIND; `passed` says why it was passed over the last time.
    """

    people = BinaryAttribute(legacy_encoding=False)
    waiting = NumberSetAttribute()
    together = BooleanAttribute()
    found_by = UnicodeAttribute()
    passed = UnicodeAttribute(null=True)
    passed_at = UnicodeAttribute(null=True)
    version = NumberAttribute(default=1)

    @property
    def session(self) -> str:
        """The session it waits for."""
        return str(self.pk).removeprefix("WAITING#")


class NoticeText(VaccineItem):
    """A notice's wording, which never changes. `texts` is JSON by language; `decided_by` reviewed it."""

    title = UnicodeAttribute()
    texts = UnicodeAttribute()
    state = UnicodeAttribute()
    by = UnicodeAttribute()
    at = UnicodeAttribute()
    decided_by = UnicodeAttribute(null=True)

    @property
    def id(self) -> str:
        """The wording's id."""
        return str(self.pk).removeprefix("NOTICETEXT#")


class StaffNotice(VaccineItem):
    """A notice; see `notices/store.py`. `audience` and `texts` are JSON, `preview` is sealed.

    `people` get a message, of which `written` are in the outbox, `delivered` went out and `failed` were
    given up. `fault` says why the notice failed.
    """

    region = UnicodeAttribute()
    audience = UnicodeAttribute()
    text = UnicodeAttribute()
    texts = UnicodeAttribute()
    state = UnicodeAttribute()
    by = UnicodeAttribute()
    at = UnicodeAttribute()
    preview = BinaryAttribute(legacy_encoding=False, null=True)
    people = NumberAttribute(default=0)
    without_phone = NumberAttribute(default=0)
    written = NumberAttribute(default=0)
    delivered = NumberAttribute(default=0)
    failed = NumberAttribute(default=0)
    released_by = UnicodeAttribute(null=True)
    released_at = UnicodeAttribute(null=True)
    done_at = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(default="")
    fault = UnicodeAttribute(default="")
    attempts = NumberAttribute(default=0)

    @property
    def id(self) -> str:
        """The notice's id."""
        return str(self.pk).removeprefix("NOTICE#")
