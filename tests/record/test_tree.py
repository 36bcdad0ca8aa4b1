"""Proofs from tiles: of any leaf in any tree they verify, altered in anything they fail, and pymerkle agrees."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from cauce.record import EMPTY_EDGE, MemoryTiles, TileReader, Tree, append, verify_consistency, verify_inclusion
from cauce.record.errors import NotConsistent, NotInRecord, OutsideTree, RecordError, TornTile, WrongOrder
from cauce.record.merkle import leaf_hash

from .strategies import grow, large_store, leaf, leaves, root_of, sizes, untimed

READER = TileReader(large_store(), keep=600)


@untimed
@given(size=sizes.filter(bool), data=st.data())
def test_any_leaf_of_any_tree_is_proven(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    tree = Tree(READER, size)
    verify_inclusion(leaf(index), index, size, tree.inclusion(index), tree.root())


@untimed
@given(new=sizes, data=st.data())
def test_any_tree_continues_any_smaller_one(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, new))
    tree = Tree(READER, new)
    verify_consistency(old, new, Tree(READER, old).root(), tree.root(), tree.consistency(old))


@untimed
@given(size=st.integers(1, 600), data=st.data())
def test_anything_altered_in_an_inclusion_proof_is_noticed(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    tree = Tree(READER, size)
    path = list(tree.inclusion(index))
    claim = [leaf(index), index, size, path, tree.root()]
    kind = data.draw(st.sampled_from(["leaf", "index", "root", *["path", "cut", "more"] * bool(path)]))
    if kind == "leaf":
        claim[0] = leaf(size)
    elif kind == "index":
        claim[1] = data.draw(st.integers(-1, size).filter(lambda other: other != index))
    elif kind == "root":
        claim[4] = leaf(0) if size > 1 else leaf(1)
    elif kind == "path":
        at, bit = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
        path[at] = (int.from_bytes(path[at]) ^ 1 << bit).to_bytes(32)
    elif kind == "cut":
        del path[data.draw(st.integers(0, len(path) - 1))]
    else:
        path.insert(data.draw(st.integers(0, len(path))), leaf(size))
    with pytest.raises(RecordError):
        verify_inclusion(*claim)  # type: ignore[arg-type]


@untimed
@given(new=st.integers(2, 600), data=st.data())
def test_anything_altered_in_a_consistency_proof_is_noticed(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new - 1))
    tree = Tree(READER, new)
    path, old_root, new_root = list(tree.consistency(old)), Tree(READER, old).root(), tree.root()
    kind = data.draw(st.sampled_from(["path", "cut", "more", "old root", "new root", "roots exchanged"]))
    if kind == "path":
        at, bit = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
        path[at] = (int.from_bytes(path[at]) ^ 1 << bit).to_bytes(32)
    elif kind == "cut":
        del path[data.draw(st.integers(0, len(path) - 1))]
    elif kind == "more":
        path.insert(data.draw(st.integers(0, len(path))), leaf(new))
    elif kind == "old root":
        old_root = leaf(new)
    elif kind == "new root":
        new_root = leaf(new)
    else:
        old_root, new_root = new_root, old_root
    with pytest.raises(RecordError):
        verify_consistency(old, new, old_root, new_root, path)


@untimed
@given(new=st.integers(2, 600), data=st.data())
def test_a_rewritten_history_is_noticed(new: int, data: st.DataObject) -> None:
    """No proof that the new tree can give makes it continue one whose leaf was another."""
    old = data.draw(st.integers(1, new))
    changed = data.draw(st.integers(0, old - 1))
    other = [*leaves()[:changed], leaf(new), *leaves()[changed + 1 : old]]
    assume(other != list(leaves()[:old]))
    tree = Tree(READER, new)
    with pytest.raises(NotConsistent):
        verify_consistency(old, new, root_of(tuple(other)), tree.root(), tree.consistency(old))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 200, 257, 300])
def test_pymerkle_gives_the_same_roots_and_proofs(size: int) -> None:
    oracle = InmemoryTree(algorithm="sha256")
    entries = [b"entry %d" % i for i in range(size)]
    for entry in entries:
        oracle.append_entry(entry)
    store = MemoryTiles()
    append(store, EMPTY_EDGE, [leaf_hash(entry) for entry in entries])
    tree = Tree(TileReader(store), size)
    assert tree.root() == oracle.get_root(size)
    for index in range(size):
        assert list(tree.inclusion(index)) == oracle.prove_inclusion(index + 1, size).path[1:]
    for old in range(1, size + 1):
        verify_consistency(old, size, oracle.get_root(old), oracle.get_root(size), tree.consistency(old))


@untimed
@given(size=st.integers(0, 600), larger=st.integers(0, 600))
def test_a_tree_of_the_past_is_read_from_the_tiles_of_today(size: int, larger: int) -> None:
    assume(size <= larger)
    now = TileReader(grow(larger)[0])
    assert Tree(now, size).root() == grow(size)[1].root()


def test_a_reader_s_memory_outlives_the_growth_of_the_tree() -> None:
    """The width is part of what is remembered: a tile read when it was partial is not taken for the full one."""
    store, edge = grow(250)
    reader = TileReader(store)
    for size in range(250, 520):
        assert Tree(reader, size).root() == edge.root()
        edge = append(store, edge, [leaf(size)])


def test_a_small_memory_gives_the_same_answers() -> None:
    forgetful = Tree(TileReader(large_store(), keep=1), 70_000)
    for index in (0, 255, 256, 65_535, 65_536, 69_999):
        assert forgetful.inclusion(index) == Tree(READER, 70_000).inclusion(index)


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_no_proof_for_what_is_not_in_the_tree(index: int, size: int) -> None:
    with pytest.raises(OutsideTree):
        Tree(READER, size).inclusion(index)


@pytest.mark.parametrize("old", [-1, 6])
def test_no_proof_that_a_tree_continues_a_larger_one(old: int) -> None:
    with pytest.raises(WrongOrder):
        Tree(READER, 5).consistency(old)


def test_missing_tile_is_named() -> None:
    store, _ = grow(600)
    del store.tiles[0, 1]
    with pytest.raises(TornTile, match="Tile 0/1 holds 0 bytes where the size of the record calls for 8192"):
        Tree(TileReader(store), 600).inclusion(300)


def test_altered_tile_gives_a_proof_that_fails() -> None:
    store, edge = grow(600)
    data = store.tiles[0, 1]
    store.tiles[0, 1] = data[:64] + bytes(32) + data[96:]
    path = Tree(TileReader(store), 600).inclusion(259)
    with pytest.raises(NotInRecord):
        verify_inclusion(leaf(259), 259, 600, path, edge.root())
