"""The top of every page of a regime: which version, from when to when, and the ways to its other pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cauce.law.errors import NoVersionInForce
from cauce.law.library import Library, Regime, Version
from cauce.node.frame import dates
from cauce.node.frame.parts import Problem
from cauce.node.frame.words import Both, language, pick


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the regime."""

    title: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A version that can be shown."""

    title: str
    since: date
    until: date | None
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """What the pages of a regime have in common; `version` is None on a day before the first."""

    regime: Regime
    version: Version | None
    day: date
    today: date
    title: str
    summary: str
    versions: Sequence[Choice]
    tabs: Sequence[Tab]
    layers: Sequence[Tab]
    #: day, in words, of the latest text in which the rules were found unchanged, if this is the newest version
    unchanged: str
    #: what is wrong with the day asked for
    problems: Sequence[Problem] = ()


_TABS = (
    ("law-regime", Both("Articles and rules", "Artículos y reglas")),
    ("law-open", Both("What the texts leave open", "Lo que los textos dejan abierto")),
    ("law-sources", Both("Sources and reforms", "Fuentes y reformas")),
    ("law-compare", Both("Compare versions", "Comparar versiones")),
)


def heading_of(regime: Regime, day: date, today: date, page: str, library: Library) -> Heading:
    """Return the top of a page of a regime as of a day."""
    version = in_force(regime, day)
    at = "" if day == today else f"?at={day.isoformat()}"
    return Heading(
        regime,
        version,
        day,
        today,
        pick(regime.file.title),
        pick(regime.file.summary),
        [_choice(regime, each, page, version) for each in regime.versions],
        [Tab(pick(words), reverse(name, args=[regime.id]) + at, name == page) for name, words in _TABS],
        [
            Tab(pick(each.file.title), reverse("law-regime", args=[each.id]) + at, False)
            for each in _near(regime, library)
        ],
        plain_day(regime.file.unchanged_as_of) if version is regime.versions[-1] else "",
    )


def plain_day(day: date | None) -> str:
    """Return “14 November 2025”; nothing for none."""
    return dates.civil(day, language(), "long").partition(" ")[2] if day else ""


def in_force(regime: Regime, day: date) -> Version | None:
    """Return the version in force on a day; None on a day that none covers."""
    try:
        return regime.in_force(day)
    except NoVersionInForce:
        return None


def _choice(regime: Regime, version: Version, page: str, shown: Version | None) -> Choice:
    page = page if page in ("law-regime", "law-open") else "law-regime"
    href = f"{reverse(page, args=[regime.id])}?at={version.since.isoformat()}"
    return Choice(pick(version.file.title), version.since, version.until, href, version is shown)


def _near(regime: Regime, library: Library) -> list[Regime]:
    """Return the regimes that apply on top of this one, and the one on which it applies."""
    below = library.regimes.get(regime.file.layer_on or "")
    return [*([below] if below else []), *library.layers_on(regime.id)]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A regime on the list of all."""

    title: str
    summary: str
    href: str
    versions: int
    rules: int
    since: date
    unchanged: str
    layer_on: str


def shelf(library: Library) -> list[Shelved]:
    """Return every regime that this node runs."""
    return [_shelved(regime, library) for regime in library.regimes.values()]


def _shelved(regime: Regime, library: Library) -> Shelved:
    last = regime.versions[-1]
    procedures = last.file.procedures.values()
    rules = sum(len(each.acts) + len(each.expects) + len(each.duties) for each in procedures) + len(last.file.recurring)
    below = library.regimes.get(regime.file.layer_on or "")
    return Shelved(
        pick(regime.file.title),
        pick(regime.file.summary),
        reverse("law-regime", args=[regime.id]),
        len(regime.versions),
        rules,
        last.since,
        plain_day(regime.file.unchanged_as_of),
        pick(below.file.title) if below else "",
    )
