"""Partners and keys as staff edit and see them."""

from datetime import datetime

import msgspec

from functions.admin import service as admin
from functions.healthcode.exchange import own_keys, partner_keys, store
from functions.healthcode.exchange.attempts import Tries
from functions.healthcode.exchange.conditions import Conditions
from functions.healthcode.exchange.own_keys import OwnKey
from functions.healthcode.exchange.records import RegionNames, Terms
from functions.healthcode.exchange.schemas_staff import (
    AttemptsView,
    ConditionsForm,
    OwnKeyView,
    PartnerKeysView,
    PartnerKeyView,
    StaffPartner,
    TermsForm,
)
from functions.healthcode.exchange.tables import Partner, PartnerKeys
from layers import clock


def terms(form: TermsForm) -> Terms:
    """Return what a form says of a partner."""
    names = msgspec.convert(msgspec.to_builtins(form.names), RegionNames)
    outward, inward = _conditions(form.outward), _conditions(form.inward)
    return Terms(names, tuple(form.languages), form.keys_address, form.page, outward, inward)


def staff_partner(item: Partner, now: datetime) -> StaffPartner:
    """Return a partner with its keys."""
    return StaffPartner(
        partner=item.id,
        issuer=item.issuer,
        revision=int(item.revision),
        on=item.on,
        terms=store.terms(item),
        changed_by=admin.names_of_staff([item.changed_by]).get(item.changed_by, ""),
        changed_at=clock.from_iso(item.changed_at),
        keys=partner_keys_view(store.partner_keys(item.id), now),
    )


def partner_keys_view(item: PartnerKeys, now: datetime) -> PartnerKeysView:
    """Return a partner's keys as they are known here."""
    withdrawn = item.withdrawn or set()
    keys = [
        PartnerKeyView(key.id, key.use, key.since, key.until, key.id in withdrawn)
        for key in store.public_keys(item)
    ]
    read_at = clock.from_iso(item.read_at) if item.read_at else None
    return PartnerKeysView(keys, read_at, item.how, partner_keys.stale(item, now))


def own_keys_view(now: datetime) -> list[OwnKeyView]:
    """Return all keys of ours, and which are in use."""
    known = own_keys.every()
    in_use = {key.use: key.id for key in known if key.life.used(now)}
    return [_own_key(key, in_use=in_use.get(key.use) == key.id) for key in known]


def attempts_view(tries: Tries) -> AttemptsView:
    """Return how often something was refused."""
    return AttemptsView(tries.way, tries.partner, tries.code, tries.number)


def _own_key(key: OwnKey, *, in_use: bool) -> OwnKeyView:
    life = key.life
    return OwnKeyView(key.id, key.use, life.since, life.until, life.withdrawn_at, in_use)


def _conditions(form: ConditionsForm) -> Conditions:
    return Conditions(
        tuple(form.colours),
        tuple(form.documents),
        tuple(form.questions),
        form.test_required,
        form.test_hours,
    )
