"""Whether the node can serve: its database answers, takes writes, has the tables of this program."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from cauce.node.cases import case_keys
from cauce.node.cases.erasing import finish_all
from cauce.node.frame.errors import TablesBehind, TablesDiffer
from cauce.node.frame.failures import as_errors
from cauce.node.frame.statics import collect

#: columns that an error names
_NAMED = 3


def make_ready(*, upgrade: bool = False) -> bool:
    """
    Make an empty database the node's own, look at any other, and compile the static files.

    Returns whether it was empty: a new node.

    With `upgrade`, tables of an older program are brought up to date instead of refused.

    Errors: DatabaseAway, DatabaseReadOnly, DatabaseLocked, DatabaseFull, TablesBehind, TablesDiffer.
    """
    with as_errors():
        new = not connection.introspection.table_names()
        if upgrade or new:
            migrate()
        check_tables()
        check_writable()
        finish_all()
    connection.close()
    case_keys.close()
    collect()
    return new


def migrate() -> None:
    """Bring the tables of the database to what this program needs. Errors: DatabaseAway and its kin."""
    with as_errors():
        call_command("migrate", interactive=False, verbosity=0)


def check_tables() -> None:
    """Look whether the tables are those of this program. Errors: TablesBehind, TablesDiffer."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        raise TablesBehind(count=len(missing))
    # Until the first release the first migration is edited in place, so that it has run says little.
    if columns := list(_missing_columns()):
        raise TablesDiffer(missing=", ".join(columns[:_NAMED]))


def _missing_columns() -> Iterator[str]:
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model in apps.get_models():
            table = model._meta.db_table
            known = connection.introspection.get_table_description(cursor, table) if table in there else []
            names = {column.name for column in known}
            yield from (f"{table}.{field.column}" for field in model._meta.concrete_fields if field.column not in names)


def check_writable() -> None:
    """Write: throw away the sessions that are over. Errors: DatabaseReadOnly, DatabaseLocked, DatabaseFull."""
    with as_errors():
        Session.objects.filter(expire_date__lt=timezone.now()).delete()
