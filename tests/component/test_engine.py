"""What lies beneath component tests keeps what DynamoDB and KMS promise, each time from nothing."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.kms.models import kms_backends

from layers import aws
from layers.settings import settings
from layers.tables import connection
from tests.component.conftest import empty_account
from tests.threads import at_once, refusals

WRITES = 3


def put(name: str) -> dict[str, Any]:
    """Return the step that writes an item which must not be there."""
    return {
        "TableName": f"{settings().table_prefix}platform",
        "Item": {"pk": {"S": "TEST"}, "sk": {"S": name}},
        "ConditionExpression": "attribute_not_exists(pk)",
    }


def written() -> list[str]:
    """Return the names of what is there."""
    client: Any = connection().client
    found = client.scan(TableName=put("")["TableName"], ConsistentRead=True)["Items"]
    return sorted(item["sk"]["S"] for item in found if item["pk"]["S"] == "TEST")


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("refused", range(WRITES))
def test_a_refused_transaction_leaves_nothing(refused: int) -> None:
    client: Any = connection().client
    client.put_item(**put(str(refused)))
    steps = [{"Put": put(str(number))} for number in range(WRITES)]

    with pytest.raises(client.exceptions.TransactionCanceledException) as error:
        client.transact_write_items(TransactItems=steps)

    codes = [reason["Code"] for reason in error.value.response["CancellationReasons"]]
    assert codes == ["ConditionalCheckFailed" if each == refused else "None" for each in range(WRITES)]
    assert written() == [str(refused)]


@pytest.mark.usefixtures("world")
def test_of_many_threads_one_writes() -> None:
    client: Any = connection().client

    answers = at_once([lambda: client.put_item(**put("a"))] * 16)

    assert refusals(answers) == [client.exceptions.ConditionalCheckFailedException] * 15


def test_nothing_of_one_account_is_there_in_the_next() -> None:
    with empty_account():
        connection().client.put_item(**put("a"))
        sealed = aws.kms().encrypt(KeyId=settings().kms_key, Plaintext=b"secret")["CiphertextBlob"]

    with empty_account():
        assert written() == []
        with pytest.raises(ClientError):
            aws.kms().decrypt(CiphertextBlob=sealed)


@pytest.mark.usefixtures("world")
def test_no_call_to_tables_or_keys_reaches_another_engine() -> None:
    region = settings().region

    assert not dynamodb_backends[DEFAULT_ACCOUNT_ID][region].tables
    assert not kms_backends[DEFAULT_ACCOUNT_ID][region].keys
