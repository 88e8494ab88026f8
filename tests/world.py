"""A small city with people in it, made through the suite's own doors on whatever engine the settings name.

It is 10:00 on 13 July 2022 in Shenzhen: yesterday's draw is published, today's is open.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self

from functions.admin import service as admin
from functions.admin import store_staff
from functions.auth import service as auth
from functions.auth import store
from functions.auth.ids import AccountId
from functions.booking import cancellations, noshows
from functions.booking import store as bookings
from functions.booking.service import Reservation, booking_number, reserve
from functions.healthcode import rulebook
from functions.lottery import applications, offers
from functions.lottery import store as period_store
from functions.lottery.schedule import PeriodState
from functions.notify import service as notify
from functions.vaccine.appointments import availability
from layers import clock, keys, passwords, policy, sessions
from layers.keys import Purpose
from layers.principals import CITY, Kind
from layers.sessions import Session
from layers.transaction import commit
from local.pump import invoke
from tests import events, factories
from tests.factories import PASSWORD, Client
from tests.journal import Journal
from tests.world_abroad import DeskAbroad
from tests.world_clinic import Clinic
from tests.world_exchange import ExchangeDesk
from tests.world_health import HealthDesk
from tests.world_places import PlacesAtWork
from tests.world_public import PublicDesk
from tests.world_site import SiteAtWork

YESTERDAY = datetime(2022, 7, 12, 2, tzinfo=UTC)
NOW = datetime(2022, 7, 13, 2, tzinfo=UTC)
PUBLISHED, OPEN = "20220712", "20220713"
"""Yesterday's period and today's."""

QUOTAS = {"2022-07-14": 2, "2022-07-15": 1, "2022-07-16": 2, "2022-07-17": 0}
"""Today's period's places: few, so that a handful of people win and lose."""

ADDRESS = "203.0.113.9"

_REGIONS = {"futian": CITY, "nanshan": CITY, "beigang": "futian", "nangang": "futian", "grid-1": "beigang"}
"""Each with its parent."""


@dataclass(frozen=True, slots=True)
class Inhabitant:
    """A resident's account, and what its holder declared."""

    account: str
    person: str
    document: Mapping[str, str]
    name: str = ""
    mobile: str = ""
    cohabitants: list[str] = field(default_factory=list)

    @property
    def marks(self) -> set[str]:
        """What no other resident may ever be shown."""
        said = {self.name, self.mobile, self.document.get("number", "")}
        return {self.account, self.person, *self.cohabitants, *said} - {""}


@dataclass(frozen=True, slots=True)
class Officer:
    """A staff account."""

    id: str
    username: str
    region: str


