"""What stands before a camera: a film instead of a person who holds up a code."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator

FAKE_CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
"""With which a browser takes a film for its camera."""


def filmed(code: Locator, folder: Path) -> str:
    """Return the browser's argument for a film of a code, held up and put down again and again.

    The film is JPEG pictures one after the other.
    """
    code.screenshot(path=folder / "qr.png")
    shown = Image.open(folder / "qr.png").convert("RGB")
    desk = Image.new("RGB", (1280, 720), "#777")
    held_up = desk.copy()
    held_up.paste(shown.resize((560, 560)), (360, 80))
    film = folder / "code.mjpeg"
    with film.open("wb") as file:
        for scene in [held_up] * 40 + [desk] * 60:
            scene.save(file, "JPEG", quality=90)
    return f"--use-file-for-fake-video-capture={film}"
