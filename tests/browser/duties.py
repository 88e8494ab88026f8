"""What staff do in their console, one function for each thing people would call one."""

from local.demo import PASSWORD
from tests.browser.visitor import Visitor


def sign_in(member: Visitor, username: str, password: str = PASSWORD) -> None:
    """Fill in and send the sign-in page."""
    member.fill("login.username", username)
    member.fill("field.password", password)
    member.press("login.submit")


def come_in(member: Visitor, username: str, path: str = "/staff/") -> None:
    """Open a page of the console, signing in first."""
    member.open(path)
    member.is_at("/staff/login")
    sign_in(member, username)
    member.is_at(path)


def sign_out(member: Visitor) -> None:
    """Leave the console."""
    member.press("app.sign_out")
    member.is_at("/staff/login")
