"""The table of health codes. Nothing personal stands in a key or in clear: ids are random, fields sealed.

Key formats (`pk` / `sk`):

- `PERSON#{person}` / `HOLDER`: a person's code; person is identity's id
- `PERSON#{person}` / `FACT#{instant}#{fact}`: a fact, never changed
- `PERSON#{person}` / `ONCE#{source}#{place}#{client id}`: that these facts were recorded
- `PERSON#{person}` / `LOOK#{instant}#{id}`: who looked the person up, where and why
- `PERSON#{person}` / `APPEAL#{fact}`: the person's objection to a fact; index `list` = `APPEALS` → instant
- `PERSON#{person}` / `ASKING#{account}`: an account that asks to show the person's code; index `list` =
  `ASKINGS` → instant
- `PERSON#{person}` / `PASS#{instant}#{id}`: a pass of a gate; index `list` = `GATE#{place}#{date}` → instant
- `PERSON#{person}` / `FORM#{kind}#{instant}#{id}`: a form of a clinic, pharmacy or observation station
- `PERSON#{person}` / `REGISTRATION#{kind}` while it stands, then `REGISTRATION#{kind}#{instant}#{id}`
- `PERSON#{person}` / `TEST#{instant}#{id}`: a nucleic-acid result
- `PERSON#{person}` / `ABROAD#{certificate}`: a certificate from abroad that was accepted
- `CERTIFICATE#{hash of its id}` / `CERTIFICATE`: whose a certificate from abroad is
- `ISSUER#{first 16 digits of the id}` / issuer: an issuer of the trust list;
  index `list` = `ISSUERS` → country, kind and id
- `CODE#{code}` / `CODE`: whose code this is, or was
- `ACCOUNT#{account}` / `PROXIES`: the people whose codes an account shows beside its own
- `PEOPLE#{shard}` / person: everybody with a code
- `DUE#{shard}` / `{date}#{person}`: who is not green, under the earliest date that can be
- `CHANGES#{shard}` / `{instant}#{person}#{revision}`: a change of colour that tracing has not taken up
- `TALLY#{region}#{shard}` / `NOW` or date: counts of a region's codes (`tallies.py`)
- `PUBLIC#{date}#{shard}` / name: what the public is told of a day (`tallies.py`)
- `ROLLUP` / `NOW`, date, `COLOURS#{date}` or `TRAFFIC#{date}`: counts of all regions summed up, as JSON
- `TURNS#{date}` / `{by}#{id}`: how many a recorder, place or list made worse (`alarms.py`)
- `ALARMS` / `{date}-{hash of by and id}`: an alarm about one of them
- `PROPOSAL#{proposal}` / `PROPOSAL`: a fact that waits for a second person; index `list` =
  `PROPOSALS` → instant while it waits
- `RULES` / version, six digits: a version of the colour rules
- `RULES#{version}#PREVIEW` or `RULES#{version}#FORCE` / shard, two digits: how far its preview, or its coming
  into force, has come
- `SWEEP#{name}` / shard, two digits: how far a daily job has come
- `PLACE#{place}` / `PLACE`, `WORKER#{worker}` or `KEY`: a gate, clinic, observation station, pharmacy or lab;
  who works there or is invited, index `other` = `INVITED#{hash of the phone}`; a lab's key. Places: index
  `list` = `PLACES#{region}` → kind and id, `other` = `PLACES` → instant while one waits for staff
- `WORKER#{account}` / place: that an account works there
- `PLACE#{place}` / `LEFT#{account}#{instant}`: that an account worked there until lately
- `UPLOAD#{place or task}` / client id: that a device sent something of it
- `TRAFFIC#{date}#{shard}` / place: how many passed a gate
- `STAY#{stay}` / `STAY` or `DAY#{date}`: an observation and its course; index `list` = `STAYS#{place}`
- `TASK#{task}` / `TASK` or `FOLLOWUP#{instant}#{id}`: a tracing task; while it is open index `list` =
  `TASKS#{region}` and `other` = `TASKS#{district}#ALL`, both → due
- `ORGANISATION#{organisation}` / `ORGANISATION`; index `list` = `ORGANISATIONS#{state}` → instant,
  index `other` = `ACCOUNT#{account}` → instant
- `ORGANISATION#{organisation}` / `MEMBER#{person}`; index `other` = `MEMBER#{person}` → instant
- `ORGANISATION#{organisation}` / `BATCH#{batch}`: people declared together, `BATCH#{batch}#{chunk}` while
  they wait, `BATCH#{batch}#REFUSED#{part}`; index `list` = `BATCHES` → instant while some wait
- `CLUE#{clue}` / `CLUE` or `PROGRESS#{revision}`: a clue or report, and what happened to it;
  index `list` = `CLUES#{region}#open` or `#closed`, and `other` = `CLUES#{district}#open#ALL` or
  `#closed#ALL`, both → due or closing time, in `other` with `!` before it once it can go no higher
- `ACCOUNT#{account}` / `CLUE#{instant}#{clue}`: a clue that an account filed
- `EXCHANGE` / `PARTNER#{partner}`, `ISSUER#{hash of its address}`, `KEYS#{partner}` or `OWN#{key}`: a region
  with which codes are exchanged, which one signs under an address, its public keys; a withdrawn key of ours
- `EXCHANGE#{date}` / `{way}#{partner}#{code}`: how many tries were refused
- `HANDOVER#{id}` / `HANDOVER`: that somebody was handed over; index `list` = `HANDOVERS#{account}` → instant
- `ARRIVAL#{hash of partner and token id}` / `ARRIVAL`: that a token was used; index `list` =
  `ARRIVALS#{account}` → instant

Sealed attributes are bound to their item: the owner of the seal is `pk` followed by `sk`.
"""

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from layers.tables import ListedItem, TableMeta


