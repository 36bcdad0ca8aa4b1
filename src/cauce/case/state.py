"""The state of a case: a fold over its acts. Total, resumable half way, and it never raises."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cauce.case.act import Act, Judgement

# States refer to acts and never to one another, so the collector has no circle to look for in them (gc=False).


class Duty(msgspec.Struct, gc=False):
    """
    One duty of a case, as acts have left it; dates are civil days in ISO text.

    Its last day is not here: that is counted under the law, calendars and settings by `cauce.case.clock`.
    """

    id: str
    under: str
    procedure: str
    owes: str
    about: str
    #: number of the act that gave rise to it
    opened: int
    #: day the clock runs from
    since: str
    #: day of the fact that gave rise to it: settings in force on that day govern its clock
    arose: str
    #: instant of filing of that act, for a term in hours
    arose_at: str = ""
    met_by: int = 0
    met_on: str = ""
    met_at: str = ""
    received: dict[str, str] = {}
    cancelled: int = 0
    #: spans in which the clock stood still: first day, and the day it ran again ("" while it stands)
    pauses: list[tuple[str, str]] = []
    #: more time, given by acts: a last day that no reading may fall short of
    extended: str = ""
    #: for a recurring duty: its period, and the case of the act that fulfils it
    period: str = ""
    met_in: str = ""

    @property
    def key(self) -> str:
        """Return the name of this instance in its case: `report#3`."""
        return f"{self.id}#{self.opened}"


class CaseState(msgspec.Struct, gc=False):
    """Where a case stands after some of its acts."""

    case: str = ""
    regime: str = ""
    procedure: str = ""
    stage: str = "start"
    #: acts so far, as corrected: index n−1 is act n
    acts: list[Act] = []
    duties: dict[str, Duty] = {}
    #: number of the act and what it offends
    flags: list[tuple[int, str]] = []
    #: fields of corrected acts as they were, by number of the correcting act
    corrected: dict[int, int] = {}

    @property
    def number(self) -> int:
        """Return the number of the last act; 0 before the first."""
        return len(self.acts)

    def fields_of(self, number: int) -> dict[str, object]:
        """Return the fields of an act as later corrections left them."""
        if not 1 <= number <= len(self.acts):
            return {}
        changes: dict[int, dict[str, object]] = {}
        for by, what in sorted(self.corrected.items(), reverse=True):
            if by > what:  # a correction may itself be corrected later, so the latest ones come first
                changes[what] = self.acts[by - 1].fields | changes.get(by, {}) | changes.get(what, {})
        fields = self.acts[number - 1].fields
        return fields | {name: value for name, value in changes.get(number, {}).items() if name in fields}


def step(state: CaseState, act: Act) -> CaseState:
    """Take one act into the state, in place."""
    return fold((act,), state)


def fold(acts: Iterable[Act], state: CaseState | None = None) -> CaseState:
    """
    Replay the acts of one case in order, from the start or, in place, from a state left half way.

    What an act names and the state does not have is passed over.
    """
    state = CaseState() if state is None else state
    kept, duties, flags = state.acts, state.duties, state.flags
    number, judgement = len(kept), None
    for act in acts:  # most acts do little, so each is first asked whether there is anything to do
        judgement = act.judgement
        kept.append(act)
        number += 1
        if judgement.owed:  # what is common is written out here, for rebuilding spends its time in this loop
            under, day, procedure, at = judgement.under, judgement.day, act.procedure, act.at
            for owed in judgement.owed:
                duties[f"{owed.duty}#{number}"] = Duty(
                    owed.duty, under, procedure, owed.owes, owed.about, number, owed.from_, day, at
                )
        if judgement.meets:
            for key in judgement.meets:
                met = duties.get(key)
                if met is not None and not met.met_by:
                    met.met_by, met.met_on, met.met_at = number, judgement.filed, act.at
        if judgement.received:
            for received in judgement.received:
                if received.duty in duties:
                    duties[received.duty].received.setdefault(act.by, received.on)
        if judgement.flags:
            for flag in judgement.flags:
                flags.append((number, flag))
        if (
            judgement.corrects
            or judgement.recounts
            or judgement.cancels
            or judgement.extends
            or judgement.stops
            or judgement.resumes
        ):
            _rare(state, number, judgement)
    if judgement is not None:
        first = kept[0]
        state.case, state.regime, state.procedure = first.case, first.regime, first.procedure
        state.stage = judgement.stage  # of the last alone: to look at each costs more than all the rest of most acts
    return state


def _rare(state: CaseState, number: int, judgement: Judgement) -> None:
    if judgement.corrects:
        state.corrected[number] = judgement.corrects
    for recounted in judgement.recounts:
        if recounted.duty in state.duties:
            state.duties[recounted.duty].since = recounted.from_
    for key in judgement.cancels:
        if key in state.duties and not state.duties[key].cancelled:
            state.duties[key].cancelled = number
    for extended in judgement.extends:
        if extended.duty in state.duties:
            state.duties[extended.duty].extended = extended.until
    for key in judgement.stops:
        duty = state.duties.get(key)
        if duty is not None and not (duty.pauses and not duty.pauses[-1][1]):
            duty.pauses.append((judgement.day, ""))
    for key in judgement.resumes:
        duty = state.duties.get(key)
        if duty is not None and duty.pauses and not duty.pauses[-1][1]:
            stopped = duty.pauses[-1][0]
            duty.pauses[-1] = (stopped, max(stopped, judgement.day))
