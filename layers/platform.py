"""The table of what the layers themselves keep, from data keys to the audit log.

Key formats (`pk` / `sk`):

- `KEYS#{purpose}` / version, four digits: a wrapped data key (`layers.keys`)
- `POLICY#{group}` / `CURRENT` or version, six digits (`layers.policy`)
- `HOLD#{name}` / `HOLD` (`layers.holds`)
- `RATE#{operation}#{subject hash}` / start of the window, epoch seconds (`layers.ratelimit`)
- `IDEMPOTENCY#{hash}` / same (`layers.idempotency`, written by Powertools)
- `OUTBOX#{message id}` / `MESSAGE` (`layers.outbox`); index `first` = `OUTBOX#{state}#{shard}`
- `AUDIT#{chain}` / `HEAD` or `{instant}#{sequence}`, and `AUDITSEAL` / sequence (`layers.audit`);
  indexes `first` = `ACTOR#{id}`, `second` = `SUBJECT#{id}`
- `ATTEMPTS#{kind}#{subject hash}` / `ATTEMPTS` (`layers.attempts`)
- `SWEEP#{job}` / `SWEEP` (`layers.sweeps`)
- `GAUGE#{name}#{window}` / shard (`layers.gauge`)
"""

from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from layers.tables import Item, TableMeta


class ByFirst(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # PynamoDB leaves it untyped
    """Items by the subject that `first` names, in order of `moment`; items without `first` are not in it."""

    class Meta:
        index_name = "by_first"
        projection = AllProjection()

    first = UnicodeAttribute(hash_key=True)
    moment = UnicodeAttribute(range_key=True)


class BySecond(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]  # the same
    """Items by the subject that `second` names, in order of `moment`."""

    class Meta:
        index_name = "by_second"
        projection = AllProjection()

    second = UnicodeAttribute(hash_key=True)
    moment = UnicodeAttribute(range_key=True)


class PlatformItem(Item):
    """An item of the platform table; `moment` is an ISO instant where an index needs an order."""

    class Meta(TableMeta):
        name = "platform"

    first = UnicodeAttribute(null=True)
    second = UnicodeAttribute(null=True)
    moment = UnicodeAttribute(null=True)
    by_first = ByFirst()
    by_second = BySecond()
