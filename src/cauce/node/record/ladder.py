"""Where the boxes and lines of the drawing stand that leads from an entry to the root; the template only draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cauce.node.frame.words import say
from cauce.node.record.climb import Climb

WIDTH, BOX_WIDTH, BOX_HEIGHT, LEVEL = 340, 104, 34, 62
_MIDDLE, _MARGIN = WIDTH // 2, 6


@dataclass(frozen=True, slots=True)
class Box:
    """A node of the tree."""

    x: int
    y: int
    #: leaf, own (on the way of the entry), root; other: a neighbour that the receipt brings
    kind: str
    hash: str
    #: which entries stand below it
    entries: str

    @property
    def middle(self) -> int:
        """Return where its texts are centred."""
        return self.x + BOX_WIDTH // 2

    @property
    def upper(self) -> int:
        """Return the base line of the hash."""
        return self.y + 14

    @property
    def lower(self) -> int:
        """Return the base line of the words below it."""
        return self.y + 28

    @property
    def words(self) -> str:
        """Return what stands there: the root, or which entries; for more than one there is no room for the word."""
        if self.kind == "root":
            return say("root", "raíz")
        if "–" in self.entries:
            return self.entries
        return say("entry {it}", "entrada {it}", it=self.entries)


@dataclass(frozen=True, slots=True)
class Line:
    """From a node up to the one that it goes into."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """The drawing, root on top."""

    height: int
    boxes: Sequence[Box]
    lines: Sequence[Line]
    width: int = WIDTH
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def ladder(way: Climb) -> Ladder:
    """Return the drawing of a way."""
    levels = len(way.steps)
    height = levels * LEVEL + BOX_HEIGHT + 2 * _MARGIN
    own = _MIDDLE - BOX_WIDTH // 2
    boxes = [Box(own, _y(levels, 0), "leaf" if levels else "root", way.leaf[:8], str(way.index))]
    lines = []
    for level, step in enumerate(way.steps):
        low, up = _y(levels, level), _y(levels, level + 1)
        beside = _MARGIN if step.side == "left" else WIDTH - _MARGIN - BOX_WIDTH
        boxes.append(Box(beside, low, "other", step.neighbour[:8], step.entries))
        kind = "root" if level + 1 == levels else "own"
        boxes.append(Box(own, up, kind, step.together[:8], _span(step.from_entry, step.to_entry)))
        lines.append(Line(_MIDDLE, low, _MIDDLE, up + BOX_HEIGHT))
        lines.append(Line(beside + BOX_WIDTH // 2, low, _MIDDLE, up + BOX_HEIGHT))
    return Ladder(height, boxes, lines)


def _y(levels: int, level: int) -> int:
    return _MARGIN + (levels - level) * LEVEL


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
