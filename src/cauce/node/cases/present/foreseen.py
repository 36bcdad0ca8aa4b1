"""What the law will say of an act that is about to be filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cauce.case.act import Act
from cauce.case.clock import rule_of
from cauce.case.facts import World
from cauce.case.judge import Draft, Judged, utc_text
from cauce.case.state import CaseState, step
from cauce.node.cases.present.acts import Flag, flag_of
from cauce.node.cases.present.clocks import Card, card_of
from cauce.node.cases.present.names import Names, stage_title
from cauce.node.frame.words import pick


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What follows from an act."""

    flags: Sequence[Flag]
    #: duties that it gives rise to
    owed: Sequence[Card]
    #: duties that it gives rise to and fulfils at once
    at_once: Sequence[Card]
    #: duties of before that it fulfils
    met: Sequence[str]
    stage: str
    under: str
    day: str


def foresee(draft: Draft, judged: Judged, state: CaseState, world: World, names: Names, today: date) -> Foreseen:
    """Return what follows from a draft, without taking it; `state` is moved on and of no use afterwards."""
    judgement, known = judged.judgement, dict(state.duties)
    act = Act(
        act=draft.act,
        at=utc_text(draft.at),
        by=draft.by,
        case=state.case,
        number=state.number + 1,
        procedure=draft.procedure,
        regime=draft.regime,
        judgement=judgement,
        fields=judged.fields,
    )
    step(state, act)
    new = {key: duty for key, duty in state.duties.items() if key not in known}
    rules = (rule_of(known[key], world.library) for key in judgement.meets if key in known)
    cards = [(duty, card_of(duty, world, names, today)) for duty in new.values()]
    return Foreseen(
        flags=[flag_of(judgement.under, draft.procedure, flag, world) for flag in judgement.flags],
        owed=[card for duty, card in cards if not duty.met_by],
        at_once=[card for duty, card in cards if duty.met_by],
        met=[pick(rule.title) for rule in rules if rule is not None],
        stage=stage_title(world.library, draft.regime, draft.procedure, judgement.stage),
        under=pick(world.library.version(judgement.under).file.title),
        day=judgement.day,
    )
