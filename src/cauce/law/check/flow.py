"""Where a case can get to: which stages can be reached, which acts can ever be done."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.law import catalogue as k
from cauce.law.check.scope import Path, Scope
from cauce.law.schema.procedures import Act, Procedure

START, ANY = "start", "any"


class Flow:
    """The stages that a case of a procedure can reach and the acts that can be done in it."""

    def __init__(self, scope: Scope, procedure: Procedure) -> None:
        self.procedure = procedure
        self.stages: set[str] = set()
        self.acts: set[str] = set()
        while self._grow(scope):
            pass

    def _grow(self, scope: Scope) -> bool:
        size = len(self.stages) + len(self.acts)
        for name, act in self.procedure.acts.items():
            if self._can(scope, act):
                self.acts.add(name)
                self.stages |= {act.to} if act.to else set()
        return len(self.stages) + len(self.acts) > size

    def _can(self, scope: Scope, act: Act) -> bool:
        return self.is_open(act, self.stages) and bool(scope.doers(act)) and not self.missing(act)

    def is_open(self, act: Act, stages: Iterable[str]) -> bool:
        """Say whether an act is open at the start or at one of these stages."""
        return START in act.from_ or self.follows(act, stages)

    def follows(self, act: Act, stages: Iterable[str]) -> bool:
        """Say whether an act is open at one of these stages of a case that is already open."""
        reached = set(stages)
        return bool(reached & set(act.from_)) or (ANY in act.from_ and bool(reached))

    def missing(self, act: Act) -> list[str]:
        """Return the acts that an act requires and that cannot be done."""
        asked = [condition.done for condition in act.requires or () if condition.done is not None]
        return [name for name in asked if name in self.procedure.acts and name not in self.acts]

    def after(self, name: str) -> set[str]:
        """Return the stages that a case can reach once an act is done, the one it then stands at included."""
        act = self.procedure.acts[name]
        reached = {act.to} if act.to else (set(self.procedure.stages) if ANY in act.from_ else set(act.from_) - {START})
        while True:
            following = [self.procedure.acts[each] for each in self.acts]
            more = {each.to for each in following if each.to and self.follows(each, reached)} - reached
            if not more:
                return reached
            reached |= more


def check_stages(scope: Scope) -> None:
    """Check that a case can begin, reach every stage and leave those that are not final."""
    for name, procedure in scope.version.procedures.items():
        path: Path = ("procedures", name)
        for stage in procedure.stages:
            if stage in (START, ANY):
                scope.report(k.NAME_TAKEN, (*path, "stages", stage), name=stage, what=_STAGE)
        _names(scope, path, procedure)
        if not any(START in act.from_ for act in procedure.acts.values()):
            scope.report(k.NO_START, path, name=name)
            continue
        flow = Flow(scope, procedure)
        for stage, described in procedure.stages.items():
            if stage not in flow.stages:
                scope.report(k.UNREACHABLE_STAGE, (*path, "stages", stage), name=stage)
            elif not described.final and not _leaves(flow, stage):
                scope.report(k.DEAD_END, (*path, "stages", stage), name=stage)
        for each, act in procedure.acts.items():
            if each not in flow.acts and flow.is_open(act, flow.stages) and (missing := flow.missing(act)):
                scope.report(k.NEVER_OPEN, (*path, "acts", each, "requires"), name=each, missing=", ".join(missing))


_STAGE = {"en": "stage", "es": "una etapa"}


def _names(scope: Scope, path: Path, procedure: Procedure) -> None:
    for name, act in procedure.acts.items():
        here: Path = (*path, "acts", name)
        for number, stage in enumerate(act.from_):
            scope.declared(k.NO_STAGE, (*here, "from", number), stage, {*procedure.stages, START, ANY})
        if act.to is not None:
            scope.declared(k.NO_STAGE, (*here, "to"), act.to, procedure.stages)
        elif START in act.from_:
            scope.report(k.OPENS_NOWHERE, here, name=name)


def _leaves(flow: Flow, stage: str) -> bool:
    acts = [flow.procedure.acts[name] for name in flow.acts]
    return any(act.to not in (None, stage) and flow.follows(act, {stage}) for act in acts)
