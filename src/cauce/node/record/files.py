"""The published files of the record in a directory, which any web server can serve as it is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

from django.conf import settings

from cauce.node.files import private_folder
from cauce.record import NoSuchFile
from cauce.record.paths import CHECKPOINT_PATH


class Directory:
    """Files under a folder. What has a name there is whole and durable, or was never told of."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._touched: set[Path] = set()

    def read(self, path: str) -> bytes:
        """Return a file. Errors: NoSuchFile."""
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise NoSuchFile(path=path) from None

    def write(self, path: str, data: bytes) -> None:
        """Write a file aside and put it in its place whole; `sync` makes its name durable."""
        target = self.root / path
        aside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        except FileNotFoundError:
            self._make(target.parent)
            file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            with os.fdopen(file, "wb", buffering=0) as stream:
                stream.write(data)
                os.fdatasync(file)
            os.rename(aside, target)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
        self._touched.add(target.parent)

    def sync(self) -> None:
        """Make the names of all that was written durable."""
        while self._touched:
            folder = self._touched.pop()
            file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(file)
            finally:
                os.close(file)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other process of this machine from replacing the checkpoint."""
        self._make(self.root)
        file = os.open(self.root / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            flock(file, LOCK_EX)
            yield
        finally:
            os.close(file)

    def drop_partial(self, path: str) -> None:
        """Remove the short files that came before a full one."""
        shutil.rmtree(self.root / f"{path}.p", ignore_errors=True)

    def _make(self, folder: Path) -> None:
        """Make a folder with those above it, and remember all whose names must become durable."""
        if folder.exists():
            return
        self._make(folder.parent)
        folder.mkdir(mode=0o755, exist_ok=True)
        self._touched |= {folder.parent, folder}


def published() -> Directory:
    """Return where this node publishes its record."""
    return Directory(private_folder(settings.CAUCE.data) / "record")


def read_checkpoint(files: Directory) -> str:
    """Return the checkpoint that stands there, empty if there is none."""
    try:
        return files.read(CHECKPOINT_PATH).decode()
    except (NoSuchFile, UnicodeDecodeError):
        return ""
