"""Before the window opens: quotas, accounts brought over, forms filled in, reviews decided."""

from functools import partial
from itertools import chain

from tqdm import tqdm

from layers import passwords
from local import demo
from local.day import residents
from local.day.day import Day
from local.day.population import PERIOD, Manner

_ROWS = 200
"""Accounts in one call of the import, its most."""


def set_quotas(day: Day) -> str:
    """Let staff set the period's quotas."""
    places = dict(day.ledger.population.places)
    with day.staff("lottery") as staff:
        staff.ask("PUT", f"/v1/staff/lottery/quotas/{PERIOD}", {"quotas": places, "version": 0})
    return f"{sum(places.values())} places on {sum(map(bool, places.values()))} dates"


def import_accounts(day: Day) -> str:
    """Bring the older system's accounts over: everybody's but the newcomers'."""
    known = passwords.hashed(demo.PASSWORD)
    rows = [
        residents.legacy_row(plan.household, known)
        for plan in day.ledger.population.plans
        if plan.manner is not Manner.NEWCOMER
    ]
    imported = 0
    with day.staff(demo.ADMINISTRATOR) as staff:
        for start in tqdm(range(0, len(rows), _ROWS), "import", leave=False):
            some = {"rows": rows[start : start + _ROWS]}
            imported += staff.ask("POST", "/v1/staff/legacy-accounts", some)["imported"]
    return f"{imported} of {len(rows)} accounts imported"


def fill_in(day: Day) -> str:
    """Let everybody fill in profile and cohabitants, newcomers over HTTP after they registered."""
    plans = day.ledger.population.plans
    newcomers = [plan.household for plan in plans if plan.manner is Manner.NEWCOMER]
    others = [plan.household for plan in plans if plan.manner is not Manner.NEWCOMER]

    registered = day.everybody(partial(residents.register, day.emulator.port), newcomers, "register")
    filled_in = day.everybody(residents.fill_in, others, "forms")
    accounts = zip([*newcomers, *others], chain(registered, filled_in), strict=True)
    day.ledger.accounts = {household.number: account for household, account in accounts}
    return f"{len(newcomers)} registered; {len(plans)} households filled in"


def review(day: Day) -> str:
    """Let a reviewer approve everybody whom the rules leave to a person."""
    with day.staff("reviewer") as staff:
        waiting = list(staff.items("/v1/staff/reviews"))
        for case in tqdm(waiting, "reviews", leave=False):
            path = f"/v1/staff/reviews/{case['account']}/{case['member']}"
            revision = staff.ask("GET", path)["revision"]
            staff.ask("POST", f"{path}/decision", {"revision": revision, "approve": True})
    day.delivered()
    return f"{len(waiting)} reviews decided"
