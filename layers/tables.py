"""The one way to DynamoDB: table models with shared keys, one botocore client for all of them.

Every table has a string partition key `pk` and sort key `sk`; what stands in them is said in the
docstring of each function folder's `tables.py`, the only place that makes its keys.
"""

import zlib
from collections.abc import Iterable
from functools import cache
from threading import Lock
from typing import Any, Self, TypeVar

from botocore.config import Config
from pynamodb.attributes import TTLAttribute, UnicodeAttribute
from pynamodb.connection import Connection, TableConnection
from pynamodb.connection.base import MetaTable
from pynamodb.exceptions import TableError
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from layers.aws import USER_AGENT
from layers.settings import settings

M = TypeVar("M", bound="Item")


class _Prefixed(type):
    """Gives a Meta class its deployed table name from the settings at the time of use."""

    name: str

    @property
    def table_name(cls) -> str:
        return settings().table_prefix + cls.name


class TableMeta(metaclass=_Prefixed):
    """Base of each table's `Meta`; subclasses set `name`, the table's name without the stage's prefix."""

    name = ""
    billing_mode = "PAY_PER_REQUEST"
    max_retry_attempts = 3


@cache
def connection() -> Connection:
    """Return the process's one DynamoDB connection; its time limits fit a request, not a batch."""
    made = Connection(
        region=settings().region,
        host=settings().dynamodb_endpoint,
        connect_timeout_seconds=2,
        read_timeout_seconds=10,
        max_retry_attempts=5,
        max_pool_connections=64,
    )
    made.session.set_default_client_config(Config(user_agent=USER_AGENT))
    _ = made.client  # made now: PynamoDB keeps a session, and so what was set, for each thread
    return made


class Item(Model):
    """An item of a table: keys, and a time after which it no longer exists.

    `expires_at` is the table's TTL attribute. DynamoDB deletes late, so readers also check it.
    """

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    expires_at = TTLAttribute(null=True)

    @property
    def owner(self) -> str:
        """What the item's sealed attributes are bound to."""
        return f"{self.pk}{self.sk}"

    @classmethod
    def _get_connection(cls) -> TableConnection:
        shared, name, known = connection(), cls.Meta.table_name, cls._connection
        if known is None or known.connection is not shared or known.table_name != name:
            root = next(
                base for base in reversed(cls.__mro__) if "Meta" in vars(base) and issubclass(base, Item)
            )
            known = TableConnection(name)
            known.connection = shared
            _describe(shared, root)
            cls._connection = known  # only now: other threads take what they find here
        return known

    @classmethod
    def find(cls, pk: str, sk: str, *, consistent: bool = True) -> Self | None:
        """Return the item with this key, or None."""
        try:
            return cls.get(pk, sk, consistent_read=consistent)
        except cls.DoesNotExist:
            return None

    @classmethod
    def find_all(cls, keys: Iterable[tuple[str, str]], *, consistent: bool = True) -> list[Self]:
        """Return the items that exist among these keys, in no particular order."""
        return list(cls.batch_get(list(keys), consistent_read=consistent))


class ByList(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # PynamoDB leaves it untyped
    """Items by the list they stand in, in its order."""

    class Meta:
        index_name = "by_list"
        projection = AllProjection()

    list = UnicodeAttribute(hash_key=True)
    place_in_list = UnicodeAttribute(range_key=True)


class ByOther(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # the same
    """Items by a second list they stand in."""

    class Meta:
        index_name = "by_other"
        projection = AllProjection()

    other = UnicodeAttribute(hash_key=True)
    place_in_other = UnicodeAttribute(range_key=True)


class ListedItem(Item):
    """An item of a table with two indexes; it stands in a list while it names one and its place there."""

    list = UnicodeAttribute(null=True)
    place_in_list = UnicodeAttribute(null=True)
    other = UnicodeAttribute(null=True)
    place_in_other = UnicodeAttribute(null=True)
    by_list = ByList()
    by_other = ByOther()


def definition(table: type[Item]) -> dict[str, Any]:
    """Return a table's CreateTable arguments: the models are the one source for AWS and emulators."""
    schema = table._get_schema()  # noqa: SLF001  PynamoDB shows a model's schema nowhere else
    indexes = [
        {
            "IndexName": each["index_name"],
            "KeySchema": _keys(each["key_schema"]),
            "Projection": each["projection"],
        }
        for each in schema["global_secondary_indexes"]
    ]
    return {
        "TableName": table.Meta.table_name,
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": _keys(schema["key_schema"]),
        "AttributeDefinitions": schema["attribute_definitions"],
        **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
    }


def _keys(schema: Any) -> list[Any]:
    return sorted(schema, key=lambda key: key["KeyType"])  # HASH before RANGE, as CreateTable wants it


_describing = Lock()


def _describe(shared: Connection, root: type[Item]) -> None:
    with _describing:
        try:
            shared.get_meta_table(root.Meta.table_name)
        except TableError:
            shared.add_meta_table(MetaTable(definition(root)))


def shard_of(text: str, shards: int) -> int:
    """Return the shard 0..shards-1 that `text` always falls in."""
    return zlib.crc32(text.encode()) % shards
