"""
YAML 1.2 with line numbers.

PyYAML reads the marks; this module resolves plain scalars by the core schema of YAML 1.2 (section 10.3.2), so that
`on`, `yes`, `no` and `2021-01-15` stay text, and keeps file and line of every key and value for the checker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: the deepest nesting and the largest file that a pack may have
MAX_DEPTH = 40
MAX_BYTES = 2_000_000


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a key or value stands: `file` as given, `line` from 1."""

    file: str
    line: int


@dataclass(slots=True)
class Node:
    """One YAML value. `value` is a dict of Nodes, a list of Nodes, or a scalar; `keys` has the place of each key."""

    value: object
    place: Place
    keys: dict[str, Place] = field(default_factory=dict)

    def plain(self) -> object:
        """Return the value without places, as dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def find(self, path: tuple[str | int, ...]) -> Place:
        """
        Return the place of the deepest part of `path` that exists; the key's place where the last step is a key.

        A step that does not exist is passed over: a list of one may be written without its brackets.
        """
        node, place = self, self.place
        for step in path:
            if isinstance(node.value, dict) and str(step) in node.value:
                place = node.keys.get(str(step), place)
                node = node.value[str(step)]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                place = node.place
        return place


@dataclass(frozen=True, slots=True)
class YamlTrouble:
    """Something the reader refused: `kind` is "syntax", "duplicate", "alias", "key", "depth" or "size"."""

    kind: str
    place: Place
    detail: str


def read_yaml(path: Path, shown_as: str) -> tuple[Node | None, list[YamlTrouble]]:
    """Read one document; troubles come with their line, and a file with trouble gives no node."""
    raw = path.read_bytes()
    start = Place(shown_as, 1)
    if len(raw) > MAX_BYTES:
        return None, [YamlTrouble("size", start, str(len(raw)))]
    try:
        tree = yaml.compose(raw.decode("utf-8"), Loader=_Loader)
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError, UnicodeDecodeError, RecursionError) as err:
        mark = getattr(err, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        return None, [YamlTrouble("syntax", Place(shown_as, line), str(getattr(err, "problem", None) or err))]
    if tree is None:
        return Node({}, start), []
    troubles: list[YamlTrouble] = []
    node = _convert(tree, shown_as, troubles, set(), 0)
    return (None if troubles else node), troubles


def _convert(tree: yaml.Node, file: str, troubles: list[YamlTrouble], seen: set[int], depth: int) -> Node:
    place = Place(file, tree.start_mark.line + 1)
    if depth > MAX_DEPTH:
        troubles.append(YamlTrouble("depth", place, str(MAX_DEPTH)))
        return Node(None, place)
    if isinstance(tree, yaml.ScalarNode):
        return Node(_scalar(tree), place)
    if id(tree) in seen:  # an anchor used twice, or a cycle: a pack says each thing where it stands
        troubles.append(YamlTrouble("alias", place, ""))
        return Node(None, place)
    seen.add(id(tree))
    if isinstance(tree, yaml.SequenceNode):
        return Node([_convert(item, file, troubles, seen, depth + 1) for item in tree.value], place)
    return _mapping(tree, file, troubles, seen, depth, place)


def _mapping(tree: yaml.Node, file: str, troubles: list[YamlTrouble], seen: set[int], depth: int, place: Place) -> Node:
    node = Node({}, place)
    values: dict[str, Node] = {}
    for key, value in tree.value:
        where = Place(file, key.start_mark.line + 1)
        if not isinstance(key, yaml.ScalarNode):
            troubles.append(YamlTrouble("key", where, ""))
            continue
        name = str(key.value)
        if name in values:
            troubles.append(YamlTrouble("duplicate", where, name))
            continue
        values[name] = _convert(value, file, troubles, seen, depth + 1)
        node.keys[name] = where
    node.value = values
    return node


def _scalar(tree: yaml.ScalarNode) -> object:
    text = str(tree.value)
    if tree.style:  # quoted or a block; plain is "" or None
        return text
    lowered = text.lower()
    if lowered in _WORDS and text in (lowered, lowered.capitalize(), lowered.upper()):
        return _WORDS[lowered]
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text
