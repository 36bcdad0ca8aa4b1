"""What time it is on this node: the real time, or the instant at which a demonstration stands still."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings


def now() -> datetime:
    """Return the instant, aware, in UTC."""
    fixed: datetime | None = settings.CAUCE.clock
    return fixed or real()


def real() -> datetime:
    """Return the real instant, whatever a demonstration shows: for what is said to others than its visitors."""
    return datetime.now(UTC)


def stands_still() -> bool:
    """Whether this is a demonstration clock."""
    return settings.CAUCE.clock is not None


def today(zone: str = "") -> date:
    """Return the civil day it is in this zone, the node's own if none is given."""
    return now().astimezone(zone_of(zone)).date()


@cache
def zone_of(name: str = "") -> ZoneInfo:
    """Return the zone of this name, the node's own if none is given."""
    return ZoneInfo(name or settings.CAUCE.zone)
