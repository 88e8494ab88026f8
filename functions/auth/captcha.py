"""Image captchas (图形验证码): five digits to look at or to listen to, answered once, right or wrong."""

import base64
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.auth import ids, store
from functions.auth.errors import CaptchaGone, CaptchaWrong
from functions.auth.policies import CaptchaPolicy
from functions.auth.tables import Captcha
from layers import policy, privacy
from layers.transaction import Delete, commit, new

_WIDTH, _HEIGHT = 160, 60


@dataclass(frozen=True, slots=True)
class Challenge:
    """A captcha as it is shown: its id, the image as data URL, and when it stops being accepted."""

    id: str
    image: str
    expires_at: datetime


def ask(now: datetime) -> Challenge:
    """Return a new captcha."""
    numbers = policy.get(CaptchaPolicy)
    answer = "".join(secrets.choice("0123456789") for _ in range(numbers.digits))
    expires = now + timedelta(minutes=numbers.minutes)
    item = Captcha(*store.captcha_key(ids.fresh()), expires_at=expires)
    item.answer = privacy.seal(answer, item.owner)
    commit(new(item))
    return Challenge(item.pk.removeprefix("CAPTCHA#"), _image(answer), expires)


def spoken(identifier: str, now: datetime) -> str:
    """Return the digits read aloud over noise, as a data URL; raises CaptchaGone."""
    return _audio(_answer(_waiting(identifier, now)))


def solve(identifier: str, answer: str, now: datetime) -> None:
    """Use a captcha up; raises CaptchaGone where it was used or too old, CaptchaWrong."""
    item = _waiting(identifier, now)
    commit(Delete(item=item, condition=Captcha.pk.exists(), otherwise=CaptchaGone()))
    if not hmac.compare_digest(_answer(item), answer):
        raise CaptchaWrong


def _waiting(identifier: str, now: datetime) -> Captcha:
    item = Captcha.find(*store.captcha_key(identifier))
    if item is None or item.expires_at <= now:
        raise CaptchaGone
    return item


def _answer(item: Captcha) -> str:
    return privacy.unseal(item.answer, item.owner, str)


def _image(answer: str) -> str:
    # Imported here, as below: most functions never draw, and Pillow is slow to load.
    from captcha.image import ImageCaptcha

    drawn = ImageCaptcha(width=_WIDTH, height=_HEIGHT).generate(answer)
    return _data_url("image/png", drawn.getvalue())


def _audio(answer: str) -> str:
    from captcha.audio import AudioCaptcha

    return _data_url("audio/wav", bytes(AudioCaptcha().generate(answer)))


def _data_url(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
