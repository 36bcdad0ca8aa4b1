"""Trees, edges and hashes for the property tests."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from hypothesis import settings
from hypothesis import strategies as st

from cauce.record import EMPTY_EDGE, Edge, MemoryTiles, append
from cauce.record.merkle import node_hash

LARGEST = 70_000

#: a property holds however slow the machine is
untimed = settings(deadline=None)
few = settings(deadline=None, max_examples=25)

#: sizes around every edge of the tiles, and any other
sizes = st.one_of(
    st.sampled_from([0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, LARGEST]),
    st.integers(0, 600),
    st.integers(0, LARGEST),
)


@cache
def leaf(i: int) -> bytes:
    """Return a leaf hash that no other number has."""
    return sha256(b"leaf %d" % i).digest()


@cache
def leaves() -> tuple[bytes, ...]:
    """Return the leaves of the largest tree."""
    return tuple(leaf(i) for i in range(LARGEST))


@cache
def large_store() -> MemoryTiles:
    """Return the tiles of the largest tree; tests read it and write nothing."""
    store = MemoryTiles()
    append(store, EMPTY_EDGE, leaves())
    return store


def grow(size: int) -> tuple[MemoryTiles, Edge]:
    """Return a tree of this size, appended at once."""
    store = MemoryTiles()
    return store, append(store, EMPTY_EDGE, leaves()[:size])


def root_of(hashes: tuple[bytes, ...]) -> bytes:
    """Return the root over leaf hashes as RFC 6962 defines it, by halves."""
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256(b"").digest()
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return node_hash(root_of(hashes[:split]), root_of(hashes[split:]))
