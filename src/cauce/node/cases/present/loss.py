"""What an act that erases a case will take away for good, told before it is filed."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.case.facts import World
from cauce.case.judge import Judged
from cauce.node.cases.access import find_case
from cauce.node.cases.erasing import lost_with
from cauce.node.cases.present.names import Names
from cauce.node.frame.words import pick


@dataclass(frozen=True, slots=True)
class Loss:
    """The case, how many acts and open duties it has, and the standings of persons that it gave."""

    ref: str
    acts: int
    open_duties: int
    standings: list[str]


def loss_of(judged: Judged, office: str, world: World, names: Names) -> Loss | None:
    """Return what goes with the case that an act erases; None if it erases none."""
    erased = judged.judgement.erases
    case = find_case(office, erased.case) if erased else None
    if case is None:
        return None
    lost = lost_with(case, world)
    names.learn(holder for _, _, holder in lost.standings)
    told = [
        f"{_title(regime, standing, world)}: {names.subject(holder)}" for regime, standing, holder in lost.standings
    ]
    return Loss(case.ref, lost.acts, lost.open_duties, told)


def _title(regime: str, standing: str, world: World) -> str:
    for version in reversed(world.library.regime(regime).versions):
        if standing in version.file.standings:
            return pick(version.file.standings[standing].title)
    return standing
