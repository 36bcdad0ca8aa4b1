"""What a node looks at before it serves."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from cauce.node import ready
from cauce.node.frame.errors import TablesBehind, TablesDiffer


@pytest.fixture
def behind(db: None) -> None:
    """A database that has not seen the latest change."""
    MigrationRecorder.Migration.objects.filter(app="people").latest("id").delete()


def test_tables_of_this_program_are_right(db: None) -> None:
    """Nothing is missing, and it can be written."""
    ready.check_tables()
    ready.check_writable()


def test_missing_changes_are_counted(behind: None) -> None:
    """And nothing is changed by looking."""
    with pytest.raises(TablesBehind, match=r"node\.E008") as refused:
        ready.check_tables()
    assert int(str(refused.value.values["count"])) >= 1


def test_tables_of_another_state_are_told_apart(db: None) -> None:
    """A column or a table that this program writes and the database does not have."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE case_filing RENAME COLUMN case_ref TO other")
        with pytest.raises(TablesDiffer, match=r"(?s)node\.E015.*case_filing\.case_ref"):
            ready.check_tables()
        cursor.execute("DROP TABLE case_word")
        with pytest.raises(TablesDiffer, match=r"case_word\.id"):
            ready.check_tables()


def test_sessions_that_are_over_are_thrown_away(db: None) -> None:
    """Those that are not stay."""
    now = datetime.now(UTC)
    for key, left in (("over", -1), ("open", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(minutes=left))
    ready.check_writable()
    assert [session.session_key for session in Session.objects.all()] == ["open"]
