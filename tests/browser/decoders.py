"""Readers of QR codes that share no code with what draws them: zxing-cpp, and two of npm in a page."""

from base64 import b64encode
from io import BytesIO

import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Route

from local.fetch import ROOT

_LIBRARIES = ROOT / "web/node_modules"
_PLACE = "http://decoders.test"
_READ = """async (picture) => {
  await import("/jsqr/dist/jsQR.js");
  const { decodeQR } = await import("/qr/decode.js");
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const pixels = canvas.getImageData(0, 0, image.width, image.height);
  return { jsQR: jsQR(pixels.data, image.width, image.height)?.data, qr: decodeQR(pixels) };
}"""


def read(browser: Browser, picture: bytes) -> dict[str, str]:
    """Return what each reader finds in a picture, PNG."""
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    page = browser.new_page()
    page.route(f"{_PLACE}/**", _serve)
    page.goto(f"{_PLACE}/")
    texts = page.evaluate(_READ, b64encode(picture).decode())
    page.close()
    return {"zxing-cpp": found.text, **texts}


def _serve(route: Route) -> None:
    """Answer with a library's file, or with an empty page."""
    path = route.request.url.removeprefix(_PLACE).lstrip("/")
    if path:
        route.fulfill(path=_LIBRARIES / path, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html>", content_type="text/html")
