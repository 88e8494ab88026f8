"""Photos of clues: uploaded to the object store, taken over once checked, as pixels and nothing else."""

import secrets
import warnings
from collections.abc import Iterable
from io import BytesIO

from functions.healthcode.clues.errors import NoSuchPhoto, PhotoUnusable
from layers import objects, privacy
from layers.objects import UploadForm

MOST_BYTES = 10 << 20
"""What a telephone's camera makes."""

SECONDS = 600
"""For how long a photo can be uploaded."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 1600
_QUALITY = 80


def offer() -> tuple[str, UploadForm]:
    """Return the id of a photo that is to come, and the form by which it is uploaded."""
    photo = secrets.token_hex(16)
    return photo, objects.upload_form(_uploaded(photo), MOST_BYTES, SECONDS)


def take_over(photos: Iterable[str]) -> None:
    """Check uploaded photos and keep them sealed; the same again is harmless.

    Raises NoSuchPhoto, PhotoUnusable.
    """
    for photo in photos:
        content = objects.read(_uploaded(photo))
        if content is None:
            raise NoSuchPhoto
        name = _kept(photo)
        objects.write(name, privacy.seal(pixels(content), name), "application/octet-stream")


def forget_uploads(photos: Iterable[str]) -> None:
    """Remove what was uploaded, with all that cameras write into their files."""
    for photo in photos:
        objects.remove(_uploaded(photo))


def read(photo: str) -> bytes:
    """Return a photo as JPEG; raises NoSuchPhoto."""
    name = _kept(photo)
    if sealed := objects.read(name):
        return privacy.unseal(sealed, name, bytes)
    raise NoSuchPhoto


def pixels(content: bytes) -> bytes:
    """Return a picture as a JPEG of bounded size without place, time or device; raises PhotoUnusable."""
    # Imported here: most calls never see a photo, and Pillow is slow to load.
    from PIL import Image, ImageOps

    if len(content) > MOST_BYTES:
        raise PhotoUnusable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # damaged metadata, which is thrown away
        try:
            with Image.open(BytesIO(content), formats=_FORMATS) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise PhotoUnusable
                picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))  # a JPEG decodes to what is needed
                upright = ImageOps.exif_transpose(picture).convert("RGB")
        except PhotoUnusable:
            raise
        except Exception as error:  # whatever a damaged file makes a decoder raise
            raise PhotoUnusable from error
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    drawn = Image.new("RGB", upright.size)
    drawn.paste(upright)  # a new picture knows nothing of the old one's file
    saved = BytesIO()
    drawn.save(saved, "JPEG", quality=_QUALITY)
    return saved.getvalue()


def _uploaded(photo: str) -> str:
    return f"incoming/clue-photos/{photo}"


def _kept(photo: str) -> str:
    return f"clue-photos/{photo}"
