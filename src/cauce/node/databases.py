"""How the node reaches its database: the embedded one, or PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from cauce.node.conf import Conf

# WAL with synchronous=FULL survives a loss of power; the rest is speed. Immediate transactions, because a reader that
# turns writer half way is refused at once, whatever the timeout (two thirds of them when four did so together).
# What is deleted is overwritten, also where SQLite was built to leave it: an erasure must leave nothing in free pages.
# The log is brought back every 32 MB, not every 4: an act writes some fifty pages, mostly the same as the last one's.
PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA temp_store=MEMORY;PRAGMA cache_size=-65536;"
    "PRAGMA wal_autocheckpoint=8000;PRAGMA secure_delete=ON;"
)
WAIT_SECONDS = 20


def database(conf: Conf) -> dict[str, Any]:
    """Return Django's description of the database of this node."""
    return _postgresql(conf.database_url) if conf.database_url else _embedded(conf)


def embedded_file(conf: Conf) -> Path:
    """Return where the embedded database is."""
    return conf.data / "cauce.sqlite3"


def _embedded(conf: Conf) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": embedded_file(conf),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": WAIT_SECONDS, "init_command": PRAGMAS},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": WAIT_SECONDS, **dict(parse_qsl(parts.query))},
    }
