"""Counts that never look at more rows than they can show."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from cauce.node.cases.models import DutyFor, Notice, Side, Waiting
from cauce.node.frame.nav import Counter
from cauce.node.frame.words import Both
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


def with_news(office: str) -> QuerySet[Any]:
    """Return the keys of the cases in which something happened that nobody of an office has seen."""
    return Notice.objects.filter(office=office, seen_by="").values("case_id").distinct()


_latest: ContextVar[tuple[Acting, list[int]] | None] = ContextVar("cauce_counts", default=None)


def _counts(acting: Acting) -> list[int]:
    """Return the numbers of the navigation, looked up once for each request: every request has an Acting of its own."""
    kept = _latest.get()
    if kept is None or kept[0] is not acting:
        office = acting.office.code
        # A line of the docket is a case, whatever decisions it waits for.
        waiting = Waiting.objects.filter(office=office).values("case_id").distinct()
        kept = (acting, capped(owed_by(office), receipts_of(office), waiting, with_news(office)))
        _latest.set(kept)
    return kept[1]


COUNTERS: Mapping[str, Counter] = {
    "due": Counter(
        lambda acting: sum(_counts(acting)[:2]),
        Both("duties with a day, and receipts to give", "deberes con fecha y acuses por dar"),
    ),
    "docket": Counter(
        lambda acting: _counts(acting)[2],
        Both("cases that wait for a decision", "expedientes que esperan una decisión"),
    ),
    "cases": Counter(
        lambda acting: _counts(acting)[3],
        Both("cases with news that nobody of your office has seen", "con novedades que nadie de su oficina ha visto"),
    ),
}
