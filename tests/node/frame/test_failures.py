"""What a database says of itself, told as errors of ours: the real ones are asked, for their words are no contract."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError, connection, transaction

from cauce.node.frame import errors
from cauce.node.frame.failures import as_error, as_errors
from cauce.node.frame.pages import NotHere
from cauce.node.people.models import SignInFailure, Stamp


def locked(path: Path) -> None:
    """Write while somebody else does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as one:
        one.execute("BEGIN IMMEDIATE")
        with closing(sqlite3.connect(path, timeout=0)) as other:
            other.execute("INSERT INTO t VALUES (1)")


def read_only(path: Path) -> None:
    """Write where only reading is allowed."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as only:
        only.execute("INSERT INTO t VALUES (1)")


def full(path: Path) -> None:
    """Write more than there is room for."""
    with closing(sqlite3.connect(path)) as small:
        small.execute("PRAGMA max_page_count = 2")
        small.execute("INSERT INTO t VALUES (zeroblob(100000))")


def away(path: Path) -> None:
    """Open what is not there."""
    with closing(sqlite3.connect(path.parent / "no" / "where")):
        """It cannot be opened."""


def no_database(path: Path) -> None:
    """Read what is none."""
    path.write_bytes(b"no database, and long enough to be looked at" * 99)
    with closing(sqlite3.connect(path)) as none:
        none.execute("SELECT * FROM t")


@pytest.mark.parametrize(
    ("ask", "ours"),
    [
        (locked, errors.DatabaseLocked),
        (read_only, errors.DatabaseReadOnly),
        (full, errors.DatabaseFull),
        (away, errors.DatabaseAway),
        (no_database, errors.DatabaseDamaged),
    ],
)
def test_what_the_embedded_database_says_is_understood(
    tmp_path: Path, ask: Callable[[Path], None], ours: type[errors.NodeError]
) -> None:
    """Locked, read-only, full, not there, damaged: each has its own code."""
    path = tmp_path / "file"
    with closing(sqlite3.connect(path)) as new:
        new.execute("CREATE TABLE t (x)")
    with pytest.raises(sqlite3.DatabaseError) as said:
        ask(path)
    kind = OperationalError if isinstance(said.value, sqlite3.OperationalError) else DatabaseError
    assert isinstance(as_error(kind(str(said.value))), ours)


def test_a_disk_error_may_be_a_full_disk_and_says_so_in_both_languages() -> None:
    """SQLite does not tell one from the other, so whoever runs the node is told to look at both."""
    found = as_error(OperationalError("disk I/O error"))
    assert isinstance(found, errors.DiskTroubled)
    assert "full, or failing" in found.text("en")
    assert "make room" in found.advice("en")
    assert "lleno o falla" in found.text("es")
    assert found.status == 503


@pytest.mark.django_db(transaction=True)
def test_a_node_whose_database_is_read_only_says_so() -> None:
    """On the embedded database and on PostgreSQL alike; what was there is untouched."""
    Stamp.renew()
    begin, end = {
        "sqlite": ("PRAGMA query_only=ON", "PRAGMA query_only=OFF"),
        "postgresql": ("SET default_transaction_read_only=on", "SET default_transaction_read_only=off"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            with pytest.raises(errors.DatabaseReadOnly), as_errors(), transaction.atomic():
                SignInFailure.objects.create(key="x", since="2021-01-01T00:00:00Z")
        finally:
            cursor.execute(end)
    assert not SignInFailure.objects.exists()


def test_other_errors_are_left_alone() -> None:
    """A mistake in a query is a mistake of the program, whatever words are in it; one of ours is itself."""
    ours = NotHere()
    assert as_error(ours) is ours
    assert as_error(ProgrammingError("column locked does not exist")) is None
    assert as_error(ValueError("database is locked")) is None
    assert as_error(None) is None
    with pytest.raises(ProgrammingError), as_errors():
        raise ProgrammingError("syntax")
