"""People with health codes, made through the doors they would use themselves."""

import base64
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from functions.admin import service as admin
from functions.admin import store_staff
from functions.auth import service as auth
from functions.auth import store as auth_store
from functions.auth.ids import AccountId
from functions.healthcode import store
from functions.healthcode.organisations import columns
from layers import clock, excel_writing, sessions
from layers.excel_writing import Column, Sheet
from layers.i18n import Language
from layers.principals import Kind
from layers.sessions import Session
from tests import factories
from tests.factories import Answer, Client

STREET = "beigang"
"""A street below the district Futian."""


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody with a code: the account that shows it, the person, their document."""

    nobody: Client
    account: str
    person: str
    document: dict[str, Any]

    @property
    def client(self) -> Client:
        """The account, signed in just now."""
        return signed_in(self.nobody, self.account)

    @property
    def path(self) -> str:
        """The path of everything about the person."""
        return f"/v1/me/health/people/{self.person}"

    @property
    def colour(self) -> str:
        """The colour that the code shows."""
        return str(store.holder(self.person).colour)

    def check_in(self, **changes: object) -> Answer:
        """Check in for today."""
        return self.client.post(f"{self.path}/check-ins", check_in(**changes))


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of staff, signed in whenever they are asked."""

    nobody: Client
    id: str

    @property
    def client(self) -> Client:
        """The account, signed in just now."""
        found = store_staff.find(self.id)
        assert found
        return _signed(self.nobody, Session(Kind.STAFF, self.id, found.generation, clock.now()))


def officer(root: Client, *permissions: str, region: str = "city", phone: str = "") -> Officer:
    """Return a member of staff with these permissions in a region."""
    client = factories.staff(root, *permissions, region=region, phone=phone)
    return Officer(root.signed(""), staff_id(client))


def red(root: Client, of: Citizen, kind: str = "CLOSE_CONTACT") -> str:
    """Let two officers make somebody red, and return the fact."""
    proposal = propose(officer(root, "facts.propose"), of, kind)
    answer = decide(officer(root, "facts.decide"), proposal)
    assert answer.status == 204, answer.body
    return next(fact.id for fact in store.facts(of.person) if fact.kind == kind)


def propose(by: Officer, of: Citizen, kind: str, **changes: object) -> str:
    """Let an officer propose a fact, and return the proposal."""
    answer = by.client.post(f"/v1/staff/health/people/{of.person}/proposals", proposal(kind, **changes))
    assert answer.status == 201, answer.body
    return str(answer.body["proposal"])


def proposal(kind: str, **changes: object) -> dict[str, Any]:
    """Return a filled-in proposal that nobody sent before."""
    form = {
        "kind": kind,
        "at": clock.to_iso(clock.now()),
        "evidence": "report 2022-117",
        "client": secrets.token_hex(8),
    }
    return {**form, **changes}


def decide(by: Officer, proposal: str, *, approved: bool = True) -> Answer:
    """Let an officer decide on a proposal."""
    said = {"approved": approved, "reason": "the report says so"}
    return by.client.post(f"/v1/staff/health/proposals/{proposal}/decision", said)


def staff_id(client: Client) -> str:
    """Return whose client this is, while its session lasts."""
    return admin.authenticate(client.token, clock.now()).id


def streets(root: Client) -> None:
    """Create the street, and one of another district, where these districts exist."""
    for identifier, parent in ((STREET, "futian"), ("taoyuan", "nanshan")):
        region = {"id": identifier, "parent": parent, "names": {"zh-Hans": identifier}}
        answer = root.post("/v1/staff/regions", region)
        assert answer.status == 201, answer.body


def declaration(**changes: object) -> dict[str, Any]:
    """Return a filled-in declaration of somebody healthy whom nobody declared before."""
    form = {
        **factories.document(),
        "name": "张伟强",
        "phone": factories.mobile()["number"],
        "region": STREET,
        "address": "北港街道1号",
        "promise": True,
        "temperature": 36.5,
    }
    return {**form, **changes}


def check_in(**changes: object) -> dict[str, Any]:
    """Return a filled-in check-in of somebody healthy."""
    return {"temperature": 36.5, "address": "北港街道1号", **changes}


def citizen(client: Client, **changes: object) -> Citizen:
    """Return somebody who registered with their document and declared themselves."""
    form = declaration(**changes)
    resident = factories.resident(client, **_document(form))
    return _declared(resident, "/v1/me/health/declarations", form)


