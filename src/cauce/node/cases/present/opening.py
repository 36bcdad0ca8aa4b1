"""What an office may open a case with, and the forms that it has begun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from cauce.case.directory import Directory
from cauce.case.facts import World
from cauce.case.register import Register
from cauce.law.library import Library, Regime, Version
from cauce.node.cases.access import may_open
from cauce.node.cases.models import FormDraft
from cauce.node.cases.present.law import cite
from cauce.node.cases.present.names import act_title, procedure_title
from cauce.node.frame import clock
from cauce.node.frame.parts import Link
from cauce.node.frame.words import pick


@dataclass(frozen=True, slots=True)
class Opening:
    """A procedure that an office may begin."""

    title: str
    summary: str
    source: str
    acts: Sequence[Link]


@dataclass(frozen=True, slots=True)
class OfRegime:
    """What an office may begin under one regime."""

    title: str
    version: str
    openings: Sequence[Opening]


@dataclass(frozen=True, slots=True)
class Begun:
    """A form that was begun and not filed."""

    title: str
    href: str
    at: datetime


def openings(office: str, directory: Directory, library: Library) -> list[OfRegime]:
    """Return what an office may begin today."""
    world = World(library, Register(), directory)
    found = []
    for regime in library.regimes.values():
        version = _today(regime)
        offered = [each for name in version.file.procedures if (each := _opening(name, version, office, world))]
        if offered:
            found.append(OfRegime(pick(regime.file.title), pick(version.file.title), offered))
    return found


def _today(regime: Regime) -> Version:
    today = clock.today(regime.file.zone)
    known = [version for version in regime.versions if version.since <= today]
    return known[-1] if known else regime.versions[0]


def _opening(name: str, version: Version, office: str, world: World) -> Opening | None:
    regime, procedure = version.regime.regime, version.file.procedures[name]
    acts = may_open(office, regime, name, version, world)
    if not acts:
        return None
    links = [Link(pick(procedure.acts[act].title), reverse("open-case", args=[regime, name, act])) for act in acts]
    return Opening(pick(procedure.title), pick(procedure.summary), cite(version, procedure.source), links)


def drafts_of(rows: Iterable[FormDraft], library: Library) -> list[Begun]:
    """Return the forms that were begun, as ways back to them."""
    found = []
    for row in rows:
        if row.regime in library.regimes:
            version = _today(library.regimes[row.regime])
            title = (
                f"{procedure_title(library, row.regime, row.procedure)}: {act_title(version, row.procedure, row.act)}"
            )
            href = reverse("open-case", args=[row.regime, row.procedure, row.act])
            found.append(Begun(title, href, row.saved_at))
    return found
