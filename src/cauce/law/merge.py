"""Versions laid over one another: maps are merged key by key, anything else is replaced, `null` repeals."""

from __future__ import annotations

from collections.abc import Iterator

from cauce.law.yaml12 import Node, Place

#: keys of a version that say something of that file only
OWN_KEYS = frozenset({"version", "until", "amends"})


def lay_over(base: Node, top: Node) -> Node:
    """Return the version `top` laid over the version `base`; every key keeps the place where it was written."""
    inherited = {key: node for key, node in _entries(base).items() if key not in OWN_KEYS}
    places = {key: base.keys[key] for key in inherited}
    return _merge(Node(inherited, base.place, places), top)


def without_nulls(node: Node) -> Node:
    """Return a version that amends none, without the keys that say `null`."""
    return _merge(Node({}, node.place), node)


def repeals_of_nothing(base: Node, top: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Place]]:
    """Yield the path of each key of `top` that says `null` where `base` has nothing to repeal."""
    below = _entries(base)
    for key, node in _entries(top).items():
        if node.value is None and key not in below:
            yield (*path, key), top.keys[key]
        elif isinstance(node.value, dict):
            yield from repeals_of_nothing(below.get(key, Node({}, node.place)), node, (*path, key))
        elif isinstance(node.value, list):  # a list is replaced whole, so nothing below it can be repealed
            for item in node.value:
                yield from repeals_of_nothing(Node({}, item.place), item, (*path, key))


def _entries(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}


def _merge(base: Node, top: Node) -> Node:
    if not isinstance(top.value, dict):
        return top
    values, keys = dict(_entries(base)), dict(base.keys)
    for key, node in top.value.items():
        if node.value is None:
            values.pop(key, None)
            keys.pop(key, None)
            continue
        values[key] = _merge(values.get(key, Node({}, node.place)), node)
        keys[key] = top.keys[key]
    return Node(values, top.place, keys)