def citizen_by_phone(client: Client, number: str) -> Citizen:
    """Return somebody who signed in with a mainland mobile number and declared themselves."""
    return _declared(by_phone(client, number), "/v1/me/health/declarations", declaration())


def proxied(of: Citizen, **changes: object) -> Citizen:
    """Return somebody whom another one declared and acts for."""
    return _declared(of.client, "/v1/me/health/people", declaration(**changes))


def _declared(client: Client, path: str, form: dict[str, Any]) -> Citizen:
    answer = client.post(path, form)
    assert answer.status == 201, answer.body
    account = auth.authenticate(client.token, clock.now()).account
    return Citizen(client.signed(""), account, answer.body["person"], _document(form))


def _document(form: dict[str, Any]) -> dict[str, Any]:
    return {name: form[name] for name in ("nationality", "document_type", "number")}


def _signed(client: Client, session: Session) -> Client:
    token, _ = sessions.issue(session, clock.now())
    return client.signed(token)


def signed_in(client: Client, account: str) -> Client:
    """Return a client of a resident's account, signed in just now."""
    generation = int(auth_store.account(AccountId(account)).generation)
    return _signed(client, Session(Kind.RESIDENT, account, generation, clock.now()))


def by_phone(client: Client, number: str) -> Client:
    """Return a client of the account that a mainland mobile number signs in to."""
    mobile = factories.mobile(number)
    client.post("/v1/codes", {"mobile": mobile, "captcha": factories.captcha(client)})
    sent = [letter for letter in factories.letters("one_time_code") if letter.to == f"+86{number}"]
    code = "".join(filter(str.isdigit, sent[-1].text))[:6]
    answer = client.post("/v1/sessions/phone", {"mobile": mobile, "code": code})
    assert answer.status == 201, answer.body
    return client.signed(answer.body["token"])


def registration(kind: str = "from-outside", **changes: object) -> dict[str, Any]:
    """Return a filled-in registration of somebody to whom nothing happened in 14 days."""
    form = {
        "kind": kind,
        "planned_on": "2022-07-20",
        "health": "well",
        "key_area": False,
        "case_contact": False,
        "carrier_contact": False,
        "symptoms": [],
        "region": STREET,
        "address": "北港街道1号",
        "departure": "湖南省长沙市",
        "isolation_days": 14,
        "workplace": "北港学校",
    }
    return {**form, **changes}


def clue(**changes: object) -> dict[str, Any]:
    """Return a filled-in clue about a patient in the street."""
    form = {
        "matter": "patient",
        "region": STREET,
        "address": "北港街道7号302室",
        "name": "周明远",
        "situations": ["travel", "symptoms"],
    }
    return {**form, **changes}


def report(**changes: object) -> dict[str, Any]:
    """Return a filled-in report about a gathering in the street."""
    form = {
        "matter": "gathering",
        "region": STREET,
        "address": "北港街道老年活动室",
        "description": "每晚三十多人打麻将，没有戴口罩",
    }
    return {**form, **changes}


def enrolment(**changes: object) -> dict[str, Any]:
    """Return the filled-in enrolment of an organisation in the street."""
    form = {
        "name": "北港学校",
        "credit_code": "91110000600037341L",
        "region": STREET,
        "address": "北港街道3号",
    }
    return {**form, **changes}


def staff_file(people: Iterable[dict[str, Any]]) -> str:
    """Return an Excel file with people as rows of the template, base64."""
    headings = [columns.name(field, Language.ZH_HANS) for field in columns.FIELDS]
    return sheet_file(headings, ([str(each.get(field) or "") for field in columns.FIELDS] for each in people))


def sheet_file(headings: Iterable[str], rows: Iterable[list[str]] = ()) -> str:
    """Return an Excel file with these headings and rows, base64."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "staff.xlsx"
        excel_writing.write(path, [Sheet("staff", [Column(each) for each in headings], rows)], clock.now())
        return base64.b64encode(path.read_bytes()).decode()


def staff(**changes: object) -> dict[str, Any]:
    """Return a filled-in row of somebody healthy whom nobody declared before."""
    form = declaration(nationality="HK", **changes)
    return {field: value for field, value in form.items() if field in columns.FIELDS}
