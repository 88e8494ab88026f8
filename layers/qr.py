"""QR codes: text to modules, and to a picture that needs no font, no library and no second request."""

from itertools import groupby

import qrcode

Modules = list[list[bool]]
"""Rows of modules, True where dark, without the quiet zone."""

_QUIET = 4
"""Modules that stay light around a code."""


def svg(text: str) -> str:
    """Return an SVG image of a QR code, error correction M: a stroke for each run of dark modules."""
    rows = modules(text)
    size = len(rows) + 2 * _QUIET
    strokes = "".join(f"M{_QUIET} {_QUIET + y}.5{_strokes(row)}" for y, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}mm" height="{size}mm" '
        f'viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path stroke="#000" d="{strokes}"/></svg>'
    )


def modules(text: str) -> Modules:
    """Return the modules of a QR code, error correction M."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make()
    return [[bool(module) for module in row] for row in code.modules]


def _strokes(row: list[bool]) -> str:
    """Return a row as moves over its light runs and strokes along its dark ones."""
    runs = [(dark, len(list(run))) for dark, run in groupby(row)]
    return "".join(f"h{length}" if dark else f"m{length} 0" for dark, length in runs)
