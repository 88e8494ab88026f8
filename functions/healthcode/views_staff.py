"""Codes, proposals, appeals, rules and alarms as answers to staff."""

from functions.healthcode import appeals, drafts, proposals, rulebook, store
from functions.healthcode.facts import Fact, FactKind, Source
from functions.healthcode.rulebook import Ruling
from functions.healthcode.rules import Colour
from functions.healthcode.schemas import VerdictView
from functions.healthcode.schemas_staff import (
    AlarmView,
    MoveView,
    RulesPreview,
    RulesVersion,
    StaffAppeal,
    StaffAppealDetails,
    StaffAsking,
    StaffFact,
    StaffPerson,
    StaffProposal,
)
from functions.healthcode.tables import Alarm, Appeal, Asking, Holder, Proposal, RuleVersion
from functions.healthcode.views import rules_view
from layers import clock, masks
from layers.i18n import Language


def staff_fact(fact: Fact) -> StaffFact:
    """Return a fact with who stands behind it."""
    return StaffFact(
        id=fact.id,
        kind=fact.kind,
        at=fact.at,
        recorded_at=fact.recorded_at,
        source=fact.source,
        recorder=fact.recorder,
        approver=fact.approver,
        evidence=fact.evidence,
        place=fact.place,
        listing=fact.listing,
        withdraws=fact.withdraws,
    )


def staff_person(holder: Holder, verdict: VerdictView) -> StaffPerson:
    """Return a code as staff see it."""
    person, details = store.person_of(holder), store.details(holder)
    facts = [store.fact(item) for item in store.page_of_facts(person, None, 100)]
    return StaffPerson(
        person=person,
        name=masks.name(details.name),
        document_number=masks.document(details.number),
        phone=masks.phone(details.phone),
        region=holder.region,
        declared_at=clock.from_iso(holder.declared_at),
        verdict=verdict,
        facts=[staff_fact(fact) for fact in facts],
    )


def staff_proposal(item: Proposal, name: str) -> StaffProposal:
    """Return a proposal."""
    return StaffProposal(
        proposal=proposals.identifier(item),
        person=item.person,
        name=name,
        region=item.region,
        kind=FactKind(item.kind),
        at=clock.from_iso(item.at),
        source=Source(item.source),
        evidence=item.evidence,
        listing=item.listing,
        place=item.place,
        withdraws=item.withdraws,
        proposer=item.proposer,
        proposed_at=clock.from_iso(item.proposed_at),
    )


def staff_appeal(item: Appeal, name: str) -> StaffAppeal:
    """Return an appeal as a list shows it."""
    filed_at = clock.from_iso(item.filed_at)
    return StaffAppeal(item.person, appeals.fact_of(item), name, item.region, filed_at)


def staff_appeal_details(item: Appeal, fact: Fact) -> StaffAppealDetails:
    """Return an appeal with its words."""
    return StaffAppealDetails(
        person=item.person,
        words=appeals.words(item),
        filed_at=clock.from_iso(item.filed_at),
        fact=staff_fact(fact),
    )


def staff_asking(item: Asking, name: str) -> StaffAsking:
    """Return an asking."""
    return StaffAsking(
        person=item.person,
        account=item.account,
        name=name,
        region=item.region,
        claims_own=item.own,
        asked_at=clock.from_iso(item.asked_at),
    )


def rules_version(item: RuleVersion) -> RulesVersion:
    """Return a version of the rules."""
    return RulesVersion(
        version=int(item.sk),
        state=item.state,
        note=item.note,
        drafted_by=item.drafted_by,
        drafted_at=clock.from_iso(item.drafted_at),
        since=clock.from_iso(item.since) if item.since else None,
        decided_by=item.decided_by,
        decided_at=clock.from_iso(item.decided_at) if item.decided_at else None,
    )


def rules_preview(item: RuleVersion, preview: drafts.Preview, language: Language) -> RulesPreview:
    """Return a version with whom it would change."""
    ruling = Ruling(int(item.sk), rulebook.rules(item))
    return RulesPreview(
        version=rules_version(item),
        causes=rules_view(ruling, language).causes,
        complete=preview.complete,
        people=preview.people,
        moves=[
            MoveView(move.district, Colour(move.before), Colour(move.after), move.people)
            for move in preview.moves
        ],
    )


def alarm_view(item: Alarm) -> AlarmView:
    """Return an alarm."""
    return AlarmView(
        alarm=str(item.sk),
        by=item.by,
        subject=item.subject,
        number=int(item.number),
        raised_at=clock.from_iso(item.raised_at),
        acknowledged_by=item.acknowledged_by,
        acknowledged_at=clock.from_iso(item.acknowledged_at) if item.acknowledged_at else None,
        note=item.note,
    )
