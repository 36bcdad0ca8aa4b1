"""A desk at which the tests file acts: a ledger with the habits of a story, and short questions to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cauce.case.act import Act
from cauce.case.clock import Clock, clock_of, status_of
from cauce.case.errors import Problem, Refused
from cauce.case.judge import Draft
from cauce.case.ledger import Ledger
from cauce.case.recurring import recurring_duties
from cauce.case.state import CaseState, Duty
from cauce.law.library import Library
from tests.case import land

Fields = Mapping[str, object]
ZONE = ZoneInfo("America/Mexico_City")
#: one visit by an admitted guest, held on a Wednesday
VISIT: Fields = {"agent": "ada", "day": "2021-02-03"}


class Desk:
    """Files acts on given days and tells how duties stand."""

    def __init__(self, library: Library | None = None) -> None:
        self.ledger = Ledger(library or land.library_of(), land.directory())

    def draft(
        self, act: str, by: str, on: str, fields: Fields | None = None, procedure: str = "visit", at: str = "12:00"
    ) -> Draft:
        """Return a draft as an office would hand it in, at an hour of the capital."""
        moment = datetime.combine(land.day(on), time.fromisoformat(at), ZONE)
        return Draft(land.REGIME, procedure, act, by, moment, fields or {})

    def do(self, act: str, by: str, on: str, fields: Fields | None = None, **more: Any) -> Act:
        """File an act in a case (`case`, else "visit-1")."""
        case = more.pop("case", "visit-1")
        return self.ledger.take(case, self.draft(act, by, on, fields, **more))

    def refused(self, act: str, by: str, on: str, fields: Fields | None = None, **more: Any) -> list[Problem]:
        """File an act that cannot be taken; return why, having made sure that nothing changed."""
        before = (len(self.ledger.acts), dict(self.ledger.heads), self.ledger.register.settings.copy())
        with pytest.raises(Refused) as met:
            self.do(act, by, on, fields, **more)
        assert (len(self.ledger.acts), dict(self.ledger.heads), self.ledger.register.settings) == before
        return list(met.value.problems)

    def admit(self, agent: str = "ada", since: str = "2021-01-01", case: str = "", **more: object) -> str:
        """Admit a guest and return the case."""
        case = case or f"admission-{agent}"
        mission = self.ledger.directory.mission_of(agent) or "noor"
        self.do("seek", mission, since, {"agent": agent}, case=case, procedure="admission")
        self.do("admit", "ministry", since, {"since": since} | more, case=case, procedure="admission")
        return case

    def settle(self, name: str, value: int, since: str, on: str = "") -> Act:
        """Give a parameter a value from a day on."""
        fields = {"parameter": name, "value": value, "since": since}
        count = len(self.ledger.acts)
        return self.do("set", "ministry", on or since, fields, case=f"set-{count}", procedure="settlement")

    def adopt(self, reading: str, since: str) -> Act:
        """Adopt a reading from a day on."""
        count = len(self.ledger.acts)
        return self.do("adopt", "ministry", since, {"reading": reading}, case=f"adopt-{count}", procedure="settlement")

    def declare(self, first: str, last: str, becomes: str, on: str) -> Act:
        """Close days of the calendar, or open them."""
        fields = {"calendar": "qm-days", "first": first, "last": last, "becomes": becomes}
        count = len(self.ledger.acts)
        return self.do("declare", "ministry", on, fields, case=f"declare-{count}", procedure="settlement")

    def state(self, case: str = "visit-1") -> CaseState:
        """Return the state of a case."""
        return self.ledger.cases[case]

    def duties(self, case: str = "visit-1") -> list[Duty]:
        """Return the duties of a case."""
        return list(self.state(case).duties.values())

    def duty(self, case: str = "visit-1") -> Duty:
        """Return the only duty of a case."""
        (duty,) = self.duties(case)
        return duty

    def clock(self, case: str = "visit-1") -> Clock:
        """Return the clock of the only duty of a case."""
        return clock_of(self.duty(case), self.ledger.world)

    def status(self, today: str, duty: Duty | None = None) -> str:
        """Return how a duty stands on a day (by default the only one of the usual case)."""
        duty = duty or self.duty()
        return status_of(duty, clock_of(duty, self.ledger.world), self.ledger.world, land.day(today))

    def statuses(self, *days: str) -> list[str]:
        """Return how the only duty stands on each of these days."""
        return [self.status(today) for today in days]

    def last_days(self, case: str = "visit-1") -> dict[str, str]:
        """Return the last days of the only duty by reading."""
        return {name: found.isoformat() for name, found in self.clock(case).last_days().items()}

    def recurring(self, today: str) -> list[Duty]:
        """Return the recurring duties that there are on a day."""
        regime = self.ledger.library.regime(land.REGIME)
        return recurring_duties(regime, self.ledger.world, self.ledger.acts, land.day(today))


def codes(problems: list[Problem]) -> list[str]:
    """Return the codes of what is wrong."""
    return [problem.code for problem in problems]
