"""Demonstration data: a city with districts, one of each kind of staff, and a few residents.

Everything is made by the suite's own services. Loading it again changes nothing.
"""

from contextlib import suppress
from datetime import date, datetime

from functions.admin import regions, sign_in, staff
from functions.admin import service as admin
from functions.admin.errors import AlreadySetUp
from functions.admin.schemas import Names, NewRegion, NewUser, PasswordChange, SignIn
from functions.auth import accounts, cohabitants, legacy, profiles
from functions.auth.documents import Document, DocumentType, Sex
from functions.auth.errors import DocumentTaken
from functions.auth.household import Ground, Relation
from functions.auth.ids import AccountId
from functions.auth.records import CohabitantFields, Person
from functions.auth.review import Validity
from functions.auth.store_households import Stored
from layers import clock, passwords
from layers.i18n import Language
from layers.principals import Staff
from local import demo_clinics, demo_health

PASSWORD = "Waystation1"  # noqa: S105  printed for everybody who starts the emulator
ADMINISTRATOR = "admin"

DISTRICTS = (
    ("futian", "福田区", "福田區", "Futian"),
    ("luohu", "罗湖区", "羅湖區", "Luohu"),
    ("nanshan", "南山区", "南山區", "Nanshan"),
    ("baoan", "宝安区", "寶安區", "Bao'an"),
    ("longgang", "龙岗区", "龍崗區", "Longgang"),
    ("yantian", "盐田区", "鹽田區", "Yantian"),
)

USERS = (
    ("reviewer", "reviewer", "city"),
    ("lottery", "lottery-operator", "city"),
    ("port", "port-officer", "city"),
    ("auditor", "auditor", "city"),
    ("futian", "reviewer", "futian"),
    ("street", "vaccine-administrator", "hehuachi"),
    ("site", "site-worker", "hehuachi"),
    ("health", "health-officer", "city"),
    ("health2", "health-officer", "city"),
    ("planner", "health-planner", "city"),
    ("grid", "community-worker", "jixie-1"),
)
"""Username, role, region."""

SIGN_INS = """\
  Staff      admin, reviewer, lottery, port, auditor (the city), futian (one district)
             street (vaccinations of one street), site (who vaccinates there)
             health, health2 (each decides what the other proposes), planner (health code rules),
             grid (tracing in one grid)
  Residents  C22071204   往来港澳通行证          张三 with spouse, approved
             H22222222   港澳居民来往内地通行证  李四, approved, with a health code
             12345678    台湾居民来往大陆通行证  王五, waiting for review
             C98765432   往来港澳通行证          no profile yet
             HZ12345789  往来港澳通行证          imported, has to be corrected
  /gate      9123 4567   香港手机，验证码见短信   gate, clinic, pharmacy, laboratory, observation
  Password   Waystation1 for everybody"""


def load() -> None:
    """Make the data where it is missing."""
    now = clock.now()
    with suppress(AlreadySetUp):
        admin.bootstrap(ADMINISTRATOR, PASSWORD, now, settled=True)
        _staff(now)
    with suppress(DocumentTaken):
        _residents(now)


def _staff(now: datetime) -> None:
    administrator = _caller(ADMINISTRATOR, now)
    for order, (identifier, hans, hant, english) in enumerate(DISTRICTS):
        regions.create(administrator, NewRegion("city", Names(hans, hant, english), order, id=identifier))
    demo_clinics.lay_out(administrator)
    admin.forget()
    users = {
        username: _user(administrator, NewUser(username, region, [role]), now)
        for username, role, region in USERS
    }
    demo_clinics.open_up(administrator, users["site"], now)


def _caller(username: str, now: datetime) -> Staff:
    return sign_in.authenticate(sign_in.sign_in(SignIn(username, PASSWORD), now).token, now)


def _user(administrator: Staff, new: NewUser, now: datetime) -> str:
    made = staff.create(administrator, new, now)
    session = sign_in.sign_in(SignIn(new.username, made.password), now)
    caller = sign_in.authenticate(session.token, now)
    sign_in.change_password(caller, PasswordChange(made.password, PASSWORD), now)
    return made.id


def _residents(now: datetime) -> None:
    valid = Validity(date(now.year - 2, 1, 1), date(now.year + 8, 1, 1))
    # A number of python-stdnum's documentation, so that nobody's own is shown here.
    zhang = Person("张三", Sex.MALE, date(1991, 1, 1), valid, "360426199101010071", valid)
    travelling = Document("CN", DocumentType.MAINLAND_PERMIT_HK_MO, "C22071204")
    account = _resident(travelling, zhang, "+8613800138001", now)
    spouse = Person("陈一", Sex.FEMALE, date(1992, 5, 6), valid)
    hers = Document("HK", DocumentType.HOME_RETURN_PERMIT, "H12345678")
    cohabitants.add(account, CohabitantFields(spouse, hers, Relation.SPOUSE, Ground.SPOUSES), now)

    li = Person("李四", Sex.FEMALE, date(1985, 3, 20), valid)
    declared = _resident(
        Document("HK", DocumentType.HOME_RETURN_PERMIT, demo_health.RESIDENT), li, "+8613800138002", now
    )
    demo_health.fill(declared, _caller("health", now), _caller(ADMINISTRATOR, now), now)

    wang = Person("王五", Sex.MALE, date(1979, 11, 2), valid)
    waiting = _resident(Document("TW", DocumentType.TAIWAN_PERMIT, "12345678"), wang, "+8613800138003", now)
    mother = Person("王林秀", Sex.FEMALE, date(1955, 8, 9), valid)
    his = Document("TW", DocumentType.TAIWAN_PERMIT, "87654321")
    ill = CohabitantFields(mother, his, Relation.PARENT, Ground.CHRONIC_ILLNESS)
    cohabitants.add(waiting, ill, now)

    _registered(Document("CN", DocumentType.MAINLAND_PERMIT_HK_MO, "C98765432"), now)
    old = {"nationality": "CN", "document_type": "MAINLAND_PERMIT_HK_MO", "number": "HZ12345789"}
    legacy.import_rows([{**old, "password_hash": passwords.hashed(PASSWORD)}], "demonstration", now)


def _resident(document: Document, person: Person, mobile: str, now: datetime) -> AccountId:
    account = _registered(document, now).id
    profiles.submit(account, profiles.Form(person, "", mobile, "香港九龙", "futian"), now)
    return account


def _registered(document: Document, now: datetime) -> Stored:
    return accounts.register(document, PASSWORD, Language.ZH_HANS, now)
