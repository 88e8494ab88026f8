"""Everything that is stored: taken at one moment, brought back, laid out elsewhere, and made comparable."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Any

from layers import aws, privacy
from layers.keys import Purpose
from layers.privacy import SealBroken
from layers.settings import settings
from layers.tables import connection
from local.resources import TABLES

Key = tuple[str, str, str]
"""Table, partition key, sort key."""

Item = dict[str, Any]

_A_BATCH = 25
_KEYS = "KEYS#"
_LEFT_OUT = {"correlation"}
"""Attributes that differ from run to run and mean nothing to anybody."""


@dataclass(frozen=True, slots=True)
class Dump:
    """All items, in DynamoDB's own JSON, and all objects."""

    items: Mapping[Key, Item]
    objects: Mapping[str, bytes]


def take() -> Dump:
    """Return all that is stored now."""
    return Dump({_key(table, item): item for table, item in _items()}, dict(_objects()))


def bring_back(before: Dump) -> None:
    """Make tables and bucket what they were; what is still the same is not written."""
    now = take()
    gone = [
        ({"DeleteRequest": {"Key": _key_of(now.items[key])}}, key) for key in now.items - before.items.keys()
    ]
    back = [
        ({"PutRequest": {"Item": item}}, key)
        for key, item in before.items.items()
        if now.items.get(key) != item
    ]
    _write([(key[0], request) for request, key in gone + back])
    for name in now.objects.keys() - before.objects.keys():
        aws.s3().delete_object(Bucket=settings().bucket, Key=name)
    for name, content in before.objects.items():
        if now.objects.get(name) != content:
            aws.s3().put_object(Bucket=settings().bucket, Key=name, Body=content)


def portable(dump: Dump) -> Dump:
    """Return a dump that `lay_out` can store in another account: its data keys lie open."""
    return _exchanged(dump, _unwrapped)


def lay_out(kept: Dump) -> None:
    """Store a portable dump, its data keys wrapped by the KMS key of this account."""
    bring_back(_exchanged(kept, _wrapped))


def readable(dump: Dump) -> dict[object, object]:
    """Return what a dump says: items with their seals opened, without data keys, and objects."""
    said: dict[object, object] = {
        key: _opened(item) for key, item in dump.items.items() if not key[1].startswith(_KEYS)
    }
    said.update(dump.objects)
    return said


def _exchanged(dump: Dump, key: Callable[[bytes, str], bytes]) -> Dump:
    """Return a dump with other bytes for each data key, made of those there are and the key's purpose."""
    items = {
        each: {**item, "wrapped": {"B": key(item["wrapped"]["B"], each[1].removeprefix(_KEYS))}}
        for each, item in dump.items.items()
        if each[1].startswith(_KEYS)
    }
    return replace(dump, items={**dump.items, **items})


def _unwrapped(wrapped: bytes, purpose: str) -> bytes:
    return aws.kms().decrypt(CiphertextBlob=wrapped, EncryptionContext={"purpose": purpose})["Plaintext"]


def _wrapped(secret: bytes, purpose: str) -> bytes:
    given = {"KeyId": settings().kms_key, "EncryptionContext": {"purpose": purpose}}
    return aws.kms().encrypt(Plaintext=secret, **given)["CiphertextBlob"]


def _items() -> Iterator[tuple[str, Item]]:
    client: Any = connection().client
    for table in TABLES:
        name = table.Meta.table_name
        for page in client.get_paginator("scan").paginate(TableName=name, ConsistentRead=True):
            yield from ((name, item) for item in page["Items"])


def _objects() -> Iterator[tuple[str, bytes]]:
    bucket = settings().bucket
    for found in aws.s3().list_objects_v2(Bucket=bucket).get("Contents", []):
        yield found["Key"], aws.s3().get_object(Bucket=bucket, Key=found["Key"])["Body"].read()


def _write(requests: list[tuple[str, Item]]) -> None:
    client: Any = connection().client
    waiting = iter(requests)
    while batch := list(islice(waiting, _A_BATCH)):
        by_table: dict[str, list[Item]] = {}
        for table, request in batch:
            by_table.setdefault(table, []).append(request)
        answer = client.batch_write_item(RequestItems=by_table)
        assert not answer["UnprocessedItems"]


def _key(table: str, item: Item) -> Key:
    return table, item["pk"]["S"], item["sk"]["S"]


def _key_of(item: Item) -> Item:
    return {"pk": item["pk"], "sk": item["sk"]}


def _opened(item: Item) -> Item:
    pk, sk = item["pk"]["S"], item["sk"]["S"]
    return {
        name: _unsealed(value["B"], [pk, pk + sk]) if "B" in value else value
        for name, value in item.items()
        if name not in _LEFT_OUT
    }


def _unsealed(sealed: bytes, owners: list[str]) -> object:
    for owner, purpose in product(owners, (Purpose.PERSONAL, Purpose.DRAW)):
        with suppress(SealBroken):
            return privacy.unseal(sealed, owner, Any, purpose)
    raise SealBroken(owners)
