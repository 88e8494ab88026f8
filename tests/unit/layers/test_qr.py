"""QR codes as SVG: painted stroke by stroke, they are read by what shares no code with the drawing."""

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from layers import qr

_SCALE = 4
_STROKE = re.compile(r"M(\d+) (\d+)\.5|m(\d+) 0|h(\d+)")

TEXTS = [
    ("1", "the smallest"),
    ("https://health.example/exchange/arrive#token=" + "Ab0-_." * 170, "a token of a thousand characters"),
    ("健康驿站", "Chinese"),
]


def painted(svg: str) -> Image.Image:
    """Return the picture that an SVG's strokes make."""
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])  # type: ignore[index]  # it is there
    image = Image.new("L", (size * _SCALE, size * _SCALE), 255)
    draw, x, y = ImageDraw.Draw(image), 0, 0
    for start, row, gap, length in _STROKE.findall(svg[svg.index(' d="') :]):
        if start:
            x, y = int(start), int(row)
        elif length:
            box = (x * _SCALE, y * _SCALE, (x + int(length)) * _SCALE - 1, (y + 1) * _SCALE - 1)
            draw.rectangle(box, fill=0)
        x += int(gap or length or 0)
    return image


@pytest.mark.parametrize(("text", "comment"), TEXTS)
def test_a_code_is_read_as_what_was_drawn(text: str, comment: str) -> None:
    (found,) = zxingcpp.read_barcodes(painted(qr.svg(text)))

    assert found.text == text, comment


def test_a_code_of_a_thousand_characters_is_small_enough_for_a_phone() -> None:
    assert len(qr.svg(TEXTS[1][0])) < 30_000
