"""Counts that never look at more rows than they can show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from cauce.node.cases.models import DutyFor, Notice, Side, Waiting
from cauce.node.people.acting import Acting

#: pages say "more than 99" from here on
CAP = 100


def capped(*rows: QuerySet[Any]) -> list[int]:
    """Return how many rows each query has (of values, those it has), CAP at most, in one statement."""
    parts, values = [], list[Any]()
    for each in rows:
        some = each.order_by() if each.query.values_select else each.order_by().values("pk")
        sql, given = some[:CAP].query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS part)")  # noqa: S608 - what Django compiled, its values apart
        values += given
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return [int(count) for count in cursor.fetchone()]


def live(office: str, side: str) -> QuerySet[DutyFor]:
    """Return what is still to be done of what an office owes, is owed or has to give its receipt for."""
    # A bare boolean is no use to an index of SQLite, a comparison is.
    return DutyFor.objects.filter(office=office, side=side, live__in=(True,))


def owed_by(office: str) -> QuerySet[DutyFor]:
    """Return what an office still owes by some day."""
    return live(office, Side.OWES).filter(due__isnull=False)


def receipts_of(office: str) -> QuerySet[DutyFor]:
    """Return what was filed to an office and waits for its receipt."""
    return live(office, Side.RECEIPTS)


_latest: ContextVar[tuple[Acting, list[int]] | None] = ContextVar("cauce_counts", default=None)


def _counts(acting: Acting) -> list[int]:
    """Return the numbers of the navigation, looked up once for each request: every request has an Acting of its own."""
    kept = _latest.get()
    if kept is None or kept[0] is not acting:
        office = acting.office.code
        # A line of the docket is a case, whatever decisions it waits for.
        waiting = Waiting.objects.filter(office=office).values("case_id").distinct()
        unseen = Notice.objects.filter(office=office, seen_by="")
        kept = (acting, capped(owed_by(office), receipts_of(office), waiting, unseen))
        _latest.set(kept)
    return kept[1]


COUNTERS: Mapping[str, Callable[[Acting], int]] = {
    "due": lambda acting: sum(_counts(acting)[:2]),
    "docket": lambda acting: _counts(acting)[2],
    "cases": lambda acting: _counts(acting)[3],
}
