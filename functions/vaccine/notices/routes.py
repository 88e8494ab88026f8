"""Notices to people over HTTP, for staff (短信通知)."""

from chalice.app import Blueprint

from functions.vaccine.notices import inputs, sending, store, texts
from functions.vaccine.notices.schemas import (
    NewNotice,
    NoticeDecision,
    NoticeForm,
    NoticeId,
    NoticeQuery,
    NoticeTextForm,
    NoticeTextView,
    NoticeView,
    TextId,
)
from functions.vaccine.notices.views import notice_views, text_views
from layers import paging
from layers.call import Call
from layers.endpoint import declare
from layers.paging import Page, PageQuery
from layers.principals import Scope, staff
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "vaccine notices")

_TEXTS = "/v1/staff/vaccine/notice-texts"
_TEXT = f"{_TEXTS}/{{text}}"
_NOTICES = "/v1/staff/vaccine/notices"
_NOTICE = f"{_NOTICES}/{{notice}}"
_PARAMS = {"notice": NoticeId}
_VIEW = staff("notices.view", Scope.REGION)
_SEND = staff("notices.send", Scope.REGION)


@endpoint("GET", _TEXTS, access=_VIEW, query=PageQuery, returns=Page[NoticeTextView])
def list_notice_texts(call: Call[None, PageQuery]) -> Page[NoticeTextView]:
    """List the wordings of notices (模板) that are in use or wait for their review, the newest first."""
    after = paging.start(call.query.cursor, _TEXTS)
    found = paging.page(store.texts(after, call.query.limit), lambda item: item, _TEXTS)
    return Page(text_views(found.items), found.next)


@endpoint(
    "POST",
    _TEXTS,
    access=staff("notices.edit", Scope.CITY),
    body=NoticeTextForm,
    returns=NewNotice,
    success=201,
    idempotent=True,
)
def write_notice_text(call: Call[NoticeTextForm, None]) -> NewNotice:
    """Write a wording with placeholders in three languages; somebody else has to review it."""
    said = inputs.texts(call.body)
    return NewNotice(texts.write(call.staff, call.body.title.strip(), said, call.now))


@endpoint("POST", f"{_TEXT}/approval", access=staff("notices.decide", Scope.CITY), params={"text": TextId})
def approve_notice_text(call: Call[None, None]) -> None:
    """Let a wording that somebody else wrote be used (审核)."""
    texts.approve(call.staff, call.path["text"])


@endpoint("DELETE", _TEXT, access=staff("notices.delete", Scope.CITY), params={"text": TextId})
def withdraw_notice_text(call: Call[None, None]) -> None:
    """Let a wording not be used any more (删除)."""
    texts.withdraw(call.staff, call.path["text"])


@endpoint(
    "POST",
    _NOTICES,
    access=_SEND,
    body=NoticeForm,
    returns=NewNotice,
    success=201,
    rate=Rate(30, 3600, by="account"),
    idempotent=True,
)
def ask_for_notice(call: Call[NoticeForm, None]) -> NewNotice:
    """Prepare a notice to the people of a session or region; a job finds them, and nothing is sent yet."""
    form, wanted = call.body, inputs.wanted(call.body)
    if form.session:
        return NewNotice(sending.to_session(call.staff, form.text, form.session, wanted, call.now))
    return NewNotice(sending.to_region(call.staff, form.text, str(form.region), wanted, call.now))


@endpoint("GET", _NOTICES, access=_VIEW, query=NoticeQuery, returns=Page[NoticeView])
def list_notices(call: Call[None, NoticeQuery]) -> Page[NoticeView]:
    """List a region's notices and what became of them, the newest first."""
    found, cursor = sending.listed(call.staff, call.query.region, call.query)
    return Page(notice_views(found, call.language), cursor)


@endpoint("GET", _NOTICE, access=_VIEW, params=_PARAMS, returns=NoticeView)
def show_notice(call: Call[None, None]) -> NoticeView:
    """Show a notice: what it says, how many it reaches, and how many messages arrived."""
    return notice_views([sending.show(call.staff, call.path["notice"])], call.language)[0]


@endpoint("POST", f"{_NOTICE}/release", access=_SEND, params=_PARAMS)
def release_notice(call: Call[None, None]) -> None:
    """Let a notice go that reaches few people."""
    sending.release(call.staff, call.path["notice"], call.now)


@endpoint(
    "POST",
    f"{_NOTICE}/decision",
    access=staff("notices.decide", Scope.REGION),
    params=_PARAMS,
    body=NoticeDecision,
)
def decide_notice(call: Call[NoticeDecision, None]) -> None:
    """Let a notice that somebody else asked for go, or refuse it (审核)."""
    said = call.body
    sending.decide(
        call.staff, call.path["notice"], call.now, approved=said.approved, reason=said.reason.strip()
    )


@endpoint("POST", f"{_NOTICE}/stop", access=_SEND, params=_PARAMS)
def stop_notice(call: Call[None, None]) -> None:
    """End a notice; messages that were written already arrive."""
    sending.stop(call.staff, call.path["notice"], call.now)
