"""The stages of a case as a line: where it has been, where it stands, what usually comes."""

from __future__ import annotations

from cauce.case.state import CaseState
from cauce.law import schema
from cauce.node.frame.parts import Step
from cauce.node.frame.words import pick


def steps_of(state: CaseState, procedure: schema.Procedure | None) -> list[Step]:
    """Return the stages that a case reached, the one where it stands, and those ahead of it."""
    if procedure is None:
        return []
    reached = {act.judgement.stage for act in state.acts}
    names = list(procedure.stages)
    here = names.index(state.stage) if state.stage in names else -1
    final = here >= 0 and procedure.stages[state.stage].final
    found = []
    for place, (name, stage) in enumerate(procedure.stages.items()):
        if name == state.stage:
            found.append(Step(pick(stage.title), "now"))
        elif name in reached:
            found.append(Step(pick(stage.title), "done"))
        elif place > here and not stage.aside and not final:
            found.append(Step(pick(stage.title), "ahead"))
    return found
