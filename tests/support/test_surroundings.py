"""What tests/conftest.py gives every test."""

import os
import tempfile
from pathlib import Path

import pytest


def test_a_test_never_touches_the_data_of_whoever_runs_it() -> None:
    """The data folder is a temporary one, and the choice of a database is no setting of the node."""
    assert Path(os.environ["CAUCE_DATA"]).is_relative_to(tempfile.gettempdir())
    assert "CAUCE_TEST_DATABASE" not in os.environ


@pytest.mark.django_db
def test_the_database_is_the_chosen_one_and_is_durable_as_people_use_it() -> None:
    """PostgreSQL when it was chosen; otherwise the embedded one, in a file with a write-ahead log."""
    from django.db import connection

    if "CAUCE_DATABASE_URL" in os.environ:
        assert connection.vendor == "postgresql"
        return
    assert connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
