"""The confirmation slip as a paper (B3)."""

import base64
from datetime import date, datetime

from functions.admin import service as admin
from functions.booking.arrivals import Slip
from functions.booking.party import Traveller
from functions.booking.schemas import SlipPaper
from layers import i18n, papers
from layers.ages import age_on
from layers.i18n import Language
from layers.papers import Form


def slip_paper(slip: Slip, language: Language, now: datetime) -> SlipPaper:
    """Return the slip as a PDF of one page; it says when it was made."""

    def say(key: str, **values: object) -> str:
        return i18n.say(f"booking.slip_{key}", language, **values)

    def document(traveller: Traveller) -> str:
        kind = i18n.say(f"document_type.{traveller.document_type}", language)
        return f"{kind} {traveller.document_number}"

    def companion(traveller: Traveller) -> str:
        years = say("age", age=age_on(traveller.birth_date, day))
        return f"{traveller.name} ({years}), {document(traveller)}"

    booking, day = slip.booking, date.fromisoformat(slip.booking.day)
    applicant, *others = slip.party.travellers
    rows = [
        (say("day"), booking.day),
        (say("number"), booking.number),
        (say("applicant"), applicant.name),
        (say("document"), document(applicant)),
        (say("destination"), _named(slip.party.destination, language)),
        *((say("cohabitant", number=number), companion(each)) for number, each in enumerate(others, 1)),
    ]
    sheet = Form(say("title"), rows, slip.token, [say("note"), say("made", now=now)])
    return SlipPaper(base64.b64encode(papers.form(sheet)).decode())


def _named(region: str, language: Language) -> str:
    found = admin.find(region)
    return i18n.name(found.names, language) if found else region
