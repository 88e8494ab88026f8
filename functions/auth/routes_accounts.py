"""One's own account over HTTP: the personal centre, document, phone, password, language."""

from chalice.app import Blueprint

from functions.auth import accounts, captcha, codes, home, inputs, signing_in, views
from functions.auth.ids import AccountId
from functions.auth.schemas import (
    DocumentAddition,
    HomeView,
    LanguageChoice,
    OwnPasswordChange,
    PhoneSignIn,
    Session,
)
from layers.call import Call
from layers.endpoint import declare
from layers.principals import RESIDENT
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "accounts")

_SELDOM = Rate(20, 600, by="account")


@endpoint("GET", "/v1/me/home", access=RESIDENT, returns=HomeView)
def show_home(call: Call[None, None]) -> HomeView:
    """Show my personal centre (个人中心)."""
    return views.personal_centre(home.show(AccountId(call.resident.account), call.now), call.language)


@endpoint("PUT", "/v1/me/document", access=RESIDENT, body=DocumentAddition, rate=_SELDOM)
def add_document(call: Call[DocumentAddition, None]) -> None:
    """Add the travel document to an account that my phone made, once."""
    document = inputs.document(call.body)
    captcha.solve(call.body.captcha.id, call.body.captcha.answer, call.now)
    accounts.add_document(AccountId(call.resident.account), document)


@endpoint("POST", "/v1/me/correction", access=RESIDENT, body=DocumentAddition, rate=_SELDOM)
def correct_document(call: Call[DocumentAddition, None]) -> None:
    """Correct the document of an imported account (账号更新), once; then sign in with the new one."""
    document = inputs.document(call.body)
    captcha.solve(call.body.captcha.id, call.body.captcha.answer, call.now)
    accounts.correct(AccountId(call.resident.account), document)


@endpoint("PUT", "/v1/me/phone", access=RESIDENT, body=PhoneSignIn, rate=_SELDOM)
def bind_phone(call: Call[PhoneSignIn, None]) -> None:
    """Let a phone sign in to my account; the code it was sent proves that it is mine."""
    e164 = inputs.mobile(call.body.mobile)
    codes.verify(e164, call.body.code, call.now)
    accounts.bind_phone(AccountId(call.resident.account), e164)


@endpoint("PUT", "/v1/me/password", access=RESIDENT, body=OwnPasswordChange, returns=Session, rate=_SELDOM)
def change_password(call: Call[OwnPasswordChange, None]) -> Session:
    """Change my password; every session ends but the one returned."""
    account, password = AccountId(call.resident.account), inputs.new_password(call.body)
    accounts.change_password(account, call.body.current, password, call.now)
    return views.session(signing_in.again(account, call.now), call.language)


@endpoint("PUT", "/v1/me/language", access=RESIDENT, body=LanguageChoice)
def choose_language(call: Call[LanguageChoice, None]) -> None:
    """Choose the language of messages to me."""
    accounts.speak(AccountId(call.resident.account), call.body.language)
