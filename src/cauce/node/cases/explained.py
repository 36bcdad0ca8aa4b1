"""
What can be explained of a case, or of what recurs: duties and irregular acts by name, as the kernel's own data.

For whoever runs the node: nothing here asks who may read. Nothing is written either, so what recurs is worked out from
the acts instead of read from the rows that pages use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cauce.case.explain import Data, explain_duty, explain_flag
from cauce.case.facts import World
from cauce.case.state import CaseState, Duty
from cauce.node.cases import recur
from cauce.node.cases.access import as_ref
from cauce.node.cases.models import Case, LastDay
from cauce.node.cases.take import load_state
from cauce.node.cases.world import world
from cauce.node.frame import clock


@dataclass(frozen=True, slots=True)
class Flagged:
    """What an act offends: under which version, in which procedure, which of its expectations."""

    under: str
    procedure: str
    flag: str
    number: int


@dataclass(frozen=True)
class Found:
    """Duties by key (`report#3`; of what recurs regime, rule, period, who, whom), irregular acts as `2.authorised`."""

    name: str
    regime: str
    today: date
    world: World
    case: Case | None = None
    duties: Mapping[str, Duty] = field(default_factory=dict)
    flags: Mapping[str, Flagged] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Return everything that can be explained."""
        return [*self.duties, *self.flags]

    def explain(self, name: str) -> Data:
        """Return the explanation of one of the names."""
        if name in self.duties:
            return explain_duty(self.duties[name], self.world, self.today)
        flagged = self.flags[name]
        return explain_flag(flagged.under, flagged.procedure, flagged.flag, self.world)

    def all(self) -> Data:
        """Return every explanation, by name."""
        return {
            "of": self.name,
            "on": self.today.isoformat(),
            "duties": {name: self.explain(name) for name in self.duties},
            "flags": {name: self.explain(name) for name in self.flags},
        }

    def earlier(self, name: str) -> Sequence[LastDay]:
        """Return what was answered for a duty before its calendar or reading changed, the oldest first."""
        return list(LastDay.objects.filter(duty__case=self.case, duty__key=name).order_by("pk"))


def of_case(ref: str, on: date | None = None) -> Found | None:
    """Return what can be explained of a case, as it stands on a day, today if none is given; None if there is none."""
    case = Case.objects.filter(ref=as_ref(ref)).first()
    if case is None:
        return None
    state, around = load_state(case), world()
    return Found(
        name=case.ref,
        regime=case.regime,
        today=on or _today(case.regime, around),
        world=around,
        case=case,
        duties=state.duties,
        flags=_flags(state),
    )


def _flags(state: CaseState) -> dict[str, Flagged]:
    found = {}
    for number, flag in state.flags:
        act = state.acts[number - 1]
        found[f"{number}.{flag}"] = Flagged(act.judgement.under, act.procedure, flag, number)
    return found


def of_recurring(path: str, on: date | None = None) -> Found | None:
    """
    Return what recurs under a path, the whole key of a duty or the first parts of keys; None if no such regime.

    A path that is a whole key gives that duty alone.
    """
    around = world()
    known = around.library.regimes.get(path.partition("/")[0])
    if known is None:
        return None
    today = on or _today(known.id, around)
    owed = recur.owed(known, today, around, _period(path))
    key = recur.as_key(path)
    inside = f"{path.rstrip('/')}/"
    duties = {key: owed[key]} if key in owed else {name: each for name, each in owed.items() if name.startswith(inside)}
    return Found(name=path, regime=known.id, today=today, world=around, duties=duties)


def _period(path: str) -> str | None:
    """Return the period that a path names, if it goes that far: only its reports are then read."""
    return dict(enumerate(path.split("/"))).get(2)


def _today(regime: str, around: World) -> date:
    """Return the day it is where filings under a regime are dated."""
    return clock.today(around.library.regime(regime).file.zone)
