"""The movable clock (E2)."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from local.clock import FileClock, next_local

START = datetime(2022, 7, 13, 1, 0, tzinfo=UTC)
OPENING = datetime(2022, 7, 14, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Wall:
    """A system clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def clock(tmp_path: Path, wall: Wall) -> FileClock:
    return FileClock(tmp_path / "state" / "clock.json", wall)


def test_e2_a_clock_never_moved_is_the_systems(clock: FileClock, wall: Wall) -> None:
    before = clock()

    wall.now += MINUTE

    assert (before, clock()) == (START, START + MINUTE)


def test_e2_a_set_clock_runs_on_from_there(clock: FileClock, wall: Wall) -> None:
    clock.set_to(OPENING)

    wall.now += MINUTE

    assert clock() == OPENING + MINUTE


def test_e2_advancing_adds_up(clock: FileClock) -> None:
    clock.advance(timedelta(hours=9))
    clock.advance(-MINUTE)

    assert clock() == START + timedelta(hours=9) - MINUTE


def test_e2_a_stopped_clock_stands_still_until_it_resumes(clock: FileClock, wall: Wall) -> None:
    clock.set_to(OPENING)
    clock.stop()
    wall.now += MINUTE
    stopped = clock()

    clock.resume()
    wall.now += MINUTE

    assert (stopped, clock()) == (OPENING, OPENING + MINUTE)


def test_e2_a_stopped_clock_can_be_set_and_stays_stopped(clock: FileClock, wall: Wall) -> None:
    clock.stop()
    clock.set_to(OPENING)
    clock.advance(MINUTE)

    wall.now += MINUTE

    assert clock() == OPENING + MINUTE


def test_e2_following_the_system_undoes_everything(clock: FileClock, wall: Wall) -> None:
    clock.set_to(OPENING)
    clock.stop()

    clock.follow_system()

    assert clock() == wall()


def test_e2_processes_share_the_file(clock: FileClock, wall: Wall, tmp_path: Path) -> None:
    other_process = FileClock(tmp_path / "state" / "clock.json", wall)
    other_process()

    clock.set_to(OPENING)

    assert other_process() == OPENING


def test_e2_a_forgotten_file_means_system_time(clock: FileClock, tmp_path: Path) -> None:
    clock.set_to(OPENING)
    clock()

    (tmp_path / "state" / "clock.json").unlink()

    assert clock() == START


@pytest.mark.parametrize(
    ("now", "moment", "expected", "comment"),
    [
        ("2022-07-13T00:59:59", "09:00", "2022-07-13T01:00:00", "a second before the opening"),
        ("2022-07-13T01:00:00", "09:00", "2022-07-14T01:00:00", "at it: tomorrow's"),
        ("2022-07-13T10:15:00", "18:30", "2022-07-13T10:30:00", "later today"),
        ("2022-07-13T15:59:00", "00:00", "2022-07-13T16:00:00", "Shanghai's midnight"),
        ("2022-07-13T16:00:00", "20:00", "2022-07-14T12:00:00", "today there, yesterday in UTC"),
    ],
)
def test_e2_the_next_local_moment(now: str, moment: str, expected: str, comment: str) -> None:
    instant = datetime.fromisoformat(now).replace(tzinfo=UTC)

    found = next_local(instant, time.fromisoformat(moment))

    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC), comment
