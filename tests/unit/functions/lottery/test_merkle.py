"""The fingerprint of the applications (L7): RFC 6962, section 2.1."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.lottery import merkle
from local import verify_draw
from tests.unit.functions.lottery import independent_verifier

# The leaves and roots of the Certificate Transparency project's own tests (merkle_tree_test.cc).
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("number", range(9))
def test_l7_the_tree_hash_of_the_known_leaves(number: int) -> None:
    leaves = LEAVES[:number]

    tree_hash = merkle.tree_hash(leaves)

    assert tree_hash.hex() == ROOTS[number]
    assert verify_draw.tree_hash(leaves).hex() == ROOTS[number]


def test_l7_the_root_is_taken_over_the_lines_as_utf_8() -> None:
    root = merkle.root(["驿站"])

    assert root == sha256(b"\x00\xe9\xa9\xbf\xe7\xab\x99").hexdigest()


@given(st.lists(st.binary(max_size=3), max_size=70))
def test_l7_trees_of_every_size_follow_the_recursive_definition(leaves: list[bytes]) -> None:
    tree_hash = merkle.tree_hash(leaves)

    assert tree_hash == independent_verifier.tree(leaves)
    assert tree_hash == verify_draw.tree_hash(leaves)


@given(st.lists(st.binary(max_size=3), min_size=2, max_size=40, unique=True), st.data())
def test_l7_a_missing_or_moved_leaf_changes_the_hash(leaves: list[bytes], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(leaves) - 1))
    others = leaves[:position] + leaves[position + 1 :]

    changed = [others, [*others, leaves[position]]]

    same = position == len(leaves) - 1
    assert merkle.tree_hash(changed[0]) != merkle.tree_hash(leaves)
    assert (merkle.tree_hash(changed[1]) == merkle.tree_hash(leaves)) is same
