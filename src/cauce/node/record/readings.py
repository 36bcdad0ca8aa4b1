"""
Who has read a case: stored before the answer is given, and recorded soon after, one event a case.

A reading takes no lock that acts take: it is one row. The batch takes the record as an act does, and marks the rows in
the transaction that records them; killed at any point, it has recorded a reading once or not yet.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from cauce.case.act import utc_text
from cauce.node.cases.access import shown_readings
from cauce.node.cases.models import Case
from cauce.node.cases.sql import ask, insert, read, update_all
from cauce.node.driver import execute_many
from cauce.node.frame import clock
from cauce.node.people.acting import Acting
from cauce.node.record.events import record_event
from cauce.node.record.models import Entry, Reading
from cauce.node.record.store import only_writer
from cauce.record import RecordError

log = logging.getLogger(__name__)

#: the same page again within so long is the same line
_TOGETHER = timedelta(minutes=1)
#: lines of one event: far below what its format holds; what is beyond waits for the next batch
_MOST_LINES = 5_000
#: cases of one transaction, which keeps writers of acts waiting
_MOST_CASES = 25


def note(acting: Acting, case: str, what: str, number: int = 0) -> None:
    """Store that whoever acts has read something of a case; an answer may be given once this has returned."""
    record_reading(case, acting.office.code, acting.account.username, clock.now(), what, number)


def record_reading(case: str, office: str, account: str, at: datetime, what: str, number: int = 0) -> None:
    """Store one reading. Errors: those of `django.db`; then nothing may be shown."""
    insert(Reading, _COLUMNS, [(case, office, account, at, what, number, 1)])


def note_acts(acting: Acting, acts: Iterable[tuple[str, int]], what: str) -> None:
    """Store that whoever acts has read something of several acts, each by its case and number, on one page."""
    office, account, at = acting.office.code, acting.account.username, clock.now()
    insert(Reading, _COLUMNS, [(case, office, account, at, what, number, 1) for case, number in acts])


_COLUMNS = ("case_ref", "office", "account", "at", "what", "number", "times")


def flush_readings() -> int:
    """Record what waits; called again and again, at least once a minute. Returns how many entries that took."""
    return batch_readings(clock.now())


def batch_readings(now: datetime) -> int:
    """Record the readings that wait, one event for each case; returns how many events."""
    cases = [str(ref) for (ref,) in ask("SELECT DISTINCT case_ref FROM record_reading WHERE entry IS NULL")]
    # Whoever is shown one entry of a batch must not learn anything of its neighbours from where it stands.
    secrets.SystemRandom().shuffle(cases)
    done = 0
    for first in range(0, len(cases), _MOST_CASES):
        with transaction.atomic():
            done += sum(_recorded(case, now) for case in cases[first : first + _MOST_CASES])
    return done


def _recorded(case: str, now: datetime) -> bool:
    """Record the readings of a case if there are any; one that cannot be told must not hold up all others."""
    try:
        return _record(case, now) is not None
    except RecordError as error:  # nothing was written yet
        log.error("readings of a case stay unrecorded: %s", error)
        return False


def _record(case: str, now: datetime) -> Entry | None:
    head = only_writer()  # before the rows are read: another process may be at the same batch
    tail = f"WHERE case_ref = %s AND entry IS NULL ORDER BY at, id LIMIT {_MOST_LINES}"
    rows = read(Reading, tail, (case,))
    if not rows:
        return None
    lines = _lines(rows)
    own = Case.objects.only("opener").get(ref=case)
    body = {"case": case, "office": own.opener, "lines": [line.plain for line in lines]}
    # The clock may have been set back since the last of them.
    entry = record_event("readings", body, seen_by=shown_readings(own), at=max(now, rows[-1].at), head=head)
    update_all(Reading, ("entry", "times"), [(line.first.pk, (entry.index, line.times)) for line in lines])
    others = [(row.pk,) for line in lines for row in line.others]
    if others:
        execute_many("DELETE FROM record_reading WHERE id = %s", others)
    return entry


@dataclass
class _Line:
    """A line of an event: the first reading, and those that are told with it."""

    first: Reading
    others: list[Reading] = field(default_factory=list)

    @property
    def times(self) -> int:
        return 1 + len(self.others)

    @property
    def plain(self) -> dict[str, Any]:
        first = self.first
        found = {"at": utc_text(first.at), "office": first.office, "account": first.account, "what": first.what}
        optional = {"number": first.number} if first.number else {}
        return found | optional | ({"times": self.times} if self.others else {})


def _lines(rows: Iterable[Reading]) -> list[_Line]:
    """Put together what the same account read for the same office within a minute of the first time."""
    lines: list[_Line] = []
    latest: dict[tuple[str, str, str, int], _Line] = {}
    for row in rows:
        key = (row.office, row.account, row.what, row.number)
        line = latest.get(key)
        if line is not None and row.at - line.first.at < _TOGETHER:
            line.others.append(row)
        else:
            latest[key] = line = _Line(row)
            lines.append(line)
    return lines
