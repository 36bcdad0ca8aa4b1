"""What a place must do in which a record is published, whichever it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from cauce.record.growth import WritableFiles
from cauce.record.paths import CHECKPOINT_PATH

#: says of the checkpoint that stands there, empty if there is none, whether it has to stay
Stays = Callable[[str], bool]


class Store(WritableFiles, Protocol):
    """Where a record is published. What can be read there is whole and durable, or was never told of."""

    def sync(self, note: str = "") -> None:
        """
        Return when all that was written is durable and can be read.

        A checkpoint is one that is likely to be put next: a store for which that is cheaper makes it durable already.
        """

    def discard(self) -> None:
        """Leave what was written and is not durable yet; whoever writes it again writes the same."""

    def advance(self, note: str, stays: Stays) -> bool:
        """
        Put a checkpoint in place of the one that stands there, unless that one has to stay.

        Nobody else puts one between the look and the change. An empty text stands for none. Returns whether the new
        one stands there now.
        """

    def drop_partial(self, path: str) -> None:
        """Remove the short files that came before a full one, if that can be done."""


def headers_of(path: str) -> dict[str, str]:
    """Return how a published file is served, whoever does it."""
    if path == CHECKPOINT_PATH:
        return {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-cache"}
    return {"Content-Type": "application/octet-stream", "Cache-Control": "public, max-age=31536000, immutable"}
