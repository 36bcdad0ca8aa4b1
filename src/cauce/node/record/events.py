"""Recording what happens besides acts: stored with its entry in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from cauce.case.act import utc_text
from cauce.node.cases.sql import insert
from cauce.node.frame import clock
from cauce.node.record.models import Entry, EventFor
from cauce.node.record.models import Event as StoredEvent
from cauce.node.record.store import Head, only_writer, record
from cauce.record.event import Event, event_digest, format_event


def record_event(
    kind: str,
    body: Mapping[str, Any],
    *,
    seen_by: Iterable[str] = (),
    at: datetime | None = None,
    head: Head | None = None,
) -> Entry:
    """
    Record an event of a kind of specs/event.md, in the transaction of what it tells of if there is one.

    Shape:  `seen_by` are the offices that may see it; whoever runs the node sees all. `head` as `only_writer` gave it
            to the transaction, for the first entry that it records; without it the record is taken anew.
    Errors: RecordError, if the body is not one of its kind.
    """
    moment = at or clock.now()
    data = format_event(Event(kind, utc_text(moment), body))
    with transaction.atomic(savepoint=False):
        entry = record(event_digest(data), only_writer() if head is None else head)
        insert(StoredEvent, ("entry", "kind", "at", "body"), [(entry.index, kind, moment, data)])
        insert(EventFor, ("entry", "kind", "office"), [(entry.index, kind, office) for office in sorted(set(seen_by))])
    return entry
