"""
The checker of packs: everything wrong in one run, each finding with its file and line.

The checks are small and know nothing of each other; each looks at one matter and goes on after what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cauce.law import catalogue as k
from cauce.law.check.acts import check_acts
from cauce.law.check.calendars import check_calendar
from cauce.law.check.conditions import check_conditions
from cauce.law.check.duties import check_duties, check_expectations
from cauce.law.check.files import check_ids, check_regime
from cauce.law.check.flow import check_stages
from cauce.law.check.forms import check_fields, check_forms
from cauce.law.check.offices import check_offices, check_standings
from cauce.law.check.recurring import check_recurring
from cauce.law.check.scope import Known, Page, Scope, known_in
from cauce.law.check.sources import check_articles, check_certainty, check_citations
from cauce.law.check.stories import check_stories
from cauce.law.check.terms import check_parameters, check_readings
from cauce.law.check.territories import check_territory
from cauce.law.check.words import check_words
from cauce.law.draft import BUILTIN, Drafts, RegimeDraft, pack_folders, read_drafts
from cauce.law.findings import Finding, tidy

__all__ = ["check_drafts", "check_packs"]

#: what is asked of every version
CHECKS: tuple[Callable[[Scope], None], ...] = (
    check_fields,
    check_forms,
    check_offices,
    check_standings,
    check_readings,
    check_parameters,
    check_stages,
    check_acts,
    check_conditions,
    check_expectations,
    check_duties,
    check_recurring,
    check_articles,
    check_certainty,
    check_words,
)


def check_packs(paths: Sequence[Path], builtin: bool = True) -> list[Finding]:
    """
    Return everything found in the packs under `paths`, by file and line.

    The packs of the program are there for what those packs name; they are not reported on unless they are among
    `paths`, and give way to a pack that says the same of itself.
    """
    drafts = read_drafts(paths)
    own = set(_files(drafts)) | {item.file for item in drafts.findings}
    if builtin:
        _add_context(drafts, paths)
    return [item for item in check_drafts(drafts) if item.file in own]


def _add_context(drafts: Drafts, paths: Sequence[Path]) -> None:
    """Add the packs of the program, save those that were already read and those that are redefined."""
    read = {folder.resolve() for path in paths for folder in pack_folders(path)}
    others = [folder for folder in pack_folders(BUILTIN) if folder.resolve() not in read]
    if not others:
        return
    context, mine = read_drafts(others, scenarios=False), known_in(drafts)
    drafts.regimes += [each for each in context.regimes if each.file.model and not _redefined(each, mine)]
    drafts.calendars += [each for each in context.calendars if each.model and each.model.calendar not in mine.calendars]
    drafts.territories += [
        each for each in context.territories if each.model and each.model.territory not in mine.territories
    ]


def _redefined(regime: RegimeDraft, mine: Known) -> bool:
    return regime.file.model is None or regime.file.model.regime in mine.regimes


def _files(drafts: Drafts) -> Iterator[str]:
    """Yield the names of every file that was read."""
    for regime in drafts.regimes:
        yield regime.file.name
        yield from (draft.name for draft in regime.versions)
        yield from (draft.name for draft in regime.scenarios)
    yield from (draft.name for draft in drafts.calendars)
    yield from (draft.name for draft in drafts.territories)


def check_drafts(drafts: Drafts) -> list[Finding]:
    """Return everything found in packs that were read, by file and line."""
    known = known_in(drafts)
    found = [*drafts.findings, *check_ids(drafts)]
    for regime in drafts.regimes:
        found += check_regime(regime, known) + _versions(regime, known) + check_stories(regime)
    for calendar in drafts.calendars:
        found += check_calendar(calendar)
    for territory in drafts.territories:
        found += check_territory(territory)
    return tidy(found)


def _versions(regime: RegimeDraft, known: Known) -> list[Finding]:
    """Check the versions of a regime, and that together they cite every source that it declares."""
    file = regime.file.model
    first = Page(node=regime.file.node)
    cited = check_citations(first, file.sources) if file else set()
    check_words(first)
    found = first.found
    for draft in regime.versions:
        if draft.model is None:
            continue
        scope = Scope(node=draft.node, regime=file, version=draft.model, known=known)
        for check in CHECKS:
            check(scope)
        cited |= check_citations(scope, file.sources) if file else set()
        found += scope.found
    if file is not None and not regime.partial and all(draft.model for draft in regime.versions):
        for name in file.sources:
            if name not in cited:
                first.report(k.UNUSED_SOURCE, ("sources", name), name=name)
    return found
