"""What can come next in a case, and who it waits for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cauce.case.conditions import all_hold
from cauce.case.facts import Facts, World, offices_of
from cauce.case.judge import is_open
from cauce.case.state import CaseState
from cauce.law import schema
from cauce.law.library import Version

#: conditions that no answer on a form can change
_OF_THE_CASE = {"done", "carried", "stage"}


@dataclass(frozen=True, slots=True)
class NextAct:
    """An act open at the case's stage. `offices` are those that may do it and have not; `done` those that have."""

    act: str
    law: schema.Act
    offices: tuple[str, ...]
    done: tuple[str, ...]
    seats_of: str = ""


def next_acts(
    state: CaseState, version: Version, procedure: str, world: World, *, decisions: bool = False
) -> Iterator[NextAct]:
    """Yield the acts that are open, in the order of the pack; with `decisions` only those that decide."""
    for name, law in version.file.procedures[procedure].acts.items():
        if is_open(law, state) and (law.decides or not decisions):
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
    return offices_of(allowed, version, world.directory)


def waits_for(state: CaseState, version: Version, world: World) -> list[NextAct]:
    """
    Return the decisions that a case waits for.

    A decision whose conditions of validity some offices meet waits for those; one that nobody can take yet (a
    concurrence is still missing, say) waits for whoever will. One that many offices could take (any public body, say)
    waits only for those already in the case.
    """
    if state.procedure not in version.file.procedures:
        return []
    present = {act.by for act in state.acts}
    waiting = []
    for following in next_acts(state, version, state.procedure, world, decisions=True):
        named = tuple(office for office in following.offices if office not in following.done)
        if len(named) > len(version.file.offices):
            named = tuple(office for office in named if office in present)
        able = tuple(office for office in named if _valid(following, office, state, version, world))
        waiting.append(replace(following, offices=able or named))
    return waiting


def condition_missing(following: NextAct, office: str, state: CaseState, version: Version, world: World) -> bool:
    """Return whether the case, whatever the form will say, lacks a condition of validity of an act."""
    of_the_case = [each for each in following.law.requires or () if each.lead_key in _OF_THE_CASE]
    return not _valid_in(of_the_case, following, office, state, version, world)


def _valid(following: NextAct, office: str, state: CaseState, version: Version, world: World) -> bool:
    return _valid_in(following.law.requires or [], following, office, state, version, world)


def _valid_in(
    conditions: Sequence[schema.Condition],
    following: NextAct,
    office: str,
    state: CaseState,
    version: Version,
    world: World,
) -> bool:
    if not conditions:
        return True
    today = date.fromisoformat(state.acts[-1].judgement.filed) if state.acts else version.since
    facts = Facts(world, version, state.procedure, following.act, office, {}, today, today, state)
    return all_hold(conditions, facts)


def version_today(state_regime: str, today: date, world: World) -> Version | None:
    """Return the version under which an act filed today is described; None if the node has no such law."""
    regime = world.library.regimes.get(state_regime)
    if regime is None:
        return None
    known = [version for version in regime.versions if version.since <= today]
    return known[-1] if known else regime.versions[0]
