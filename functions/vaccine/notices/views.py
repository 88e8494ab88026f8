"""Notices and their wording as answers to staff."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from functions.admin import service as admin
from functions.vaccine.notices import sending, store
from functions.vaccine.notices.schemas import NoticeTextView, NoticeView, NoticeWording
from functions.vaccine.notices.store import NoticeState, TextState
from functions.vaccine.tables import NoticeText, StaffNotice
from layers import i18n
from layers.clock import from_iso
from layers.i18n import Language


def text_views(items: Sequence[NoticeText]) -> list[NoticeTextView]:
    """Return wordings, by whom they are as names."""
    names = _names(each for item in items for each in (item.by, item.decided_by))
    return [
        NoticeTextView(
            id=item.id,
            title=item.title,
            texts=_wording(store.wording(item)),
            state=TextState(item.state),
            by=names.get(item.by, ""),
            at=from_iso(item.at),
            decided_by=names.get(item.decided_by or "", ""),
        )
        for item in items
    ]


def notice_views(items: Sequence[StaffNotice], language: Language) -> list[NoticeView]:
    """Return notices, their faults in a language."""
    names = _names(each for item in items for each in (item.by, item.released_by))
    return [_notice(item, names, language) for item in items]


def _notice(item: StaffNotice, names: Mapping[str, str], language: Language) -> NoticeView:
    preview = store.preview(item)
    return NoticeView(
        id=item.id,
        region=item.region,
        session=store.audience(item).session,
        text=item.text,
        texts=_wording(store.wording(item)),
        state=NoticeState(item.state),
        by=names.get(item.by, ""),
        at=from_iso(item.at),
        people=int(item.people),
        without_phone=int(item.without_phone),
        second_person=sending.needs_second(item),
        preview=_wording(preview) if preview else None,
        written=int(item.written),
        delivered=int(item.delivered),
        failed=int(item.failed),
        released_by=names.get(item.released_by or "", ""),
        released_at=from_iso(item.released_at) if item.released_at else None,
        done_at=from_iso(item.done_at) if item.done_at else None,
        reason=item.reason,
        fault=i18n.say(f"vaccine.notice.{item.fault}", language) if item.fault else "",
    )


def _names(accounts: Iterable[str | None]) -> dict[str, str]:
    return admin.names_of_staff(account for account in accounts if account)


def _wording(texts: Mapping[str, str]) -> NoticeWording:
    return msgspec.convert(texts, NoticeWording)
