"""The files of a record: what is written when it grows, and that none ever changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.record import leaf_hash, parse_bundle, parse_path
from cauce.record.errors import TornTile
from cauce.record.growth import FileTiles, Growth, MemoryFiles, grow, load_growth
from cauce.record.tree import TileReader, Tree

from .strategies import root_of, untimed


class WrittenOnce(MemoryFiles):
    """Files that may be written again with the same bytes only."""

    def write(self, path: str, data: bytes) -> None:
        assert self.files.setdefault(path, data) == data, f"{path} changed"


def entry(i: int) -> bytes:
    """Return an entry that no other number has."""
    return b"entry %d" % i


def entries(start: int, end: int) -> list[bytes]:
    return [entry(i) for i in range(start, end)]


@untimed
@given(cuts=st.lists(st.integers(0, 300), max_size=6))
def test_batches_of_any_sizes_write_files_that_never_change(cuts: list[int]) -> None:
    files, at = WrittenOnce(), Growth()
    for cut in cuts:
        at = grow(files, at, entries(at.edge.size, at.edge.size + cut))
        assert load_growth(files, at.edge.size) == at
    whole = MemoryFiles()
    assert grow(whole, Growth(), entries(0, sum(cuts))) == at
    assert whole.files.items() <= files.files.items()


def test_every_file_has_as_many_as_its_name_says() -> None:
    files, at = WrittenOnce(), Growth()
    for size in (1, 3, 255, 256, 257, 513, 600):
        at = grow(files, at, entries(at.edge.size, size))
    for path, data in files.files.items():
        place = parse_path(path)
        found = len(parse_bundle(data)) if place.level is None else len(data) / 32
        assert found == place.width, path
    assert parse_bundle(files.read("tile/entries/002.p/88"))[-1] == entry(599)


def test_proofs_of_an_old_size_are_read_where_the_short_tile_is_gone() -> None:
    files = MemoryFiles()
    grow(files, Growth(), entries(0, 300))
    assert "tile/0/000.p/7" not in files.files
    expected = root_of(tuple(map(leaf_hash, entries(0, 7))))
    assert Tree(TileReader(FileTiles(files)), 7).root() == expected


@pytest.mark.parametrize("lost", ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"])
def test_a_file_that_is_not_there_is_told(lost: str) -> None:
    files = MemoryFiles()
    grow(files, Growth(), entries(0, 300))
    del files.files[lost]
    with pytest.raises(TornTile):
        load_growth(files, 300)


def test_what_a_killed_writer_left_is_written_again_alike() -> None:
    """Tiles ahead of the checkpoint: the next writer comes to the same bytes."""
    files = WrittenOnce()
    at = grow(files, Growth(), entries(0, 100))
    grow(files, at, entries(100, 300))
    assert (
        grow(files, load_growth(files, 100), entries(100, 300)).edge.root()
        == Tree(TileReader(FileTiles(files)), 300).root()
    )


def test_the_files_of_an_older_size_are_found_in_longer_ones() -> None:
    """A writer that was killed after it had filled the last bundle leaves the full one alone."""
    files = MemoryFiles()
    grow(files, Growth(), entries(0, 300))
    assert load_growth(files, 100) == grow(MemoryFiles(), Growth(), entries(0, 100))
