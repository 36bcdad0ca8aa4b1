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
    follow_edge,
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

    def read(self, level: int, index: int) -> bytes:
        self.reads.append((level, index))
        return super().read(level, index)

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
    assert watched.reads == right_edge(size)


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


@pytest.mark.parametrize(("stored", "size"), [(300, 301), (300, 299), (300, 0), (256, 0), (1, 0), (0, 1), (255, 256)])
def test_size_that_the_tiles_do_not_have_is_refused(stored: int, size: int) -> None:
    """A store that was rolled back, or ran ahead: to append there would fork the record."""
    with pytest.raises(TornTile) as met:
        load_edge(grow(stored)[0], size)
    assert met.value.code == "record.E060"


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


@untimed
@given(known=st.integers(0, 600), more=st.integers(0, 300))
def test_an_edge_is_followed_within_its_tile_by_reading_that_tile_alone(known: int, more: int) -> None:
    """What another process appended gives the edge that is read anew; past the end of the tile, nothing is said."""
    before, after = grow(known)[1], grow(known + more)
    watched = Watched(after[0].tiles)
    found = follow_edge(watched, before, known + more)
    assert watched.writes == []
    if more > 256 - known % 256:
        assert (found, watched.reads) == (None, [])
    else:
        assert (found, watched.reads) == (after[1], [(0, known >> 8)])


def test_an_edge_is_not_followed_into_another_tree() -> None:
    """Another tile, a shorter one, a smaller tree: nothing is said."""
    store, edge = grow(10)
    for data in (b"\1" * 32 * 12, store.tiles[0, 0], store.tiles[0, 0] + bytes(64) + b"x"):
        assert follow_edge(Watched({(0, 0): data}), edge, 12) is None
    assert follow_edge(store, edge, 9) is None
