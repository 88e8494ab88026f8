"""The audit log under many writers at once (S3)."""

from functools import partial

import pytest

from layers import audit
from layers.audit import Entry, Span
from tests.threads import at_once, refusals

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("stack")]


def test_s3_concurrent_entries_of_one_chain_are_all_kept_in_one_order() -> None:
    entries = [Entry("officer-1", "staff.edit", f"staff:{number}") for number in range(24)]

    outcomes = at_once([partial(audit.append, entry) for entry in entries])

    written = list(audit.by_actor("officer-1", Span(), 100, None))
    assert refusals(outcomes) == []
    assert sorted(int(entry.sequence) for entry in written) == list(range(1, 25))
    assert list(audit.faults()) == []


def test_s3_concurrent_entries_of_many_chains_and_seals_of_heads_fit_together() -> None:
    entries = [Entry(f"officer-{number}", "staff.edit", "staff:1") for number in range(20)]
    sealing = [audit.seal_heads] * 4

    outcomes = at_once([*(partial(audit.append, entry) for entry in entries), *sealing])
    audit.seal_heads()

    assert refusals(outcomes) == []
    assert audit.size()[0] == 20
    assert list(audit.faults()) == []


def test_s3_entries_written_during_the_check_are_no_fault() -> None:
    entries = [Entry(f"officer-{number % 4}", "staff.edit", "staff:1") for number in range(16)]
    checks = [lambda: list(audit.faults())] * 4

    outcomes = at_once([*(partial(audit.append, entry) for entry in entries), *checks])

    assert outcomes == [None] * 16 + [[]] * 4
