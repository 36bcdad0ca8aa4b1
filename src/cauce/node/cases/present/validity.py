"""Acts that the case does not allow yet, whatever a form will say."""

from __future__ import annotations

from cauce.case.facts import World
from cauce.case.next import NextAct, condition_missing
from cauce.case.state import CaseState
from cauce.law.library import Version
from cauce.node.frame.words import pick


def missing(act: str, office: str, state: CaseState, version: Version, world: World) -> str:
    """Return, in words, the condition of validity that the case lacks; empty if none."""
    law = version.file.procedures[state.procedure].acts[act]
    lacks = law.refusal and condition_missing(NextAct(act, law, (), ()), office, state, version, world)
    return pick(law.refusal) if law.refusal and lacks else ""
