"""The lists of the Due page, read line by line: a duty of its own, or duties that are alike, with the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import HttpRequest

from cauce.node.cases import alike
from cauce.node.cases.alike import Head
from cauce.node.cases.models import DutyFor
from cauce.node.cases.paging import Page, day_in, number_in, page_of, queries
from cauce.node.cases.views.counts import CAP

Rows = QuerySet[DutyFor]
#: how many of a line are named where it opens
NAMED = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list: how many lines of it, and its rows one part after another, by their side and whether they have a day."""

    rows: Mapping[tuple[str, bool], Rows]
    size: int


@dataclass(frozen=True, slots=True)
class Line:
    """A duty, and how many are like it (as far as pages count) with the first few of them, itself included."""

    head: DutyFor
    count: int = 1
    named: Sequence[DutyFor] = field(default=())


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a list, from where the address goes on."""

    name: str
    rows: Rows
    size: int
    dated: bool


def read(request: HttpRequest, lists: Mapping[str, Wanted], *, apart: bool) -> dict[str, Page[Line]]:
    """Return a page of each list, in three queries; `apart` gives every duty a line of its own (all are alike)."""
    parts = [part for name, wanted in lists.items() for part in _parts(request, name, wanted, apart=apart)]
    if apart:
        keys = alike.firsts([part.rows for part in parts], max((part.size for part in parts), default=0))
        heads = [[Head(key) for key in each] for each in keys]
    else:
        heads = alike.walks([(part.rows, part.size, part.dated) for part in parts])
    shown: dict[str, list[tuple[_Part, Head]]] = {name: [] for name in lists}
    for part, each in zip(parts, heads, strict=True):
        shown[part.name] += [(part, head) for head in each][: part.size - len(shown[part.name])]
    lines = _lines([pair for each in shown.values() for pair in each])
    return {
        name: _page(request, name, [lines[head.key] for _, head in each if head.key in lines], lists[name].size)
        for name, each in shown.items()
    }


def _parts(request: HttpRequest, name: str, wanted: Wanted, *, apart: bool) -> Iterable[_Part]:
    """Return the parts of a list that are still to come, from the line after which the address goes on."""
    side, _, rest = queries(request).get(f"after-{name}", "").partition("_")
    day, _, rest = rest.partition("_")
    like, _, number = rest.rpartition("_")
    due = day_in({"day": day}, "day")
    at, parts = (side, due is not None), list(wanted.rows)
    for each in parts[parts.index(at) :] if at in parts else parts:
        rows = wanted.rows[each]
        if each == at:
            last = number_in(number)
            rows = rows.filter(duty__gt=last) if apart else alike.beyond(rows, due, like, last)
        yield _Part(name, rows, wanted.size + 1, dated=each[1])


def _page(request: HttpRequest, name: str, found: Sequence[Line], size: int) -> Page[Line]:
    after: list[str] = []
    if len(found) > size:
        head = found[size - 1].head
        after = [head.side, head.due.isoformat() if head.due else "", head.alike, str(head.duty_id)]
    return page_of(found, size, request, f"after-{name}", after)


def _lines(heads: Sequence[tuple[_Part, Head]]) -> dict[int, Line]:
    """Return the line of each head by its key; a row that an act has written anew meanwhile is left out."""
    groups = [(head.key, alike.like(part.rows, head)) for part, head in heads if head.alike]
    members = dict(zip([key for key, _ in groups], alike.firsts([rows for _, rows in groups], CAP), strict=True))
    wanted = {head.key for _, head in heads}.union(*(keys[:NAMED] for keys in members.values()))
    known = DutyFor.objects.select_related("duty__case").in_bulk(wanted) if wanted else {}
    lines = {}
    for key, row in known.items():
        keys = members.get(key, [key])
        lines[key] = Line(row, len(keys), [known[each] for each in keys[:NAMED] if each in known])
    return lines
