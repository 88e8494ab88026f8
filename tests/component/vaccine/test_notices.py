"""Notices as staff write, review and let them go, by the API (N3)."""

from typing import Any

import pytest

from functions.vaccine.files.budget import Budget
from functions.vaccine.notices import work
from layers import clock
from tests import factories
from tests.factories import Client
from tests.world import World
from tests.world_clinic import STREET

TEXTS = "/v1/staff/vaccine/notice-texts"
NOTICES = "/v1/staff/vaccine/notices"
WORDS = dict.fromkeys(("zh-Hans", "zh-Hant", "en"), "{name}：{day} 改到二楼。")


@pytest.fixture
def root(city: World) -> Client:
    return city.signed_in(city.root)


@pytest.fixture
def second(city: World) -> Client:
    """Somebody who may decide, and nothing else."""
    return city.signed_in(city.deputy("notices.decide"))


def made(client: Client, path: str, body: dict[str, Any]) -> str:
    answer = client.post(path, body)
    assert answer.status == 201, answer.body
    return str(answer.body["id"])


def written(root: Client) -> str:
    return made(root, TEXTS, {"title": "改地点", "texts": WORDS})


def ready(root: Client, text: str, **audience: str) -> str:
    """Return a notice whose people are known."""
    notice = made(root, NOTICES, {"text": text, **audience})
    work.advance(clock.now(), Budget(60))
    return f"{NOTICES}/{notice}"


def test_n3_a_wording_is_used_after_somebody_else_reviewed_it(root: Client, second: Client) -> None:
    text = written(root)
    asking = {"text": text, "region": STREET}

    before = root.post(NOTICES, asking)
    own = root.post(f"{TEXTS}/{text}/approval")
    review = second.post(f"{TEXTS}/{text}/approval")
    after = root.post(NOTICES, asking)
    root.delete(f"{TEXTS}/{text}")
    gone = root.post(NOTICES, asking)

    assert [each.code for each in (before, own, gone)] == [
        "vaccine.no_such_text",
        "vaccine.same_person",
        "vaccine.no_such_text",
    ]
    assert (review.status, after.status) == (204, 201)


def test_n3_a_wording_names_its_faults_by_language(root: Client) -> None:
    texts = {"zh-Hans": "{phone}", "zh-Hant": "{name", "en": "{name}"}

    refused = root.post(TEXTS, {"title": "改地点", "texts": texts})

    assert refused.fields == {
        "texts.zh-Hans": "unknown_placeholder",
        "texts.zh-Hant": "bad_braces",
    }


def test_n3_a_notice_shows_how_many_and_what_then_goes(city: World, root: Client, second: Client) -> None:
    text = written(root)
    assert second.post(f"{TEXTS}/{text}/approval").status == 204

    notice = ready(root, text, session=city.clinic.session)
    shown = root.get(notice).body
    assert root.post(f"{notice}/release").status == 204
    work.advance(clock.now(), Budget(60))
    sent = root.get(notice).body

    (letter,) = factories.letters("vaccine_staff")
    assert (shown["state"], shown["people"], shown["second_person"]) == ("ready", 1, False)
    assert shown["preview"]["zh-Hans"] == "孙*1梅：2022-07-14 改到二楼。"
    assert (sent["state"], sent["written"], sent["by"], sent["released_by"]) == (
        "sent",
        1,
        "administrator",
        "administrator",
    )
    assert letter.text == "Health Waystation: 孙晓1梅：2022-07-14 改到二楼。"


def test_n3_a_notice_is_for_a_session_or_a_region(city: World, root: Client) -> None:
    text = "0123456789abcdef"

    both = root.post(NOTICES, {"text": text, "region": STREET, "session": city.clinic.session})
    neither = root.post(NOTICES, {"text": text})

    assert [each.fields for each in (both, neither)] == [{"region": "session_or_region"}] * 2


def test_n3_where_nobody_fits_the_notice_says_so(root: Client, second: Client) -> None:
    text = written(root)
    second.post(f"{TEXTS}/{text}/approval")

    nobody = root.get(ready(root, text, region=STREET, since="2023-01-01")).body

    assert (nobody["state"], nobody["fault"]) == ("failed", "Nobody with a phone fits.")
