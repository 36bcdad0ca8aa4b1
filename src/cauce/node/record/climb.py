"""The way from one entry of the record up to its root, as a person can follow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cauce.record import Receipt, act_leaf
from cauce.record.merkle import node_hash

Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Step:
    """One level of the tree: the neighbour that the receipt brings, and the hash of both together."""

    number: int
    side: Side
    #: the entries that stand below the neighbour, the first and the last
    first: int
    last: int
    #: hashes in hexadecimal
    neighbour: str
    together: str
    #: the entries that stand below both
    from_entry: int
    to_entry: int

    @property
    def entries(self) -> str:
        """Return which entries stand below the neighbour: “6” or “0–3”."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Climb:
    """The leaf, the steps, and the root to which they lead."""

    index: int
    size: int
    leaf: str
    steps: tuple[Step, ...]

    @property
    def root(self) -> str:
        """Return the root that follows from leaf and neighbours, in hexadecimal."""
        return self.steps[-1].together if self.steps else self.leaf


def climb(receipt: Receipt, size: int) -> Climb:
    """Return the way of a receipt under a checkpoint of this size, every hash worked out anew."""
    node = act_leaf(receipt.nonce, receipt.digest)
    leaf, steps = node.hex(), []
    places = _neighbours(receipt.index, size)
    for number, (place, neighbour) in enumerate(zip(places, receipt.path, strict=True), 1):
        side, first, last, low, high = place
        node = node_hash(neighbour, node) if side == "left" else node_hash(node, neighbour)
        steps.append(Step(number, side, first, last, neighbour.hex(), node.hex(), low, high))
    return Climb(receipt.index, size, leaf, tuple(steps))


def _neighbours(index: int, size: int) -> list[tuple[Side, int, int, int, int]]:
    """Return side, span of the neighbour and span of both, from the leaf up: RFC 6962, section 2.1.1."""
    found: list[tuple[Side, int, int, int, int]] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + (1 << ((high - low - 1).bit_length() - 1))
        if index < middle:
            found.append(("right", middle, high - 1, low, high - 1))
            high = middle
        else:
            found.append(("left", low, middle - 1, low, high - 1))
            low = middle
    return found[::-1]
