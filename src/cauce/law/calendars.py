"""
Statutory calendars: which days are open, which are closed, and by what rule.

A calendar is data with a span that it answers for. A day that a body suspends or makes working gives a new calendar
with another fingerprint, so that an older answer can always be counted again as it was.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from cauce.law.errors import CalendarGap

if TYPE_CHECKING:
    from cauce.law import schema

Text = Mapping[str, str]

#: in the order of `date.weekday()`
WEEKDAYS: tuple[tuple[str, dict[str, str]], ...] = (
    ("monday", {"en": "Monday", "es": "lunes"}),
    ("tuesday", {"en": "Tuesday", "es": "martes"}),
    ("wednesday", {"en": "Wednesday", "es": "miércoles"}),
    ("thursday", {"en": "Thursday", "es": "jueves"}),
    ("friday", {"en": "Friday", "es": "viernes"}),
    ("saturday", {"en": "Saturday", "es": "sábado"}),
    ("sunday", {"en": "Sunday", "es": "domingo"}),
)
_NUMBER = {name: number for number, (name, _) in enumerate(WEEKDAYS)}


@dataclass(frozen=True, slots=True)
class Closure:
    """Why a day is closed: a weekday of rest, a day of the statute, or a suspension by a body (`by`)."""

    id: str
    title: Text
    source: tuple[str, ...] = ()
    by: Text | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the closure as plain data."""
        plain: dict[str, Any] = {"id": self.id, "title": dict(self.title), "source": list(self.source)}
        return plain | ({"by": dict(self.by)} if self.by else {})


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A rule that closes days: `day` of `month`, its `nth` `weekday` (-1 for the last), or `dates` one by one."""

    closure: Closure
    month: int
    day: int | None = None
    nth: int | None = None
    weekday: int | None = None
    every: int | None = None
    from_year: int | None = None
    observed: bool = False
    since: date | None = None
    until: date | None = None
    dates: tuple[date, ...] = ()

    def falls_in(self, year: int) -> Iterable[date]:
        """Return the days that the rule closes in `year`, as far as it holds then."""
        if self.dates:
            return [
                day
                for day in self.dates
                if day.year == year and (self.since or day) <= day and day <= (self.until or day)
            ]
        day = self.falls(year)
        return () if day is None else (day,)

    def falls(self, year: int) -> date | None:
        """Return the day that a yearly rule closes in `year`, moved to where it is observed; None if it closes none."""
        if self.every and (self.from_year is None or year < self.from_year or (year - self.from_year) % self.every):
            return None
        day = self._named_day(year)
        if day is None or (self.since and day < self.since) or (self.until and day > self.until):
            return None
        return day + timedelta({5: -1, 6: 1}.get(day.weekday(), 0)) if self.observed else day

    def _named_day(self, year: int) -> date | None:
        if self.day is not None:
            try:
                return date(year, self.month, self.day)
            except ValueError:  # 29 February in a common year
                return None
        if self.nth is None or self.weekday is None:
            return None
        if self.nth < 0:
            last = date(year + self.month // 12, self.month % 12 + 1, 1) - timedelta(1)
            return last - timedelta((last.weekday() - self.weekday) % 7)
        first = date(year, self.month, 1)
        day = first + timedelta((self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))
        return day if day.month == self.month else None


@dataclass(frozen=True, slots=True)
class Change:
    """Days from `first` to `last` that a body closed or made working; of two that overlap the later one rules."""

    first: date
    last: date
    becomes: Literal["closed", "working"]
    closure: Closure


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """
    A statutory calendar over the span from `first` to `last`, both included.

    Errors: CalendarGap for every question about a day outside the span.
    """

    id: str
    title: Text
    first: date
    last: date
    weekend: frozenset[int]
    days: tuple[ClosedDay, ...]
    changes: tuple[Change, ...] = ()
    #: later weekends, each with the day from which it holds, oldest first
    weekends: tuple[tuple[date, frozenset[int]], ...] = ()
    #: sixteen hexadecimal digits over everything that an answer may depend on or show
    fingerprint: str = field(init=False)
    _closed: dict[int, tuple[Closure, ...]] = field(init=False, repr=False)
    _open: array[int] = field(init=False, repr=False)  # ordinals of the open days, ascending
    _rank: array[int] = field(init=False, repr=False)  # how many open days there are up to each day of the span

    def __post_init__(self) -> None:
        start, stop = self.first.toordinal(), self.last.toordinal() + 1
        closed = self._named_closures()
        working = self._apply_changes(closed)
        opened, rank = array("i"), array("i")
        for day in range(start, stop):
            if day in working or (day not in closed and (day + 6) % 7 not in self._weekend_on(day)):
                opened.append(day)
            rank.append(len(opened))
        kept = {day: tuple(why) for day, why in closed.items() if day not in working}
        for name, value in (("_closed", kept), ("_open", opened), ("_rank", rank), ("fingerprint", self._digest())):
            object.__setattr__(self, name, value)

    def _named_closures(self) -> dict[int, list[Closure]]:
        closed: dict[int, list[Closure]] = {}
        for rule in self.days:
            for year in range(self.first.year, self.last.year + 2):  # 1 January may be observed on 31 December
                for day in rule.falls_in(year):
                    if self.first <= day <= self.last:
                        closed.setdefault(day.toordinal(), []).append(rule.closure)
        return closed

    def _apply_changes(self, closed: dict[int, list[Closure]]) -> set[int]:
        working: set[int] = set()
        for change in self.changes:
            for day in range(change.first.toordinal(), change.last.toordinal() + 1):
                if change.becomes == "working":
                    working.add(day)
                else:
                    working.discard(day)
                    closed.setdefault(day, []).append(change.closure)
        return working

    def _digest(self) -> str:
        content: tuple[Any, ...] = (self.id, self.title, self.first, self.last, sorted(self.weekend), self.days)
        content += (self.changes,)
        if self.weekends:
            content += ([[since.isoformat(), sorted(days)] for since, days in self.weekends],)
        text = json.dumps(content, default=_plain, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def _weekend_on(self, day: int) -> frozenset[int]:
        found = self.weekend
        for since, days in self.weekends:
            found = days if since.toordinal() <= day else found
        return found

    def is_open(self, day: date) -> bool:
        """Return whether the day counts as working under this calendar."""
        return self.next_open(day.toordinal()) == day.toordinal()

    def why_closed(self, day: date) -> tuple[Closure, ...]:
        """Return every rule that closes the day; nothing if it is open."""
        if self.is_open(day):
            return ()
        rest = (Closure(*WEEKDAYS[day.weekday()]),) if day.weekday() in self._weekend_on(day.toordinal()) else ()
        return rest + self._closed.get(day.toordinal(), ())

    def with_changes(self, changes: Iterable[Change]) -> Calendar:
        """Return the calendar with more suspended or working days; this one stays as it is."""
        return replace(self, changes=(*self.changes, *changes))

    # What follows counts in proleptic ordinals (date.toordinal), for speed.

    def open_up_to(self, day: int) -> int:
        """Return how many open days of the span do not lie after the day."""
        index = day - self._first_ordinal
        if not 0 <= index < len(self._rank):
            raise self._gap(day)
        return self._rank[index]

    def nth_open_after(self, day: int, nth: int) -> int:
        """Return the nth open day after the day; nth is 1 or more."""
        index = self.open_up_to(day) + nth - 1
        if index >= len(self._open):
            raise self._gap(self.last.toordinal() + 1)
        return self._open[index]

    def nth_open_before(self, day: int, nth: int) -> int:
        """Return the nth open day before the day; nth is 1 or more."""
        self.open_up_to(day)
        index = bisect_left(self._open, day) - nth
        if index < 0:
            raise self._gap(self._first_ordinal - 1)
        return self._open[index]

    def next_open(self, day: int) -> int:
        """Return the day if it is open, else the next open one."""
        index = day - self._first_ordinal
        if not 0 <= index < len(self._rank):
            raise self._gap(day)
        before = self._rank[index - 1] if index else 0
        if before >= len(self._open):
            raise self._gap(self.last.toordinal() + 1)
        return self._open[before]

    def previous_open(self, day: int) -> int:
        """Return the day if it is open, else the open one before it."""
        count = self.open_up_to(day)
        if not count:
            raise self._gap(self._first_ordinal - 1)
        return self._open[count - 1]

    def nth_open_after_each(self, nth: int) -> array[int]:
        """Return nth_open_after for each day of the span in turn, as far as there is an answer."""
        opened, last = self._open, len(self._open) - nth
        return array("i", [opened[rank + nth - 1] for rank in self._rank if rank <= last])

    def next_open_each(self) -> array[int]:
        """Return next_open for each day of the span in turn, as far as there is an answer."""
        opened, last = self._open, len(self._open) - 1
        return array("i", [opened[rank] for rank in (0, *self._rank[:-1]) if rank <= last])

    @property
    def _first_ordinal(self) -> int:
        return self.first.toordinal()

    def _gap(self, day: int) -> CalendarGap:
        return CalendarGap(calendar=self.id, day=date.fromordinal(day), first=self.first, last=self.last)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Closure):
        return value.to_json()
    # what a rule leaves unsaid is not part of it, so that a word added to the format changes no fingerprint
    return {name: getattr(value, name) for name in value.__dataclass_fields__ if name != "dates" or value.dates}


def calendar_from(file: schema.CalendarFile) -> Calendar:
    """Return the calendar that a pack's file declares."""
    return Calendar(
        id=file.calendar,
        title=file.title.model_dump(),
        first=file.covers.from_,
        last=file.covers.until,
        weekend=frozenset(_NUMBER[name] for name in file.weekend),
        days=tuple(_closed_day(id_, rule) for id_, rule in file.days.items()),
        changes=tuple(change_from(change) for change in file.changes),
        weekends=tuple(
            (each.since, frozenset(_NUMBER[name] for name in each.weekend))
            for each in sorted(file.weekend_changes, key=lambda each: each.since)
        ),
    )


def _closed_day(id_: str, rule: schema.ClosedDay) -> ClosedDay:
    month, day = map(int, rule.on.split("-")) if rule.on else (rule.month or 0, None)
    return ClosedDay(
        closure=Closure(id_, rule.title.model_dump(), tuple(rule.source)),
        month=month,
        day=day,
        nth=rule.nth,
        weekday=_NUMBER[rule.weekday] if rule.weekday else None,
        every=rule.every,
        from_year=rule.from_year,
        observed=rule.observed == "nearest-weekday",
        since=rule.since,
        until=rule.until,
        dates=tuple(rule.dates or ()),
    )


def change_from(change: schema.Change) -> Change:
    """Return the change that a pack's file or an act declares."""
    closure = Closure(
        id=f"{change.as_}-{change.from_}",
        title=change.title.model_dump(),
        source=tuple(change.source),
        by=change.by.model_dump(),
    )
    return Change(change.from_, change.until, change.as_, closure)
