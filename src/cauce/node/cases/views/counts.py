"""Counts that never look at more rows than they can show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from cauce.node.cases.models import DutyFor, Notice, Side, Waiting
from cauce.node.people.acting import Acting

#: pages say "more than 99" from here on
CAP = 100


def capped(*rows: QuerySet[Any]) -> list[int]:
    """Return how many rows each query has, CAP at most, in one statement."""
    parts, values = [], list[Any]()
    for each in rows:
        sql, given = each.order_by().values("pk")[:CAP].query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS part)")  # noqa: S608 - what Django compiled, its values apart
        values += given
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return [int(count) for count in cursor.fetchone()]


def owed_by(office: str) -> QuerySet[DutyFor]:
    """Return what an office still owes by some day."""
    return DutyFor.objects.filter(office=office, side=Side.OWES, live=True, due__isnull=False)


def _due(acting: Acting) -> int:
    return capped(owed_by(acting.office.code))[0]


def _docket(acting: Acting) -> int:
    return capped(Waiting.objects.filter(office=acting.office.code))[0]


def _news(acting: Acting) -> int:
    return capped(Notice.objects.filter(office=acting.office.code, seen_by="").distinct())[0]


COUNTERS: Mapping[str, Callable[[Acting], int]] = {"due": _due, "docket": _docket, "cases": _news}
