"""Codes as answers to those who show them, and to the public."""

from datetime import date

from functions.healthcode import appeals, askings, store
from functions.healthcode.codes import Shown
from functions.healthcode.colours import Reason, Verdict
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.holders import Declared
from functions.healthcode.notices import why
from functions.healthcode.rollup import Sums
from functions.healthcode.rulebook import Ruling
from functions.healthcode.rules import Colour, Rules
from functions.healthcode.schemas import (
    AppealView,
    CauseView,
    CodeView,
    CountsView,
    DeclaredView,
    FactView,
    KeeperView,
    KeptView,
    LookView,
    PersonView,
    ReasonView,
    RulesView,
    ScannedCode,
    VerdictView,
)
from functions.healthcode.tables import Appeal, FactItem, Holder, LookItem
from layers import clock, i18n, masks, qr
from layers.i18n import Language
from layers.principals import CITY


def code_view(shown: Shown) -> CodeView:
    """Return a code to show, with its QR image."""
    return CodeView(
        colour=shown.colour,
        name=shown.name,
        token=shown.token,
        qr=qr.svg(shown.token),
        issued_at=shown.issued,
        expires_at=shown.expires,
    )


def scanned_code(shown: Shown, holder: Holder) -> ScannedCode:
    """Return a code that was scanned, in the colour of now."""
    return ScannedCode(Colour(holder.colour), shown.name, shown.issued, shown.expires)


def verdict_view(verdict: Verdict, rules: Rules, language: Language) -> VerdictView:
    """Return a verdict in the words of the rules."""
    reasons = [_reason(reason, rules, language) for reason in verdict.reasons]
    return VerdictView(verdict.colour, reasons, verdict.earliest_end)


def declared_view(declared: Declared, rules: Rules, language: Language) -> DeclaredView:
    """Return what became of a declaration."""
    verdict = declared.verdict
    return DeclaredView(declared.person, verdict_view(verdict, rules, language) if verdict else None)


def kept_view(holder: Holder, own: str, checked_in: frozenset[str]) -> KeptView:
    """Return one of the codes that an account shows."""
    person = store.person_of(holder)
    return KeptView(
        person=person,
        own=person == own,
        name=masks.name(store.details(holder).name),
        colour=Colour(holder.colour),
        region=holder.region,
        checked_in=person in checked_in,
        earliest_end=store.verdict(holder).earliest_end,
    )


def person_view(holder: Holder, own: str, checked_in: frozenset[str], verdict: VerdictView) -> PersonView:
    """Return a code with everything that speaks for its colour, who it belongs to masked."""
    person, details = store.person_of(holder), store.details(holder)
    return PersonView(
        person=person,
        own=person == own,
        name=masks.name(details.name),
        document_type=details.document_type,
        document_number=masks.document(details.number),
        phone=masks.phone(details.phone),
        region=holder.region,
        declared_at=clock.from_iso(holder.declared_at),
        changed_at=clock.from_iso(holder.changed_at),
        checked_in=person in checked_in,
        verdict=verdict,
    )


def fact_view(item: FactItem) -> FactView:
    """Return a fact to those it is about."""
    return FactView(
        id=store.fact(item).id,
        kind=FactKind(item.kind),
        at=clock.from_iso(item.at),
        recorded_at=clock.from_iso(item.recorded_at),
        source=Source(item.source),
        place=item.place,
        withdraws=item.withdraws,
    )


def look_view(item: LookItem) -> LookView:
    """Return a look to the person it was at; who it was stays in the log."""
    return LookView(clock.from_iso(item.at), item.place, item.name, item.reason)


def keeper_views(holder: Holder, account: str) -> list[KeeperView]:
    """Return who shows a code and who asks to, to an account that shows it."""
    keepers = [
        KeeperView(keeper, keeper == account, asks=False, claims_own=False, since=None)
        for keeper in sorted(holder.keepers or ())
    ]
    asking = [
        KeeperView(
            each.account, me=False, asks=True, claims_own=each.own, since=clock.from_iso(each.asked_at)
        )
        for each in askings.of_person(store.person_of(holder))
    ]
    return [*keepers, *asking]


def appeal_view(item: Appeal) -> AppealView:
    """Return an appeal to those it is from."""
    return AppealView(
        fact=appeals.fact_of(item),
        state=item.state,
        words=appeals.words(item),
        answer=appeals.answer(item),
        filed_at=clock.from_iso(item.filed_at),
        decided_at=clock.from_iso(item.decided_at) if item.decided_at else None,
    )


def rules_view(ruling: Ruling, language: Language) -> RulesView:
    """Return the rules in force in a language."""
    causes = [
        CauseView(
            cause.kind,
            cause.colour,
            i18n.name(cause.texts, language),
            cause.ending.days,
            list(cause.ending.released_by),
        )
        for cause in ruling.rules.causes
    ]
    return RulesView(ruling.version, clock.from_iso(ruling.since) if ruling.since else None, causes)


def counts_view(codes: Sums | None, day: date, happened: Sums | None) -> CountsView:
    """Return what the public is told."""
    city = codes.regions.get(CITY, {}) if codes else {}
    colours = {colour.value: city.get(colour, 0) for colour in Colour}
    counted = {**happened.regions.get(CITY, {}), **happened.public} if happened else {}
    told = {name: number for name, number in counted.items() if name not in set(Colour)}
    return CountsView(codes.as_of if codes else None, colours, day, told)


def _reason(reason: Reason, rules: Rules, language: Language) -> ReasonView:
    return ReasonView(
        kind=reason.kind,
        text=why(reason, rules, language),
        colour=reason.colour,
        fact=reason.fact,
        since=reason.since,
        days=reason.days,
        days_done=reason.done,
        awaits=list(reason.awaits),
        earliest_end=reason.earliest_end,
    )
