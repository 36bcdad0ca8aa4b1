"""
How often the rules of a version were met, missed or are open.

Duties are counted, each count capped, in one statement; how often acts kept and offended an expectation is read from
a tally. Both are of one version: who reads every case of a procedure may differ from version to version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from django.db import connection
from django.urls import reverse

from cauce.law.library import Version
from cauce.node.cases.models import Duty, Phase, Tally
from cauce.node.frame.dates import number
from cauce.node.frame.parts import Chip, Tone
from cauce.node.frame.words import Both, say

#: pages say "more than" from here on
CAP = 1000
_State = Literal["met", "late", "overdue", "filed", "open"]
#: of one, of many, and the tone
_WORDS: Mapping[_State, tuple[Both, Both, Tone]] = {
    "met": (Both("{n} met", "{n} a tiempo"), Both("{n} met", "{n} a tiempo"), "met"),
    "late": (Both("{n} late", "{n} tarde"), Both("{n} late", "{n} tarde"), "soon"),
    "overdue": (Both("{n} overdue", "{n} vencido"), Both("{n} overdue", "{n} vencidos"), "late"),
    "filed": (Both("{n} filed", "{n} presentado"), Both("{n} filed", "{n} presentados"), ""),
    "open": (Both("{n} open", "{n} abierto"), Both("{n} open", "{n} abiertos"), ""),
}
_KEPT = (Both("{n} in order", "{n} en regla"), Both("{n} in order", "{n} en regla"))
_FLAGGED = (Both("{n} irregular", "{n} irregular"), Both("{n} irregular", "{n} irregulares"))
_OPEN = (Phase.RUNNING.value, Phase.NO_TERM.value, Phase.STOPPED.value)


def counts_of(version: Version, procedures: set[str], today: date) -> dict[str, list[Chip]]:
    """Return what pages say beside a rule, by its anchor on the page, for the rules of these procedures."""
    return _of_duties(version, procedures, today) | _of_expectations(version, procedures)


def _of_expectations(version: Version, procedures: set[str]) -> dict[str, list[Chip]]:
    """Return how many acts kept and offended each expectation, with the way to the cases of those that did."""
    found = {}
    for tally in Tally.objects.filter(under=version.id, procedure__in=procedures):
        cases = f"{reverse('cases')}?flag={version.id}/{tally.procedure}/{tally.rule}"
        found[f"expects-{tally.procedure}.{tally.rule}"] = [
            *([_chip(_KEPT, tally.kept, "met")] if tally.kept else []),
            *([_chip(_FLAGGED, tally.flagged, "late", cases)] if tally.flagged else []),
        ]
    return found


def _chip(words: tuple[Both, Both], count: int, tone: Tone, href: str = "") -> Chip:
    one, many = words
    shown = one if count == 1 else many
    return Chip(say(shown.en, shown.es, n=number(count)), tone, href)


def _of_duties(version: Version, procedures: set[str], today: date) -> dict[str, list[Chip]]:
    asked = list(_asked(version, procedures, today))
    found: dict[str, list[Chip]] = {}
    for (code, state), count in zip([(code, state) for code, state, _, _ in asked], _count(asked), strict=True):
        if count:
            one, many, tone = _WORDS[state]
            words = one if count == 1 else many
            shown = say("over {n}", "más de {n}", n=number(CAP - 1)) if count >= CAP else number(count)
            found.setdefault(code, []).append(Chip(say(words.en, words.es, n=shown), tone))
    return found


def _asked(version: Version, procedures: set[str], today: date) -> Iterator[tuple[str, _State, str, Sequence[Any]]]:
    """Yield code, state, condition and values of each count."""
    rules = [(f"{name}.{key}", name, key) for name in procedures for key in version.file.procedures[name].duties]
    rules += [
        (f"recurring.{key}", "", key)
        for key, rule in version.file.recurring.items()
        if rule.met_by.procedure in procedures
    ]
    for code, procedure, key in rules:
        same = [version.id, procedure, key]
        yield code, "met", "phase = %s", [*same, Phase.MET.value]
        yield code, "late", "phase = %s", [*same, Phase.MET_LATE.value]
        yield code, "overdue", "phase = %s AND due < %s", [*same, Phase.RUNNING.value, today]
        yield code, "filed", "phase = %s", [*same, Phase.FILED.value]
        yield code, "open", "phase IN (%s, %s, %s) AND (due IS NULL OR due >= %s OR phase <> %s)", [
            *same, *_OPEN, today, Phase.RUNNING.value,
        ]  # fmt: skip


def _count(asked: Sequence[tuple[str, _State, str, Sequence[Any]]]) -> list[int]:
    if not asked:
        return []
    table = Duty._meta.db_table
    same = "under = %s AND procedure = %s AND duty = %s"
    part = f"(SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE {same} AND {{}} LIMIT {CAP}) AS part)"  # noqa: S608 - texts of this file, values apart
    parts = [part.format(condition) for _, _, condition, _ in asked]
    values = [value for _, _, _, given in asked for value in given]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return [int(count) for count in cursor.fetchone()]
