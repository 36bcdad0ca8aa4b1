"""The one writer of the record: an entry, its tiles and the signed checkpoint in the caller's transaction."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.db import connection

from cauce.node.driver import execute
from cauce.node.files import private_file
from cauce.node.frame.errors import BadFolder
from cauce.node.record.errors import RecordDamaged, RecordKeyMissing
from cauce.node.record.models import Entry, Log, Tile
from cauce.record import (
    EMPTY_EDGE,
    Checkpoint,
    Edge,
    Receipt,
    SigningKey,
    TileReader,
    Tree,
    act_leaf,
    append,
    follow_edge,
    format_receipt,
    format_signing_key,
    format_verifier_key,
    load_edge,
    parse_signing_key,
    sign_checkpoint,
)
from cauce.record.errors import BadSigningKey, TornTile


class StoredTiles:
    """Tiles in the database. `latest` remembers which rows exist, so that a tile that grows is one statement."""

    def read(self, level: int, index: int) -> bytes:
        """Return the tile, empty if there is none."""
        row = Tile.objects.filter(level=level, number=index).values_list("data", flat=True).first()
        return bytes(row) if row is not None else b""

    def write(self, level: int, index: int, data: bytes) -> None:
        """Keep the tile."""
        execute(
            "INSERT INTO record_tile (level, number, data) VALUES (%s, %s, %s) "
            "ON CONFLICT (level, number) DO UPDATE SET data = excluded.data",
            (level, index, data),
        )


@dataclass
class _Kept:
    """
    The right edge as this process last left it, with the head that was signed over it.

    Wrong as soon as the stored head differs, and then dropped. The size alone would not say so: what this process
    wrote may have been rolled back, and another one's entry have taken its place.
    """

    edge: Edge = EMPTY_EDGE
    checkpoint: str = ""


_tiles = StoredTiles()
_kept = _Kept()


@cache
def log_key() -> SigningKey:
    """
    Return the key that speaks for this record, made on first use.

    Errors: RecordKeyMissing: a record that has entries never gets another key under the same name.
    """
    name = settings.CAUCE.log_name
    path = settings.CAUCE.data / "keys" / "record.key"
    if not path.exists() and head().size:
        raise RecordKeyMissing()
    try:
        line = private_file(path, lambda: format_signing_key(SigningKey(name, secrets.token_bytes(32))).encode())
        return parse_signing_key(line.decode().strip())
    except (BadFolder, BadSigningKey, UnicodeDecodeError) as error:
        raise RecordKeyMissing() from error


def verifier_line() -> str:
    """Return the key that checks this record, as the line of text that outsiders keep."""
    return format_verifier_key(log_key().verifier)


#: size and checkpoint of the record
Head = tuple[int, str]


def record(digest: bytes, head: Head) -> Entry:
    """
    Add one entry and sign the new head.

    Shape:  `head` as `only_writer` gave it to the same transaction, in which what is recorded is stored too: both
            become durable together or not at all.
    """
    size, before = head
    edge = _edge(size, before)
    nonce = secrets.token_bytes(32)
    grown = append(_tiles, edge, [act_leaf(nonce, digest)])
    checkpoint = _signed(grown)
    execute('INSERT INTO record_entry ("index", nonce, digest) VALUES (%s, %s, %s)', (size, nonce, digest))
    execute("UPDATE record_log SET size = %s, checkpoint = %s WHERE id = 1", (grown.size, checkpoint))
    _kept.edge, _kept.checkpoint = grown, checkpoint
    return Entry(index=size, nonce=nonce, digest=digest)


def _edge(size: int, checkpoint: str) -> Edge:
    """Return the right edge of the tree that was signed. Errors: RecordDamaged, if the stored tiles are another's."""
    if (_kept.edge.size, _kept.checkpoint) == (size, checkpoint):
        return _kept.edge
    followed = follow_edge(_tiles, _kept.edge, size)  # another process of this node writes as often as this one
    if followed is not None and _signed(followed) == checkpoint:
        return followed
    try:
        edge = load_edge(_tiles, size)
    except TornTile as error:
        raise RecordDamaged(what=error.code) from error
    if size and _signed(edge) != checkpoint:
        raise RecordDamaged(what="root")
    return edge


def _signed(edge: Edge) -> str:
    """Return the checkpoint over a tree; the same tree always has the same, for Ed25519 draws no lots."""
    key = log_key()
    return sign_checkpoint(Checkpoint(key.verifier.name, edge.size, edge.root()), key)


def only_writer() -> Head:
    """
    Keep every other writer of acts out until the transaction ends; return the record's size and checkpoint.

    Whoever derives anything from acts takes this first, so that every act sees all that stands before it in the record.
    """
    row = _locked_head()
    if row is None:
        Log.objects.get_or_create(pk=1)
        row = _locked_head()
    return row or (0, "")


def _locked_head() -> Head | None:
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""  # on SQLite the whole transaction is the lock
    row = execute(f"SELECT size, checkpoint FROM record_log WHERE id = 1{lock}").fetchone()  # noqa: S608 - no value
    return (int(row[0]), str(row[1])) if row else None


def head() -> Log:
    """Return the head of the record as it is now."""
    return Log.objects.filter(pk=1).first() or Log(pk=1)


@lru_cache(maxsize=4)
def _tree(size: int, checkpoint: str) -> Tree:
    """Return the tree under a checkpoint, which names it: another tree may once have had its size."""
    return Tree(TileReader(_tiles), size)


def receipt(entry: Entry) -> str:
    """Return the receipt of an entry under the latest checkpoint, as C2SP tlog-proof text."""
    log = head()
    path = _tree(log.size, log.checkpoint).inclusion(entry.index)
    return format_receipt(Receipt(bytes(entry.nonce), bytes(entry.digest), entry.index, path, log.checkpoint))
