"""A creating call answered once: the same Idempotency-Key gets the first call's answer again.

Kept by Powertools in the platform table for a day; the answer is stored sealed, because it may hold
a session token or personal data.
"""

import base64
import hashlib
from collections.abc import Callable

from layers import privacy
from layers.application import lambda_context
from layers.errors import IdempotencyKeyReused, StillRunning
from layers.platform import PlatformItem
from layers.tables import connection

_KEPT_SECONDS = 24 * 60 * 60


def once(scope: str, body: bytes, make: Callable[[], str]) -> str:
    """Return `make()`, or what it returned when it was first called with this scope and body.

    Raises IdempotencyKeyReused for another body, StillRunning while the first call goes on. When
    `make` raises, nothing is remembered.
    """
    # Imported here: it is 140 ms of a cold start, and most calls don't need it.
    from aws_lambda_powertools.utilities.idempotency import IdempotencyConfig, idempotent_function
    from aws_lambda_powertools.utilities.idempotency.exceptions import (
        IdempotencyAlreadyInProgressError,
        IdempotencyValidationError,
    )
    from aws_lambda_powertools.utilities.idempotency.persistence.dynamodb import (
        DynamoDBPersistenceLayer,
    )

    owner = f"IDEMPOTENCY#{hashlib.sha256(scope.encode()).hexdigest()}"
    store = DynamoDBPersistenceLayer(
        table_name=PlatformItem.Meta.table_name,
        key_attr="pk",
        sort_key_attr="sk",
        static_pk_value=owner,
        expiry_attr="expires_at",
        boto3_client=connection().client,
    )
    config = IdempotencyConfig(
        event_key_jmespath="scope",
        payload_validation_jmespath="body",
        hash_function="sha256",
        expires_after_seconds=_KEPT_SECONDS,
    )

    if context := lambda_context():
        config.register_lambda_context(context)

    def first(call: dict[str, str]) -> str:  # noqa: ARG001  Powertools makes its key from the argument
        return base64.b64encode(privacy.seal(make(), owner)).decode()

    answered = idempotent_function(
        first,
        data_keyword_argument="call",
        persistence_store=store,
        config=config,
        key_prefix="once",
    )
    try:
        sealed = answered(call={"scope": scope, "body": hashlib.sha256(body).hexdigest()})
    except IdempotencyValidationError as error:
        raise IdempotencyKeyReused from error
    except IdempotencyAlreadyInProgressError as error:
        raise StillRunning(retry_after=1) from error
    return privacy.unseal(base64.b64decode(sealed), owner, str)
