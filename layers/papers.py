"""Papers to print: PDF pages that carry their own Chinese characters and a QR code.

Viewers on phones, the ones inside WeChat and Alipay first of all, bring no Chinese font to a PDF,
so the font is embedded, only the characters that the page uses (decision 0006).
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from layers import qr

_FONT = "NotoSansSC"
_FONT_FILE = Path(__file__).with_name("fonts") / "NotoSansSC-Regular.ttf"

_WIDTH, _HEIGHT = 595.28, 841.89
"""A4, upright, in points; y counts from below."""

_MARGIN = 56.0
_LEADING = 1.5
_LABELS = 130.0
"""The width of a form's column of labels."""

_PARTS = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]{1,30}\s*|.", re.DOTALL)
"""What is not torn apart at the end of a line: words of letters, unless they are longer than any word is
(addresses); Chinese breaks after any character.
"""


@dataclass(frozen=True, slots=True)
class Poster:
    """A sheet to hang up: a title, a line below it, a QR code as large as fits, lines below that."""

    title: str
    subtitle: str
    code: str
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet to hand over: a title, labelled values, a QR code, notes below it."""

    title: str
    rows: Sequence[tuple[str, str]]
    code: str
    notes: Sequence[str] = ()


def poster(sheet: Poster) -> bytes:
    """Return a poster as a PDF of one page."""
    page = _Page(sheet.title)
    page.centred(sheet.title, size=40)
    page.centred(sheet.subtitle, size=22)
    page.code(sheet.code, side=400)
    for line in sheet.lines:
        page.centred(line, size=16)
    return page.finished()


def form(sheet: Form) -> bytes:
    """Return a form as a PDF of one page."""
    page = _Page(sheet.title)
    page.centred(sheet.title, size=26)
    page.space(14)
    for label, value in sheet.rows:
        page.row(label, value)
    page.code(sheet.code, side=230)
    for note in sheet.notes:
        page.paragraph(note, size=9)
    return page.finished()


class _Page:
    """One page that is filled from above; the same content makes the same bytes."""

    def __init__(self, title: str) -> None:
        # Here, because a process that prints nothing shall not pay for it: 0.1 s, and as much for the font.
        from reportlab.pdfgen.canvas import Canvas

        self._font = _registered_font()
        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=(_WIDTH, _HEIGHT), invariant=True)
        self._canvas.setTitle(title)
        self._y = _HEIGHT - _MARGIN

    def space(self, points: float) -> None:
        """Leave some space."""
        self._y -= points

    def centred(self, text: str, size: float) -> None:
        """Write text in the middle."""
        for line in self._lines(text, size, _WIDTH - 2 * _MARGIN):
            self._next_line(size)
            self._canvas.drawCentredString(_WIDTH / 2, self._y, line)

    def paragraph(self, text: str, size: float) -> None:
        """Write text from the left edge."""
        self._write(self._lines(text, size, _WIDTH - 2 * _MARGIN), _MARGIN, size)

    def row(self, label: str, value: str, size: float = 13) -> None:
        """Write a value beside its label."""
        above = self._y
        self._write(self._lines(label, size, _LABELS), _MARGIN, size)
        below, self._y = self._y, above
        left = _MARGIN + _LABELS
        self._write(self._lines(value, size, _WIDTH - _MARGIN - left), left, size)
        self._y = min(self._y, below)

    def code(self, text: str, side: float) -> None:
        """Draw a QR code in the middle, its quiet zone left white around it."""
        rows = qr.modules(text)
        step = side / len(rows)
        quiet = 4 * step
        left, top = (_WIDTH - side) / 2, self._y - quiet
        for number, row in enumerate(rows, 1):
            for start, end in _runs(row):
                box = (left + start * step, top - number * step, (end - start) * step, step)
                self._canvas.rect(*box, stroke=0, fill=1)
        self._y = top - side - quiet

    def finished(self) -> bytes:
        """Return the page as a PDF."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _write(self, lines: Iterable[str], left: float, size: float) -> None:
        for line in lines:
            self._next_line(size)
            self._canvas.drawString(left, self._y, line)

    def _next_line(self, size: float) -> None:
        self._canvas.setFont(_FONT, size)
        self._y -= size * _LEADING

    def _lines(self, text: str, size: float, width: float) -> list[str]:
        lines = [""]
        for part in _PARTS.findall(text):
            if lines[-1] and self._font.stringWidth(lines[-1] + part.rstrip(), size) > width:
                lines.append("")
            lines[-1] += part
        return lines


def _runs(row: Sequence[bool]) -> Iterable[tuple[int, int]]:
    """Yield where dark modules beside each other begin and end: drawn as one, they leave no hairlines."""
    start = None
    for place, dark in enumerate([*row, False]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place
            start = None


@cache
def _registered_font() -> Any:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(_FONT, str(_FONT_FILE))
    pdfmetrics.registerFont(font)
    return font
