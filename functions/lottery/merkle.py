"""The fingerprint of the frozen applications: the Merkle tree hash of RFC 6962, section 2.1 (L7)."""

from collections.abc import Iterable
from hashlib import sha256

_LEAF, _NODE = b"\x00", b"\x01"  # told apart, so that no node can be passed off as a line


def root(lines: Iterable[str]) -> str:
    """Return the tree hash of the lines, in their order, as hex."""
    return tree_hash(text.encode() for text in lines).hex()


def tree_hash(leaves: Iterable[bytes]) -> bytes:
    """Return the tree hash (32 bytes) of the leaves, in their order."""
    level = [sha256(_LEAF + leaf).digest() for leaf in leaves]
    if not level:
        return sha256().digest()
    while len(level) > 1:
        level = _parents(level)
    return level[0]


def _parents(level: list[bytes]) -> list[bytes]:
    pairs = zip(level[::2], level[1::2], strict=False)  # uneven at an odd end, which is seen to next
    parents = [sha256(_NODE + left + right).digest() for left, right in pairs]
    # Carried up alone, an odd end meets its sibling where RFC 6962 splits: at the largest power of two.
    return parents + level[-1:] if len(level) % 2 else parents
