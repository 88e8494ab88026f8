"""QR codes: text to modules, and to a picture that needs no font, no library and no second request."""

import qrcode
from qrcode.image.svg import SvgPathImage

Modules = list[list[bool]]
"""Rows of modules, True where dark, without the quiet zone."""


def svg(text: str) -> str:
    """Return an SVG image of a QR code, error correction M."""
    return str(_code(text).make_image(image_factory=SvgPathImage).to_string(encoding="unicode"))


def modules(text: str) -> Modules:
    """Return the modules of a QR code, error correction M."""
    code = _code(text)
    code.make()
    return [[bool(module) for module in row] for row in code.modules]


def _code(text: str) -> qrcode.QRCode:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(text)
    return code
