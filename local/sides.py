"""The two regions of `make exchange`: what each is called, and who lives there to try the exchange with."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec

from functions.auth import accounts, store
from functions.auth.documents import Document, DocumentType
from functions.auth.errors import DocumentTaken
from functions.healthcode import holders
from functions.healthcode.exchange.policies import RegionPolicy
from functions.healthcode.holders import Declaration
from functions.healthcode.records import Details, Said
from functions.healthcode.scenes import results
from functions.healthcode.scenes.results import Sample
from functions.healthcode.scenes.workers import Post
from layers import policy
from layers.changes import apply
from layers.i18n import Language

PASSWORD = "Waystation1"  # noqa: S105  printed for everybody who starts it


@dataclass(frozen=True, slots=True)
class Side:
    """A region, the languages of its pages, and somebody green who was tested there yesterday."""

    id: str
    region: RegionPolicy
    traveller: Document
    name: str
    born: date
    phone: str

    @property
    def sign_in(self) -> str:
        """Who signs in with what, for the terminal."""
        return f"{self.traveller.number}  {self.name}, {self.born}, {self.phone}"


GUANGDONG = Side(
    "guangdong",
    RegionPolicy(),
    Document("CN", DocumentType.MAINLAND_PERMIT_HK_MO, "C33334444"),
    "林志远",
    date(1988, 4, 16),
    "+8613800138011",
)
MACAU = Side(
    "macau",
    RegionPolicy("澳门", "澳門", "Macau", "Macau", portuguese=True),
    Document("MO", DocumentType.HOME_RETURN_PERMIT, "M12345678"),
    "何嘉莉",
    date(1990, 2, 3),
    "+85366123456",
)
SIDES = {side.id: side for side in (GUANGDONG, MACAU)}


def settle(side: Side, region: str, lab: Post, now: datetime) -> None:
    """Let this instance be a side, on which its traveller lives; doing it again changes nothing.

    `region` is where they live, `lab` who tested them.
    """
    _, version = policy.read("exchange_region")
    if version == 0:
        values = msgspec.structs.asdict(side.region)
        apply(*policy.change("exchange_region", values, 0, "demonstration", side.id))
    with suppress(DocumentTaken):
        _inhabit(side, region, lab, now)


def _inhabit(side: Side, region: str, lab: Post, now: datetime) -> None:
    account = store.account_id(accounts.register(side.traveller, PASSWORD, Language.ZH_HANS, now).account)
    accounts.bind_phone(account, side.phone)
    holders.declare(account, _declaration(side, region), now)
    results.deliver(lab, [_sample(side, now)], now)


def _declaration(side: Side, region: str) -> Declaration:
    document, address = side.traveller, "口岸路 1 号"
    details = Details(
        name=side.name,
        nationality=document.nationality,
        document_type=document.type,
        number=document.number,
        phone=side.phone,
        address=address,
        language=Language.ZH_HANS,
    )
    return Declaration(document, details, region, Said(36.5, (), (), address), ())


def _sample(side: Side, now: datetime) -> Sample:
    return Sample(
        client="sample-exchange",
        sampled_at=now - timedelta(days=1),
        positive=False,
        visit="",
        nationality=side.traveller.nationality,
        document_type=side.traveller.type,
        number=side.traveller.number,
    )
