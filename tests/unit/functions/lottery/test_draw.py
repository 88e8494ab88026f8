"""The draw `waystation-draw-1` (L6, L7): the example of docs/draw.md, and what holds of every draw."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from functions.lottery import draw, merkle
from functions.lottery.draw import Entry, LineInvalid, Ticket
from local import verify_draw
from tests.unit.functions.lottery import independent_verifier
from tests.unit.functions.lottery.periods import DATES, SEEDS, applications, proof_of, quotas

PAGE = (Path(__file__).parents[4] / "docs" / "draw.md").read_text(encoding="utf-8")
(EXAMPLE,) = map(json.loads, re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))

SECRET = bytes(31) + b"\x2a"
ROOT = "bc4647084d9e2eab00bf156d1b0caf4bb2ccae8d9369030a0f47bfae41bdd513"
SEED = "5a070b3582d474f77a1ca04d18bb824a7660f0a296599cf4f7f007b764bec88c"

ANN, BEN, CAT, DAN, EVE = EXAMPLE_ENTRIES = [
    Entry(Ticket("1480657372275aaaa000000000000000"), 1, ("2022-07-14", "2022-07-15")),
    Entry(Ticket("2807000005730bbbb000000000000000"), 3, ("2022-07-14",)),
    Entry(Ticket("5091000006441cccc000000000000000"), 4, ("2022-07-15", "2022-07-16")),
    Entry(Ticket("5277000001083dddd000000000000000"), 1, ("2022-07-14", "2022-07-15", "2022-07-16")),
    Entry(Ticket("6751000002786eeee000000000000000"), 2, ("2022-07-14", "2022-07-16")),
]
EXAMPLE_QUOTAS = {"2022-07-14": 2, "2022-07-15": 1, "2022-07-16": 2}


def test_l7_root_seed_and_commitment_are_those_of_the_design() -> None:
    root = merkle.root(draw.lines(EXAMPLE_ENTRIES))
    seed = draw.seed("20220713", root, SECRET)

    assert (root, seed) == (ROOT, SEED)
    assert draw.commitment(SECRET) == EXAMPLE["commitment"]


def test_l6_winners_and_standby_are_those_of_the_design() -> None:
    result = draw.draw(EXAMPLE_ENTRIES, EXAMPLE_QUOTAS, SEED)

    assert result.winners == {
        "2022-07-14": [DAN.ticket, BEN.ticket],
        "2022-07-15": [ANN.ticket],
        "2022-07-16": [CAT.ticket],
    }
    assert result.standby == {
        "2022-07-14": [ANN.ticket, EVE.ticket],
        "2022-07-15": [CAT.ticket],
        "2022-07-16": [EVE.ticket],
    }


def test_l7_the_published_example_is_what_the_system_makes() -> None:
    made = proof_of(EXAMPLE_ENTRIES, EXAMPLE_QUOTAS, SECRET)

    assert made == EXAMPLE


def test_l7_the_published_ranks_are_those_of_the_candidates() -> None:
    published = re.findall(r"^\|.* `([0-9a-f]{64})` \| (?:wins|standby)", PAGE, re.MULTILINE)

    result = draw.draw(EXAMPLE_ENTRIES, EXAMPLE_QUOTAS, SEED)

    assert published == [
        draw.rank(SEED, day, ticket)
        for day in EXAMPLE_QUOTAS
        for ticket in result.winners[day] + result.standby[day]
    ]


def test_l7_a_beacon_changes_the_seed() -> None:
    randomness = "f4ad45db792e14676c62891989b804504e09bf0029cd472143d958649ab3c88a"

    seed = draw.seed("20220713", ROOT, SECRET, randomness)

    text = f"waystation-draw-1|20220713|{ROOT}|{SECRET.hex()}|{randomness}"
    assert seed == sha256(text.encode()).hexdigest()


LINES = [
    (f"{ANN.ticket}|1|2022-07-14,2022-07-15", True, "as published"),
    (f"{ANN.ticket}|12|2024-02-29", True, "two digits, a leap day"),
    (f"{ANN.ticket[:-1]}|1|2022-07-14", False, "31 digits"),
    (f"{ANN.ticket.upper()}|1|2022-07-14", False, "upper case"),
    (f"{ANN.ticket}|0|2022-07-14", False, "nobody"),
    (f"{ANN.ticket}|01|2022-07-14", False, "leading zero"),
    (f"{ANN.ticket}|١|2022-07-14", False, "a digit, but not one of ours"),
    (f"{ANN.ticket}|1000|2022-07-14", False, "four digits"),
    (f"{ANN.ticket}|1|", False, "no date"),
    (f"{ANN.ticket}|1|2022-07-14,", False, "a comma too many"),
    (f"{ANN.ticket}|1|2022-07-15,2022-07-14", False, "dates descending"),
    (f"{ANN.ticket}|1|2022-07-14,2022-07-14", False, "a date twice"),
    (f"{ANN.ticket}|1|2023-02-29", False, "no such day"),
    (f"{ANN.ticket}|1|2022-07-14\n", False, "a newline"),
    (f"{ANN.ticket}|1|2022-07-14|x", False, "a fourth field"),
    ("", False, "empty"),
]


@pytest.mark.parametrize(("text", "well_formed", "comment"), LINES)
def test_l7_lines_have_one_form(text: str, well_formed: bool, comment: str) -> None:
    try:
        again = draw.line(draw.parse_line(text))
    except LineInvalid:
        again = None

    assert (again == text) is well_formed, comment
    assert (verify_draw.parse(text) is not None) is well_formed, comment


def test_l7_dates_of_a_line_ascend_whatever_their_order_was() -> None:
    line = draw.line(Entry(EVE.ticket, 2, ("2022-07-16", "2022-07-14")))

    assert line == draw.line(EVE)


def test_l6_a_ticket_that_occurs_twice_is_refused() -> None:
    twice = [ANN, Entry(ANN.ticket, 2, ("2022-07-15",))]

    with pytest.raises(ValueError, match="twice"):
        draw.draw(twice, EXAMPLE_QUOTAS, SEED)


def test_l6_a_date_without_a_quota_is_refused() -> None:
    with pytest.raises(KeyError, match="2022-07-15"):
        draw.draw([ANN], {"2022-07-14": 1}, SEED)


@given(
    applications().flatmap(lambda entries: st.tuples(st.just(entries), st.permutations(entries))),
    quotas(),
    SEEDS,
)
def test_l7_the_order_of_applications_is_irrelevant_and_a_rerun_is_the_same(
    orders: tuple[list[Entry], list[Entry]], places: dict[str, int], seed: str
) -> None:
    first, second = (draw.draw(order, places, seed) for order in orders)

    assert first == second


@given(applications(), quotas(), SEEDS)
def test_l6_nobody_wins_twice_and_only_dates_applied_for(
    entries: list[Entry], places: dict[str, int], seed: str
) -> None:
    dates_of = {entry.ticket: entry.dates for entry in entries}

    result = draw.draw(entries, places, seed)

    won = [(day, ticket) for day, tickets in result.winners.items() for ticket in tickets]
    assert len({ticket for _, ticket in won}) == len(won)
    assert all(day in dates_of[ticket] for day, ticket in won)


@given(applications(), quotas(), SEEDS)
def test_l6_only_the_last_winner_of_a_date_overshoots_and_by_three_people_at_most(
    entries: list[Entry], places: dict[str, int], seed: str
) -> None:
    size_of = {entry.ticket: entry.size for entry in entries}

    result = draw.draw(entries, places, seed)

    for day, tickets in result.winners.items():
        people = [size_of[ticket] for ticket in tickets]
        assert sum(people) <= places[day] + 3
        assert sum(people[:-1]) < places[day] or not people
        assert sum(people) >= places[day] or not result.standby[day], "places left over, and somebody waits"


@given(applications(), quotas(), SEEDS)
def test_l6_l10_winners_standby_and_earlier_winners_are_all_candidates_once(
    entries: list[Entry], places: dict[str, int], seed: str
) -> None:
    result = draw.draw(entries, places, seed)

    earlier: set[str] = set()
    for day in DATES:
        applied = {entry.ticket for entry in entries if day in entry.dates}
        listed = result.winners[day] + result.standby[day]
        assert sorted(listed) == sorted(applied - earlier)
        earlier.update(result.winners[day])


@given(applications(), quotas(), SEEDS)
def test_l7_l10_winners_then_standby_stand_in_rank_order_around_the_cutoff(
    entries: list[Entry], places: dict[str, int], seed: str
) -> None:
    result = draw.draw(entries, places, seed)

    for day in DATES:
        won, waiting = (
            [draw.rank(seed, day, ticket) for ticket in tickets[day]]
            for tickets in (result.winners, result.standby)
        )
        assert won + waiting == sorted(won + waiting)
        assert won[-1:] == ([result.cutoffs[day]] if won else [])
        assert (day in result.cutoffs) == bool(won)


@given(applications(DATES[:1]), st.integers(0, 12), SEEDS)
def test_l6_one_more_place_unseats_nobody_on_a_single_date(
    entries: list[Entry], places: int, seed: str
) -> None:
    day = DATES[0]

    fewer, more = (draw.draw(entries, {day: quota}, seed).winners[day] for quota in (places, places + 1))

    assert more[: len(fewer)] == fewer
    assert len(more) <= len(fewer) + 1


@given(applications(), quotas(), st.sampled_from(DATES), SEEDS)
def test_l6_one_more_place_on_any_date_costs_no_winner_the_room(
    entries: list[Entry], places: dict[str, int], enlarged: str, seed: str
) -> None:
    """Who won still wins, on the same date or an earlier one; not always on the same.

    The household that gets the new place leaves the later dates, where others move up.
    """
    before = date_won(draw.draw(entries, places, seed))
    after = date_won(draw.draw(entries, places | {enlarged: places[enlarged] + 1}, seed))

    assert all(after.get(ticket, "never") <= day for ticket, day in before.items())


def date_won(result: draw.Draw) -> dict[str, str]:
    return {ticket: day for day, tickets in result.winners.items() for ticket in tickets}


@given(applications(), quotas(), st.binary(min_size=32, max_size=32))
def test_l7_three_implementations_agree(entries: list[Entry], places: dict[str, int], secret: bytes) -> None:
    proof = proof_of(entries, places, secret)

    failed = [check.text for check in verify_draw.verify(proof, {}) if check.passed is False]

    assert failed == []
    assert independent_verifier.is_right(proof)


@given(applications(DATES[:2]), quotas(DATES[:2]), st.binary(min_size=32, max_size=32), st.data())
def test_l7_both_verifiers_find_two_tickets_exchanged(
    entries: list[Entry], places: dict[str, int], secret: bytes, data: st.DataObject
) -> None:
    proof = proof_of(entries, places, secret)
    exchanged = json.loads(json.dumps(proof))
    lists = [tickets for key in ("winners", "standby") for tickets in exchanged[key].values() if tickets]
    assume(lists)

    one, other = data.draw(st.sampled_from(lists)), data.draw(st.sampled_from(lists))
    one[0], other[-1] = other[-1], one[0]

    right = exchanged == proof
    failed = [check.text for check in verify_draw.verify(exchanged, {}) if check.passed is False]
    assert (failed == []) is right
    assert independent_verifier.is_right(exchanged) is right
