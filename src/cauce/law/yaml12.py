"""
YAML 1.2 with line numbers.

PyYAML reads the marks; this module resolves plain scalars by the core schema of YAML 1.2 (section 10.3.2), so that
`on`, `yes`, `no` and `2021-01-15` stay text, and keeps file and line of every key and value for the checker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from cauce.law.unseen import unseen_in

#: longer numbers are no amounts of anything, and stay text
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,18}|[0-9]{1,18}\.[0-9]{0,18}|[0-9]{1,18}(?=[eE]))([eE][-+]?[0-9]{1,2})?\Z")
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
    """Something that was refused; `kind` is a key of `catalogue.TROUBLES`."""

    kind: str
    place: Place
    detail: str


def read_yaml(path: Path, shown_as: str) -> tuple[Node | None, list[YamlTrouble]]:
    """Read one document; troubles come with their line, and a file with trouble gives no node."""
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        return None, [YamlTrouble("size", Place(shown_as, 1), str(len(raw)))]
    builder = _Builder(shown_as)
    try:
        for event in yaml.parse(raw.decode("utf-8-sig"), Loader=_Loader):
            if not builder.take(event):
                break
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError, UnicodeDecodeError) as err:
        mark = getattr(err, "problem_mark", None)
        builder.trouble("syntax", mark.line + 1 if mark is not None else 1, str(getattr(err, "problem", None) or err))
    return (None if builder.troubles else builder.root), builder.troubles


@dataclass(slots=True)
class _Frame:
    """A list or map that is not yet closed; in a map, whether a key came last and the value is next."""

    node: Node
    after_key: bool = False
    #: the key whose value comes next; nothing if it was refused, and the value with it
    key: str | None = None


class _Builder:
    """
    Puts nodes together from the parser's events.

    It keeps its own stack: nesting that is absurdly deep ends in a finding and not in the end of the process.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.root = Node({}, Place(file, 1))
        self.troubles: list[YamlTrouble] = []
        self.frames: list[_Frame] = []
        self.documents = 0

    def trouble(self, kind: str, line: int, detail: str = "") -> None:
        """Note something that is refused."""
        self.troubles.append(YamlTrouble(kind, Place(self.file, line), detail))

    def take(self, event: Any) -> bool:
        """Take one event; say whether to go on."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            self._checked(event, line)
            if unseen := unseen_in(str(event.value), "\n\t"):
                self.trouble("unseen", line, f"U+{ord(unseen):04X}")
            self._put(Node(_scalar(event), Place(self.file, line)), str(event.value))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._checked(event, line)
            return self._open(Node([] if isinstance(event, yaml.SequenceStartEvent) else {}, Place(self.file, line)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.frames.pop()
        elif isinstance(event, yaml.AliasEvent):  # a pack says each thing where it stands
            self.trouble("alias", line)
            self._put(Node(None, Place(self.file, line)), "*")
        elif isinstance(event, yaml.DocumentStartEvent):
            return self._begin(line)
        return True

    def _begin(self, line: int) -> bool:
        self.documents += 1
        if self.documents > 1:
            self.trouble("syntax", line, "a second document")
        return self.documents == 1

    def _checked(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self.trouble("alias", line)
        if event.tag is not None:
            self.trouble("tag", line, str(event.tag))

    def _open(self, node: Node) -> bool:
        if len(self.frames) >= MAX_DEPTH:
            self.trouble("depth", node.place.line, str(MAX_DEPTH))
            return False
        self._put(node, None)
        self.frames.append(_Frame(node))
        return True

    def _put(self, node: Node, name: str | None) -> None:
        """Put a node where it belongs; `name` is what it is called as a key, nothing if it cannot be one."""
        if not self.frames:
            self.root = node
            return
        frame = self.frames[-1]
        if isinstance(frame.node.value, list):
            frame.node.value.append(node)
        elif frame.after_key:
            if frame.key is not None and isinstance(frame.node.value, dict):
                frame.node.value[frame.key] = node
            frame.after_key = False
        else:
            frame.key = self._key(frame.node, name, node.place)
            frame.after_key = True

    def _key(self, holder: Node, name: str | None, place: Place) -> str | None:
        if name is None:
            self.trouble("key", place.line)
        elif name in holder.keys:
            self.trouble("duplicate", place.line, name)
            return None
        else:
            holder.keys[name] = place
        return name


def _scalar(event: Any) -> object:
    text = str(event.value)
    if event.style:  # quoted or a block; plain is "" or None
        return text
    lowered = text.lower()
    if lowered in _WORDS and text in (lowered, lowered.capitalize(), lowered.upper()):
        return _WORDS[lowered]
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text
