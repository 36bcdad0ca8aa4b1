"""
A whole node's cases in memory: the one way in for an act, without signatures or storage.

The scenarios, the properties and the measurements run on it; the node does the same steps over its database.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cauce.case.act import NO_ACT, Act, canonical, digest, utc_text
from cauce.case.directory import Directory
from cauce.case.erasure import forget, left_of
from cauce.case.errors import Problem, Refused
from cauce.case.facts import Target, World
from cauce.case.judge import Draft, judge
from cauce.case.register import Register
from cauce.case.state import CaseState, fold, step
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
    #: cases whose content was erased
    erased: set[str] = field(default_factory=set)

    @property
    def world(self) -> World:
        """Return what a judgement may look at."""
        return World(self.library, self.register, self.directory)

    def take(self, case: str, draft: Draft) -> Act:
        """Judge a draft and take it into the case. Errors: Refused, and then nothing has changed."""
        state = self.cases.get(case) or CaseState()
        if case in self.erased:
            raise Refused((Problem("act.E120"),))
        judged = judge(replace(draft, cases=self._named(draft)), state, self.world)
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
        if act.judgement.erases is not None:
            self._erase(act.judgement.erases.case)

    def _named(self, draft: Draft) -> dict[str, Target]:
        """Return the cases that the answers of a draft name."""
        named = [value for value in draft.fields.values() if isinstance(value, str) and value in self.cases]
        return {ref: Target(self.cases[ref], self.heads.get(ref, ""), ref in self.erased) for ref in named}

    def _erase(self, case: str) -> None:
        """Leave of a case what the law's erasure leaves."""
        if case not in self.cases or case in self.erased:
            return
        left = left_of(self.cases[case].acts, self.library, self.directory)
        numbered = {act.number: act for act in left}
        self.cases[case] = fold(left)
        self.acts[:] = [numbered.get(act.number, act) if act.case == case else act for act in self.acts]
        forget(self.register, case, self.directory)
        self.erased.add(case)
