"""Groups (团体) and their addresses in the table: a token is found by its hash, and is itself sealed."""

import hashlib
from collections.abc import Mapping

import msgspec

from functions.vaccine.errors import NoSuchGroup
from functions.vaccine.tables import Group, GroupAddress
from layers import privacy
from layers.transaction import Delete, Step, Update, new


def find(street: str, identifier: str) -> Group:
    """Return a group of a street; raises NoSuchGroup."""
    if found := Group.find(f"GROUPS#{street}", identifier):
        return found
    raise NoSuchGroup


def of_street(street: str) -> list[Group]:
    """Return a street's groups."""
    return list(Group.query(f"GROUPS#{street}", consistent_read=True))


def of_token(token: str) -> Group | None:
    """Return the group whose address has this token now, or None."""
    address = GroupAddress.find(*_key(digest(token)))
    return Group.find(f"GROUPS#{address.street}", address.group) if address else None


def digest(token: str) -> str:
    """Return the hash under which a token's address is found."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(item: Group) -> str:
    """Return the token of a group's address."""
    return privacy.unseal(item.token, item.owner, str)


def names_of(item: Group) -> dict[str, str]:
    """Return a group's names by language."""
    names: dict[str, str] = msgspec.json.decode(item.names)
    return names


def adding(street: str, identifier: str, names: Mapping[str, str], token: str) -> list[Step]:
    """Return the steps that write a new group and its address."""
    item = Group(f"GROUPS#{street}", identifier, names=_json(names), enabled=True)
    item.token, item.digest = privacy.seal(token, item.owner), digest(token)
    return [new(item), new(_address(item, item.digest))]


def editing(item: Group, names: Mapping[str, str]) -> Step:
    """Return the step that writes a group's names."""
    return Update(item=item, actions=[Group.names.set(_json(names))], condition=Group.pk.exists())


def enabling(item: Group, *, enabled: bool) -> Step:
    """Return the step that lets a group's address be used, or not."""
    return Update(item=item, actions=[Group.enabled.set(enabled)], condition=Group.pk.exists())


def renewing(item: Group, token: str) -> list[Step]:
    """Return the steps that give a group another address and end the old one, if it is still the one read."""
    renewed = digest(token)
    actions = [
        Group.token.set(privacy.seal(token, item.owner)),
        Group.digest.set(renewed),
        Group.version.add(1),
    ]
    return [
        Update(item=item, actions=actions, condition=Group.digest == item.digest),
        Delete(item=_address(item, item.digest)),
        new(_address(item, renewed)),
    ]


def _address(item: Group, hashed: str) -> GroupAddress:
    return GroupAddress(*_key(hashed), street=item.street, group=item.id)


def _key(hashed: str) -> tuple[str, str]:
    return f"GROUPADDRESS#{hashed}", "GROUPADDRESS"


def _json(names: Mapping[str, str]) -> str:
    return msgspec.json.encode(names).decode()
