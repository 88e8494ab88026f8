"""Getting in over HTTP: captchas, registration, sign-in, codes, forgotten passwords; open to everybody."""

from chalice.app import Blueprint

from functions.auth import accounts, captcha, codes, documents, inputs, resets, signing_in, views
from functions.auth.ids import AccountId
from functions.auth.schemas import (
    CaptchaAudio,
    CaptchaView,
    CodeRequest,
    DocumentFormat,
    DocumentSignIn,
    Id,
    NationalityQuery,
    PhoneSignIn,
    Registration,
    ResetAsking,
    ResetByLink,
    ServiceDesk,
    Session,
    SessionRenewal,
)
from layers.call import Call
from layers.endpoint import declare
from layers.principals import PUBLIC, RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "sessions")

# Many households share one address behind a carrier or a hotel; captchas bear the rest.
_OFTEN, _SELDOM = Rate(120, 60), Rate(60, 60)


@endpoint("POST", "/v1/captchas", access=PUBLIC, returns=CaptchaView, success=201, rate=_OFTEN)
def ask_captcha(call: Call[None, None]) -> CaptchaView:
    """Get an image captcha (图形验证码)."""
    return views.captcha(captcha.ask(call.now))


@endpoint(
    "GET",
    "/v1/captchas/{captcha}/audio",
    access=PUBLIC,
    params={"captcha": Id},
    returns=CaptchaAudio,
    rate=_SELDOM,
)
def listen_to_captcha(call: Call[None, None]) -> CaptchaAudio:
    """Hear a captcha's digits, for those who can't see it."""
    return CaptchaAudio(captcha.spoken(call.path["captcha"], call.now))


@endpoint("GET", "/v1/service-desk", access=PUBLIC, returns=ServiceDesk, cache=60)
def show_service_desk(call: Call[None, None]) -> ServiceDesk:  # noqa: ARG001  the same for everybody
    """Show hotline, mail address and guide, as they stand on every page."""
    return views.service_desk()


@endpoint(
    "GET",
    "/v1/document-types",
    access=PUBLIC,
    query=NationalityQuery,
    returns=list[DocumentFormat],
    cache=3600,
)
def list_document_types(call: Call[None, NationalityQuery]) -> list[DocumentFormat]:
    """List the document types a nationality may choose, with number formats and examples."""
    formats = documents.formats(call.query.nationality)
    return [DocumentFormat(each.type, each.pattern.pattern, each.example) for each in formats]


@endpoint(
    "POST",
    "/v1/accounts",
    access=PUBLIC,
    body=Registration,
    returns=Session,
    success=201,
    rate=_SELDOM,
    idempotent=True,
)
def register(call: Call[Registration, None]) -> Session:
    """Register (注册) and be signed in."""
    document = inputs.registration(call.body)
    captcha.solve(call.body.captcha.id, call.body.captcha.answer, call.now)
    stored = accounts.register(document, call.body.password, call.language, call.now)
    return views.session(signing_in.admit(stored, call.now), call.language)


@endpoint(
    "POST", "/v1/sessions", access=PUBLIC, body=DocumentSignIn, returns=Session, success=201, rate=_SELDOM
)
def sign_in(call: Call[DocumentSignIn, None]) -> Session:
    """Sign in with document and password (登录)."""
    form = call.body
    number = inputs.number(form.document_type, form.number)
    captcha.solve(form.captcha.id, form.captcha.answer, call.now)
    signed_in = signing_in.by_document(form.document_type, number, form.password, form.new_password, call.now)
    return views.session(signed_in, call.language)


@endpoint("POST", "/v1/codes", access=PUBLIC, body=CodeRequest, rate=_SELDOM)
def send_code(call: Call[CodeRequest, None]) -> None:
    """Send a one-time code to a phone; the same whether it is known or not."""
    e164 = inputs.mobile(call.body.mobile)
    captcha.solve(call.body.captcha.id, call.body.captcha.answer, call.now)
    codes.send(e164, call.language, call.now)


@endpoint(
    "POST", "/v1/sessions/phone", access=PUBLIC, body=PhoneSignIn, returns=Session, success=201, rate=_SELDOM
)
def sign_in_by_phone(call: Call[PhoneSignIn, None]) -> Session:
    """Sign in with a phone and the code it was sent; the first time, that makes an account."""
    e164 = inputs.mobile(call.body.mobile)
    signed_in = signing_in.by_phone(e164, call.body.code, call.language, call.now)
    return views.session(signed_in, call.language)


@endpoint("POST", "/v1/sessions/renewal", access=PUBLIC, body=SessionRenewal, returns=Session, rate=_OFTEN)
def renew_session(call: Call[SessionRenewal, None]) -> Session:
    """Get a later token of the same session before this one ends."""
    return views.session(signing_in.renew(call.body.token, call.now), call.language)


@endpoint("DELETE", "/v1/sessions", access=RESIDENT)
def sign_out(call: Call[None, None]) -> None:
    """Sign out, on every device."""
    signing_in.sign_out(AccountId(call.resident.account))


@endpoint("POST", "/v1/password-resets", access=PUBLIC, body=ResetAsking, rate=_SELDOM)
def ask_for_reset(call: Call[ResetAsking, None]) -> None:
    """Ask staff for a new password (忘记密码); the same whether the account exists or not."""
    letter = inputs.reset(call.body)
    captcha.solve(call.body.captcha.id, call.body.captcha.answer, call.now)
    resets.ask(letter, call.now)


@endpoint("POST", "/v1/password-resets/link", access=PUBLIC, body=ResetByLink, rate=_SELDOM)
def set_password_by_link(call: Call[ResetByLink, None]) -> None:
    """Set a new password with the link that staff sent."""
    resets.set_by_link(call.body.token, inputs.new_password(call.body), call.now)
