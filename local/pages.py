"""The emulator's own pages under `/_local/`: what was sent, and the clock.

Scripts use `GET /_local/messages.json?to=`, `GET /_local/clock.json` and `POST /_local/clock.json`
with `{"action": …, "value": …}`; the actions are those of the clock page's forms.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from html import escape
from http import HTTPStatus
from pathlib import Path
from string import Template
from urllib.parse import parse_qsl

import msgspec

from layers.clock import LOCAL, to_iso
from local import messages
from local.answers import Answer, as_json, as_page, refusal, see
from local.clock import FileClock, next_local
from local.messages import Message
from local.state import State

Query = dict[str, list[str]]

MOMENTS = {
    "09:00": "opens 开放",
    "18:00": "closes 截止",
    "18:30": "draw 摇号",
    "20:00": "results 公示",
    "00:00": "next day 次日",
}
"""The moments of a day of the lottery, in Shanghai, and what happens then."""

STEPS = {1: "1 minute 分钟", 10: "10 minutes 分钟", 60: "1 hour 小时", 1440: "1 day 天"}
"""Minutes that a button moves the clock on by, and what it says."""

_HTML = Path(__file__).parent / "html"
_WEEKDAYS = "一二三四五六日"


class Order(msgspec.Struct, frozen=True):
    """What a form or a script asks of the clock."""

    action: str
    value: str = ""


class Pages:
    """Answers requests under `ROOT` for one emulator."""

    ROOT = "/_local/"

    def __init__(self, where: State) -> None:
        self._where = where
        self._clock = FileClock(where.clock)
        self._pages: dict[tuple[str, str], Callable[[Query, bytes], Answer]] = {
            ("GET", ""): self._start,
            ("GET", "messages"): self._messages,
            ("GET", "messages.json"): self._messages_as_json,
            ("GET", "clock"): self._clock_page,
            ("GET", "clock.json"): self._clock_as_json,
            ("POST", "clock"): self._move_by_form,
            ("POST", "clock.json"): self._move_by_script,
        }

    def answer(self, method: str, path: str, query: Query, body: bytes) -> Answer:
        """Answer a request; HEAD is answered as GET, the gateway leaves the body out."""
        page = self._pages.get(("GET" if method == "HEAD" else method, path[len(self.ROOT) :]))
        if not page:
            return refusal(HTTPStatus.NOT_FOUND)
        try:
            return page(query, body)
        except (ValueError, msgspec.MsgspecError) as error:
            return as_json({"message": str(error)}, HTTPStatus.BAD_REQUEST)

    def _start(self, _query: Query, _body: bytes) -> Answer:
        now = _for_people(self._clock())
        return _page("Local emulator 本机仿真", "start", now=now, folder=str(self._where.folder))

    def _messages(self, query: Query, _body: bytes) -> Answer:
        """Show messages; with `refresh`, which is a number of seconds, again and again."""
        to = query.get("to", [""])[0]
        sent = messages.newest(self._where.messages, to)
        page = _page(
            "Messages 短信与邮件",
            "messages",
            to=to,
            count=f"{len(sent)} messages 条" if sent else "Nothing was sent yet. 尚无消息。",
            messages=Html("\n".join(_article(message) for message in sent)),
        )
        page.headers.extend(("Refresh", str(int(every))) for every in query.get("refresh", ()))
        return page

    def _messages_as_json(self, query: Query, _body: bytes) -> Answer:
        sent = messages.newest(self._where.messages, query.get("to", [""])[0])
        return as_json(msgspec.to_builtins(sent))

    def _clock_page(self, _query: Query, _body: bytes) -> Answer:
        now, setting = self._clock(), self._clock.setting()
        stopped = setting.stopped_at is not None
        toggle = ("resume", "Let it run 继续") if stopped else ("stop", "Stop 停止")
        return _page(
            "Clock 时钟",
            "clock",
            instant=to_iso(now),
            now=_for_people(now),
            manner="It stands still. 已停止。" if stopped else _distance(setting.ahead),
            field=now.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M"),
            moments=_buttons("value", {at: f"{at} {what}" for at, what in MOMENTS.items()}),
            steps=_buttons("value", STEPS),
            toggle=_buttons("action", dict([toggle])),
        )

    def _clock_as_json(self, _query: Query, _body: bytes) -> Answer:
        now = self._clock()
        return as_json(
            {
                "now": to_iso(now),
                "local": now.astimezone(LOCAL).isoformat(timespec="seconds"),
                "stopped": self._clock.setting().stopped_at is not None,
            }
        )

    def _move_by_form(self, _query: Query, body: bytes) -> Answer:
        self._move(msgspec.convert(dict(parse_qsl(body.decode())), Order))
        return see(f"{self.ROOT}clock")

    def _move_by_script(self, query: Query, body: bytes) -> Answer:
        self._move(msgspec.json.decode(body, type=Order))
        return self._clock_as_json(query, b"")

    def _move(self, order: Order) -> None:
        """Move the clock; raises ValueError on an unknown action or an unreadable value."""
        match order.action:
            case "set":
                self._clock.set_to(_instant(order.value))
            case "next":
                self._clock.set_to(next_local(self._clock(), time.fromisoformat(order.value)))
            case "advance":
                self._clock.advance(timedelta(minutes=float(order.value)))
            case "stop":
                self._clock.stop()
            case "resume":
                self._clock.resume()
            case "system":
                self._clock.follow_system()
            case unknown:
                raise ValueError(f"the clock does not know {unknown!r}")


class Html(str):
    """Text that is HTML already; every other string is escaped before it is put into a page."""

    __slots__ = ()


def _page(title: str, template: str, **values: str) -> Answer:
    content = _fill(template, **values)
    return as_page(_fill("layout", title=title, content=content))


def _fill(template: str, **values: str) -> Html:
    text = (_HTML / f"{template}.html").read_text(encoding="utf-8")
    safe = {name: v if isinstance(v, Html) else escape(v) for name, v in values.items()}
    return Html(Template(text).substitute(safe))


def _buttons(name: str, choices: dict[str, str] | dict[int, str]) -> Html:
    return Html(
        "\n".join(
            f'<button name="{name}" value="{value}">{escape(label)}</button>'
            for value, label in choices.items()
        )
    )


def _article(message: Message) -> Html:
    return _fill(
        "message",
        kind="SMS 短信" if message.kind == "sms" else "Mail 邮件",
        to=message.to,
        at=_for_people(message.at),
        subject=message.subject,
        text=message.text,
    )


def _instant(text: str) -> datetime:
    """Return the instant of an ISO time; one without a zone is Shanghai's."""
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=LOCAL)


def _for_people(instant: datetime) -> str:
    local = instant.astimezone(LOCAL)
    return f"{local:%Y-%m-%d %H:%M:%S} 星期{_WEEKDAYS[local.weekday()]}"


def _distance(ahead: timedelta) -> str:
    if abs(ahead) < timedelta(seconds=1):
        return "Real time in Shanghai. 真实上海时间。"
    side = "ahead of 快于" if ahead > timedelta(0) else "behind 慢于"
    days, rest = divmod(round(abs(ahead).total_seconds()), 86400)
    return f"{days} d {rest // 3600} h {rest % 3600 // 60} min {side} real time 真实时间"