class HealthItem(ListedItem):
    """An item of the health code table."""

    class Meta(TableMeta):
        name = "healthcode"


class Holder(HealthItem):
    """A person's code.

    `details` seals `records.Details`. `verdict` is the JSON of `colours.Verdict` under rules version
    `rules`, `colour` the same again for who reads nothing else. `keepers` are the accounts that may show
    it. `due` is the date under which a sweep looks again. `revision` counts all changes.
    """

    code = UnicodeAttribute()
    details = BinaryAttribute(legacy_encoding=False)
    region = UnicodeAttribute()
    colour = UnicodeAttribute()
    verdict = UnicodeAttribute()
    rules = NumberAttribute()
    revision = NumberAttribute()
    keepers = UnicodeSetAttribute(null=True)
    due = UnicodeAttribute(null=True)
    declared_at = UnicodeAttribute()
    changed_at = UnicodeAttribute()


class FactItem(HealthItem):
    """A fact (`facts.Fact`); `details` seals what was said beside it, such as a temperature."""

    kind = UnicodeAttribute()
    at = UnicodeAttribute()
    recorded_at = UnicodeAttribute()
    source = UnicodeAttribute()
    recorder = UnicodeAttribute()
    evidence = UnicodeAttribute(default="")
    approver = UnicodeAttribute(default="")
    place = UnicodeAttribute(default="")
    listing = UnicodeAttribute(default="")
    withdraws = UnicodeAttribute(default="")
    details = BinaryAttribute(legacy_encoding=False, null=True)


class Once(HealthItem):
    """That a submission was recorded, as these facts."""

    facts = UnicodeSetAttribute()


class CodeItem(HealthItem):
    """Whose code it is, or was until another one replaced it."""

    person = UnicodeAttribute()
    replaced_at = UnicodeAttribute(null=True)


class Proxies(HealthItem):
    """The people an account keeps codes for, beside its own person."""

    persons = UnicodeSetAttribute(null=True)


class Known(HealthItem):
    """Somebody with a code."""


class Due(HealthItem):
    """Somebody who is not green."""


