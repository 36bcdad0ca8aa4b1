"""
Entry bundles: the entries of a tile of level 0, each behind its length.

Source: C2SP tlog-tiles (Log entries); specs/tiles.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from .errors import EntryTooLong, TooLarge, TornBundle, WrongBundleWidth
from .tiles import TILE_WIDTH

MAX_ENTRY_BYTES = (1 << 16) - 1
MAX_BUNDLE_BYTES = TILE_WIDTH * (2 + MAX_ENTRY_BYTES)


def format_bundle(entries: Iterable[bytes]) -> bytes:
    """
    Write the entries of a tile, from 1 to 256 of them; `parse_bundle` is its twin.

    Errors: WrongBundleWidth, EntryTooLong.
    """
    parts: list[bytes] = []
    for entry in entries:
        if len(entry) > MAX_ENTRY_BYTES:
            raise EntryTooLong(found=len(entry), limit=MAX_ENTRY_BYTES)
        parts.append(len(entry).to_bytes(2) + entry)
    if not 0 < len(parts) <= TILE_WIDTH:
        raise WrongBundleWidth(found=len(parts), limit=TILE_WIDTH)
    return b"".join(parts)


def parse_bundle(data: bytes, limit: int = MAX_BUNDLE_BYTES) -> list[bytes]:
    """
    Read the entries of a bundle, as many as there are; whoever knows how many belong there counts them.

    Units:  limit is in bytes, of the whole bundle.
    Errors: TooLarge, TornBundle, WrongBundleWidth.
    """
    if len(data) > limit:
        raise TooLarge(part="bundle", found=len(data), limit=limit)
    entries: list[bytes] = []
    at, end = 0, len(data)
    while at < end:
        start = at + 2
        at = start + (data[at] << 8 | data[start - 1]) if start <= end else start
        if at > end:
            raise TornBundle(entry=len(entries), found=end, expected=at)
        entries.append(data[start:at])
        if len(entries) > TILE_WIDTH:  # said at once: the rest of a hostile bundle is not read
            break
    if not 0 < len(entries) <= TILE_WIDTH:
        raise WrongBundleWidth(found=len(entries), limit=TILE_WIDTH)
    return entries
