"""The audit log as auditors search it (操作日志, S3)."""

from datetime import datetime
from typing import Any

import msgspec

from functions.admin import store_staff
from functions.admin.schemas_system import AuditQuery, AuditView
from layers import audit, clock, paging
from layers.audit import Span, StoredEntry
from layers.errors import FieldFault, InvalidInput
from layers.paging import Page


class Content(msgspec.Struct, frozen=True):
    """An entry's canonical JSON."""

    actor: str
    action: str
    subject: str
    details: dict[str, Any]
    at: datetime


def search(query: AuditQuery) -> Page[AuditView]:
    """Return entries newest first: of an actor, about a subject, or of everybody."""
    _require_sensible(query)
    span = Span(_iso(query.since, Span().since), _iso(query.until, Span().until))
    place = f"audit:{query.actor}:{query.subject}:{span.since}:{span.until}"
    after = paging.start(query.cursor, place)
    if query.actor:
        found = paging.page(audit.by_actor(query.actor, span, query.limit, after), _content, place)
    elif query.subject:
        found = paging.page(audit.by_subject(query.subject, span, query.limit, after), _content, place)
    else:
        found = _everything(span, query.limit, after, place)
    return _named(found)


def _require_sensible(query: AuditQuery) -> None:
    faults = []
    if query.actor and query.subject:
        faults.append(FieldFault("subject", "only_one"))
    if query.since and query.until and query.until < query.since:
        faults.append(FieldFault("until", "reversed"))
    if faults:
        raise InvalidInput(faults)


def _everything(span: Span, limit: int, after: dict[str, Any] | None, place: str) -> Page[Content]:
    entries = audit.everything(span, limit + 1, after)
    last = entries[limit - 1] if len(entries) > limit else None
    cursor = paging.cursor(audit.position(last), place) if last else ""
    return Page([_content(entry) for entry in entries[:limit]], cursor)


def _named(found: Page[Content]) -> Page[AuditView]:
    """Return entries with the usernames of those who acted."""
    names = store_staff.usernames(entry.actor for entry in found.items)
    return Page([_view(entry, names.get(entry.actor, "")) for entry in found.items], found.next)


def _view(entry: Content, name: str) -> AuditView:
    return AuditView(
        at=entry.at,
        actor=entry.actor,
        actor_name=name,
        action=entry.action,
        subject=entry.subject,
        details=entry.details,
    )


def _content(stored: StoredEntry) -> Content:
    return msgspec.json.decode(stored.content, type=Content)


def _iso(instant: datetime | None, otherwise: str) -> str:
    return clock.to_iso(instant) if instant else otherwise
