"""Table models, without a database."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from functions.booking.tables import Booking, BookingItem, PersonStanding
from layers.tables import connection

THREADS, ROUNDS = 16, 40


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads that take turns as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_threads_that_use_a_table_first_at_once_all_find_it_described() -> None:
    barrier = Barrier(THREADS)
    models = [BookingItem, BookingItem, Booking, PersonStanding] * (THREADS // 4)

    def use(model: type[BookingItem]) -> str:
        barrier.wait()
        found = model._get_connection()
        return f"{found.get_meta_table().table_name} {found.connection is connection()}"

    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(ROUNDS):
            connection.cache_clear()
            connection()
            found = set(pool.map(use, models))

            assert found == {f"{BookingItem.Meta.table_name} True"}
