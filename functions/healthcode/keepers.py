"""Who may show a person's code: their own account, and proxies (代申领) for those without a phone (H7)."""

from collections.abc import Sequence

from pynamodb.expressions.condition import size

from functions.auth import service as auth
from functions.healthcode import store
from functions.healthcode.errors import NoCode, ProxiesFull
from functions.healthcode.policies import HealthPolicy
from functions.healthcode.tables import Holder, Proxies
from layers import policy
from layers.changes import apply
from layers.transaction import Step, Update, until_fresh


def kept(account: str, person: str) -> Holder:
    """Return the code of a person that an account keeps; raises NoCode for others' alike. One item read."""
    holder = store.find(person)
    if holder is None or account not in (holder.keepers or ()):
        raise NoCode
    return holder


def proxied(account: str) -> frozenset[str]:
    """Return the people an account acts for, beside its own person."""
    item = Proxies.find(*_key(account))
    return frozenset(item.persons or ()) if item else frozenset()


def everybody(account: str, own: str) -> Sequence[Holder]:
    """Return the codes that an account keeps, its own person's first."""
    known = store.holders({own, *proxied(account)})
    found = [holder for holder in known if account in (holder.keepers or ())]
    return sorted(found, key=lambda holder: (store.person_of(holder) != own, holder.declared_at))


def proxied_by_phone(e164: str) -> Sequence[Holder]:
    """Return the codes that the account of a phone keeps for others, none where there is no such account."""
    account = auth.account_of_phone(e164)
    if account is None:
        return []
    found = store.holders(proxied(account))
    return [holder for holder in found if account in (holder.keepers or ())]


def acting(account: str, person: str) -> Step:
    """Return the step that lets an account act for one person more; it refuses with ProxiesFull."""
    limit = policy.get(HealthPolicy).proxied_people
    held = size(Proxies.persons)  # type: ignore[no-untyped-call]  # PynamoDB leaves it untyped
    has_room = Proxies.persons.does_not_exist() | (held < limit)
    item = Proxies(*_key(account))
    known = Proxies.persons.contains(person)
    return Update(
        item=item,
        actions=[Proxies.persons.add({person})],
        condition=known | has_room,
        otherwise=ProxiesFull(),
    )


def leaving(account: str, person: str) -> Step:
    """Return the step after which an account acts for a person no longer."""
    return Update(item=Proxies(*_key(account)), actions=[Proxies.persons.delete({person})])


def dismiss(person: str, account: str) -> None:
    """Let an account show a person's code no longer; harmless where it may not. Raises NoCode."""

    def write() -> None:
        holder = store.holder(person)
        if account in (holder.keepers or ()):
            apply(store.changing(holder, Holder.keepers.delete({account})), leaving(account, person))

    until_fresh(write)


def _key(account: str) -> tuple[str, str]:
    return f"ACCOUNT#{account}", "PROXIES"
