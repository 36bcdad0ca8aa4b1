"""Where the record is published: a directory, which any web server can serve as it is, or a store of objects."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from cauce.node.files import private_folder, sync_folder
from cauce.node.locks import lock
from cauce.node.record.errors import StoreExtraMissing
from cauce.node.record.stores import Stays, Store
from cauce.record import Files, NoSuchFile, entries_path, tile_path, widths
from cauce.record.paths import CHECKPOINT_PATH

#: files that are open at a time, and those of them that the disk is asked for at once
ASIDE, AT_ONCE = 64, 16
#: full tiles and bundles, some 8 KiB each, that a process keeps of those that lie far away
KEPT = 2048
One = TypeVar("One")


class Directory:
    """
    Files under a folder. What has a name there is whole and durable, or was never told of.

    Files are written aside and made durable together: a disk takes many at once for little more than the price of one.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        #: two that write into one folder never write aside under one name, also from two machines or containers
        self._mine = secrets.token_hex(8)
        #: what is written aside and is not durable yet, each still open
        self._aside: dict[str, int] = {}
        #: the checkpoint that lies aside, durable, and lacks its name; empty if there is none
        self._ready = ""
        #: folders in which names are not durable yet, and those that are themselves named durably, all the way down
        self._touched: set[str] = set()
        self._named: set[str] = set()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="sync")

    def read(self, path: str) -> bytes:
        """Return a file. Errors: NoSuchFile."""
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise NoSuchFile(path=path) from None

    def write(self, path: str, data: bytes) -> None:
        """Write a file aside, whole; `sync` gives it its name. Errors: OSError, if there is no room for it."""
        if len(self._aside) >= ASIDE:
            self._settle()
        try:
            file = self._open(path)
        except FileNotFoundError:
            self._make((self.root / path).parent)
            file = self._open(path)
        self._aside[path] = file
        with self._or_nothing():
            while data:  # a disk that is nearly full takes a part
                data = data[os.write(file, data) :]

    def sync(self, note: str = "") -> None:
        """Give all that was written its name once it is durable, as is then this checkpoint; make the names durable."""
        if note:
            self.write(CHECKPOINT_PATH, note.encode())
            self._settle(unnamed=CHECKPOINT_PATH)
            self._ready = note
        else:
            self._settle()
        self._sync_names()

    def _sync_names(self) -> None:
        try:
            self._at_once(sync_folder, self._touched)
        except OSError:
            # One may have been removed. Whoever writes again what has no checkpoint yet touches all these anew.
            self._touched, self._named = {str(self.root)}, set()
            raise
        self._named |= self._touched
        self._touched = set()

    def discard(self) -> None:
        """Leave all that has no name yet."""
        aside, self._aside = self._aside, {}
        for file in aside.values():
            os.close(file)
        for path in {*aside, CHECKPOINT_PATH} if self._ready else aside:
            with suppress(FileNotFoundError):
                os.unlink(self._beside(path))
        self._ready = ""

    @contextmanager
    def _or_nothing(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            self.discard()
            raise

    def _open(self, path: str) -> int:
        before = self._aside.pop(path, None)
        if before is not None:
            os.close(before)
        file = os.open(self._beside(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.fchmod(file, 0o644)  # whatever the process keeps to itself otherwise: these are for everybody
        return file

    def _settle(self, unnamed: str = "") -> None:
        """Make what lies aside durable, then give it its name, all but one."""
        with self._or_nothing():
            self._at_once(os.fdatasync, self._aside.values())
            for path in list(self._aside):
                if path != unnamed:
                    self._name(path)
                os.close(self._aside.pop(path))

    def _name(self, path: str) -> None:
        target = f"{self.root}/{path}"
        os.rename(self._beside(path), target)
        self._touch(os.path.dirname(target))
        if path == CHECKPOINT_PATH:
            self._ready = ""

    def _touch(self, folder: str) -> None:
        """Remember in which folders names must become durable: whoever made one may have ended before they were."""
        self._touched.add(folder)
        top = str(self.root)
        while folder not in self._named:
            if folder == top:
                self._touched.add(str(self.root.parent))
                return
            folder = os.path.dirname(folder)
            self._touched.add(folder)

    def _beside(self, path: str) -> str:
        folder, name = os.path.split(f"{self.root}/{path}")
        return f"{folder}/.{name}.{os.getpid()}-{self._mine}"

    def _at_once(self, work: Callable[[One], object], each: Collection[One]) -> None:
        """Do the same with each at once, and wait until all are done, also where one of them fails."""
        if not each:
            return
        first, *others = each
        doing = [self._pool.submit(work, one) for one in others]
        try:
            work(first)
        finally:
            wait(doing)
        for done in doing:
            done.result()

    def advance(self, note: str, stays: Stays) -> bool:
        """Replace the checkpoint under a lock, which a sequencer that slept waits for too."""
        with self._or_nothing(), self._locked():
            if stays(read_checkpoint(self)):
                self.discard()
                return False
            if note == self._ready:
                self._name(CHECKPOINT_PATH)
            else:
                self.write(CHECKPOINT_PATH, note.encode())
            self.sync()
        return True

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep every other process of this machine from replacing the checkpoint."""
        self._make(self.root)
        path = self.root / ".lock"
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            lock(file, path)
            yield
        finally:
            os.close(file)

    def drop_partial(self, path: str) -> None:
        """Remove the short files that came before a full one."""
        self._named.discard(f"{self.root}/{path}.p")
        shutil.rmtree(self.root / f"{path}.p", ignore_errors=True)

    def _make(self, folder: Path) -> None:
        """Make a folder with those above it, and remember all whose names must become durable."""
        if folder.exists():
            return
        self._make(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)  # a web server that runs as somebody else may look into it
        self._touched |= {str(folder.parent), str(folder)}


def published() -> Store:
    """Return where this node publishes its record. Errors: StoreExtraMissing."""
    where = settings.CAUCE.record_store
    return open_store(where) if where else Directory(private_folder(settings.CAUCE.data) / "record")


def open_store(where: str) -> Store:
    """Return a store of objects. Errors: StoreExtraMissing."""
    try:
        from cauce.node.record.objects import Objects
    except ModuleNotFoundError as error:
        raise StoreExtraMissing() from error
    return Objects(where)


class Kept:
    """Files that lie far away: full tiles and bundles, which never change, are kept in memory."""

    def __init__(self, files: Files, most: int = KEPT) -> None:
        self._files, self._full = files, lru_cache(most)(files.read)

    def read(self, path: str) -> bytes:
        """Return a file. Errors: NoSuchFile; those of the store."""
        full = path.startswith("tile/") and ".p/" not in path
        return self._full(path) if full else self._files.read(path)


@cache
def _kept(where: str) -> Kept:
    return Kept(open_store(where))


def served() -> Files:
    """Return the published files for reading alone."""
    where = settings.CAUCE.record_store
    return _kept(where) if where else published()


def read_checkpoint(files: Files) -> str:
    """Return the checkpoint that stands there, empty if there is none."""
    try:
        return files.read(CHECKPOINT_PATH).decode()
    except (NoSuchFile, UnicodeDecodeError):
        return ""


def drop_short(files: Store, start: int, end: int) -> None:
    """Remove the short files that longer ones followed when a record grew from one size to another."""
    for level in (None, 0, 1, 2, 3):
        before, after = (widths(size, level or 0)[0] for size in (start, end))
        for index in range(max(before - 1, 0), after - 1):  # those of the last one may still be asked for
            files.drop_partial(_full(level, index))


def _full(level: int | None, index: int) -> str:
    return entries_path(index) if level is None else tile_path(level, index)
