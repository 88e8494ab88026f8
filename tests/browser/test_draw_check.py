"""The page that draws again in the browser: a right proof, a forged one, and one's own ticket (L7)."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from layers.i18n import Language
from local.day.http import Caller
from tests.browser import deeds
from tests.browser.cases import in_languages
from tests.browser.suite import OPENS, PUBLISHES, Suite
from tests.browser.travellers import applied, settled
from tests.browser.visitor import Visit

pytestmark = pytest.mark.browser


@in_languages(quick=Language.ZH_HANS)
def test_l7_anybody_draws_again(visit: Visit, language: Language, tmp_path: Path) -> None:
    resident = visit(language)
    who = settled(resident.suite, language)
    resident.suite.at(OPENS)
    people = [who, *(settled(resident.suite, language) for _ in range(2))]
    days = [resident.suite.days_later(1), resident.suite.days_later(2)]
    tickets = [applied(resident.suite, each, *days) for each in people]
    resident.suite.at(PUBLISHES)

    deeds.come_in(resident, who, "/draws")
    resident.follow("draws.check")
    resident.sees("check.good")
    resident.sees("check.mine_won", date=resident.suite.days_later(1))
    expect(resident.page.get_by_text(tickets[0])).to_be_visible()
    resident.looks("1-verified")

    forged = published(resident.suite)
    first = forged["winners"][resident.suite.days_later(1)]
    first[0], first[1] = first[1], first[0]
    resident.page.get_by_label(resident.words("check.file")).set_input_files(written(forged, tmp_path))
    resident.sees("check.bad")
    resident.looks("2-forged")


def test_l7_the_saved_page_draws_again_without_a_network(visit: Visit, tmp_path: Path) -> None:
    stranger = visit()
    stranger.suite.at(OPENS)
    applied(stranger.suite, settled(stranger.suite), stranger.suite.days_later(1))
    stranger.suite.at(PUBLISHES)
    stranger.open(f"/check.html#period={stranger.suite.period}")
    stranger.sees("check.good")

    with stranger.page.expect_download() as download:
        stranger.press("check.save")
    kept = tmp_path / "check.html"
    download.value.save_as(kept)
    with stranger.offline():
        stranger.page.goto(kept.as_uri())
        stranger.sees("check.good")


def published(suite: Suite) -> dict[str, dict[str, list[str]]]:
    """Return today's proof as everybody may read it."""
    with Caller(suite.port) as anybody:
        proof: dict[str, dict[str, list[str]]] = anybody.ask(
            "GET", f"/v1/lottery/periods/{suite.period}/proof"
        )
    return proof


def written(proof: dict[str, dict[str, list[str]]], folder: Path) -> Path:
    """Return a file with a proof."""
    file = folder / "proof.json"
    file.write_text(json.dumps(proof))
    return file
