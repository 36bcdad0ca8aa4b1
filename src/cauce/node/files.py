"""Files that only the user of this node may read."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cauce.law.system import why_of
from cauce.node.frame.errors import BadFolder


def private_folder(path: Path) -> Path:
    """
    Return this folder, made for its user alone if it was not there.

    Errors: BadFolder.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadFolder(path=path, why=why_of(error)) from error
    return path


def private_file(path: Path, make: Callable[[], bytes]) -> bytes:
    """
    Return what this file holds, which only its user may read; `make` gives its content the first time.

    Errors: BadFolder.
    """
    private_folder(path.parent)
    try:
        if not path.exists():
            with suppress(FileExistsError):
                _write_new(path, make())
        return path.read_bytes()
    except OSError as error:
        raise BadFolder(path=path, why=why_of(error)) from error


def replace_private(path: Path, content: bytes) -> None:
    """Give this file, which only its user may read, another content: durable, and whole or not at all."""
    aside = _aside(path, content)
    try:
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(path.parent)


def _write_new(path: Path, content: bytes) -> None:
    # Written aside and linked into place: whoever looks sees a whole file or none, and never two different ones.
    aside = _aside(path, content)
    try:
        os.link(aside, path)
    finally:
        aside.unlink(missing_ok=True)
    for folder in (path.parent, path.parent.parent):  # a key whose name a power cut takes away is a lost key
        sync_folder(folder)


def _aside(path: Path, content: bytes) -> Path:
    """Write a file beside this one; there is none if that fails."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return aside


def sync_folder(folder: Path | str) -> None:
    """Make the names in a folder durable."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
