"""How the settings become a database."""

from pathlib import Path

from cauce.node.conf import read
from cauce.node.databases import database


def test_the_embedded_database_is_durable_and_has_one_writer_at_a_time(tmp_path: Path) -> None:
    """A commit survives a loss of power, and a transaction takes the write lock when it begins."""
    found = database(read({"CAUCE_DATA": str(tmp_path)}))
    assert found["NAME"] == tmp_path / "cauce.sqlite3"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]
    assert "synchronous=FULL" in found["OPTIONS"]["init_command"]
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_database_url_is_taken_apart() -> None:
    """Escaped characters, port and options arrive where they belong."""
    found = database(read({"CAUCE_DATABASE_URL": "postgresql://u%40x:p%2Fw@db.example:5433/cauce?sslmode=require"}))
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("u@x", "p/w", "db.example", 5433)
    assert found["NAME"] == "cauce"
    assert found["OPTIONS"]["sslmode"] == "require"
