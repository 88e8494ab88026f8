"""The audit log: whatever is changed, removed or put back is found (S3)."""

import pytest

from layers import audit, clock, keys
from layers.audit import CHAINS, Entry, Head, HeadsSeal, Span, StoredEntry
from layers.keys import Purpose
from layers.tables import shard_of
from local import audit as tool
from tests.component.conftest import Moment

pytestmark = pytest.mark.usefixtures("world")

ACTOR = "officer-1"
CHAIN = shard_of(ACTOR, CHAINS)
PARTITION = f"AUDIT#{CHAIN:02d}"


def _entry(number: int, actor: str = ACTOR) -> Entry:
    return Entry(actor, "staff.edit", f"staff:{number}", {"fields": ["name"]})


@pytest.fixture(autouse=True)
def log(world: object) -> None:  # noqa: ARG001  it is written there
    """Five entries in one chain, sealed; then two more, not sealed yet; and one of another chain."""
    for number in range(5):
        audit.append(_entry(number))
    audit.append(_entry(0, "officer-2"))
    audit.seal_heads()
    for number in range(5, 7):
        audit.append(_entry(number))


def _entries() -> list[StoredEntry]:
    return list(StoredEntry.query(PARTITION, StoredEntry.sk < "A"))


def _head() -> Head:
    return Head.get(PARTITION, "HEAD")


def _faults() -> str:
    return "\n".join(audit.faults())


def _sealed_anew(entry: StoredEntry, before: str) -> StoredEntry:
    """Forge a seal as somebody without the audit key could: with a key of their own."""
    entry.seal = audit._seal(keys.DataKey(1, b"guessed" * 5, clock.now()), before, entry.content)
    return entry


def test_s3_an_untouched_log_has_no_faults() -> None:
    assert list(audit.faults()) == []
    assert audit.size() == (8, 2)


def test_s3_an_untouched_log_has_no_faults_after_the_key_was_rotated(moment: Moment) -> None:
    keys.rotate(Purpose.AUDIT)
    moment.advance(minutes=2)
    audit.append(_entry(7))
    audit.seal_heads()

    assert {int(entry.key_version) for entry in _entries()} == {1, 2}
    assert list(audit.faults()) == []


CHANGES = [
    ("content", lambda entry: entry.content.replace("staff:2", "staff:9"), "whom it was done to"),
    ("content", lambda entry: entry.content.replace(ACTOR, "officer-2"), "who did it"),
    ("content", lambda _: "{}", "all of it"),
    ("first", lambda _: "ACTOR#officer-2", "where a search by actor finds it"),
    ("second", lambda _: "SUBJECT#staff:9", "where a search by subject finds it"),
    ("moment", lambda _: "2022-07-13T09:00:00.000Z", "when a search thinks it was"),
    ("key_version", lambda _: 7, "the key it is sealed with"),
    ("seal", lambda _: "0" * 64, "the seal"),
]


@pytest.mark.parametrize(("attribute", "changed", "comment"), CHANGES)
def test_s3_a_changed_entry_is_found(attribute: str, changed: object, comment: str) -> None:
    entry = _entries()[2]
    setattr(entry, attribute, changed(entry))  # type: ignore[operator]
    entry.save()

    assert f"chain {CHAIN}: entry 3" in _faults(), comment


def test_s3_a_change_sealed_with_another_key_is_found() -> None:
    before, entry = _entries()[1:3]
    entry.content = entry.content.replace("staff:2", "staff:9")

    _sealed_anew(entry, before.seal).save()

    assert f"chain {CHAIN}: entry 3" in _faults()


def test_s3_a_removed_entry_is_found() -> None:
    _entries()[2].delete()

    assert f"chain {CHAIN}: entry 3 is missing" in _faults()


def test_s3_two_exchanged_entries_are_found() -> None:
    second, third = _entries()[1:3]
    second.content, third.content = third.content, second.content
    second.save()
    third.save()

    assert f"chain {CHAIN}: entry 2" in _faults()