class World:
    """The city. Its clock is `now`; what happens after it was made is taken back by `undo`."""

    def __init__(self) -> None:
        self.now = YESTERDAY
        clock.use(lambda: self.now)
        self.nobody = Client(factories.application(), address=ADDRESS)
        self.know_keys()  # made now, so that none is taken back
        self._found()
        self._employ()
        self._populate()
        self._live()

    @contextmanager
    def lived_in(self) -> Iterator[Self]:
        """Note what happens until the block ends, for `undo`; then leave clock and clients to others."""
        self.journal = Journal()
        self.undo()
        yield self
        self.journal.close()
        clock.use(None)

    def undo(self) -> None:
        """Bring back what was stored, and the hour, at the beginning."""
        rotated = self.journal.wrote("KEYS#")
        self.journal.undo()
        if rotated:
            keys.forget()
            self.know_keys()
        self.now = NOW
        clock.use(lambda: self.now)
        self.forget()

    def forget(self) -> None:
        """Make the process read policies, roles, regions and offers anew."""
        policy.forget()
        admin.forget()
        offers.forget()
        availability.forget()
        rulebook.forget()

    def advance(self, hour: int, minute: int, day: int = 13) -> None:
        """Move the clock to a local time of a day of July, and let the lottery do what is due."""
        self.now = clock.at_local(date(2022, 7, day), time(hour, minute))
        invoke(factories.application(), "lottery-day", events.tick())
        self.forget()

    def know_keys(self) -> None:
        """Let the process know all keys, so that no call within the next minute reads them."""
        for purpose in Purpose:
            keys.current(purpose)

    def signed_in(self, who: Inhabitant | Officer) -> Client:
        """Return a client of somebody who has just signed in."""
        if isinstance(who, Inhabitant):
            kind, identifier = Kind.RESIDENT, who.account
            generation = int(store.account(AccountId(who.account)).generation)
        else:
            kind, identifier = Kind.STAFF, who.id
            found = store_staff.find(who.id)
            assert found
            generation = found.generation
        token, _ = sessions.issue(Session(kind, identifier, generation, self.now), self.now)
        return self.nobody.signed(token)

    def deputy(self, permission: str, region: str = CITY) -> Officer:
        """Return the region's deputy, who now has this permission and no other."""
        root, deputy = self.signed_in(self.root), self.deputies[region]
        role = f"only-{permission.replace('.', '-')}"
        given = {"id": role, "names": {"zh-Hans": permission}, "permissions": [permission]}
        assert root.post("/v1/staff/roles", given).status in {201, 409}
        answer = root.put(f"/v1/staff/users/{deputy.id}/roles", {"roles": [role]})
        assert answer.status == 204, answer.body
        return deputy

    def captcha(self) -> dict[str, str]:
        """Return a captcha with its answer."""
        return factories.captcha(self.nobody)

    def code(self, mobile: Mapping[str, str]) -> str:
        """Return the one-time code that a phone of the mainland was sent now, for the first time."""
        answer = self.nobody.post("/v1/codes", {"mobile": mobile, "captcha": self.captcha()})
        assert answer.status == 204, answer.body
        (letter,) = [
            each for each in factories.letters("one_time_code") if each.to == f"+86{mobile['number']}"
        ]
        return _found(r"\d{6}", letter.text)

    def reset_link(self) -> str:
        """Return the token of the link that the person who forgot their password was sent now."""
        decision = {"answer": "LINK", "verified": "CALLED_BACK"}
        path = f"/v1/staff/password-resets/{self.reset}/decision"
        answer = self.signed_in(self.root).post(path, decision)
        assert answer.status == 204, answer.body
        return _found(r"/password#(\S+)", factories.letters("reset_link")[-1].text)

    def disabled(self) -> str:
        """Return the account of somebody who has just cancelled once too often."""
        (known,) = bookings.standings([self.wang.person])
        commit(bookings.stand(known, replace(known.standing, cancellations=5)))
        cancellations.cancel(self.wang.account, self.future, self.now, confirmed=True)
        return self.wang.account

    def waiting_for_beacon(self) -> str:
        """Return a period whose draw is overdue and waits for its beacon round."""
        period = period_store.period(PUBLISHED)
        period.sk, period.state, period.beacon_round = "20220711", PeriodState.CLOSED, 1
        period.save()
        return period.name

    def apply(self, who: Inhabitant, period: str, *dates: str) -> dict[str, Any]:
        """Let somebody apply, and return the receipt."""
        form = {"dates": list(dates), "captcha": self.captcha()}
        answer = self.signed_in(who).post(f"/v1/lottery/periods/{period}/application", form)
        assert answer.status == 201, answer.body
        receipt: dict[str, Any] = answer.body
        return receipt

    def resident(self, name: str, **changes: Any) -> Inhabitant:
        """Return a newcomer with an approved profile."""
        registered = self.registered()
        mobile = factories.mobile()["number"]
        form = factories.profile(name=name, mainland_mobile=mobile, **changes)
        answer = self.signed_in(registered).put("/v1/me/profile", form)
        assert answer.body["review"]["state"] == "APPROVED", answer.body
        return Inhabitant(registered.account, registered.person, registered.document, name, mobile)

    def registered(self, **changes: str) -> Inhabitant:
        """Return a newcomer without a profile."""
        document = factories.document(**changes)
        return self._holder(factories.resident(self.nobody, **document), document)

    def cohabitant(self, of: Inhabitant, **changes: Any) -> str:
        """Add a cohabitant to a household and return their id."""
        answer = self.signed_in(of).post("/v1/me/cohabitants", factories.cohabitant(**changes))
        assert answer.status == 201, answer.body
        identifier = str(answer.body["id"])
        of.cohabitants.append(identifier)
        return identifier

    def _found(self) -> None:
        client = factories.administrator(self.nobody)
        self.root = Officer(admin.authenticate(client.token, self.now).id, "administrator", CITY)
        self.empty_role = "clerks"
        role = {"id": self.empty_role, "names": {"zh-Hans": "文员"}, "permissions": []}
        assert client.post("/v1/staff/roles", role).status == 201
        tree = {
            "futian": CITY,
            "nanshan": CITY,
            "beigang": "futian",
            "nangang": "futian",
            "grid-1": "beigang",
        }
        for identifier, parent in tree.items():
            region = {"id": identifier, "parent": parent, "names": {"zh-Hans": identifier}}
            assert client.post("/v1/staff/regions", region).status == 201

    def _employ(self) -> None:
        self.officers = {
            role: self.officer(f"{role}-1", CITY, role)
            for role in ("reviewer", "lottery-operator", "port-officer", "auditor")
        }
        self.officers["administrator"] = self.root
        self.officers["futian-reviewer"] = self.officer("reviewer-2", "futian", "reviewer")
        self.clerk = self.officer("clerk-1", CITY)
        self.target = self.officer("clerk-2", "beigang")
        self.deputies = {
            region: self.officer(f"{region}-deputy", region) for region in (CITY, "futian", "nanshan")
        }
        self.unsettled = self.officer("unsettled-1", CITY, "administrator", settled=False)

    def officer(self, username: str, region: str, *roles: str, settled: bool = True) -> Officer:
        """Return a new member of staff, whose password is `PASSWORD` once settled."""
        given = {"username": username, "region": region, "roles": list(roles), "phone": "+8613900000000"}
        made = self.signed_in(self.root).post("/v1/staff/users", given).body
        officer = Officer(made["id"], username, region)
        if settled:
            change = {"current": made["password"], "new": PASSWORD}
            assert self.signed_in(officer).put("/v1/staff/me/password", change).status == 200
        return officer

    def _populate(self) -> None:
        self.zhang = self.resident("张伟强")
        self.cohabitant(self.zhang, name="张小明")
        self.li = self.resident("李娜英")
        self.cohabitant(self.li, name="李小红")
        self.wang = self.resident("王芳华")
        self.zhao = self.resident("赵敏之")
        self.pending = self.cohabitant(self.zhao, name="赵小天", ground="CHRONIC_ILLNESS")
        self.newcomer = self.registered()
        self.legacy = self._imported()
        self.by_phone = self.newcomer_by_phone()

    def _live(self) -> None:
        self._plan(PUBLISHED, {"2022-07-18": 10, "2022-07-19": 1})
        self._plan(OPEN, QUOTAS)
        self.advance(10, 0, day=12)
        self.won = self.apply(self.wang, PUBLISHED, "2022-07-18")["number"]
        rivals = [self.resident("陈晨光"), self.resident("吴雨桐")]
        for rival in rivals:
            self.apply(rival, PUBLISHED, "2022-07-19")
        self.advance(20, 1, day=12)
        self.dead = f"draw:{PUBLISHED}:{self.won}"
        notify.give_up(self.dead, self.now)
        self.future = booking_number(date(2022, 7, 18), YESTERDAY.date(), 1)
        self.today = self._booked(date(2022, 7, 13))
        self._booked(date(2022, 7, 10))
        self.missed = self._booked(date(2022, 7, 11))
        self.advance(9, 30)
        self.asked = self._given_back(rivals)
        self.advance(10, 0)
        noshows.sweep(self.now)
        self.application = self.apply(self.zhang, OPEN, "2022-07-14", "2022-07-15")
        self.reset = self._forgotten(self.zhao)
        self.clinic = Clinic(self)
        self.at_work = SiteAtWork(self)
        self.health = HealthDesk(self)
        self.places = PlacesAtWork(self)
        self.public = PublicDesk(self)
        self.abroad = DeskAbroad(self)
        self.exchange = ExchangeDesk(self)

    def _plan(self, period: str, quotas: Mapping[str, int]) -> None:
        ahead = {"quotas": quotas, "version": 0}
        answer = self.signed_in(self.root).put(f"/v1/staff/lottery/quotas/{period}", ahead)
        assert answer.status == 204, answer.body

    def _given_back(self, rivals: list[Inhabitant]) -> Inhabitant:
        """Let who won the only place give it back, and return who is asked now."""
        clients = [self.signed_in(each) for each in rivals]
        bookings = [client.get("/v1/me/bookings").body["items"] for client in clients]
        (winner,) = [place for place, booked in enumerate(bookings) if booked]
        path = f"/v1/me/bookings/{bookings[winner][0]['number']}/cancellation"
        assert clients[winner].post(path, {}).status == 204
        return rivals[1 - winner]

    def _booked(self, day: date) -> str:
        drawn = day - timedelta(days=3)
        number = booking_number(day, drawn, 1)
        party = applications.party_of(auth.household(self.wang.account))
        reserve(Reservation(number, self.wang.account, day, party, "2807000005730", f"{drawn:%Y%m%d}"))
        return number

    def _imported(self) -> Inhabitant:
        document = {"nationality": "CN", "document_type": "MAINLAND_PERMIT_HK_MO", "number": "HZ12345789"}
        row = {**document, "password_hash": passwords.hashed(PASSWORD), "name": "周旧友"}
        answer = self.signed_in(self.root).post("/v1/staff/legacy-accounts", {"rows": [row]})
        assert answer.body["imported"] == 1
        token = factories.sign_in(self.nobody, document).body["token"]
        return self._holder(self.nobody.signed(token), document)

    def newcomer_by_phone(self) -> Inhabitant:
        """Return a newcomer who signs in by phone and has no document."""
        mobile = factories.mobile()
        entered = {"mobile": mobile, "code": self.code(mobile)}
        token = self.nobody.post("/v1/sessions/phone", entered).body["token"]
        return self._holder(self.nobody.signed(token), {})

    def _forgotten(self, who: Inhabitant) -> str:
        asked = {key: who.document[key] for key in ("document_type", "number")}
        told = {"contact": who.mobile, "message": "忘记密码了", "captcha": self.captcha()}
        assert self.nobody.post("/v1/password-resets", {**asked, **told}).status == 204
        waiting = self.signed_in(self.root).get("/v1/staff/password-resets").body["items"]
        return str(waiting[0]["id"])

    def _holder(self, client: Client, document: Mapping[str, str]) -> Inhabitant:
        known = auth.authenticate(client.token, self.now)
        return Inhabitant(known.account, known.person, document)


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, f"no {pattern} in {text}"
    return found[found.lastindex or 0]
