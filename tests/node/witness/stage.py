"""A record that asks to be cosigned, and what it sends."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpResponse
from django.test import Client

from cauce.record import (
    EMPTY_EDGE,
    Checkpoint,
    MemoryTiles,
    SigningKey,
    TileReader,
    Tree,
    append,
    format_verifier_key,
    sign_checkpoint,
)
from cauce.record.witness import format_request

NAME = "log.example/us"
KEY = SigningKey(NAME, bytes(range(32)))


@cache
def tiles(history: str = "") -> TileReader:
    """Return the tiles of a history of the record; all begin with the same five entries."""
    store = MemoryTiles()
    append(store, EMPTY_EDGE, [sha256(f"{history if n > 4 else ''}{n}".encode()).digest() for n in range(300)])
    return TileReader(store)


def signed(size: int, history: str = "", key: SigningKey = KEY) -> str:
    """Return a checkpoint that the record signed."""
    return sign_checkpoint(Checkpoint(key.verifier.name, size, Tree(tiles(history), size).root()), key)


def request(old: int, new: int, history: str = "", key: SigningKey = KEY) -> str:
    """Return what the record sends to have its tree cosigned."""
    proof = Tree(tiles(history), new).consistency(old) if old <= new else ()
    return format_request(old, proof, signed(new, history, key))


def ask(body: str | bytes) -> HttpResponse:
    """Send a request to the witness, as a program does: without cookies and without a token."""
    client = Client(enforce_csrf_checks=True)
    data = body.encode() if isinstance(body, str) else body
    return client.post("/witness/add-checkpoint", data, content_type="text/plain")  # type: ignore[return-value]


def write_logs(path: Path, *lines: str) -> None:
    """Write the file of records that the witness cosigns; that of this page if no line is given."""
    path.write_text("".join(f"log {line}\n" for line in lines or [format_verifier_key(KEY.verifier)]), "utf-8")
