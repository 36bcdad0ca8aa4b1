"""The right edge of the tree: what an append writes, touches and returns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.record import (
    EMPTY_EDGE,
    EMPTY_ROOT,
    Edge,
    MemoryTiles,
    act_leaf,
    append,
    extend_peaks,
    join_peaks,
    load_edge,
    verify_inclusion,
)
from cauce.record.errors import TornTile, WrongLength

from .strategies import few, grow, large_store, leaf, leaves, root_of, sizes, untimed


class Watched(MemoryTiles):
    """Tiles that remember which of them were read and written."""

    def __init__(self, tiles: dict[tuple[int, int], bytes]) -> None:
        super().__init__()
        self.tiles = dict(tiles)
        self.reads: list[tuple[int, int]] = []
        self.writes: list[tuple[int, int]] = []

    def read(self, level: int, index: int, width: int) -> bytes:
        self.reads.append((level, index))
        return super().read(level, index, width)

    def write(self, level: int, index: int, data: bytes) -> None:
        assert data.startswith(self.tiles.get((level, index), b"")), "a tile only ever grows"
        self.writes.append((level, index))
        super().write(level, index, data)


def right_edge(size: int) -> list[tuple[int, int]]:
    """Return where the last tile of each level is, or begins."""
    return [(level, size >> 8 * (level + 1)) for level in range(3) if size >> 8 * level or not level]


@untimed
@given(cuts=st.lists(st.integers(0, 300), max_size=6))
def test_batches_of_any_sizes_make_the_same_tree_as_one(cuts: list[int]) -> None:
    store, edge = MemoryTiles(), EMPTY_EDGE
    for cut in cuts:
        edge = append(store, edge, leaves()[edge.size : edge.size + cut])
    whole, whole_edge = grow(sum(cuts))
    assert (store.tiles, edge) == (whole.tiles, whole_edge)


@untimed
@given(size=st.integers(0, 600))
def test_root_is_that_of_rfc_6962(size: int) -> None:
    assert grow(size)[1].root() == root_of(leaves()[:size])


def test_one_at_a_time_over_the_edges_of_the_tiles() -> None:
    store, edge = MemoryTiles(), EMPTY_EDGE
    for i in range(770):
        path = edge.next_path()
        edge = append(store, edge, [leaf(i)])
        verify_inclusion(leaf(i), i, i + 1, path, edge.root())
        assert load_edge(store, i + 1) == edge
    assert edge.root() == root_of(leaves()[:770])


@pytest.mark.parametrize("size", [65_535, 65_536, 65_791, 65_792])
def test_third_level_begins_with_the_full_tile_of_the_second(size: int) -> None:
    store, edge = grow(size)
    assert ((2, 0) in store.tiles) is (size >= 65_536)
    assert append(store, edge, [leaf(size)]).root() == append(MemoryTiles(), EMPTY_EDGE, leaves()[: size + 1]).root()


def test_tree_of_seventy_thousand_has_the_tiles_of_the_specification() -> None:
    """The worked example of C2SP tlog-tiles: 273 full and one of 112; one full and one of 17; one of 1."""
    widths = {at: len(data) // 32 for at, data in large_store().tiles.items()}
    assert widths == {
        **{(0, i): 256 for i in range(273)},
        (0, 273): 112,
        (1, 0): 256,
        (1, 1): 17,
        (2, 0): 1,
    }


@few
@given(size=sizes)
def test_append_reads_nothing_and_writes_only_the_right_edge(size: int) -> None:
    store, edge = grow(size)
    watched = Watched(store.tiles)
    append(watched, edge, [leaf(size)])
    assert watched.reads == []
    assert set(watched.writes) <= set(right_edge(size)) | {(1, 0), (2, 0)}
    assert len(watched.writes) <= 3


@few
@given(size=sizes)
def test_edge_is_loaded_from_the_last_tile_of_each_level(size: int) -> None:
    store, edge = grow(size)
    watched = Watched(store.tiles)
    assert load_edge(watched, size) == edge
    assert watched.reads == [(level, index) for level, index in right_edge(size) if size >> 8 * level & 255]


def test_old_edge_still_describes_the_old_tree() -> None:
    """A transaction that is rolled back leaves the edge that it began with."""
    store, edge = grow(300)
    before = Edge(edge.size, edge.peaks, edge.tails)
    first = append(MemoryTiles(), edge, [leaf(300)])
    assert edge == before
    assert append(store, edge, [leaf(300)]) == first


def test_nothing_appended_changes_nothing() -> None:
    store, edge = grow(300)
    watched = Watched(store.tiles)
    assert append(watched, edge, []) == edge
    assert watched.writes == []


def test_empty_tree() -> None:
    assert EMPTY_EDGE.root() == EMPTY_ROOT
    assert load_edge(MemoryTiles(), 0) == EMPTY_EDGE


@pytest.mark.parametrize(("stored", "size"), [(300, 301), (0, 1), (255, 256), (256, 257)])
def test_size_that_the_tiles_do_not_have_is_refused(stored: int, size: int) -> None:
    """A store that was rolled back."""
    with pytest.raises(TornTile) as met:
        load_edge(grow(stored)[0], size)
    assert met.value.code == "record.E060"


@pytest.mark.parametrize(("stored", "size"), [(300, 299), (300, 256), (300, 255), (256, 1), (1, 0)])
def test_a_store_that_has_more_still_gives_the_edge_of_the_smaller_tree(stored: int, size: int) -> None:
    """A process that was killed between the tiles and the checkpoint leaves tiles that nobody was told of."""
    assert load_edge(grow(stored)[0], size) == grow(size)[1]


@untimed
@given(cuts=st.lists(st.integers(0, 300), max_size=6))
def test_peaks_alone_give_the_root_of_a_tree_that_grows(cuts: list[int]) -> None:
    peaks: tuple[bytes, ...] = ()
    size = 0
    for cut in cuts:
        peaks = extend_peaks(peaks, size, leaves()[size : size + cut])
        size += cut
    edge = grow(size)[1]
    assert (peaks, join_peaks(peaks)) == (edge.peaks, edge.root())
    with pytest.raises(WrongLength):
        extend_peaks(peaks, size, [b"short"])


def test_torn_tile_is_refused() -> None:
    store, _ = grow(300)
    store.tiles[0, 1] = store.tiles[0, 1][:-1]
    with pytest.raises(TornTile, match=r"Tile 0/1 holds 1407 bytes where the size of the record calls for 1408"):
        load_edge(store, 300)


def test_leaf_of_another_length_is_refused_before_anything_is_written() -> None:
    store, edge = grow(300)
    watched = Watched(store.tiles)
    with pytest.raises(WrongLength):
        append(watched, edge, [leaf(300), b"short"])
    assert watched.writes == []


def test_same_act_with_another_nonce_is_another_leaf() -> None:
    digest = leaf(0)
    assert act_leaf(leaf(1), digest) != act_leaf(leaf(2), digest)
    assert act_leaf(leaf(1), digest) != act_leaf(digest, leaf(1))
