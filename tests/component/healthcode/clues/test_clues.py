"""Clues and public reports (H13): filed by anybody, sent to who is responsible, followed, escalated."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from layers import objects
from local.pump import invoke
from tests import events, factories, health
from tests.component.conftest import Moment
from tests.factories import Answer, Client
from tests.health import Citizen, Officer


@pytest.fixture
def worker(office: Client) -> Officer:
    """Who answers for clues in the street."""
    return health.officer(office, "clues.view", "clues.handle", region="beigang", phone="+8613900000001")


@pytest.fixture
def above(office: Client) -> Officer:
    """Who answers for clues in the district."""
    return health.officer(office, "clues.view", "clues.handle", region="futian", phone="+8613900000002")


def file(client: Client, form: dict[str, Any]) -> str:
    answer = client.post("/v1/clues", {"clue": form, "captcha": factories.captcha(client)})
    assert answer.status == 201, answer.body
    return str(answer.body["clue"])


def report(by: Officer, clue: str, state: str) -> Answer:
    said = {"state": state, "note": "上门核查过"}
    return by.client.post(f"/v1/staff/health/clues/{clue}/progress", said)


def told() -> list[str]:
    return [letter.to for letter in factories.letters("health_clue")]


def listed(by: Officer, region: str, *, is_open: str = "true", within: str = "false") -> list[str]:
    answer = by.client.get("/v1/staff/health/clues", region=region, open=is_open, within=within)
    assert answer.status == 200, answer.body
    return [each["clue"] for each in answer.body["items"]]


def run_out() -> None:
    """Let the job look after what is overdue."""
    invoke(factories.application(), "health-clues", events.tick())


def photo(**saved: Any) -> bytes:
    """Return a photo as a telephone makes it: with place and device, lying on its side."""
    picture, content = Image.new("RGB", (2400, 1200), "red"), BytesIO()
    exif = Image.Exif()
    exif[0x0110], exif[0x0112] = "Telephone 7", 6  # model; to be turned by 90 degrees
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 2.0, 3.0)})
    picture.save(content, **{"format": "JPEG", "exif": exif, **saved})
    return content.getvalue()


def uploaded(client: Client, content: bytes) -> str:
    """Ask for an upload, and put the photo where its form says."""
    offered = client.post("/v1/clue-photos").body
    objects.write(offered["fields"]["key"], content, "image/jpeg")
    return str(offered["photo"])


def test_h13_a_clue_is_sent_to_the_street_and_its_reporter_follows_it(
    client: Client, worker: Officer, above: Officer
) -> None:
    clue = file(client, health.clue())

    assert told() == ["+8613900000001"]
    (sms,) = factories.letters("health_clue")
    assert clue in sms.text
    assert "周明远" not in sms.text
    assert listed(worker, "beigang") == [clue]
    assert report(worker, clue, "under-way").status == 204
    assert report(worker, clue, "confirmed").status == 204
    shown = client.get(f"/v1/clues/{clue}").body
    assert [step["what"] for step in shown["steps"]] == ["sent", "under-way", "confirmed"]
    assert "周明远" not in str(shown)
    assert report(above, clue, "under-way").code == "healthcode.clue_moved"
    assert listed(worker, "beigang") == []
    assert listed(worker, "beigang", is_open="false") == [clue]


def test_h13_who_may_read_it_gets_everything_and_that_is_recorded(office: Client, worker: Officer) -> None:
    clue = file(office.signed(""), health.clue())

    read = worker.client.get(f"/v1/staff/health/clues/{clue}").body

    assert (read["name"], read["situations"]) == ("周明远", ["travel", "symptoms"])
    assert [entry["action"] for entry in factories.recorded(office, f"clue:{clue}")] == ["clues.read"]
    elsewhere = health.officer(office, "clues.view", region="nanshan")
    assert elsewhere.client.get(f"/v1/staff/health/clues/{clue}").code == "out_of_region"


def test_h13_an_overdue_clue_goes_up_once_and_to_the_city_at_last(
    client: Client, office: Client, worker: Officer, above: Officer, moment: Moment
) -> None:
    city = health.officer(office, "clues.view")
    clue = file(client, health.report())
    moment.advance(hours=11, minutes=59)
    run_out()
    assert told() == ["+8613900000001"]

    moment.advance(minutes=1)
    run_out()
    run_out()

    assert told() == ["+8613900000001", "+8613900000002"]
    assert listed(above, "futian") == [clue]
    assert [listed(worker, "beigang"), report(worker, clue, "under-way").status] == [[], 204]
    moment.advance(hours=47)
    run_out()
    assert listed(above, "futian") == [clue]
    for _ in range(3):
        moment.advance(hours=48)
        run_out()
    assert listed(city, "city") == [clue]
    steps = client.get(f"/v1/clues/{clue}").body["steps"]
    assert [step["what"] for step in steps] == ["sent", "escalated", "under-way", "escalated"]


def test_h13_everything_of_a_region_is_listed_whoever_answers_for_it(
    client: Client, office: Client, worker: Officer, above: Officer, moment: Moment
) -> None:
    city = health.officer(office, "clues.view", "clues.handle", phone="+8613900000003")
    closed = [file(client, health.report()) for _ in range(2)]
    for clue in closed:
        report(worker, clue, "unfounded")
        moment.advance(minutes=1)
    first = file(client, health.report())
    moment.advance(minutes=1)
    elsewhere = file(client, health.report(region="taoyuan"))

    assert listed(city, "city", within="true") == [elsewhere, first]  # nobody but the city has Taoyuan
    assert [listed(above, region, within="true") for region in ("futian", "beigang")] == [[first]] * 2
    assert listed(city, "city", is_open="false", within="true") == closed[::-1]
    assert listed(above, "futian") == []
    outside = above.client.get("/v1/staff/health/clues", region="taoyuan", within="true")
    assert outside.code == "out_of_region"


def test_h13_everything_of_a_region_comes_page_by_page(
    client: Client, worker: Officer, moment: Moment
) -> None:
    filed = []
    for _ in range(3):
        filed.append(file(client, health.report()))
        moment.advance(minutes=1)
    ask = {"region": "beigang", "within": "true", "limit": 2}

    first = worker.client.get("/v1/staff/health/clues", **ask).body
    second = worker.client.get("/v1/staff/health/clues", **ask, cursor=first["next"]).body

    assert [each["clue"] for each in first["items"] + second["items"]] == filed
    assert second["next"] == ""


def test_h13_a_closed_clue_does_not_escalate(client: Client, worker: Officer, moment: Moment) -> None:
    clue = file(client, health.report())
    report(worker, clue, "unfounded")

    moment.advance(days=5)
    run_out()

    assert [len(told()), client.get(f"/v1/clues/{clue}").body["state"]] == [1, "unfounded"]


def test_h13_a_photo_is_kept_as_pixels_and_nothing_else(
    client: Client, zhang: Citizen, worker: Officer
) -> None:
    mine = uploaded(client, photo())

    answer = zhang.client.post("/v1/me/clues", health.report(photos=[mine]))

    clue = answer.body["clue"]
    shown = worker.client.get(f"/v1/staff/health/clues/{clue}/photos/{mine}").body["content"]
    picture = Image.open(BytesIO(factories.decoded(shown)))
    assert (picture.format, picture.size) == ("JPEG", (800, 1600))
    assert not picture.getexif()
    assert objects.read(f"incoming/clue-photos/{mine}") is None
    assert b"JFIF" not in (objects.read(f"clue-photos/{mine}") or b"")  # sealed
    assert [each["clue"] for each in zhang.client.get("/v1/me/clues").body] == [clue]


UNUSABLE = [
    (b"no picture", "a text"),
    (photo()[:5000], "cut off"),
    (photo(format="GIF", exif=b""), "an animation's format"),
    (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "a script"),
]


@pytest.mark.parametrize(("content", "comment"), UNUSABLE)
def test_h13_what_is_no_photo_is_refused_and_nothing_filed(
    client: Client, zhang: Citizen, content: bytes, comment: str
) -> None:
    bad = uploaded(client, content)

    answer = zhang.client.post("/v1/me/clues", health.report(photos=[bad]))

    assert answer.code == "healthcode.photo_unusable", comment
    assert zhang.client.get("/v1/me/clues").body == []


def test_h13_a_photo_that_never_came_is_named(client: Client, zhang: Citizen) -> None:
    never = client.post("/v1/clue-photos").body["photo"]

    answer = zhang.client.post("/v1/me/clues", health.report(photos=[never]))

    assert answer.code == "healthcode.no_such_photo"
