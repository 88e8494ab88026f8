"""One-time codes by SMS: they prove who holds a phone (I4)."""

import secrets
from datetime import date, datetime, time, timedelta

from functions.auth import ids, store
from functions.auth.errors import CodesUsedUp, CodeTooSoon, CodeWrong
from functions.auth.policies import CodePolicy
from functions.auth.tables import OneTimeCode
from layers import changes, clock, outbox, policy, privacy
from layers.i18n import Language
from layers.outbox import Contact
from layers.transaction import Put, Step, Update, commit


def send(e164: str, language: Language, now: datetime) -> None:
    """Send a phone a new code, which replaces the one before.

    Raises CodeTooSoon and CodesUsedUp, whoever's phone it is. Of requests at the same moment one sends.
    """
    numbers = policy.get(CodePolicy)
    before = _find(e164)
    if before:
        _require_patience(before, numbers, now)

    code = "".join(secrets.choice("0123456789") for _ in range(numbers.digits))
    contact = Contact(language, e164)
    text = {"code": code, "minutes": numbers.minutes}
    notice = outbox.notice(f"code-{ids.fresh()}", "one_time_code", contact, **text)
    changes.apply(_replacing(before, e164, code, numbers, now), tell=[notice])


def verify(e164: str, code: str, now: datetime) -> None:
    """Use a phone's code up; raises CodeWrong. A wrong one costs a try, exactly, under any concurrency."""
    item = _find(e164)
    if item is None or item.code_hash is None or now >= clock.from_iso(item.good_until):
        raise CodeWrong
    waiting = (OneTimeCode.code_hash == item.code_hash) & (OneTimeCode.tries_left > 0)
    right = item.code_hash in privacy.lookup_hashes("code", f"{e164}|{code}")
    spent = OneTimeCode.code_hash.remove() if right else OneTimeCode.tries_left.add(-1)
    commit(Update(item=item, actions=[spent], condition=waiting, otherwise=CodeWrong()))
    if not right:
        raise CodeWrong


def _require_patience(before: OneTimeCode, numbers: CodePolicy, now: datetime) -> None:
    again = clock.from_iso(before.sent_at) + timedelta(seconds=numbers.pause_seconds)
    if now < again:
        raise CodeTooSoon(retry_after=_seconds(again - now))
    if _sent_on(before, clock.local_date(now)) >= numbers.a_day:
        raise CodesUsedUp(retry_after=_seconds(_midnight_after(now) - now))


def _replacing(before: OneTimeCode | None, e164: str, code: str, numbers: CodePolicy, now: datetime) -> Step:
    today = clock.local_date(now)
    item = OneTimeCode(*((before.pk, before.sk) if before else store.code_keys(e164)[0]))
    item.code_hash = privacy.lookup_hash("code", f"{e164}|{code}")
    item.tries_left, item.sent_today = numbers.tries, (_sent_on(before, today) if before else 0) + 1
    item.sent_at, item.day = clock.to_iso(now), today.isoformat()
    item.good_until = clock.to_iso(now + timedelta(minutes=numbers.minutes))
    item.expires_at = now + timedelta(days=2)
    unmoved = OneTimeCode.sent_at == before.sent_at if before else OneTimeCode.pk.does_not_exist()
    return Put(item=item, condition=unmoved, otherwise=CodeTooSoon(retry_after=numbers.pause_seconds))


def _sent_on(item: OneTimeCode, day: date) -> int:
    return int(item.sent_today) if item.day == day.isoformat() else 0


def _midnight_after(now: datetime) -> datetime:
    return clock.at_local(clock.local_date(now) + timedelta(days=1), time())


def _seconds(wait: timedelta) -> int:
    return int(wait.total_seconds()) + 1


def _find(e164: str) -> OneTimeCode | None:
    return next((item for key in store.code_keys(e164) if (item := OneTimeCode.find(*key))), None)
