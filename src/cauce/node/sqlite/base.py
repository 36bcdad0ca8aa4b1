"""Django's backend for SQLite, where a transaction waits in the queue before it begins."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from cauce.node.sqlite.queue import Queue


class DatabaseWrapper(base.DatabaseWrapper):
    """Keeps the write lock of the database and the place in the queue together."""

    @cached_property
    def _queue(self) -> Queue | None:
        name = str(self.settings_dict["NAME"])
        if self.is_in_memory_db() or "mode=ro" in name:
            return None
        return Queue(Path(f"{name}-queue"), self.settings_dict["OPTIONS"].get("timeout", 5))

    def _start_transaction_under_autocommit(self) -> None:
        if self._queue is not None:
            self._queue.enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> Any:
        # Where this fails, the transaction goes on until it is rolled back.
        super()._commit()  # type: ignore[misc]
        self._leave()

    def _rollback(self) -> Any:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> Any:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self._queue is not None:
                self._queue.close()

    def _leave(self) -> None:
        if self._queue is not None:
            self._queue.leave()
