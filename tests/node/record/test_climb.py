"""The way of an entry to the root is the one that the receipt proves, at every place of every small tree."""

import hashlib

import pytest

from cauce.node.record.climb import climb
from cauce.node.record.ladder import WIDTH, ladder
from cauce.record import EMPTY_EDGE, MemoryTiles, Receipt, TileReader, Tree, act_leaf, append


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 8, 13, 300])
def test_every_way_ends_at_the_root(size: int) -> None:
    acts = [(hashlib.sha256(b"n%d" % i).digest(), hashlib.sha256(b"a%d" % i).digest()) for i in range(size)]
    tiles = MemoryTiles()
    root = append(tiles, EMPTY_EDGE, [act_leaf(*each) for each in acts]).root()
    tree = Tree(TileReader(tiles), size)
    for index in range(0, size, max(1, size // 13)):
        way = climb(Receipt(*acts[index], index, tree.inclusion(index), ""), size)
        assert way.root == root.hex()


def test_the_neighbours_and_the_entry_make_up_the_whole_record() -> None:
    acts = [(hashlib.sha256(b"n%d" % i).digest(), hashlib.sha256(b"a%d" % i).digest()) for i in range(7)]
    tiles = MemoryTiles()
    append(tiles, EMPTY_EDGE, [act_leaf(*each) for each in acts])
    way = climb(Receipt(*acts[4], 4, Tree(TileReader(tiles), 7).inclusion(4), ""), 7)
    covered = [way.index] + [entry for step in way.steps for entry in range(step.first, step.last + 1)]
    assert sorted(covered) == list(range(7))
    assert [(step.side, step.entries) for step in way.steps] == [("right", "5"), ("right", "6"), ("left", "0–3")]
    assert (way.steps[-1].from_entry, way.steps[-1].to_entry) == (0, 6)


def test_the_drawing_keeps_inside_its_frame() -> None:
    acts = [(hashlib.sha256(b"n%d" % i).digest(), hashlib.sha256(b"a%d" % i).digest()) for i in range(9)]
    tiles = MemoryTiles()
    append(tiles, EMPTY_EDGE, [act_leaf(*each) for each in acts])
    drawn = ladder(climb(Receipt(*acts[3], 3, Tree(TileReader(tiles), 9).inclusion(3), ""), 9))
    assert [box.kind for box in drawn.boxes].count("root") == 1
    assert all(0 <= box.x <= WIDTH - drawn.box_width and 0 <= box.y <= drawn.height for box in drawn.boxes)
