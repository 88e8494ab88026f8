"""Gates, look-ups and passes as answers."""

from datetime import datetime

from functions.healthcode.policies import HealthPolicy
from functions.healthcode.rules import Colour
from functions.healthcode.scenes import store_passes
from functions.healthcode.scenes.kinds import Basic
from functions.healthcode.scenes.lookups import Visitor
from functions.healthcode.scenes.passes import Answer
from functions.healthcode.scenes.passing import ClockSource, Direction, Errand, Result, Stop
from functions.healthcode.scenes.policies import ScenePolicy
from functions.healthcode.scenes.schemas_gate import (
    MOST_PASSES,
    GateSheet,
    PassView,
    RowAnswer,
    TrailView,
    VisitorBasics,
)
from functions.healthcode.scenes.tables import Pass
from functions.healthcode.scenes.views_places import gate_kind
from functions.healthcode.scenes.workers import Post
from layers import clock, i18n, masks, policy
from layers.i18n import Language


def gate_sheet(post: Post, now: datetime) -> GateSheet:
    """Return what a gate works with offline."""
    scenes = policy.get(ScenePolicy)
    return GateSheet(
        place=post.id,
        name=post.place.name,
        gate=gate_kind(post.place),
        address=post.place.address,
        server_time=now,
        fever_celsius=policy.get(HealthPolicy).fever_celsius,
        key_hours=scenes.key_hours,
        upload_rows=MOST_PASSES,
        upload_days=scenes.upload_days,
        trail_days=scenes.trail_days,
    )


def visitor_view(visitor: Visitor) -> VisitorBasics:
    """Return somebody who was looked up: in full what the place may see so, the rest masked."""
    said, sees = visitor.details, visitor.sees
    return VisitorBasics(
        visit=visitor.visit,
        colour=visitor.colour,
        name=said.name if Basic.NAME in sees else masks.name(said.name),
        document_type=said.document_type,
        document_number=said.number if Basic.NUMBER in sees else masks.document(said.number),
        phone=said.phone if Basic.PHONE in sees else masks.phone(said.phone),
        address=said.address if Basic.ADDRESS in sees else masks.address(said.address),
    )


def trail_view(item: Pass) -> TrailView:
    """Return a pass to a gate that asks for somebody's."""
    return TrailView(
        at=clock.from_iso(item.at),
        name=item.name,
        direction=Direction(item.direction),
        errand=Errand(item.errand),
        result=Result(item.result),
        against=_against(item),
    )


def pass_view(item: Pass, name: str) -> PassView:
    """Return a pass to the gate that noted it, with the person's masked name."""
    said = store_passes.said(item)
    return PassView(
        at=clock.from_iso(item.at),
        received_at=clock.from_iso(item.received_at),
        clock=ClockSource(item.clock),
        name=name,
        direction=Direction(item.direction),
        errand=Errand(item.errand),
        temperature=float(item.temperature),
        plate=said.plate,
        colour=Colour(item.colour),
        result=Result(item.result),
        against=_against(item),
        reported=bool(said.suspicion),
    )


def row_answer(answer: Answer, language: Language) -> RowAnswer:
    """Return what became of a row, a refusal in words."""
    refusal = answer.refusal
    if refusal is None:
        return RowAnswer(answer.client, answer.outcome, "", "")
    detail = i18n.say(refusal.code, language, **refusal.details)
    return RowAnswer(answer.client, answer.outcome, refusal.code, detail)


def _against(item: Pass) -> list[Stop]:
    return sorted(Stop(each) for each in item.against or ())
