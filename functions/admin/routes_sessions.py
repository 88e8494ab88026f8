"""Staff sign in and out, and look after their own account."""

from chalice.app import Blueprint

from functions.admin import sign_in
from functions.admin.schemas import OwnAccountView, PasswordChange, Renewal, SignedIn, SignIn
from layers.call import Call
from layers.endpoint import declare
from layers.principals import PUBLIC, Access, Kind
from layers.ratelimit import Rate

blueprint = Blueprint(__name__)
endpoint = declare(blueprint, "staff")

_EVEN_UNSETTLED = Access(Kind.STAFF, unsettled=True)


@endpoint(
    "POST",
    "/v1/staff/sessions",
    access=PUBLIC,
    body=SignIn,
    returns=SignedIn,
    success=201,
    rate=Rate(60, 60),
)
def sign_in_staff(call: Call[SignIn, None]) -> SignedIn:
    """Sign in with username and password; slowed down, then locked for a while by wrong ones."""
    return sign_in.sign_in(call.body, call.now)


@endpoint(
    "POST",
    "/v1/staff/sessions/renewal",
    access=PUBLIC,
    body=Renewal,
    returns=SignedIn,
    rate=Rate(600, 60),
)
def renew_staff_session(call: Call[Renewal, None]) -> SignedIn:
    """Prolong a session that is still good, up to 12 hours after signing in."""
    return sign_in.renew(call.body.token, call.now)


@endpoint("DELETE", "/v1/staff/sessions", access=_EVEN_UNSETTLED)
def sign_out_staff(call: Call[None, None]) -> None:
    """End all my sessions."""
    sign_in.sign_out(call.staff)


@endpoint("GET", "/v1/staff/me", access=_EVEN_UNSETTLED, returns=OwnAccountView)
def show_my_staff_account(call: Call[None, None]) -> OwnAccountView:
    """Show my account, my region and what my roles grant."""
    return sign_in.own_account(call.staff)


@endpoint(
    "PUT",
    "/v1/staff/me/password",
    access=_EVEN_UNSETTLED,
    body=PasswordChange,
    returns=SignedIn,
    rate=Rate(20, 60, by="account"),
)
def change_my_staff_password(call: Call[PasswordChange, None]) -> SignedIn:
    """Change my password (密码修改); all sessions end, and a new one begins."""
    return sign_in.change_password(call.staff, call.body, call.now)
