"""What staff may change about identity without a deployment."""

from typing import Annotated

import msgspec

from functions.auth.documents import DocumentType
from functions.auth.household import Limits
from layers import policy
from layers.attempts import PatiencePolicy

Count = Annotated[int, msgspec.Meta(ge=1, le=100)]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=1440)]
Age = Annotated[int, msgspec.Meta(ge=0, le=150)]
Digits = Annotated[int, msgspec.Meta(ge=4, le=8)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class SignInPolicy(PatiencePolicy, frozen=True):
    """Failed tries at a password (I3): how many are free, how many lock, and for how many minutes."""


class CodePolicy(policy.Policy, frozen=True):
    """One-time codes by SMS (I4); `pause_seconds` between two to one phone."""

    digits: Digits = 6
    minutes: Minutes = 5
    tries: Count = 5
    pause_seconds: Annotated[int, msgspec.Meta(ge=1, le=3600)] = 60
    a_day: Count = 10


class CaptchaPolicy(policy.Policy, frozen=True):
    """Image captchas (图形验证码)."""

    digits: Digits = 5
    minutes: Minutes = 5


class HouseholdPolicy(policy.Policy, frozen=True):
    """Who may share a room (I8): how many cohabitants, and the two ages, both included."""

    cohabitants: Annotated[int, msgspec.Meta(ge=0, le=3)] = 3
    elderly_from: Age = 70
    minor_to: Age = 14

    def limits(self) -> Limits:
        """Return the policy as the rules of `household` take it."""
        return Limits(self.cohabitants, self.elderly_from, self.minor_to)


class ReviewPolicy(policy.Policy, frozen=True):
    """Review (I7): how many days ahead a document must be valid, which types only staff approve."""

    days_ahead: Annotated[int, msgspec.Meta(ge=0, le=365)] = 7
    manual_types: Annotated[list[DocumentType], msgspec.Meta(max_length=20)] = msgspec.field(
        default_factory=list
    )


class ResetPolicy(policy.Policy, frozen=True):
    """Forgotten passwords (I9): how long a link or a temporary password works."""

    hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 24


class ServiceDeskPolicy(policy.Policy, frozen=True):
    """Where residents find help (I10): hotline, mail address, and the guide's path or address."""

    hotline: Text = "0755-12345"
    mail: Text = "szhkhotel@163.com"
    guide: Text = "/guide"


policy.declare("sign_in", SignInPolicy)
policy.declare("codes", CodePolicy)
policy.declare("captcha", CaptchaPolicy)
policy.declare("household", HouseholdPolicy)
policy.declare("review", ReviewPolicy)
policy.declare("password_resets", ResetPolicy)
policy.declare("service_desk", ServiceDeskPolicy)
