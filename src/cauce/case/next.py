"""What can come next in a case, and who it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cauce.case.facts import World
from cauce.case.judge import is_open
from cauce.case.state import CaseState
from cauce.law import schema
from cauce.law.library import Version


@dataclass(frozen=True, slots=True)
class NextAct:
    """An act open at the case's stage. `offices` are those that may do it and have not; `done` those that have."""

    act: str
    law: schema.Act
    offices: tuple[str, ...]
    done: tuple[str, ...]
    seats_of: str = ""


def next_acts(state: CaseState, version: Version, procedure: str, world: World) -> Iterator[NextAct]:
    """Yield the acts that are open, in the order of the pack."""
    for name, law in version.file.procedures[procedure].acts.items():
        if is_open(law, state):
            done = tuple(dict.fromkeys(act.by for act in state.acts if act.act == name))
            if law.once == "per-case" and done:
                continue
            able = offices_for(law, version, world)
            left = tuple(office for office in able if office not in done) if law.once else able
            yield NextAct(name, law, left, done, law.by_seats_of or "")


def offices_for(law: schema.Act, version: Version, world: World) -> tuple[str, ...]:
    """Return the offices of the directory that may do an act, broader kinds included."""
    kind = version.file.offices.get(law.by_seats_of or "")
    allowed = set(law.by or (kind.panel.seats if kind is not None and kind.panel is not None else ()))
    regime = version.regime.regime
    return tuple(
        office
        for name in version.file.offices
        if version.kinds_of(name) & allowed
        for office in world.directory.of_kind(regime, name)
    )


def waits_for(state: CaseState, version: Version, world: World) -> list[NextAct]:
    """
    Return the decisions that a case waits for.

    A decision that many offices could take (any public body, say) waits only for those already in the case.
    """
    if state.procedure not in version.file.procedures:
        return []
    present = {act.by for act in state.acts}
    waiting = []
    for following in next_acts(state, version, state.procedure, world):
        if following.law.decides:
            offices = following.offices
            if len(offices) > len(version.file.offices):
                offices = tuple(office for office in offices if office in present)
            waiting.append(NextAct(following.act, following.law, offices, following.done, following.seats_of))
    return waiting


def version_today(state_regime: str, today: date, world: World) -> Version | None:
    """Return the version under which an act filed today is described; None if the node has no such law."""
    regime = world.library.regimes.get(state_regime)
    if regime is None:
        return None
    known = [version for version in regime.versions if version.since <= today]
    return known[-1] if known else regime.versions[0]
