"""A database's own errors, told as errors of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError, InternalError, OperationalError

from cauce.node.frame.errors import (
    DatabaseAway,
    DatabaseDamaged,
    DatabaseFull,
    DatabaseLocked,
    DatabaseReadOnly,
    DiskTroubled,
    NodeError,
)

# What SQLite and PostgreSQL say; neither gives Django a code for all of them.
_SIGNS: tuple[tuple[str, type[NodeError]], ...] = (
    ("readonly database", DatabaseReadOnly),
    ("read-only transaction", DatabaseReadOnly),
    ("locked", DatabaseLocked),
    ("lock timeout", DatabaseLocked),
    ("disk is full", DatabaseFull),
    ("no space left", DatabaseFull),
    ("not a database", DatabaseDamaged),
    ("malformed", DatabaseDamaged),
    ("unable to open database", DatabaseAway),
    ("disk i/o error", DiskTroubled),  # SQLite says so of a disk without a free byte too, before it says “full”
    ("connect", DatabaseAway),
    ("shutting down", DatabaseAway),
    ("starting up", DatabaseAway),
    ("too many clients", DatabaseAway),
)


def as_error(error: BaseException | None) -> NodeError | None:
    """Return the error of ours that this one means, if it is one of ours or a database's about its own state."""
    if isinstance(error, NodeError):
        return error
    if not _is_of_state(error):
        return None
    words = str(error).lower()
    return next((kind() for sign, kind in _SIGNS if sign in words), None)


def _is_of_state(error: BaseException | None) -> bool:
    # The kinds that speak of the database itself and not of what it was asked; a damaged file is the bare kind.
    return isinstance(error, OperationalError | InterfaceError | InternalError) or type(error) is DatabaseError


@contextmanager
def as_errors() -> Iterator[None]:
    """Raise ours in place of the database's."""
    try:
        yield
    except DatabaseError as error:
        if ours := as_error(error):
            raise ours from error
        raise
