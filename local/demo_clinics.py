"""Demonstration data of vaccine appointments: streets of Futian, their grids, sites and coming sessions."""

from datetime import datetime, time, timedelta

from functions.admin import regions
from functions.admin.schemas import Names, NewRegion
from functions.vaccine.catalogue import sessions, sites
from functions.vaccine.catalogue import store as catalogue
from functions.vaccine.catalogue.schemas import NewSite
from functions.vaccine.catalogue.sessions import Plan, Slot
from functions.vaccine.onsite import workers
from functions.vaccine.schemas import Address
from functions.vaccine.tables import Kind
from layers.clock import local_date
from layers.principals import Staff

DISTRICT = "futian"

STREETS = (
    ("hehuachi", Names("荷花池街道", "荷花池街道", "Hehuachi"), 36_573),
    ("beigang", Names("北港街道", "北港街道", "Beigang"), 51_338),
)

GRIDS = (
    ("jixie-1", "hehuachi", Names("机械一村社区", "機械一村社區", "Jixie 1"), 9_120),
    ("jixie-2", "hehuachi", Names("机械二村社区", "機械二村社區", "Jixie 2"), 8_455),
    ("xixinqiao", "hehuachi", Names("西新桥社区", "西新橋社區", "Xixinqiao"), 18_998),
    ("hehuachi-other", "hehuachi", Names("其他", "其他", "Other"), 0),
    ("qingwu", "beigang", Names("清五社区", "清五社區", "Qingwu"), 27_110),
    ("huanan", "beigang", Names("花南社区", "花南社區", "Huanan"), 24_228),
    ("beigang-other", "beigang", Names("其他", "其他", "Other"), 0),
)
"""Id, street, names, residents."""

SITES = {
    "hehuachi": (
        Names("荷花池街道社区卫生服务中心", "荷花池街道社區衛生服務中心", "Hehuachi Community Health Centre"),
        Address("荷花池路 18 号", "荷花池路 18 號", "18 Hehuachi Road"),
    ),
    "beigang": (
        Names("江理工羽毛球馆", "江理工羽毛球館", "Badminton Hall"),
        Address("中吴大道 1801 号", "中吳大道 1801 號", "1801 Zhongwu Avenue"),
    ),
}

_MORNING, _AFTERNOON = Slot(time(8), time(9, 30), 60), Slot(time(14), time(15, 30), 60)
_ALL_DAY = Slot(time(8), time(20, 30), 5590)
_EVERY_DAY = range(1, 8)
_REMARK = "请带好身份证件和口罩"


def lay_out(administrator: Staff) -> None:
    """Make the streets and their grids."""
    for order, (street, names, people) in enumerate(STREETS):
        regions.create(administrator, NewRegion(DISTRICT, names, order, people, id=street))
    for order, (grid, street, names, people) in enumerate(GRIDS):
        regions.create(administrator, NewRegion(street, names, order, people, id=grid))


def open_up(administrator: Staff, worker: str, now: datetime) -> None:
    """Make the sites, at the first of which an account works, and the sessions of the coming week."""
    for street, (names, address) in SITES.items():
        sites.create(administrator, street, NewSite(names=names, address=address))
    workers.bind(administrator, worker, [("hehuachi", _site("hehuachi"))])
    _open_sessions(administrator, now)


def _open_sessions(administrator: Staff, now: datetime) -> None:
    tomorrow = local_date(now) + timedelta(days=1)
    last = tomorrow + timedelta(days=6)
    vero, cho = _plan("hehuachi", "vero", now), _plan("beigang", "cho", now)
    foreign = _plan("beigang", "vero", now, Kind.FOREIGN)
    weekend = {6, 7}
    plans = [
        *sessions.template(vero, last, _EVERY_DAY, [_MORNING, _AFTERNOON]),
        *sessions.template(cho, last, _EVERY_DAY, [_AFTERNOON]),
        *sessions.template(foreign, last, weekend, [_MORNING]),
        *sessions.template(_plan("beigang", "vero", now), tomorrow, _EVERY_DAY, [_ALL_DAY]),
    ]
    sessions.create_all(administrator, plans, now)


def _plan(street: str, vaccine: str, now: datetime, kind: Kind = Kind.INDIVIDUAL) -> Plan:
    return Plan(
        street=street,
        site=_site(street),
        kind=kind,
        vaccine=vaccine,
        day=local_date(now) + timedelta(days=1),
        start=_MORNING.start,
        end=_MORNING.end,
        quota=_MORNING.quota,
        remark=_REMARK,
    )


def _site(street: str) -> str:
    (site,) = catalogue.sites(street)
    return site.id
