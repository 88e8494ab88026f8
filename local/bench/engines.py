"""Compare the local engines: what each can do, and how fast, on this machine.

    python -m local.bench.engines

Prints one line per question with one column per engine. Rates are of this client (botocore in 16
threads of one process): read them as ratios between the engines, not as limits of either.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from local.engines import REGION, Engine, EngineName, environment, running

THREADS = 16
PLACES = 100
APPLICANTS = 800
TABLE = "bench"

Client = Any  # botocore makes its clients at run time


def main() -> None:
    """Ask every engine every question and print the answers side by side."""
    answers = [_interview(name) for name in EngineName]
    print(f"{'':34}" + "".join(f"{name:>21}" for name in EngineName))
    for question in answers[0]:
        print(f"{question:34}" + "".join(f"{column[question]:>21}" for column in answers))


def _interview(name: EngineName) -> dict[str, str]:
    started = time.perf_counter()
    with running(name) as engine:
        answers = {"ready after": f"{time.perf_counter() - started:.1f} s"}
        client = _client(engine)
        _create_table(client)
        for question, ask in QUESTIONS.items():
            answers[question] = ask(client)
    return answers


def _client(engine: Engine) -> Client:
    variables = environment(engine)
    return boto3.client(
        "dynamodb",
        region_name=REGION,
        endpoint_url=engine.dynamodb_endpoint,
        aws_access_key_id=variables["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"],
        config=Config(max_pool_connections=THREADS, retries={"total_max_attempts": 1}),
    )


def _create_table(client: Client) -> None:
    client.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "status")],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by_status",
                "KeySchema": [{"AttributeName": "status", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )


def _key(text: str) -> dict[str, dict[str, str]]:
    return {"pk": {"S": text}}


def _code(act: Callable[[], object]) -> str:
    """Return the error code of a refused call, or an empty string."""
    try:
        act()
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return ""


def _new(key: str) -> dict[str, Any]:
    """Return a put that is refused where the key exists."""
    return {
        "TableName": TABLE,
        "Item": _key(key),
        "ConditionExpression": "attribute_not_exists(pk)",
    }


def _take_place(client: Client, applicant: int) -> bool:
    place = {
        "TableName": TABLE,
        "Key": _key("quota"),
        "UpdateExpression": "SET places = places - :one",
        "ConditionExpression": "places >= :one",
        "ExpressionAttributeValues": {":one": {"N": "1"}},
    }
    items = [{"Update": place}, {"Put": _new(f"claim#{applicant}")}]
    refusal = _code(lambda: client.transact_write_items(TransactItems=items))
    assert refusal in {"", "TransactionCanceledException"}, refusal  # noqa: S101 - the bench's own oracle
    return not refusal


def race(client: Client) -> str:
    """Let 16 threads draw 800 applicants for 100 places; a place and a claim are one transaction."""
    client.put_item(TableName=TABLE, Item={**_key("quota"), "places": {"N": str(PLACES)}})
    started = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as threads:
        winners = sum(threads.map(lambda who: _take_place(client, who), range(APPLICANTS)))
    rate = APPLICANTS / (time.perf_counter() - started)
    return f"{winners} won, {rate:.0f}/s"


def one_key(client: Client) -> str:
    """Put one key 200 times at once, each on the condition that it is new."""
    with ThreadPoolExecutor(THREADS) as threads:
        attempts = [threads.submit(_code, lambda: client.put_item(**_new("one"))) for _ in range(200)]
    codes = [attempt.result() for attempt in attempts]
    return f"{codes.count('')} of {len(codes)} won"


def string_set(client: Client) -> str:
    """Add a member to a set on the condition that it is not in it."""
    add = {
        "TableName": TABLE,
        "Key": _key("set"),
        "UpdateExpression": "ADD days :day",
        "ConditionExpression": "NOT contains(days, :one)",
        "ExpressionAttributeValues": {":day": {"SS": ["2022-07-14"]}, ":one": {"S": "2022-07-14"}},
    }
    return f"{_code(lambda: client.update_item(**add)) or 'added'}, {_again(client.update_item, add)}"


def _again(call: Callable[..., object], arguments: dict[str, Any]) -> str:
    return "then refused" if _code(lambda: call(**arguments)) else "then repeated"


def thirty_one_items(client: Client) -> str:
    """Write 31 items in one transaction."""
    items = [{"Put": _new(f"many#{number}")} for number in range(31)]
    return _code(lambda: client.transact_write_items(TransactItems=items)) or "written"


def capacity(client: Client) -> str:
    """Report the request units of a put, a read and a transaction of two."""
    put = client.put_item(TableName=TABLE, Item=_key("rcu"), ReturnConsumedCapacity="TOTAL")
    get = client.get_item(TableName=TABLE, Key=_key("rcu"), ReturnConsumedCapacity="TOTAL")
    both = client.transact_write_items(
        TransactItems=[{"Put": _new("rcu#1")}, {"Put": _new("rcu#2")}],
        ReturnConsumedCapacity="TOTAL",
    )
    units = [put["ConsumedCapacity"], get["ConsumedCapacity"], *both["ConsumedCapacity"]]
    return " ".join(f"{unit['CapacityUnits']:g}" for unit in units)


def sparse_index(client: Client) -> str:
    """Query an index that only one of the items has the key of."""
    client.put_item(TableName=TABLE, Item={**_key("sparse"), "status": {"S": "waiting"}})
    found = client.query(
        TableName=TABLE,
        IndexName="by_status",
        KeyConditionExpression="#status = :status",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":status": {"S": "waiting"}},
    )
    return f"{found['Count']} found"


def reasons(client: Client) -> str:
    """Cancel a transaction by its second item and read the reasons and the item that stood there."""
    client.put_item(TableName=TABLE, Item={**_key("taken"), "by": {"S": "somebody"}})
    second = _new("taken") | {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    try:
        client.transact_write_items(TransactItems=[{"Put": _new("free")}, {"Put": second}])
    except client.exceptions.TransactionCanceledException as cancelled:
        found = cancelled.response["CancellationReasons"]
        return f"{found[0]['Code']}, {'item' if found[1].get('Item') else 'no item'}"
    return "not cancelled"


def repeated_token(client: Client) -> str:
    """Send a transaction twice with one client request token."""
    numbers = count()
    request = {
        "TransactItems": [{"Put": _new(f"token#{next(numbers)}")}],
        "ClientRequestToken": "the-same-request",
    }
    first = _code(lambda: client.transact_write_items(**request))
    return first or _code(lambda: client.transact_write_items(**request)) or "done once"


def time_to_live(client: Client) -> str:
    """Switch time to live on and read an item that expired an hour ago."""
    client.update_time_to_live(
        TableName=TABLE, TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"}
    )
    past = {"N": str(int(time.time()) - 3600)}
    client.put_item(TableName=TABLE, Item={**_key("expired"), "expires": past})
    status = client.describe_time_to_live(TableName=TABLE)["TimeToLiveDescription"]
    still = "kept" if "Item" in client.get_item(TableName=TABLE, Key=_key("expired")) else "gone"
    return f"{status['TimeToLiveStatus'].lower()}, {still}"


def single_rate(client: Client) -> str:
    """Write 2,000 single items from 16 threads."""
    started = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(lambda n: client.put_item(**_new(f"single#{n}")), range(2000)))
    return f"{2000 / (time.perf_counter() - started):.0f}/s"


QUESTIONS: dict[str, Callable[[Client], str]] = {
    "100 places, two-item transactions": race,
    "one key, 200 conditional puts": one_key,
    "conditional puts": single_rate,
    "ADD to set unless it contains": string_set,
    "transaction of 31 items": thirty_one_items,
    "units: put, get, 2 in transaction": capacity,
    "sparse index": sparse_index,
    "cancellation reasons": reasons,
    "same client request token": repeated_token,
    "time to live": time_to_live,
}

if __name__ == "__main__":
    main()
