"""Where a record is read from the outside: a folder, or a web server that nobody trusts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cauce.cli.record.web import Web
from cauce.law.system import why_of
from cauce.record import CHECKPOINT_PATH, NoSuchFile, parse_path
from cauce.record.bundle import MAX_ENTRY_BYTES
from cauce.record.errors import TooLarge, Unreachable
from cauce.record.merkle import HASH_BYTES
from cauce.record.note import MAX_BYTES

#: the line of text with the record's key, beside the checkpoint
KEY_PATH = "vkey"
_MAX_KEY_BYTES = 65_536


class Folder:
    """The files of a record in a folder."""

    def __init__(self, root: Path) -> None:
        self.name = str(root)
        self._root = root

    def read(self, path: str) -> bytes:
        """Return a file. Errors: NoSuchFile, TooLarge, Unreachable."""
        part, limit = limit_of(path)
        try:
            with (self._root / path).open("rb") as file:
                return _read(file, part, limit)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as err:
            raise NoSuchFile(path=path) from err
        except OSError as err:
            raise Unreachable(place=str(self._root / path), why=why_of(err)) from err


@contextmanager
def open_place(place: str, seconds: float = 10, too_long: Callable[[], bool] = lambda: False) -> Iterator[Folder | Web]:
    """
    Give the files of the record at this address or in this folder.

    Shape:  once it is `too_long`, nothing more is read from an address: what is there need not have an end.
    Errors: Unreachable, if it is neither an address that can be used nor a folder.
    """
    if "://" in place:
        with Web(place, limit_of, seconds, too_long) as web:
            yield web
        return
    try:
        if not Path(place).is_dir():
            raise NotADirectoryError
    except (OSError, ValueError) as err:
        why = {"en": "it is no folder and no address.", "es": "no es una carpeta ni una dirección."}
        raise Unreachable(place=place, why=why) from err
    yield Folder(Path(place))


def limit_of(path: str) -> tuple[str, int]:
    """Return what a file of the record is called in an error, and how many bytes it can have at most."""
    if path == CHECKPOINT_PATH:
        return "checkpoint", MAX_BYTES
    if path == KEY_PATH:
        return "public key", _MAX_KEY_BYTES
    place = parse_path(path)
    if place.level is None:
        return "bundle", place.width * (2 + MAX_ENTRY_BYTES)
    return "tile", place.width * HASH_BYTES


def _read(file: BinaryIO, part: str, limit: int) -> bytes:
    data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(part=part, found=len(data), limit=limit)
    return data
