"""
A whole node's cases in memory: the one way in for an act, without signatures or storage.

The scenarios, the properties and the measurements run on it; the node does the same steps over its database.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cauce.case.act import NO_ACT, Act, canonical, digest, utc_text
from cauce.case.directory import Directory
from cauce.case.facts import World
from cauce.case.judge import Draft, judge
from cauce.case.register import Register
from cauce.case.state import CaseState, step
from cauce.law.library import Library


@dataclass
class Ledger:
    """Cases by reference, the register, and every act in the order in which it was taken."""

    library: Library
    directory: Directory
    register: Register = field(default_factory=Register)
    cases: dict[str, CaseState] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    #: digest of each case's last act
    heads: dict[str, str] = field(default_factory=dict)

    @property
    def world(self) -> World:
        """Return what a judgement may look at."""
        return World(self.library, self.register, self.directory)

    def take(self, case: str, draft: Draft) -> Act:
        """Judge a draft and take it into the case. Errors: Refused, and then nothing has changed."""
        state = self.cases.get(case) or CaseState()
        judged = judge(draft, state, self.world)
        act = Act(
            act=draft.act,
            at=utc_text(draft.at),
            by=draft.by,
            case=case,
            number=state.number + 1,
            procedure=draft.procedure,
            regime=draft.regime,
            judgement=judged.judgement,
            fields=judged.fields,
            previous=self.heads.get(case, NO_ACT),
        )
        head = digest(canonical(act))  # before anything changes: it may fail
        self.apply(act)
        self.heads[case] = head
        return act

    def apply(self, act: Act) -> None:
        """Take in an act that was judged before."""
        step(self.cases.setdefault(act.case, CaseState()), act)
        self.register.apply(act)
        self.acts.append(act)
