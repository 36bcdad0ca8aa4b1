"""The cases that an office may read: filters in the address, a search as Spanish speakers expect it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from cauce.node.cases.models import Case, Flag, Reader
from cauce.node.cases.paging import Page, day_in, number_in, page_of, queries
from cauce.node.cases.present.filters import Filters, filters_of, rule_in
from cauce.node.cases.present.listing import case_rows, filter_fields
from cauce.node.cases.present.names import Names
from cauce.node.cases.problems import wrong_days
from cauce.node.cases.search import search
from cauce.node.cases.views.counts import COUNTERS, with_news
from cauce.node.cases.world import library
from cauce.node.people.acting import ActingRequest

SIZE = 25
NAMES = ("q", "procedure", "stage", "state", "irregular", "news", "flag", "person", "since", "until")


def cases(request: ActingRequest) -> HttpResponse:
    """List the cases that the office may read, the one that moved last first."""
    filters = filters_of(request, NAMES, library())
    page = _page(request, filters)
    # A name is told of whoever stands in a case that was found, and not of any code that somebody types.
    names = Names(request.acting.directory, library()).learn(row.subject for row in page.items)
    context = {
        "filters": filters.named(names),
        "fields": filter_fields(filters, library(), request.acting.directory),
        "table": case_rows(page.items, names),
        "page": page,
        "unseen": COUNTERS["cases"].count(request.acting),
        "problems": wrong_days(queries(request), ("since", "until")),
    }
    return render(request, "cases/list.html", context)


def _page(request: ActingRequest, filters: Filters) -> Page[Case]:
    rows = _narrow(request.acting.office.code, filters)
    moment, _, number = queries(request).get("after", "").partition("_")
    if (at := _moment(moment)) is not None:
        rows = rows.filter(moved_at__lte=at).filter(Q(moved_at__lt=at) | Q(case__lt=number_in(number)))
    found = list(rows.select_related("case").order_by("-moved_at", "-case")[: SIZE + 1])
    last = found[SIZE - 1] if len(found) > SIZE else None
    after = [f"{last.moved_at.timestamp():.6f}", str(last.case_id)] if last else []
    page = page_of(found, SIZE, request, "after", after)
    return Page([row.case for row in page.items], page.older, page.first)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(text), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _narrow(office: str, filters: Filters) -> QuerySet[Reader]:
    rows, values = Reader.objects.filter(office=office), filters.values
    regime, _, procedure = values.get("procedure", "").partition("/")
    wanted: dict[str, object] = {
        "case__regime": regime,
        "case__procedure": procedure,
        "case__state": values.get("state"),
        "case__subject": values.get("person"),
        "case__opened_on__gte": day_in(values, "since"),
        "case__opened_on__lte": day_in(values, "until"),
    }
    if stage := values.get("stage"):
        wanted["case__closed"] = stage == "closed"
    rows = rows.filter(**{name: value for name, value in wanted.items() if value not in (None, "")})
    if values.get("irregular"):
        rows = rows.filter(case__irregular__gt=0)
    if values.get("news"):
        rows = rows.filter(case__in=with_news(office))
    if named := values.get("flag"):
        versions, procedure, rule = rule_in(named, library())
        flags = Flag.objects.filter(under__in=[version.id for version in versions], procedure=procedure, rule=rule)
        rows = rows.filter(case__in=flags.values("case"))
    if text := values.get("q"):
        rows = rows.filter(case__in=search(Case.objects.all(), text).values("pk"))
    return rows