def test_s3_an_entry_put_in_without_the_key_is_found() -> None:
    last, head = _entries()[-1], _head()
    forged = StoredEntry(PARTITION, last.sk[:-1] + "8", sequence=8, moment=last.moment, key_version=1)
    forged.content, forged.first, forged.second = last.content, last.first, last.second
    _sealed_anew(forged, last.seal).save()
    head.sequence, head.seal = 8, forged.seal
    head.save()

    assert f"chain {CHAIN}: entry 8" in _faults()


def test_s3_a_removed_last_entry_is_found_by_the_head() -> None:
    _entries()[-1].delete()

    assert f"chain {CHAIN}: its head counts 7 entries" in _faults()


def test_s3_a_removed_head_is_found() -> None:
    _head().delete()

    assert f"chain {CHAIN}: its head counts fewer than the 7 entries" in _faults()


def test_s3_a_removed_end_with_the_older_head_put_back_is_found_by_the_seal_of_heads() -> None:
    """Entries 4 to 7 go; entry 5 was under the seal."""
    entries, head = _entries(), _head()
    for entry in entries[3:]:
        entry.delete()
    head.sequence, head.seal, head.moment = 3, entries[2].seal, entries[2].moment
    head.save()

    assert _faults().splitlines() == [
        f"chain {CHAIN}: entry 5, sealed at 2022-07-13T02:00:00.000Z, is gone or was replaced"
    ]


def test_s3_a_chain_removed_as_a_whole_is_found_by_the_seal_of_heads() -> None:
    for item in [*_entries(), _head()]:
        item.delete()

    assert f"chain {CHAIN}: entry 5, sealed at" in _faults()


def _first_seal() -> HeadsSeal:
    return HeadsSeal.get("AUDITSEAL", "000000000001")


def test_s3_a_changed_seal_of_heads_is_found() -> None:
    seal = _first_seal()
    seal.content = seal.content.replace("[5,", "[4,")
    seal.save()

    assert "seal of heads 1 is missing or was changed" in _faults()


def test_s3_a_removed_seal_of_heads_is_found_by_the_next() -> None:
    audit.seal_heads()
    _first_seal().delete()

    assert "seal of heads 1 is missing or was changed" in _faults()


def test_s3_heads_that_did_not_move_are_not_sealed_again() -> None:
    for _ in range(3):
        audit.seal_heads()

    assert [seal.sk for seal in HeadsSeal.query("AUDITSEAL")] == ["000000000001", "000000000002"]


def test_s3_an_entry_is_written_with_its_change_or_not_at_all() -> None:
    class Refused(Exception):
        pass

    item = StoredEntry("TEST", "taken", content="", sequence=0, key_version=0, seal="")
    item.save()
    step = audit.new(item, Refused)

    with pytest.raises(Refused):
        audit.append(_entry(9), step)

    assert audit.size() == (8, 2)
    assert list(audit.faults()) == []


def test_s3_a_chains_instants_never_go_back(moment: Moment) -> None:
    moment.advance(hours=-3)

    audit.append(_entry(7))

    sealed = [entry.moment for entry in _entries()]
    assert sealed == sorted(sealed)
    assert list(audit.faults()) == []


def test_s3_entries_are_found_by_actor_and_by_subject() -> None:
    actor = [entry.second for entry in audit.by_actor("officer-2", Span(), 10, None)]
    subject = [entry.first for entry in audit.by_subject("staff:0", Span(), 10, None)]

    assert actor == ["SUBJECT#staff:0"]
    assert sorted(subject) == ["ACTOR#officer-1", "ACTOR#officer-2"]


def test_s3_the_tool_says_how_much_is_untouched(capsys: pytest.CaptureFixture[str]) -> None:
    status = tool.verify()

    assert (status, capsys.readouterr().out) == (0, "8 entries in 2 chains, untouched\n")


def test_s3_the_tool_prints_each_fault_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    _entries()[2].delete()
    _first_seal().delete()

    status = tool.verify()

    printed = capsys.readouterr().out
    assert status == 1
    assert f"chain {CHAIN}: entry 3 is missing, entry 4 stands in its place" in printed
    assert "untouched" not in printed
