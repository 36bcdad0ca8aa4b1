"""The votes of a panel, seat by seat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cauce.case.facts import World, offices_of
from cauce.case.judge import is_open
from cauce.case.state import CaseState
from cauce.law import schema
from cauce.law.library import Version
from cauce.node.cases.present.names import Names
from cauce.node.frame.parts import Chip, Tone
from cauce.node.frame.words import pick, say

_TONES: dict[str, Tone] = {"for": "met", "against": "late"}


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat and what it said."""

    office: str
    chair: bool
    chip: Chip


@dataclass(frozen=True, slots=True)
class Votes:
    """What the seats of a panel have said in a case."""

    panel: str
    title: str
    seats: Sequence[Seat]


def votes_of(state: CaseState, version: Version, world: World, names: Names) -> list[Votes]:
    """Return the votes of every panel that votes in this procedure, where a vote can be or was cast."""
    procedure = version.file.procedures.get(state.procedure)
    found = []
    for law in procedure.acts.values() if procedure else ():
        if law.votes is not None and (is_open(law, state) or said_by(state, law.votes.panel)):
            found.append(_panel(law, state, version, world, names))
    return found


def _panel(law: schema.Act, state: CaseState, version: Version, world: World, names: Names) -> Votes:
    panel = law.votes.panel if law.votes else ""
    said = said_by(state, panel)
    kind = version.file.offices[panel]
    seats = offices_of(set(kind.panel.seats if kind.panel else ()), version, world.directory)
    options = version.file.fields[law.votes.choice].options or {} if law.votes else {}
    chairs = offices_of({kind.panel.chair}, version, world.directory) if kind.panel and kind.panel.chair else ()
    count = sum(1 for office in seats if said.get(office) == "for")
    title = say("{n} of {all} for", "{n} de {all} a favor", n=count, all=len(seats))
    return Votes(
        pick(kind.title),
        title,
        [Seat(names.office(office), office in chairs, vote_chip(said.get(office, ""), options)) for office in seats],
    )


def said_by(state: CaseState, panel: str) -> dict[str, str]:
    """Return the last vote of each office."""
    votes = ((act.by, act.judgement.vote) for act in state.acts)
    return {office: vote.choice for office, vote in votes if vote is not None and vote.panel == panel}


def vote_chip(choice: str, options: dict[str, schema.Text]) -> Chip:
    """Return what a seat said; a seat that has said nothing is awaited."""
    if not choice:
        return Chip(say("Awaited", "Pendiente"), "soon")
    return Chip(pick(options.get(choice, choice)), _TONES.get(choice, ""))
