"""
Statements on the way of every act and every page, handed to SQLite's driver without Django's cursor between them.

That cursor checks, wraps and rewrites each statement anew, which takes several times what SQLite needs to run it. What
matters stays: a broken transaction refuses, errors are Django's, and where somebody watches the statements, or on any
other database, Django's own cursor does the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


def execute(statement: str, values: Sequence[Any] = ()) -> Any:
    """Run a statement with `%s` for its values; return the cursor. Errors: those of `django.db`."""
    database = connections[DEFAULT_DB_ALIAS]
    if not _direct(database):
        cursor = database.cursor()
        cursor.execute(statement, values)
        return cursor
    with database.wrap_database_errors:
        return database.connection.execute(_marks(statement), values)


def execute_many(statement: str, values: Iterable[Sequence[Any]]) -> None:
    """Run a statement once for each row of values."""
    database = connections[DEFAULT_DB_ALIAS]
    if not _direct(database):
        with database.cursor() as cursor:
            cursor.executemany(statement, list(values))
        return
    with database.wrap_database_errors:
        database.connection.executemany(_marks(statement), values)


def _direct(database: BaseDatabaseWrapper) -> bool:
    if database.vendor != "sqlite" or database.execute_wrappers or database.queries_logged:
        return False
    database.ensure_connection()
    database.validate_no_broken_transaction()
    return True


@lru_cache(maxsize=512)
def _marks(statement: str) -> str:
    """Return a statement with SQLite's own marks for values; a literal per cent sign stands twice, as Django has it."""
    return statement.replace("%s", "?").replace("%%", "%")
