"""How the files of a record are named: one path for a tile, one tile for a path."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.record import Place, entries_path, parse_path, places, tile_path, widths
from cauce.record.errors import BadPath
from cauce.record.paths import MAX_INDEX

from .strategies import few, large_store, sizes, untimed

made = st.builds(
    Place,
    level=st.none() | st.integers(0, 63),
    index=st.one_of(st.sampled_from([0, 999, 1_000, 999_999, 1_000_000, MAX_INDEX]), st.integers(0, MAX_INDEX)),
    width=st.integers(1, 256),
)


@untimed
@given(place=made)
def test_paths_are_written_as_they_are_read(place: Place) -> None:
    path = str(place)
    assert parse_path(path) == place
    written = entries_path if place.level is None else lambda *rest: tile_path(place.level or 0, *rest)
    assert written(place.index, place.width) == path


@untimed
@given(text=st.from_regex(r"tile/(entries|\d{1,3})/(x?\d{1,4}/){0,7}\d{1,4}(\.p/\d{1,4})?\n?", fullmatch=True))
def test_no_path_is_read_that_would_be_written_otherwise(text: str) -> None:
    with suppress(BadPath):
        assert str(parse_path(text)) == text


@pytest.mark.parametrize(
    ("place", "path"),
    [
        (Place(0, 1_234_067), "tile/0/x001/x234/067"),
        (Place(0, 1_234_067, 5), "tile/0/x001/x234/067.p/5"),
        (Place(None, 1_234), "tile/entries/x001/234"),
        (Place(63, 0, 255), "tile/63/000.p/255"),
        (Place(0, 999_000), "tile/0/x999/000"),
    ],
)
def test_paths_of_the_specification(place: Place, path: str) -> None:
    assert (str(place), parse_path(path)) == (path, place)


@pytest.mark.parametrize(
    ("level", "index", "width"), [(-1, 0, 1), (64, 0, 1), (0, -1, 1), (0, MAX_INDEX + 1, 1), (0, 0, 0), (0, 0, 257)]
)
def test_no_path_is_written_of_a_tile_that_no_tree_has(level: int, index: int, width: int) -> None:
    with pytest.raises(BadPath):
        tile_path(level, index, width)


def test_a_long_path_is_refused_and_not_counted() -> None:
    with pytest.raises(BadPath):
        parse_path("tile/0/x001/" + "x001/" * 10_000 + "001")


@few
@given(size=sizes)
def test_places_of_a_tree_are_those_that_an_append_writes(size: int) -> None:
    listed = list(places(size))
    tiles = {(at.level, at.index): at.width for at in listed if at.level is not None}
    bundles = {at.index: at.width for at in listed if at.level is None}
    assert len(tiles) + len(bundles) == len(listed)
    assert bundles == {index: width for (level, index), width in tiles.items() if level == 0}
    for (level, index), width in tiles.items():
        assert widths(size, level)[0] >= index
        assert len(large_store().tiles[level, index]) >= 32 * width
    assert sum(bundles.values()) == size


def test_places_of_seventy_thousand_are_those_of_the_specification() -> None:
    partial = [str(place) for place in places(70_000) if place.width < 256]
    assert partial == ["tile/entries/273.p/112", "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]
    assert widths(70_000, 0) == (273, 112)
    assert widths(70_000, 1) == (1, 17)
    assert widths(70_000, 2) == (0, 1)
    assert widths(256, 1) == (0, 1)
    assert list(places(0)) == []
