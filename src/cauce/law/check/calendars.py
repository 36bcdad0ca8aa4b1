"""Statutory calendars."""

from __future__ import annotations

from datetime import date

from cauce.law import catalogue as k
from cauce.law.check.scope import Page, Path
from cauce.law.check.sources import check_citations
from cauce.law.check.words import check_words
from cauce.law.draft import Draft
from cauce.law.findings import Finding
from cauce.law.schema import CalendarFile, ClosedDay


def check_calendar(draft: Draft[CalendarFile]) -> list[Finding]:
    """Check the rules and changes of a calendar, and what they rest on."""
    page, model = Page(node=draft.node), draft.model
    if model is None:
        return []
    covers = model.covers
    if covers.until < covers.from_:
        page.report(k.ENDS_BEFORE_START, ("covers", "until"), until=covers.until, since=covers.from_)
    for name, rule in model.days.items():
        _closed_day(page, ("days", name), rule)
        for number, day in enumerate(rule.dates or ()):
            if not covers.from_ <= day <= covers.until:
                page.report(k.OUTSIDE_COVERS, ("days", name, "dates", number), value=day)
    for number, weekend in enumerate(model.weekend_changes):
        if not covers.from_ <= weekend.since <= covers.until:
            page.report(k.OUTSIDE_COVERS, ("weekend-changes", number, "since"), value=weekend.since)
    for number, change in enumerate(model.changes):
        path: Path = ("changes", number)
        if change.until < change.from_:
            page.report(k.ENDS_BEFORE_START, (*path, "until"), until=change.until, since=change.from_)
        for key, day in (("from", change.from_), ("until", change.until)):
            if not covers.from_ <= day <= covers.until:
                page.report(k.OUTSIDE_COVERS, (*path, key), value=day)
    cited = check_citations(page, model.sources)
    for name in model.sources:
        if name not in cited:
            page.report(k.UNUSED_SOURCE, ("sources", name), name=name)
    check_words(page)
    return page.found


def _closed_day(page: Page, path: Path, rule: ClosedDay) -> None:
    weekday = (rule.nth, rule.weekday, rule.month)
    no_weekday, no_dates = all(part is None for part in weekday), rule.dates is None
    fixed = rule.on is not None and no_weekday and no_dates
    moving = rule.on is None and all(part is not None for part in weekday) and rule.nth != 0 and no_dates
    listed = rule.on is None and no_weekday and not no_dates
    if not fixed and not moving and not listed:
        page.report(k.BAD_CLOSED_DAY, path)
    if listed and (rule.every is not None or rule.observed is not None):
        key = "every" if rule.every is not None else "observed"
        page.report(k.MISPLACED_KEY, (*path, key), key=key, needs="on")
    if rule.on is not None and not _exists(rule.on):
        page.report(k.NO_SUCH_DAY, (*path, "on"), value=rule.on)
    for key, needs in (("every", "from-year"), ("from-year", "every")):
        if getattr(rule, key.replace("-", "_")) is not None and getattr(rule, needs.replace("-", "_")) is None:
            page.report(k.MISPLACED_KEY, (*path, key), key=key, needs=needs)
    if rule.since is not None and rule.until is not None and rule.until < rule.since:
        page.report(k.ENDS_BEFORE_START, (*path, "until"), until=rule.until, since=rule.since)


def _exists(month_and_day: str) -> bool:
    try:
        date.fromisoformat(f"2000-{month_and_day}")
    except ValueError:
        return False
    return True
