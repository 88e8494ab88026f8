"""What residents do on the day, over HTTP or by the service that the endpoint calls."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from functions.auth import cohabitants, inputs, profiles, store
from functions.auth.documents import Document
from functions.auth.ids import AccountId
from functions.lottery import applications
from functions.lottery.numbers import Chance
from layers import clock
from local import demo
from local.day.http import Caller
from local.day.people import Household
from local.day.population import PERIOD, Act, Event, Manner, Plan

_MINE = f"/v1/lottery/periods/{PERIOD}/application"


@dataclass(frozen=True, slots=True)
class Step:
    """A household's plan and what of it is due now."""

    plan: Plan
    event: Event


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a household has in hand after it applied: application number and ticket."""

    household: int
    number: str
    ticket: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Entered:
    """A household that came to the port, and whether staff saw the documents it applied with."""

    household: int
    recognised: bool


def account_of(document: Document) -> AccountId:
    """Return the account that a document signs in to; raises LookupError."""
    known = store.find_document(document.type, document.number)
    if known is None or known.account is None:
        raise LookupError(document.type)
    return AccountId(known.account)


def legacy_row(household: Household, password_hash: str) -> dict[str, str]:
    """Return a household's account as the older system exports it."""
    document = household.document
    return {
        "nationality": document.nationality,
        "document_type": document.type,
        "number": document.number,
        "password_hash": password_hash,
        "name": household.profile.name,
    }


def fill_in(household: Household) -> AccountId:
    """Submit profile and cohabitants by their services; return the account."""
    account, now = account_of(household.document), clock.now()
    profiles.submit(account, inputs.profile(household.profile), now)
    for form in household.cohabitants:
        cohabitants.add(account, inputs.cohabitant(form), now)
    return account


def register(port: int, household: Household) -> AccountId:
    """Register and fill everything in over HTTP; return the account."""
    document = household.document
    form = {
        "nationality": document.nationality,
        "document_type": document.type,
        "number": document.number,
        "password": demo.PASSWORD,
        "confirmation": demo.PASSWORD,
        "consent": True,
    }
    with Caller(port, household.address, household.language) as resident:
        made = resident.ask("POST", "/v1/accounts", {**form, "captcha": resident.solved()})
        resident.token = made["token"]
        resident.ask("PUT", "/v1/me/profile", _plain(household.profile))
        for cohabitant in household.cohabitants:
            resident.ask("POST", "/v1/me/cohabitants", _plain(cohabitant))
    return account_of(document)


def act(port: int, step: Step) -> Receipt | None:
    """Do what a household does at one instant; return its receipt where it applies."""
    plan, event = step.plan, step.event
    if plan.manner is Manner.QUIET:
        account = account_of(plan.household.document)
        made = applications.submit(account, PERIOD, event.dates, clock.now(), Chance())
        return Receipt(plan.household.number, made.number, made.ticket, made.submitted_at)
    with _signed_in(port, plan.household) as resident:
        return _act_over_http(resident, plan.household, event)


def cancel(port: int, household: Household) -> int:
    """Cancel the household's booking over HTTP; return the household's number."""
    with _signed_in(port, household) as resident:
        (booking,) = resident.items("/v1/me/bookings")
        resident.ask("POST", f"/v1/me/bookings/{booking['number']}/cancellation", {"confirmed": False})
    return household.number


def enter(port: int, officer: str, household: Household) -> Entered:
    """Come to the port with the slip of today; the officer's token scans it, compares, lets in."""
    with _signed_in(port, household) as resident:
        slip = resident.ask("GET", "/v1/me/slip")
    with Caller(port, token=officer) as staff:
        shown = staff.ask("POST", "/v1/staff/arrivals/lookups", {"token": slip["token"]})
        staff.ask("POST", "/v1/staff/arrivals", {"number": shown["number"]})
    seen = {person["document_number"] for person in shown["people"]}
    own = {household.document.number, *(form.number for form in household.cohabitants)}
    return Entered(household.number, seen == own)


def _act_over_http(resident: Caller, household: Household, event: Event) -> Receipt | None:
    if event.act is Act.WITHDRAW:
        resident.ask("DELETE", _MINE)
        return None
    if event.act is Act.CHANGE:
        resident.ask("PUT", _MINE, {"dates": event.dates})
        return None
    body = {"dates": event.dates, "captcha": resident.solved()}
    made = resident.ask("POST", _MINE, body, key=f"day-{household.number}")
    submitted = clock.from_iso(made["submitted_at"])
    return Receipt(household.number, made["number"], made["ticket"], submitted)


def _signed_in(port: int, household: Household) -> Caller:
    return Caller(port, household.address, household.language).sign_in(household.document)


def _plain(form: msgspec.Struct) -> Any:
    return msgspec.to_builtins(form)
