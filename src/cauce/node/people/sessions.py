"""Sessions in the database, read with plain SQL."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

from cauce.node.driver import execute


class SessionStore(db.SessionStore):
    """Django's own, but for reading: every request reads one, and building its query cost more than all the rest."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; of one that is unknown or over, nothing, and forget its key."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        held = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
        row = execute(held, [self.session_key, now]).fetchone()
        if row is None:
            self._session_key = None
            return {}
        return dict(_opened(row[0]))


@lru_cache(maxsize=1024)
def _opened(sealed: str) -> dict[str, Any]:
    """Return what a session's text holds, its seal checked; the same text always opens alike."""
    found: dict[str, Any] = SessionStore().decode(sealed)
    return found
