"""
Duties that are alike, one line for all of them: what a page costs does not grow with how many there are.

A monthly report of every agent is hundreds of duties that differ in a name. `DutyFor.alike` says which belong
together; `walks` goes from the first of one group straight to the first of the next, by the index.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from cauce.node.cases.models import DutyFor, Phase
from cauce.node.cases.sql import ask

#: past the number of any duty
_END = 2**63 - 1
_ORDER = ("due", "alike", "duty_id")


def alike_of(regime: str, duty: str, owes: str, phase: str) -> str:
    """Return what duties of one rule and one obligor have in common; those that wait for a receipt are others."""
    return "/".join((regime, duty, owes, *([phase] if phase == Phase.FILED else [])))


def beyond(rows: QuerySet[DutyFor], due: date | None, alike: str, number: int) -> QuerySet[DutyFor]:
    """Return the rows that come after the line of this duty, in the order of the page."""
    head = "%s, %s, %s"
    values = [due, alike, _END if alike else number]
    if due is None:
        head, values = "%s, %s", values[1:]
    where = f"({_columns(due is not None)}) > ({head})"
    return rows.extra(where=[where], params=values)  # noqa: S610 - names of ours, the values apart


class Head(NamedTuple):
    """The first row of a line: its key, and what it shares with the others on it."""

    key: int
    alike: str = ""
    due: date | None = None


def walks(lists: Sequence[tuple[QuerySet[DutyFor], int, bool]]) -> list[list[Head]]:
    """
    Return the first row of each line of several lists, in one statement.

    A list is its rows, how many lines are wanted, and which of its rows: those with a last day, or those without.
    """
    if not lists:
        return []
    walked, chosen, values = [], [], list[Any]()
    for place, (rows, size, dated) in enumerate(lists):
        sql, given = _walk(f"walk{place}", rows, size, dated=dated)
        walked.append(sql)
        values += given
        heads = f"walk{place} JOIN case_duty_for head ON head.id = walk{place}.id"
        chosen.append(f"SELECT {place} AS place, step, head.id, alike, due FROM {heads}")  # noqa: S608 - names of ours
    found = ask(f"WITH RECURSIVE {', '.join(walked)} {' UNION ALL '.join(chosen)} ORDER BY place, step", values)
    heads_of: list[list[Head]] = [[] for _ in lists]
    for place, _, key, alike, due in found:
        heads_of[place].append(Head(key, alike, date.fromisoformat(due) if isinstance(due, str) else due))
    return heads_of


def _walk(name: str, rows: QuerySet[DutyFor], size: int, *, dated: bool) -> tuple[str, list[Any]]:
    rows = rows if dated else rows.filter(due__isnull=True)
    # No line after another lacks a day, and to ask for one would keep SQLite from going there by the index.
    first, values = _first(rows.filter(due__isnull=False) if dated else rows)
    # A duty of a case is a line of its own; past any other, all that are like it are passed over.
    # SQLite goes by the index only where what is compared is no bare column of text: hence COALESCE.
    head = f"COALESCE(head.alike, ''), CASE WHEN head.alike = '' THEN head.duty_id ELSE {_END} END"
    head = f"head.due, {head}" if dated else head
    after, more = _first(rows.extra(where=[f"({_columns(dated)}) > ({head})"]))  # noqa: S610 - names of ours
    step = f"SELECT ({after}), step + 1 FROM {name} JOIN case_duty_for head ON head.id = {name}.id WHERE step < {size}"  # noqa: S608
    return f"{name}(id, step) AS (SELECT ({first}), 1 UNION ALL {step})", [*values, *more]


def _first(rows: QuerySet[DutyFor]) -> tuple[str, Sequence[Any]]:
    sql, values = rows.order_by(*_ORDER).values("pk")[:1].query.sql_with_params()
    return sql, values


def _columns(dated: bool) -> str:
    names = ("case_duty_for.alike", "case_duty_for.duty_id")
    return ", ".join(("case_duty_for.due", *names) if dated else names)


def like(rows: QuerySet[DutyFor], head: Head) -> QuerySet[DutyFor]:
    """Return what stands on the line of a head."""
    found = rows.filter(alike=head.alike)
    return found.filter(due__isnull=True) if head.due is None else found.filter(due=head.due)


def firsts(rows: Sequence[QuerySet[DutyFor]], few: int) -> list[list[int]]:
    """Return the first few of each, in one statement."""
    if not rows:
        return []
    parts, values = [], list[Any]()
    for place, each in enumerate(rows):
        sql, given = each.order_by("duty_id").values("id", "duty_id")[:few].query.sql_with_params()
        parts.append(f"SELECT {place} AS place, duty_id, id FROM ({sql}) part{place}")  # noqa: S608 - what Django compiled
        values += given
    found = ask(f"{' UNION ALL '.join(parts)} ORDER BY place, duty_id", values)
    return [[int(key) for of, _, key in found if of == place] for place in range(len(rows))]
