"""Versions laid over one another."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cauce.law.merge import lay_over, repeals_of_nothing, without_nulls
from cauce.law.yaml12 import Node, Place, read_yaml

scalars = st.none() | st.integers() | st.text(max_size=3)
plain = st.recursive(scalars, lambda inner: st.dictionaries(st.text(max_size=2), inner, max_size=3), max_leaves=12)
maps = st.dictionaries(st.text(max_size=2), plain, max_size=4)


def node_of(value: object, file: str = "base.yaml") -> Node:
    """Return nodes of plain data, all at line 1 of a file."""
    place = Place(file, 1)
    if isinstance(value, dict):
        return Node({key: node_of(each, file) for key, each in value.items()}, place, dict.fromkeys(value, place))
    if isinstance(value, list):
        return Node([node_of(each, file) for each in value], place)
    return Node(value, place)


def merged(base: dict[str, object], top: dict[str, object]) -> object:
    """Return what a version says after it is laid over another."""
    return lay_over(node_of(base), node_of(top, "top.yaml")).plain()


def nulls_in(value: object) -> bool:
    """Say whether a null is left in nested maps."""
    return value is None or (isinstance(value, dict) and any(map(nulls_in, value.values())))


def test_maps_are_merged_key_by_key() -> None:
    """What the later version does not mention stays."""
    assert merged({"a": {"x": 1, "y": 2}, "b": 3}, {"a": {"y": 5, "z": 6}}) == {"a": {"x": 1, "y": 5, "z": 6}, "b": 3}


def test_lists_and_scalars_are_replaced_whole() -> None:
    """A list is never mixed with the one before."""
    assert merged({"a": [1, 2, 3], "b": "old"}, {"a": [4], "b": "new"}) == {"a": [4], "b": "new"}


def test_null_repeals_a_key() -> None:
    """What is repealed is gone, not empty."""
    assert merged({"a": {"x": 1, "y": 2}}, {"a": {"x": None}}) == {"a": {"y": 2}}


def test_version_until_and_amends_are_not_inherited() -> None:
    """They say something of one file only."""
    base = {"version": "2020-01-01", "until": "2020-12-31", "amends": "2019-01-01", "title": "t"}
    assert merged(base, {"version": "2021-01-01"}) == {"version": "2021-01-01", "title": "t"}


def test_merged_keys_keep_the_file_in_which_they_were_written(tmp_path: Path) -> None:
    """A finding in an inherited rule points to the version that wrote it."""
    (tmp_path / "base.yaml").write_text("a:\n  x: 1\n  y: 2\n")
    (tmp_path / "top.yaml").write_text("\n\na:\n  y: 3\n")
    base, _ = read_yaml(tmp_path / "base.yaml", "base.yaml")
    top, _ = read_yaml(tmp_path / "top.yaml", "top.yaml")
    assert base is not None
    assert top is not None
    both = lay_over(base, top)
    assert both.find(("a", "x")) == Place("base.yaml", 2)
    assert both.find(("a", "y")) == Place("top.yaml", 4)


def test_null_where_nothing_stands_is_told() -> None:
    """A mistyped repeal would otherwise leave the rule in force."""
    found = repeals_of_nothing(node_of({"a": {"x": 1}}), node_of({"a": {"z": None, "x": None}, "b": None}))
    assert [path for path, _ in found] == [("a", "z"), ("b",)]


@given(maps, maps)
def test_no_null_is_left_and_the_later_version_wins(base: dict[str, object], top: dict[str, object]) -> None:
    """Whatever is merged, every scalar of the later version stands and no null remains."""
    found = lay_over(without_nulls(node_of(base)), node_of(top)).plain()
    assert isinstance(found, dict)
    assert not any(map(nulls_in, found.values()))
    assert all(found[key] == value for key, value in top.items() if value is not None and not isinstance(value, dict))


def shaped(depth: int) -> st.SearchStrategy[dict[str, object]]:
    """Versions of one law: what is a map in one is a map in all."""
    scalars = st.integers(0, 3)
    inner = {"m": shaped(depth - 1), "n": shaped(depth - 1)} if depth else {}
    return st.fixed_dictionaries({}, optional={"a": scalars, "b": scalars, **inner})


@given(shaped(2), shaped(2), shaped(2))
def test_merging_twice_is_merging_the_merged(one: dict[str, object], two: dict[str, object], three: object) -> None:
    """A version over a version over a version is the same from either end, where nothing is repealed."""
    first, second, third = node_of(one), node_of(two), node_of(three)
    left = lay_over(lay_over(first, second), third).plain()
    assert left == lay_over(first, lay_over(second, third)).plain()
