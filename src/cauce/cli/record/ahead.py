"""Reading ahead over several connections, so that an audit waits for the network once, not at each file."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from cauce.cli.record.web import Web
from cauce.record import Files

#: how many files may wait in memory; a bundle of others than ours can have 16 MB
_WAITING = 16


class Ahead:
    """Files whose paths are known beforehand; any other is read when it is asked for."""

    def __init__(self, files: Files, paths: Iterator[str], pool: ThreadPoolExecutor) -> None:
        self._files, self._paths, self._pool = files, paths, pool
        self._coming: dict[str, Future[bytes]] = {}
        self._order(_WAITING)

    def read(self, path: str) -> bytes:
        """Return a file. Errors: those of the files behind."""
        if path not in self._coming:
            return self._files.read(path)
        future = self._coming.pop(path)
        self._order(1)
        return future.result()

    def _order(self, count: int) -> None:
        for path in islice(self._paths, count):
            self._coming[path] = self._pool.submit(self._files.read, path)


def read_ahead(files: Files, paths: Iterator[str]) -> Files:
    """Return the files, read ahead if they are far away; a folder is near, and threads would only cost time there."""
    return Ahead(files, paths, files.pool) if isinstance(files, Web) else files
