"""What several requests about identity have in common, and accounts and sessions: the OpenAPI contract."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from functions.auth.documents import DocumentType
from functions.auth.menu import Entry, MenuReason
from functions.auth.phones import PhoneRegion
from functions.auth.review import ReviewState
from layers.i18n import Language
from layers.passwords import GivenPassword, NewPassword

Id = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
Nationality = Annotated[
    str, Meta(pattern=r"^[A-Z]{2}$", description="国籍（地区）, ISO 3166-1 alpha-2", examples=["HK"])
]
DocumentNumber = Annotated[
    str, Meta(min_length=1, max_length=64, description="证件号码", examples=["C12345678"])
]
Digits = Annotated[str, Meta(pattern=r"^[0-9]{4,8}$")]
MobileNumber = Annotated[str, Meta(max_length=24, examples=["13812341234"])]


class CaptchaAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A captcha's id and what it shows (图形验证码); one try uses it up."""

    id: Id
    answer: Digits


class CaptchaView(msgspec.Struct, frozen=True):
    """A captcha to solve; `image` is a PNG as data URL."""

    id: str
    image: str
    expires_at: datetime


class CaptchaAudio(msgspec.Struct, frozen=True):
    """A captcha's digits read aloud; a WAV as data URL."""

    audio: str


class Mobile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mobile number of the mainland, Hong Kong or Macau, with or without its country code."""

    region: PhoneRegion
    number: MobileNumber


class NationalityQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose document types are asked for."""

    nationality: Nationality


class DocumentFormat(msgspec.Struct, frozen=True):
    """A document type that may be chosen: the format of its number and the example beside the field."""

    type: DocumentType
    pattern: str
    example: str


class ServiceDesk(msgspec.Struct, frozen=True):
    """What stands on every page: hotline (咨询热线), mail address (客服邮箱), guide (操作指引)."""

    hotline: str
    mail: str
    guide: str


class Registration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A new account (注册)."""

    nationality: Nationality
    document_type: DocumentType
    number: DocumentNumber
    password: NewPassword
    confirmation: GivenPassword
    captcha: CaptchaAnswer
    consent: bool


class DocumentSignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Signing in with a document (登录); `new_password` replaces a temporary one."""

    document_type: DocumentType
    number: DocumentNumber
    password: GivenPassword
    captcha: CaptchaAnswer
    new_password: NewPassword | None = None


class PhoneSignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Signing in with the code a phone was sent."""

    mobile: Mobile
    code: Digits


class CodeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Asking for a one-time code by SMS."""

    mobile: Mobile
    captcha: CaptchaAnswer


class SessionRenewal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The token to be renewed before it ends."""

    token: Annotated[str, Meta(min_length=1, max_length=2000)]


class Session(msgspec.Struct, frozen=True):
    """A session. `notice` is what the resident must be told now, mostly nothing."""

    token: str
    expires_at: datetime
    review_state: ReviewState
    needs_correction: bool
    notice: str


class DocumentAddition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The document of an account that a phone made, or the corrected one of an imported account."""

    nationality: Nationality
    document_type: DocumentType
    number: DocumentNumber
    captcha: CaptchaAnswer


class OwnPasswordChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The present password, null where the account has none, and the one to be."""

    new_password: NewPassword
    confirmation: GivenPassword
    current: GivenPassword | None = None


class LanguageChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The language of messages."""

    language: Language


class MenuEntry(msgspec.Struct, frozen=True):
    """A menu entry; `reason` and its sentence say why it doesn't work now."""

    entry: Entry
    enabled: bool
    reason: MenuReason | None
    explanation: str


class OwnDocument(msgspec.Struct, frozen=True):
    """The document an account belongs to, to its holder; an imported one may break today's rules."""

    nationality: str
    document_type: DocumentType
    number: str


class HomeView(msgspec.Struct, frozen=True):
    """The personal centre; `online` is about how many are signed in (在线账户)."""

    name: str
    document: OwnDocument | None
    review_state: ReviewState
    needs_correction: bool
    notice: str
    cohabitants: int
    menu: list[MenuEntry]
    online: int
    desk: ServiceDesk


class ResetAsking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A forgotten password (忘记密码): whose, and how staff can reach the writer (mobile or mail address)."""

    document_type: DocumentType
    number: DocumentNumber
    contact: Annotated[str, Meta(min_length=5, max_length=200)]
    message: Annotated[str, Meta(max_length=500)]
    captcha: CaptchaAnswer


class ResetByLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The password to be, with the token of the link."""

    token: Annotated[str, Meta(min_length=20, max_length=100)]
    new_password: NewPassword
    confirmation: GivenPassword
