"""Bad input made from the declarations' types: each endpoint refuses it by name, and writes nothing.

No endpoint and no field escapes; what only rules can refuse is in `test_refusals.py`.
"""

from dataclasses import replace

import msgspec
import pytest

from layers.call import Declaration
from layers.i18n import Language
from tests import fields
from tests.caller import Caller
from tests.examples import ENDPOINTS, each
from tests.world import World

WITH_BODY = [each for each in ENDPOINTS if each.body]
WITH_QUERY = [each for each in ENDPOINTS if each.query]
WITH_PARAMS = [each for each in ENDPOINTS if each.params]
WITH_CURSOR = [each for each in WITH_QUERY if "cursor" in each.query.__struct_fields__]
WITH_INPUT = [each for each in ENDPOINTS if each.body or each.query or each.params]

UNREADABLE = [
    (b'{"a": ', "cut off"),
    (b"a=1", "a form"),
    (b'"\xff"', "not UTF-8"),
    (b"[" * 100_000, "nested deeper than anybody means it"),
    (b'{"a": 1e999}', "a number that there is not"),
]
NO_OBJECT = [(b"[]", "a list"), (b"null", "nothing"), (b'"text"', "a text"), (b"1", "a number")]

NO_IDS = ["..", "%2e%2e%2f", "\u0000", "*", "'; --", "健" * 10, "x" * 1000]

NOBODYS = {
    "account": "0" * 32,
    "alarm": f"2022-07-30-{'0' * 16}",
    "application": "0" * 13,
    "arrival": "0" * 32,
    "batch": "0" * 16,
    "captcha": "0" * 32,
    "certificate": "0" * 16,
    "clue": "0" * 16,
    "cohabitant": "0" * 32,
    "record": "0" * 13,
    "task": "0" * 32,
    "part": "9",
    "group": "0" * 12,
    "day": "2022-07-30",
    "fact": "0" * 16,
    "hand_over": "0" * 32,
    "issuer": "0" * 32,
    "key": "0" * 8,
    "member": "0" * 32,
    "notice": "0" * 32,
    "number": "20220713999999",
    "organisation": "0" * 16,
    "partner": "nowhere",
    "period": "20240229",
    "person": "0" * 32,
    "photo": "0" * 32,
    "policy": "nonsense",
    "place": "0" * 16,
    "proposal": "0" * 32,
    "region": "nowhere",
    "registration": "0" * 16,
    "reset": f"0000000000000-{'0' * 32}",
    "role": "nobody",
    "session": "0" * 16,
    "site": "0" * 12,
    "stay": "0" * 16,
    "street": "nowhere",
    "text": "0" * 16,
    "user": "0" * 16,
    "vaccine": "nonsense",
    "version": "999999",
    "worker": "0" * 16,
}
"""Ids in the right form, of nothing that exists."""

SPENT = {"listen_to_captcha"}
"""Captchas that never were and captchas that are spent can't be told apart."""

PLANNED_AHEAD = {"show_quotas", "change_quotas"}
"""Any day may get quotas, whether there is a period yet or not."""


@pytest.fixture
def caller(city: World, endpoint: Declaration) -> Caller:
    return Caller(city, endpoint)


@each(WITH_BODY)
def test_a_body_that_is_no_json_is_refused(caller: Caller) -> None:
    codes = {caller.refused(comment, body=text).code for text, comment in UNREADABLE}

    assert codes == {"invalid_json"}


@each(WITH_BODY)
def test_a_body_of_another_type_is_refused(caller: Caller, endpoint: Declaration) -> None:
    required = any(field.required for field in msgspec.structs.fields(endpoint.body))
    missing = [(None, "no body"), (b"{}", "nothing in it")] if required else []

    codes = {caller.refused(comment, body=text).code for text, comment in [*NO_OBJECT, *missing]}

    assert codes == {"invalid_input"}


@each(WITH_BODY)
def test_every_field_of_a_body_is_checked(caller: Caller, endpoint: Declaration) -> None:
    for broken in fields.broken(endpoint.body, caller.example.body):
        comment = f"{broken.comment} at {broken.path}"
        first = str(broken.path[0]) if broken.path else ""

        answer = caller.refused(comment, body=broken.document)

        assert answer.code == "invalid_input", comment
        assert any(name.startswith(first) for name in answer.fields), (comment, answer.fields)


@each(WITH_QUERY)
def test_every_parameter_of_a_query_is_checked(caller: Caller, endpoint: Declaration) -> None:
    for broken in fields.broken_query(endpoint.query, dict(caller.example.query)):
        comment = f"{broken.comment} at {broken.path}"

        answer = caller.refused(comment, query=broken.document)

        assert answer.code == "invalid_input", comment
        assert str(broken.path[0]) in answer.fields, (comment, answer.fields)


@each(WITH_PARAMS)
def test_every_value_in_a_path_is_checked(caller: Caller, endpoint: Declaration) -> None:
    for name in endpoint.params:
        for text in NO_IDS:
            params = {**caller.example.params, name: text}

            assert caller.refused(f"{name}: {text[:20]!r}", params=params).status in {404, 422}


@each([each for each in WITH_PARAMS if each.name not in PLANNED_AHEAD])
def test_an_id_of_nothing_is_not_found(caller: Caller, endpoint: Declaration) -> None:
    for name in endpoint.params:
        params = {**caller.example.params, name: NOBODYS[name]}

        assert caller.refused(name, params=params).status == (422 if endpoint.name in SPENT else 404), name


@each(WITH_CURSOR)
def test_a_cursor_is_taken_by_its_own_list_only(city: World, caller: Caller) -> None:
    foreign = city.signed_in(city.root).get("/v1/staff/users", limit=1).body["next"]
    for cursor, comment in ((foreign, "another list's"), (foreign[:-2], "cut off"), ("x", "made up")):
        query = {**caller.example.query, "cursor": cursor}

        assert caller.refused(comment, query=query).code == "stale_cursor", comment


@each(WITH_INPUT)
def test_what_is_wrong_is_said_in_every_language(caller: Caller, endpoint: Declaration) -> None:
    params = caller.example.params if endpoint.body or endpoint.query else dict.fromkeys(endpoint.params, "*")
    wrong = replace(caller.example, params=params, body=b"{", query={"surplus": "1"})

    said = [caller.send(wrong, accept_language=language).body for language in Language]

    assert len({each["detail"] for each in said}) == len({each["title"] for each in said}) == len(Language)


@each(ENDPOINTS)
def test_every_text_is_bounded(endpoint: Declaration) -> None:
    kinds = [*filter(None, (endpoint.body, endpoint.query)), *endpoint.params.values()]

    texts = [text for kind in kinds for text in fields.texts(kind)]

    assert [text for text in texts if text.max_length is None and text.pattern is None] == []
