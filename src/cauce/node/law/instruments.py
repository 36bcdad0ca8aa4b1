"""The instruments that a regime cites, and the reforms that left its rules alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cauce.law.schema import RegimeFile
from cauce.node.cases.present.law import BASIS, SURE
from cauce.node.frame.parts import Chip
from cauce.node.frame.words import pick, say
from cauce.node.law.rules import mark_of


@dataclass(frozen=True, slots=True)
class Instrument:
    """A text, its rank, and how sure we are of what we say it holds."""

    key: str
    cite: str
    title: str
    rank: str
    mark: Chip
    sure: str
    published: date | None
    where: str
    note: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A reform of the texts: what it touched, and whether the rules here stayed as they were."""

    title: str
    cite: str
    published: date | None
    in_force: date | None
    applicable: date | None
    touches: str
    chip: Chip


def sources_of(file: RegimeFile) -> list[Instrument]:
    """Return the instruments, in the order of the pack."""
    return [
        Instrument(
            key,
            source.cite,
            pick(source.title),
            pick(BASIS[source.kind]),
            mark_of(source.sure),
            pick(SURE[source.sure]),
            source.published,
            source.where or "",
            pick(source.note) if source.note else "",
        )
        for key, source in file.sources.items()
    ]


def history_of(file: RegimeFile) -> Sequence[Touched]:
    """Return the reforms that left the rules alone, and those to come."""
    alone = Chip(say("rules unchanged", "reglas sin cambios"), "met")
    pending = Chip(say("expected", "pendiente"), "soon")
    return [
        Touched(
            pick(entry.title),
            entry.cite,
            entry.published,
            entry.in_force,
            entry.applicable,
            pick(entry.touches),
            alone if entry.effect == "none" else pending,
        )
        for entry in file.history
    ]
