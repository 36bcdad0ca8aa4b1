"""What day it is under each regime: a last day ends where filings are dated, from wherever somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from cauce.law.library import Library
from cauce.node.frame import clock


@dataclass(frozen=True, slots=True)
class Today:
    """The civil day by regime, and the one that most of them have, which is that of law this node no longer has."""

    by_regime: Mapping[str, date]
    most: date

    def of(self, regime: str) -> date:
        """Return the day it is where filings under a regime are dated."""
        return self.by_regime.get(regime, self.most)

    def rows(self, condition: Callable[[date], Q]) -> Q:
        """
        Return the rows of duties for which a condition on the day holds.

        While it is the same day under every regime, as most of the time, no regime has to be looked at.
        """
        others: dict[date, list[str]] = {}
        for regime, day in self.by_regime.items():
            if day != self.most:
                others.setdefault(day, []).append(regime)
        if not others:
            return condition(self.most)
        apart = [Q(duty__regime__in=regimes) & condition(day) for day, regimes in others.items()]
        elsewhere = [regime for regimes in others.values() for regime in regimes]
        return reduce(or_, apart, ~Q(duty__regime__in=elsewhere) & condition(self.most))


def today_of(library: Library) -> Today:
    """Return the day it is under every regime."""
    days = {regime.id: clock.today(regime.file.zone) for regime in library.regimes.values()}
    return Today(days, max(days.values(), key=list(days.values()).count, default=clock.today()))
