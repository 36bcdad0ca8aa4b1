"""The law: open to everybody, except for numbers, which only those are told who may read the cases anyway."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cauce.law.errors import NoVersionInForce
from cauce.law.library import Regime, Version
from cauce.node.cases.paging import day_in, queries
from cauce.node.cases.problems import wrong_days
from cauce.node.cases.world import directory, library
from cauce.node.frame import clock
from cauce.node.frame.access import open_to_all
from cauce.node.frame.parts import Chip
from cauce.node.law import compared, open_questions, pages, texts
from cauce.node.law.access import counted_for
from cauce.node.law.articles import Counts, Part, parts_of
from cauce.node.law.counts import counts_of
from cauce.node.law.heading import Heading, heading_of, shelf
from cauce.node.law.instruments import history_of, sources_of
from cauce.node.law.models import LawArticle, LawText
from cauce.node.law.sheets import cut
from cauce.node.people.acting import Acting


@open_to_all
@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """List the regimes that this node runs."""
    return render(request, "law/law.html", {"regimes": shelf(library())})


@open_to_all
@require_safe
def regime(request: HttpRequest, regime: str) -> HttpResponse:
    """Show the articles of the version in force on a day beside the rules that run them."""
    head = _head(request, regime, "law-regime")
    context: dict[str, object] = {"head": head}
    if head.version is not None:
        counts = _counts(request, head.version)
        parts = _parts(request, head, head.version, counts)
        context |= pages.laid_out(parts, head, queries(request).get("sheet", "")) | {"counted": bool(counts)}
    return render(request, "law/regime.html", context)


@open_to_all
@require_safe
def rule(request: HttpRequest, regime: str, anchor: str) -> HttpResponse:
    """Lead to where a rule stands, on whichever page of its law that is."""
    head = _head(request, regime, "law-regime")
    if head.version is None:
        raise Http404
    found = _parts(request, head, head.version, _counts(request, head.version))
    return redirect(reverse("law-regime", args=[regime]) + pages.address_of(found, head, anchor))


def _parts(request: HttpRequest, head: Heading, version: Version, counts: Counts) -> list[Part]:
    words = texts.words_of(version, texts.texts_of(head.regime.id, head.day))
    values = open_questions.values_of(version, head.day) if _acting(request) else {}
    return parts_of(version, counts, values, words, head.day)


@open_to_all
@require_safe
def left_open(request: HttpRequest, regime: str) -> HttpResponse:
    """Show what the texts leave open: readings side by side, and parameters in their three states."""
    head = _head(request, regime, "law-open")
    context: dict[str, object] = {"head": head}
    if head.version is not None:
        told = open_questions.told_of(head.version, head.day, _acting(request))
        context |= {
            "readings": open_questions.readings_of(head.version, told),
            "parameters": open_questions.parameters_of(head.version, told),
        }
    return render(request, "law/open.html", context)


@open_to_all
@require_safe
def sources(request: HttpRequest, regime: str) -> HttpResponse:
    """Show the instruments, how sure we are of each, what touched the text since, and the words that were loaded."""
    head = _head(request, regime, "law-sources")
    loaded = LawText.objects.filter(regime=regime).order_by("source", "-edition")
    file = head.regime.file
    context = {"head": head, "sources": sources_of(file), "history": history_of(file), "texts": loaded}
    return render(request, "law/sources.html", context)


@open_to_all
@require_safe
def compare(request: HttpRequest, regime: str) -> HttpResponse:
    """Show what changed from the version of one day to that of another."""
    head = _head(request, regime, "law-compare")
    before, after = _two(request, head)
    context = {"head": head, "before": before, "after": after, "compared": compared.compare(before, after)}
    return render(request, "law/compare.html", context)


@open_to_all
@require_safe
def words(request: HttpRequest, regime: str, source: str, article: str = "") -> HttpResponse:
    """Show the words of a law as they were loaded: which articles there are, and one of them."""
    known = _regime(regime)
    edition = day_in(queries(request), "edition")
    rows = LawText.objects.filter(regime=regime, source=source).order_by("-edition")
    text = (rows.filter(edition=edition) if edition else rows).first()
    if text is None or source not in known.file.sources:
        raise Http404
    names = list(text.articles.order_by("position").values_list("key", "label", "division"))
    shown = LawArticle.objects.filter(text=text, key=article[:40]).first() if article else None
    if article and shown is None:
        raise Http404
    context = {"head": _head(request, regime, "law-regime"), "text": text, "article": shown}
    wanted = queries(request).get("sheet", "")
    context["lines"] = cut(shown.lines if shown else [], lambda line: len(line[0].encode()) + 30, wanted)
    context["names"] = cut(names if not shown else [], lambda name: len(name[1].encode()) + 160, wanted)
    context |= {"source": known.file.sources[source], "editions": rows if len(rows) > 1 else []}
    return render(request, "law/words.html", context | _beside(names, article))


def _beside(names: list[tuple[str, str, str]], article: str) -> dict[str, object]:
    """Return the articles before and after one."""
    keys = [key for key, _, _ in names]
    if article not in keys:
        return {}
    at = keys.index(article)
    return {"before": names[at - 1] if at else None, "after": names[at + 1] if at + 1 < len(names) else None}


def _regime(name: str) -> Regime:
    found = library().regimes.get(name)
    if found is None:
        raise Http404
    return found


def _head(request: HttpRequest, name: str, page: str) -> Heading:
    found = _regime(name)
    today = clock.today(found.file.zone)
    day = day_in(queries(request), "at") or today
    head = heading_of(found, day, today, page, library())
    return replace(head, problems=wrong_days(queries(request), ("at",)))


def _two(request: HttpRequest, head: Heading) -> tuple[Version, Version]:
    """Return the two versions asked for; the last two if none are."""
    versions = head.regime.versions
    after = _version(head.regime, day_in(queries(request), "to")) or versions[-1]
    index = versions.index(after)
    before = _version(head.regime, day_in(queries(request), "from")) or versions[max(0, index - 1)]
    return before, after


def _version(regime: Regime, day: date | None) -> Version | None:
    try:
        return regime.in_force(day) if day else None
    except NoVersionInForce:
        return None


def _acting(request: HttpRequest) -> Acting | None:
    return getattr(request, "acting", None)


def _counts(request: HttpRequest, version: Version) -> dict[str, list[Chip]]:
    acting = _acting(request)
    if acting is None:
        return {}
    procedures = counted_for(acting.office.code, version, directory(acting.directory))
    return counts_of(version, procedures, clock.today(version.regime.zone))
