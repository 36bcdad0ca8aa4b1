"""Whole records as the reference of the specification makes them, for the tests of whoever reads them."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

from cauce.record import Checkpoint, NoSuchFile, RecordError, open_checkpoint, parse_verifier_key

VECTORS = Path(__file__).parents[2] / "specs" / "vectors"


@cache
def reference() -> ModuleType:
    """Return the module of the reference, which stands outside of every package."""
    spec = importlib.util.spec_from_file_location("record_reference", VECTORS / "record_reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = reference()
KEY = parse_verifier_key(REFERENCE.KEY.line)


class Files(dict[str, bytes]):
    """A record in memory, which counts what is read."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(files)
        self.reads: list[str] = []

    def read(self, path: str) -> bytes:
        self.reads.append(path)
        if path not in self:
            raise NoSuchFile(path=path)
        return self[path]


def entry(i: int, history: int = 0) -> bytes:
    """Return an entry; another history has others from entry 5 on."""
    one: bytes = REFERENCE.entry(i if i < 5 else i + history)
    return one


@cache
def _files(size: int, history: int) -> dict[str, bytes]:
    entries = [entry(i, history) for i in range(size)]
    files: dict[str, bytes] = REFERENCE.tiles(entries)
    return files | {"checkpoint": note(size, history).encode()}


@cache
def note(size: int, history: int = 0) -> str:
    """Return the signed checkpoint of a record of this size."""
    root = REFERENCE.tree([entry(i, history) for i in range(size)])
    signed: str = REFERENCE.KEY.note(REFERENCE.head(size, root))
    return signed


def log(size: int, history: int = 0) -> Files:
    """Return a record of this size, signed."""
    return Files(_files(size, history))


def head(size: int, history: int = 0) -> Checkpoint:
    """Return its checkpoint."""
    return open_checkpoint(note(size, history), [KEY]).checkpoint


def flip(data: bytes, at: int) -> bytes:
    """Return the bytes with one bit of one of them changed."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def codes(found: list[RecordError]) -> list[str]:
    """Return the codes of findings."""
    return [one.code for one in found]
