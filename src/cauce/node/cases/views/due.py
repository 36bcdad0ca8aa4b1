"""What is due: what the office owes, receipts that it has to give and what others owe it, soonest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cauce.node.cases import duties, lines, recur
from cauce.node.cases.models import Case, Duty, DutyFor, Notice, Phase, Side
from cauce.node.cases.paging import Page, address
from cauce.node.cases.present import clocks, dues, news
from cauce.node.cases.present.dues import SOON_DAYS, Desk
from cauce.node.cases.present.filters import Filters, filters_of
from cauce.node.cases.present.lines import line_part
from cauce.node.cases.present.names import Names
from cauce.node.cases.take import load_states
from cauce.node.cases.today import Today, today_of
from cauce.node.cases.views.counts import CAP, capped, live, owed_by, receipts_of
from cauce.node.cases.world import library, world
from cauce.node.frame import parts
from cauce.node.frame.parts import Tally
from cauce.node.frame.words import say
from cauce.node.people.acting import Acting, ActingRequest

SIZE, FEW = 25, 8
_SOON = timedelta(SOON_DAYS)
#: what the tallies count, by the day it is: in the order in which they stand
_SPANS: Mapping[str, Callable[[date], Q]] = {
    "overdue": lambda today: Q(due__lt=today),
    "soon": lambda today: Q(due__gte=today, due__lte=today + _SOON),
    "later": lambda today: Q(due__gt=today + _SOON),
}


def due(request: ActingRequest) -> HttpResponse:
    """Show what is due."""
    recur.catch_up()
    acting, today = request.acting, today_of(library())
    filters = filters_of(request, ("show", "procedure", "list", "alike"), library())
    only = filters.values.get("list")
    pages = lines.read(request, _wanted(acting, filters, today), apart="alike" in filters.values)
    context = {
        "filters": filters,
        "tallies": [] if only in (Side.OWED, Side.RECEIPTS) else _tallies(acting, today, filters),
        "news": _news(acting) if not filters.values else [],
        "cap": CAP,
        "only": only,
    }
    return render(request, "cases/due.html", context | _shown(acting, today, pages, filters))


def _wanted(acting: Acting, filters: Filters, today: Today) -> dict[str, lines.Wanted]:
    """Return the lists that the address asks for: owed by us, our receipts, owed to us, and what has no last day."""
    show, only, alike = (filters.values.get(name) for name in ("show", "list", "alike"))
    sides = [side.value for side in Side if only in (None, side)]
    rows = {side: _narrow(live(acting.office.code, side), filters, today) for side in sides}
    days = show != "silent" and not (alike or "").startswith("-")
    none = show in (None, "silent") and (alike or "-").startswith("-")
    found = {}
    for side in sides:
        # A receipt has its place among receipts, whether the law gives a day or is silent.
        kinds = [dated for dated in (True, False) if (days if dated else none and side == Side.RECEIPTS)]
        if kinds:
            size = SIZE if only == side or side == Side.OWES else FEW
            found[side] = lines.Wanted({(side, dated): rows[side] for dated in kinds}, size)
    if none and (silent := {(side, False): rows[side] for side in sides if side != Side.RECEIPTS}):
        found["silent"] = lines.Wanted(silent, SIZE if show or alike else FEW)
    return found


def _shown(
    acting: Acting, today: Today, pages: Mapping[str, Page[lines.Line]], filters: Filters
) -> dict[str, Page[parts.Duty]]:
    """Return the rows of the lists, every name read at once."""
    views = [view for page in pages.values() for line in page.items for view in (line.head, *line.named)]
    names = Names(acting.directory, library())
    names.learn(code for view in views for code in (view.duty.about, view.duty.case.subject if view.duty.case else ""))
    around = world(acting.directory)
    kinds = dues.kinds_by_version(
        acting.office.code, (view.duty.under for view in views), around.library, around.directory
    )
    desk = Desk(acting.office.code, kinds, today, names, around)
    desk = replace(desk, states=load_states(dues.conditional(views, desk)), reported=_reported(views))
    return {
        name: Page([line_part(line, desk, filters) for line in page.items], page.older, page.first)
        for name, page in pages.items()
    }


def _reported(views: list[DutyFor]) -> dict[str, Case]:
    """Return the cases of the reports that wait for a receipt and are no part of a case that asked for them."""
    refs = {view.duty.met_in for view in views if view.side == Side.RECEIPTS and view.duty.met_in}
    return Case.objects.in_bulk(refs, field_name="ref") if refs else {}


def _tallies(acting: Acting, today: Today, filters: Filters) -> list[Tally]:
    mine, awaited = owed_by(acting.office.code), receipts_of(acting.office.code)
    met = DutyFor.objects.filter(
        office=acting.office.code,
        side=Side.OWES,
        live__in=(False,),
        duty__phase__in=(Phase.MET, Phase.MET_LATE),
    ).filter(today.rows(_this_month))
    spans = (mine.filter(today.rows(span)) for span in _SPANS.values())
    late, near, later, receipts, done = capped(*spans, awaited, met)
    return [
        Tally(late, say("overdue", "vencidos"), "late" if late else "", filters.having("show", "overdue")),
        Tally(
            near,
            say("due within {n} days", "vencen en {n} días", n=SOON_DAYS),
            "soon" if near else "",
            filters.having("show", "soon"),
        ),
        Tally(later, say("later", "más adelante"), "", filters.having("show", "later")),
        Tally(receipts, say("receipts to give", "acuses por dar"), "", _list_of(Side.RECEIPTS, filters)),
        Tally(done, say("met, of those due this month", "cumplidos, de los de este mes"), "met" if done else ""),
    ]


def _this_month(today: date) -> Q:
    month = today.replace(day=1)
    return Q(due__gte=month, due__lt=(month + timedelta(31)).replace(day=1))


def _list_of(side: Side, filters: Filters) -> str:
    kept = {name: value for name, value in filters.values.items() if name == "procedure"}
    return address(filters.request, kept | {"list": side.value})


def _narrow(rows: QuerySet[DutyFor], filters: Filters, today: Today) -> QuerySet[DutyFor]:
    show = filters.values.get("show", "")
    rows = rows.filter(today.rows(_SPANS[show])) if show in _SPANS else rows
    day, _, alike = filters.values.get("alike", "").partition("/")
    if alike:
        rows = rows.filter(alike=alike, due__isnull=True) if day == "-" else rows.filter(alike=alike, due=day)
    return _of_procedure(rows, filters)


def _of_procedure(rows: QuerySet[DutyFor], filters: Filters) -> QuerySet[DutyFor]:
    regime, _, procedure = filters.values.get("procedure", "").partition("/")
    if not regime:
        return rows
    rows = rows.filter(duty__regime=regime)
    return rows.filter(duty__procedure=procedure) if procedure else rows


def _news(acting: Acting) -> list[news.News]:
    rows = Notice.objects.filter(office=acting.office.code, seen_by="").select_related("case").order_by("-at")
    return news.news_of(list(rows[:CAP]), Names(acting.directory, library()))


def duty(request: ActingRequest, key: str) -> HttpResponse:
    """Show how the date of a recurring duty was counted; a duty of a case is shown on the case's page."""
    mine = DutyFor.objects.filter(office=request.acting.office.code, duty__case=None)
    view = mine.filter(duty__key=recur.as_key(key)).select_related("duty").first()
    if view is None:
        raise Http404
    return render(request, "cases/duty.html", _counted(request.acting, view.duty))


def _counted(acting: Acting, row: Duty) -> dict[str, object]:
    around = world(acting.directory)
    names = Names(acting.directory, library()).learn([row.about])
    owed = duties.as_owed(row)
    earlier = list(row.earlier.order_by("pk"))
    card = clocks.card_of(owed, around, names, today_of(around.library).of(row.regime), earlier)
    return {"card": card, "about": names.subject(row.about) if row.about else "", "back": reverse("due")}
