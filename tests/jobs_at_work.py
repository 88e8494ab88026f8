"""Work for every job in the city of `tests.world`: what people and staff leave to be done by the clock."""

from functions.vaccine.files.store import TaskKind
from tests import health, sheets, whole_clinic
from tests.examples import ENDPOINTS, EXAMPLES, request, sender
from tests.sheets import dose, dose_file, session_file
from tests.world import World

ASKED = (
    "submit_application",
    "cancel_my_booking",
    "ask_for_lookup_code",
    "book_vaccination",
    "begin_dose_import",
    "export_records",
    "rebuild_statistics",
    "release_notice",
    "ask_for_notice",
    "check_in",
    "upload_passes",
    "file_clinic_visit",
    "admit_patient",
    "approve_rules",
    "declare_staff_by_file",
    "fetch_partner_keys",
)
"""Endpoints whose examples make work, in this order."""

_WEDNESDAY = {
    "code": sheets.VERO,
    "day": "2022-07-20",
    "start": "08:00",
    "end": "09:30",
    "site": "社区卫生服务中心",
    "quota": "5",
}


def lay_out(city: World) -> None:
    """Leave work for every job."""
    for operation in ASKED:
        do(city, operation)
    files(city)
    place_given_back(city)
    clue_nobody_answers(city)


def do(city: World, operation: str) -> None:
    """Do what an endpoint's example does."""
    endpoint = next(each for each in ENDPOINTS if each.name == operation)
    example = EXAMPLES[operation](city)
    answer = request(endpoint, example, city.signed_in(sender(endpoint, example, city)))
    assert answer.status == endpoint.status, (operation, answer.body)


def files(_: World) -> None:
    """Send files of doses and of sessions, with good rows and bad ones."""
    sheets.sent(dose_file([dose(101), dose(102, phone="")]))
    sheets.sent(session_file([_WEDNESDAY, {**_WEDNESDAY, "quota": "many"}]), TaskKind.SESSIONS)


def place_given_back(city: World) -> None:
    """Take the place of the full session from whoever has it, for who waits for it."""
    (holder,) = whole_clinic.booked(city.at_work.full)
    path = f"/v1/staff/vaccine/records/{holder.number}/cancellation"
    answer = city.signed_in(city.root).post(path, {"reason": "asked for by phone"})
    assert answer.status < 300, answer.body


def clue_nobody_answers(city: World) -> None:
    """Report something where staff of the street and of the district are responsible."""
    root = city.signed_in(city.root)
    for region, phone in (("beigang", "+8613900000001"), ("futian", "+8613900000002")):
        health.officer(root, "clues.view", "clues.handle", region=region, phone=phone)
    answer = city.nobody.post("/v1/clues", {"clue": health.report(), "captcha": city.captcha()})
    assert answer.status == 201, answer.body