class Turned(HealthItem):
    """A change of colour."""

    person = UnicodeAttribute()
    region = UnicodeAttribute()
    before = UnicodeAttribute()
    after = UnicodeAttribute()
    at = UnicodeAttribute()


class Tally(HealthItem):
    """A part of a region's counts: codes by colour and open clues now, or what happened on a date."""

    green = NumberAttribute(default=0)
    yellow = NumberAttribute(default=0)
    red = NumberAttribute(default=0)
    open_clues = NumberAttribute(default=0)
    declared = NumberAttribute(default=0)
    checked_in = NumberAttribute(default=0)
    clues = NumberAttribute(default=0)


class PublicCount(HealthItem):
    """How often something happened on a date: a colour's cause by kind, a decision."""

    number = NumberAttribute(default=0)


class RollUp(HealthItem):
    """`rollup.Sums` as JSON."""

    content = UnicodeAttribute()


class Turns(HealthItem):
    """How many one recorder, place or list made worse on a date."""

    number = NumberAttribute(default=0)


class Alarm(HealthItem):
    """That a recorder, place or list turned many; acknowledged by a member of staff with a note."""

    by = UnicodeAttribute()
    subject = UnicodeAttribute()
    number = NumberAttribute()
    raised_at = UnicodeAttribute()
    acknowledged_by = UnicodeAttribute(null=True)
    acknowledged_at = UnicodeAttribute(null=True)
    note = UnicodeAttribute(default="")


class Proposal(HealthItem):
    """A fact that waits for, or got, a second person's decision; `withdraws` names the fact to take back."""

    person = UnicodeAttribute()
    region = UnicodeAttribute()
    kind = UnicodeAttribute()
    at = UnicodeAttribute()
    source = UnicodeAttribute()
    evidence = UnicodeAttribute()
    place = UnicodeAttribute(default="")
    listing = UnicodeAttribute(default="")
    withdraws = UnicodeAttribute(default="")
    proposer = UnicodeAttribute()
    proposed_at = UnicodeAttribute()
    state = UnicodeAttribute()
    decided_by = UnicodeAttribute(null=True)
    decided_at = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(default="")
    details = BinaryAttribute(legacy_encoding=False, null=True)


class Appeal(HealthItem):
    """A person's objection to a fact; `words` seals what they say, `answer` what they are told."""

    person = UnicodeAttribute()
    region = UnicodeAttribute()
    account = UnicodeAttribute()
    words = BinaryAttribute(legacy_encoding=False)
    filed_at = UnicodeAttribute()
    state = UnicodeAttribute()
    decided_by = UnicodeAttribute(null=True)
    decided_at = UnicodeAttribute(null=True)
    answer = BinaryAttribute(legacy_encoding=False, null=True)


class Asking(HealthItem):
    """An account that asks to show somebody's code; `own` where it claims to be that person's own."""

    person = UnicodeAttribute()
    account = UnicodeAttribute()
    region = UnicodeAttribute()
    asked_at = UnicodeAttribute()
    own = BooleanAttribute()


class LookItem(HealthItem):
    """That somebody looked a person up: kind of place, its name, reason; `by` is theirs alone."""

    at = UnicodeAttribute()
    by = UnicodeAttribute()
    place = UnicodeAttribute()
    name = UnicodeAttribute()
    reason = UnicodeAttribute()


class RuleVersion(HealthItem):
    """A version of the colour rules, `content` their JSON; in force from `since` on once approved."""

    content = UnicodeAttribute()
    state = UnicodeAttribute()
    note = UnicodeAttribute()
    drafted_by = UnicodeAttribute()
    drafted_at = UnicodeAttribute()
    since = UnicodeAttribute(null=True)
    decided_by = UnicodeAttribute(null=True)
    decided_at = UnicodeAttribute(null=True)


class Progress(HealthItem):
    """How far a job has come in a shard: the last person done, and what it counted as JSON."""

    last = UnicodeAttribute(default="")
    counted = UnicodeAttribute(default="{}")
    done = UnicodeAttribute(default="")
