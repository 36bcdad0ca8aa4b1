"""The register as of any day, as it is known now or as it was known on another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from cauce.node.frame import clock
from cauce.node.register.models import End, Standing


@dataclass(frozen=True, slots=True)
class Stopped:
    """That an act ended a standing: its last day, the act, and when it was filed."""

    until: date
    case: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of the facts, and the end of the day up to which acts were known; None is now."""

    on: date
    known: date | None = None
    zone: str = ""

    @property
    def _until(self) -> datetime | None:
        if self.known is None:
            return None
        return datetime.combine(self.known + timedelta(days=1), time.min, clock.zone_of(self.zone))

    def day(self, at: datetime) -> date:
        """Return the civil day of an instant where the office is: by that day it is asked what was known."""
        return at.astimezone(clock.zone_of(self.zone)).date()

    def known_then(self) -> Q:
        """Return the condition that a standing had been given by then."""
        return Q(granted_at__lt=self._until) if self._until else Q()

    def in_force(self) -> Q:
        """Return the condition that a standing was in force on the day, as it was known."""
        began = Q(since__lte=self.on)
        if self._until is None:
            return began & (Q(until=None) | Q(until__gte=self.on))
        granted = Q(granted_until=None) | Q(granted_until__gte=self.on)
        ended = End.objects.filter(standing=OuterRef("pk"), at__lt=self._until, until__lt=self.on)
        return self.known_then() & began & granted & Q(~Exists(ended))

    def learn(self, rows: Sequence[Standing]) -> None:
        """Read the ends of these standings in one query, if those that were known then are asked for."""
        if self._until is not None:
            prefetch_related_objects(rows, "ends")

    def stopped(self, row: Standing) -> Stopped | None:
        """Return what ended a standing, of the acts that were known by then."""
        if self._until is None:
            return _stopped(row)
        # The earliest day counts; of two acts that give the same day the first one gave it.
        known = [end for end in row.ends.all() if end.at < self._until]
        first = min(known, key=lambda end: (end.until, end.pk), default=None)
        return Stopped(first.until, first.case, first.number, first.at) if first else None

    def until(self, row: Standing) -> date | None:
        """Return the last day of a standing, as it was known."""
        stopped = self.stopped(row)
        return stopped.until if stopped else row.granted_until

    def holds(self, row: Standing) -> bool:
        """Return whether a standing that was known then was in force on the day."""
        until = self.until(row)
        return row.since <= self.on and (until is None or until >= self.on)


def _stopped(row: Standing) -> Stopped | None:
    if row.until is None or row.ended_at is None:
        return None
    return Stopped(row.until, row.ended_case, row.ended_number, row.ended_at)
