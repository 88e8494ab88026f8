"""Demonstration data of health codes: people, places, an organisation, and work that waits for staff."""

from datetime import datetime, timedelta

from functions.auth import accounts
from functions.auth.documents import DocumentType
from functions.auth.ids import AccountId
from functions.healthcode import appeals, checkins, holders, inputs, proposals, store
from functions.healthcode.clues import filing
from functions.healthcode.clues.matters import Matter, Situation, Told
from functions.healthcode.facts import FactKind, Source
from functions.healthcode.organisations import declaring, enrolling
from functions.healthcode.organisations.schemas import EnrolmentForm
from functions.healthcode.recording import Origin, Stated
from functions.healthcode.reports import Symptom
from functions.healthcode.scenes import places, results, store_places, workers
from functions.healthcode.scenes.kinds import CheckpointKind, PlaceKind, PlaceState
from functions.healthcode.scenes.places import Described
from functions.healthcode.scenes.results import Sample
from functions.healthcode.schemas import CheckIn, DeclarationForm
from layers import clock
from layers.i18n import Language
from layers.principals import Staff
from local import sides
from local.sides import Side

KEEPER = "+85291234567"
"""The phone of whoever keeps the places and the organisation."""

RESIDENT = "H22222222"
"""The home return permit of whoever has an account already, and gets a code."""

GRID, OTHER_GRID = "jixie-1", "xixinqiao"

PLACES = (
    Described(PlaceKind.CHECKPOINT, CheckpointKind.ESTATE, "机械一村东门", GRID, "荷花池路 2 号", "刘卫东"),
    Described(PlaceKind.CLINIC, None, "第一医院发热门诊", GRID, "荷花池路 20 号", "何医生"),
    Described(PlaceKind.PHARMACY, None, "康民药店", OTHER_GRID, "西新桥 5 号", "许药师"),
    Described(PlaceKind.LAB, None, "市核酸检测中心", OTHER_GRID, "西新桥 60 号", "孙主任"),
    Described(PlaceKind.OBSERVATION, None, "荷花池隔离点", GRID, "荷花池路 88 号", "马站长"),
)
WAITING = Described(PlaceKind.CHECKPOINT, CheckpointKind.ROAD, "中吴大道路口", OTHER_GRID, "中吴大道", "冯强")

ORGANISATION = EnrolmentForm("荷花池小学", "91110000600037341L", "hehuachi", "荷花池路 30 号")
ASKING = EnrolmentForm("西新桥超市", "91320400MA1W2X3Y4K", "xixinqiao", "西新桥 1 号")
STAFF = ("钱进", "孙悦", "周平", "吴芳", "郑凯", "冯雪", "褚亮", "卫红", "蒋涛", "沈洁", "韩松", "杨帆")

CLUES = (
    (
        Matter.PATIENT,
        GRID,
        Told("周明远", "机械一村 7 号", (Situation.TRAVEL, Situation.SYMPTOMS), ""),
    ),
    (Matter.GATHERING, OTHER_GRID, Told("", "西新桥老年活动室", (), "每晚三十多人打麻将，没有戴口罩")),
)


def fill(resident: AccountId, officer: Staff, decider: Staff, now: datetime) -> None:
    """Declare people, one of them a resident's own; open places; leave something to decide on each page."""
    keeper = accounts.of_phone(KEEPER, Language.ZH_HANS, now)
    lab = _open_places(keeper, decider, now)
    _declare_staff(keeper, decider, now)
    healthy, coughing = _declare(resident, keeper, now)
    _test(keeper, lab, now)
    _object(keeper, coughing, now)
    _accuse(officer, healthy, now)
    for matter, region, told in CLUES:
        filing.file(matter, region, told, (), now)


def settle(side: Side) -> None:
    """Let the city be a side of an exchange, its traveller tested in the city's laboratory."""
    now, keeper = clock.now(), accounts.of_phone(KEEPER, Language.ZH_HANS, clock.now())
    labs = [at.place for at in places.mine(keeper) if at.place.kind == PlaceKind.LAB]
    post = workers.at_work(keeper, store_places.identifier(labs[0]), PlaceKind.LAB)
    sides.settle(side, GRID, post, now)


def _open_places(keeper: AccountId, decider: Staff, now: datetime) -> str:
    """Enrol the places, of which one waits, and return the laboratory."""
    opened = {said.kind: places.enrol(keeper, said, now) for said in PLACES}
    for place in opened.values():
        places.decide(place, decider, PlaceState.APPROVED, "已查明", now)
    places.enrol(keeper, WAITING, now)
    return opened[PlaceKind.LAB]


def _declare_staff(keeper: AccountId, decider: Staff, now: datetime) -> None:
    enrolling.enrol(keeper, ASKING, now)
    organisation = enrolling.enrol(keeper, ORGANISATION, now).id
    enrolling.decide(decider, organisation, now, approved=True, reason="已查明")
    people = [_form(name, f"H320000{number:02}") for number, name in enumerate(STAFF)]
    declaring.declare(enrolling.own(keeper, organisation), people, Language.ZH_HANS, now)


def _declare(resident: AccountId, keeper: AccountId, now: datetime) -> tuple[str, str]:
    """Declare a resident and the keeper, who acts for a grandmother that coughs; both ask for each other."""
    own = holders.declare(resident, _declaration("李四", RESIDENT), now).person
    holders.declare(keeper, _declaration("刘卫东", "H31000001"), now)
    grandmother = holders.declare_for(keeper, _declaration("刘奶奶", "H31000002"), now).person
    holders.declare_for(resident, _declaration("刘奶奶", "H31000002"), now)
    return own, grandmother


def _test(keeper: AccountId, lab: str, now: datetime) -> None:
    sample = Sample(
        client="sample-0001",
        sampled_at=now - timedelta(days=1),
        positive=False,
        visit="",
        nationality="HK",
        document_type=DocumentType.HOME_RETURN_PERMIT,
        number=RESIDENT,
    )
    results.deliver(workers.at_work(keeper, lab, PlaceKind.LAB), [sample], now)


def _object(keeper: AccountId, person: str, now: datetime) -> None:
    """Let somebody turn yellow by a check-in, and appeal."""
    coughs = CheckIn(36.8, "机械一村", [Symptom.DRY_COUGH])
    checkins.check_in(keeper, person, *inputs.check_in(coughs), now)
    (cough,) = [fact.id for fact in store.facts(person) if fact.kind is FactKind.COUGH]
    appeals.file(keeper, person, cough, "只是喝水呛到了，没有生病。", now)


def _accuse(officer: Staff, person: str, now: datetime) -> None:
    """Let an officer propose what a second person has to decide."""
    origin = Origin(source=Source.STAFF, recorder=officer.id, client="demonstration")
    stated = Stated(kind=FactKind.CLOSE_CONTACT, at=now, evidence="流调报告 2022-117：同乘电梯")
    proposals.propose(person, origin, stated, now)


def _declaration(name: str, number: str) -> holders.Declaration:
    return inputs.declaration(_form(name, number), Language.ZH_HANS)


def _form(name: str, number: str) -> DeclarationForm:
    return DeclarationForm(
        name=name,
        nationality="HK",
        document_type=DocumentType.HOME_RETURN_PERMIT,
        number=number,
        phone=KEEPER,
        region=GRID,
        address="机械一村 12 号 401 室",
        promise=True,
        temperature=36.5,
    )
