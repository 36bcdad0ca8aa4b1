"""The register as of any day, as it is known now or as it was known on another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from cauce.node.frame import clock
from cauce.node.register.models import Standing


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

    def known_then(self) -> Q:
        """Return the condition that a standing had been given by then."""
        return Q(granted_at__lt=self._until) if self._until else Q()

    def in_force(self) -> Q:
        """Return the condition that a standing was in force on the day, as it was known."""
        began, ends = Q(since__lte=self.on), Q(until=None) | Q(until__gte=self.on)
        if self._until is None:
            return began & ends
        ended = Q(ended_at__lt=self._until) & ends
        not_yet = (Q(ended_at=None) | Q(ended_at__gte=self._until)) & (
            Q(granted_until=None) | Q(granted_until__gte=self.on)
        )
        return self.known_then() & began & (ended | not_yet)

    def was_ended(self, row: Standing) -> bool:
        """Return whether an act that was known by then ended a standing."""
        return row.ended_at is not None and (self._until is None or row.ended_at < self._until)

    def until(self, row: Standing) -> date | None:
        """Return the last day of a standing, as it was known."""
        if self._until is None or self.was_ended(row):
            return row.until
        return row.granted_until

    def holds(self, row: Standing) -> bool:
        """Return whether a standing that was known then was in force on the day."""
        until = self.until(row)
        return row.since <= self.on and (until is None or until >= self.on)
