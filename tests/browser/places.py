"""Places that check codes: opened, with somebody signed in at their desk, and codes held up to it."""

from io import BytesIO

import qrcode

from functions.auth import accounts
from functions.auth.ids import AccountId
from functions.healthcode.scenes import places, store_places, workers
from functions.healthcode.scenes.kinds import CheckpointKind, PlaceKind
from functions.healthcode.scenes.places import Described
from layers.i18n import Language
from tests.browser.suite import Suite
from tests.browser.travellers import STREET, Traveller, calling, newcomer
from tests.browser.visitor import Visit, Visitor


def at_work(at_scenes: Visit, language: Language, size: str, kind: PlaceKind) -> Visitor:
    """Let somebody new come to the desk of a place of theirs."""
    desk = at_scenes(language, size)
    keeper = newcomer(language, desk.suite.today)
    enrolled(desk.suite, keeper, kind, name_of(kind))
    admit(desk.suite)
    sign_in(desk, keeper)
    desk.press(f"scenes.work_{kind}")
    return desk


def name_of(kind: PlaceKind) -> str:
    """Return what the place of a kind is called, in letters of every language."""
    return f"{kind.title()} 1"


def enrolled(suite: Suite, keeper: Traveller, kind: PlaceKind, name: str) -> str:
    """Enrol a place by somebody's phone, and return its id."""
    gate = CheckpointKind.ESTATE if kind is PlaceKind.CHECKPOINT else None
    said = Described(kind, gate, name, STREET, "8", "A. Ho")
    return places.enrol(account_of(suite, keeper), said, suite.clock())


def account_of(suite: Suite, who: Traveller) -> AccountId:
    """Return the account that somebody's phone signs in to."""
    return accounts.of_phone(who.phone, Language.ZH_HANS, suite.clock())


def joined(suite: Suite, place: str, keeper: Traveller, who: Traveller) -> None:
    """Let somebody work at a place, too."""
    now = suite.clock()
    workers.invite(account_of(suite, keeper), place, who.phone, Language.ZH_HANS, now)
    workers.accept(account_of(suite, who), place, now)


def removed(suite: Suite, place: str, keeper: Traveller, who: Traveller) -> None:
    """Let somebody work at a place no longer."""
    badge = store_places.badge(account_of(suite, who), place)
    workers.remove(account_of(suite, keeper), place, str(badge.worker), suite.clock())


def admit(suite: Suite) -> None:
    """Let staff admit the places that wait."""
    with suite.staff("admin") as office:
        for place in list(office.items("/v1/staff/health/places/waiting")):
            decision = {"state": "APPROVED", "reason": "seen"}
            office.ask("PUT", f"/v1/staff/health/places/{place['place']}/state", decision)


def sign_in(desk: Visitor, who: Traveller) -> None:
    """Sign in at the pages of places by a code to the phone."""
    desk.open("/gate")
    desk.choose("field.mobile_region", "HK")
    desk.fill("field.mobile", who.mobile)
    desk.solve_captcha()
    asked = desk.suite.clock()
    desk.press("field.send_code")
    desk.fill("field.code", desk.suite.code(who.phone, asked))
    desk.press("login.submit")
    desk.sees("scenes.places")


def scan(desk: Visitor, who: Traveller) -> None:
    """Show the desk a photo of the code that somebody has now."""
    show(desk, screenshot(desk.suite, who))


def screenshot(suite: Suite, who: Traveller) -> bytes:
    """Return a picture of the code that somebody has now."""
    with calling(suite, who) as caller:
        token = caller.ask("GET", "/v1/me/code")["token"]
    picture = BytesIO()
    qrcode.make(token).save(picture)
    return picture.getvalue()


def show(desk: Visitor, picture: bytes) -> None:
    """Show the desk a picture."""
    file = {"name": "code.png", "mimeType": "image/png", "buffer": picture}
    desk.page.locator("input.scanner-file").set_input_files(file)
