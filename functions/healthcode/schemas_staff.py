"""Requests and answers about health codes as staff deal with them: the contract that OpenAPI shows."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.auth.service import DocumentType
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.rules import Colour
from functions.healthcode.schemas import CauseView, FactId, RegionId, VerdictView
from layers.i18n import Language
from layers.validation import Instant

ProposalId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
AlarmId = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{16}$")]
RuleNumber = Annotated[str, Meta(pattern=r"^[1-9][0-9]{0,5}$")]
Why = Annotated[str, Meta(min_length=1, max_length=500)]
Client = Annotated[
    str,
    Meta(pattern=r"^[0-9A-Za-z-]{8,64}$", description="Sent again, it is the same proposal"),
]


class PersonSearch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is looked up, in which region, and why; the person sees that they were."""

    region: RegionId
    document_type: DocumentType
    document_number: Annotated[str, Meta(min_length=1, max_length=64)]
    reason: Why


class Look(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why somebody is looked at; the person sees that they were."""

    reason: Why


class StaffFact(msgspec.Struct, frozen=True):
    """A fact with who stands behind it."""

    id: str
    kind: FactKind
    at: datetime
    recorded_at: datetime
    source: Source
    recorder: str
    approver: str
    evidence: str
    place: str
    listing: str
    withdraws: str


class StaffPerson(msgspec.Struct, frozen=True):
    """A code as staff see it, who it belongs to masked; the newest 100 facts."""

    person: str
    name: str
    document_number: str
    phone: str
    region: str
    declared_at: datetime
    verdict: VerdictView
    facts: list[StaffFact]


class ProposalForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fact about one person, with what proves it; a WITHDRAWAL names the fact to take back."""

    kind: FactKind
    at: Instant
    evidence: Why
    client: Client
    listing: Annotated[str, Meta(max_length=100, description="The list it comes from, where it does")] = ""
    withdraws: FactId = ""


class Proposed(msgspec.Struct, frozen=True):
    """A proposal's id."""

    proposal: str


class StaffProposal(msgspec.Struct, frozen=True):
    """A fact that waits for a second person."""

    proposal: str
    person: str
    name: str
    region: str
    kind: FactKind
    at: datetime
    source: Source
    evidence: str
    listing: str
    place: str
    withdraws: str
    proposer: str
    proposed_at: datetime


class ProposalDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a second person says of a proposal."""

    approved: bool
    reason: Why


class StaffAppeal(msgspec.Struct, frozen=True):
    """An appeal that waits; whoever recorded or approved the fact can't decide it."""

    person: str
    fact: str
    name: str
    region: str
    filed_at: datetime


class StaffAppealDetails(msgspec.Struct, frozen=True):
    """An appeal with its words, and the fact it is about."""

    person: str
    words: str
    filed_at: datetime
    fact: StaffFact


class AppealDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of an appeal, and what the person is told."""

    upheld: bool
    answer: Why


class StaffAsking(msgspec.Struct, frozen=True):
    """An account that asks to show somebody's code."""

    person: str
    account: str
    name: str
    region: str
    claims_own: bool
    asked_at: datetime


class AskingDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether an account may show somebody's code, after their document was seen."""

    admitted: bool
    reason: Why


class CauseForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of fact that is to give a colour: its name in three languages, and what ends it."""

    kind: FactKind
    colour: Colour
    texts: Annotated[dict[Language, Annotated[str, Meta(max_length=100)]], Meta(max_length=3)]
    days: Annotated[int, Meta(ge=0, le=60)] = 14
    released_by: Annotated[list[FactKind], Meta(max_length=2)] = []


class RulesDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A version of the colour rules; kinds that are left out give no colour."""

    causes: Annotated[list[CauseForm], Meta(min_length=1, max_length=30)]
    note: Why


class Drafted(msgspec.Struct, frozen=True):
    """A version's number."""

    version: int


class RulesVersion(msgspec.Struct, frozen=True):
    """A version of the colour rules and who stands behind it."""

    version: int
    state: str
    note: str
    drafted_by: str
    drafted_at: datetime
    since: datetime | None
    decided_by: str | None
    decided_at: datetime | None


class MoveView(msgspec.Struct, frozen=True):
    """How many people of a district would change from one colour to another."""

    district: str
    before: Colour
    after: Colour
    people: int


class RulesPreview(msgspec.Struct, frozen=True):
    """A version with whom it would change; `complete` once everybody was looked at, `people` so far."""

    version: RulesVersion
    causes: list[CauseView]
    complete: bool
    people: int
    moves: list[MoveView]


class RulesApproval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which local date on a version is in force."""

    since: date


class AlarmView(msgspec.Struct, frozen=True):
    """A recorder, place or list that made many people's colour worse."""

    alarm: str
    by: str
    subject: str
    number: int
    raised_at: datetime
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    note: str


class AlarmNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody found out about an alarm."""

    note: Why
