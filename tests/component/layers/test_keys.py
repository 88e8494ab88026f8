"""Data keys, what is sealed with them, and their rotation (O4)."""

import pytest

from layers import keys, privacy
from layers.keys import Purpose, StoredKey
from layers.privacy import SealBroken, lookup_hash, lookup_hashes, seal, unseal
from tests.component.conftest import Moment
from tests.faults import watched

pytestmark = pytest.mark.usefixtures("world")

PHONE = "+8613812345678"


def test_o4_the_first_use_makes_a_key_and_later_ones_find_it() -> None:
    first = keys.current(Purpose.PERSONAL)
    keys.forget()

    again = keys.current(Purpose.PERSONAL)

    assert (first, first.version, len(first.secret)) == (again, 1, 32)


def test_o4_a_process_asks_once() -> None:
    keys.current(Purpose.PERSONAL)

    with watched() as made:
        keys.current(Purpose.PERSONAL)

    assert made == []


def test_o4_keys_stand_wrapped_in_the_table() -> None:
    key = keys.current(Purpose.DRAW)

    (stored,) = StoredKey.query("KEYS#draw")

    assert key.secret not in stored.wrapped


def test_o4_purposes_have_keys_of_their_own() -> None:
    secrets = {keys.current(purpose).secret for purpose in Purpose}

    assert len(secrets) == len(Purpose)


def test_o4_a_wrapped_key_of_one_purpose_is_none_of_another() -> None:
    """KMS binds the wrapped key to its purpose, so that copying an item gives nobody another key."""
    keys.current(Purpose.SESSION)
    (stored,) = StoredKey.query("KEYS#session")
    copied = StoredKey("KEYS#draw", "0001", wrapped=stored.wrapped, created_at=stored.created_at)
    copied.save()

    with pytest.raises(Exception, match="InvalidCiphertext"):
        keys.current(Purpose.DRAW)


def test_o4_a_new_version_is_known_before_it_is_used(moment: Moment) -> None:
    """Else a process that knows it would seal what another can't open yet."""
    keys.current(Purpose.PERSONAL)
    keys.rotate(Purpose.PERSONAL)

    known = [key.version for key in keys.versions(Purpose.PERSONAL)]
    moment.advance(seconds=119)
    before = keys.current(Purpose.PERSONAL).version
    moment.advance(seconds=1)

    assert (known, before, keys.current(Purpose.PERSONAL).version) == ([1, 2], 1, 2)


def test_o4_after_a_rotation_the_new_key_seals_and_the_old_one_still_opens(moment: Moment) -> None:
    before = seal("张三", "PERSON#1")
    version = keys.rotate(Purpose.PERSONAL)
    moment.advance(minutes=2)

    after = seal("张三", "PERSON#1")

    assert version == 2
    assert (before[:2], after[:2]) == (b"\x00\x01", b"\x00\x02")
    assert [unseal(each, "PERSON#1", str) for each in (before, after)] == ["张三", "张三"]


def test_o4_a_removed_version_opens_nothing_any_more() -> None:
    sealed = seal("张三", "PERSON#1")
    keys.rotate(Purpose.PERSONAL)
    StoredKey.get("KEYS#personal", "0001").delete()
    keys.forget()

    with pytest.raises(SealBroken):
        unseal(sealed, "PERSON#1", str)


def test_o4_during_a_rotation_hashes_of_both_keys_are_looked_up_and_one_is_written(moment: Moment) -> None:
    old = lookup_hash("phone", PHONE)
    keys.rotate(Purpose.LOOKUP)
    announced, still = lookup_hashes("phone", PHONE), lookup_hash("phone", PHONE)

    moment.advance(minutes=2)
    new = lookup_hash("phone", PHONE)

    assert (still, new != old) == (old, True)
    assert announced == lookup_hashes("phone", PHONE) == (new, old)


def test_lookup_hashes_tell_kinds_and_values_apart() -> None:
    hashes = {lookup_hash(kind, value) for kind in ("phone", "document") for value in ("1", "2")}

    assert len(hashes) == 4
    assert {len(each) for each in hashes} == {40}


def test_a_sealed_value_opens_for_its_owner_only() -> None:
    sealed = seal({"name": "张三"}, "PERSON#1")

    with pytest.raises(SealBroken):
        unseal(sealed, "PERSON#2", dict)


@pytest.mark.parametrize("position", [0, 1, 5, 20, -1])
def test_a_changed_sealed_value_does_not_open(position: int) -> None:
    sealed = bytearray(seal("张三", "PERSON#1"))
    sealed[position] ^= 1

    with pytest.raises(SealBroken):
        unseal(bytes(sealed), "PERSON#1", str)


@pytest.mark.parametrize("sealed", [b"", b"\x00\x01", b"\x00\x01" + b"0" * 12])
def test_what_is_too_short_does_not_open(sealed: bytes) -> None:
    keys.current(Purpose.PERSONAL)

    with pytest.raises(SealBroken):
        unseal(sealed, "PERSON#1", str)


def test_the_same_value_is_sealed_differently_each_time() -> None:
    assert privacy.seal("张三", "PERSON#1") != privacy.seal("张三", "PERSON#1")
