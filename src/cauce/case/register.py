"""
The register: who holds which standing, and what the competent offices have settled, as a fold over acts.

Nothing is looked up while folding: the judgement in each act already names holder, span and territory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from cauce.case.act import Act, Ended, Granted, Setting


@dataclass(frozen=True, slots=True)
class Standing:
    """A status of a person, office or state over a span of days (ISO text, both included) and a territory."""

    regime: str
    standing: str
    holder: str
    since: str
    until: str = ""
    within: tuple[str, ...] = ()
    #: the act that gave it: case and number
    case: str = ""
    number: int = 0
    #: the act that ended it, if one did
    ended_by: tuple[str, int] | None = None

    def holds(self, day: str) -> bool:
        """Return whether it is in force on a day."""
        return self.since <= day and (not self.until or day <= self.until)

    def overlaps(self, first: str, last: str) -> bool:
        """Return whether it is in force on some day of a span."""
        return self.since <= last and (not self.until or self.until >= max(first, self.since))


@dataclass(frozen=True, slots=True)
class Settled:
    """A setting with the act that made it."""

    setting: Setting
    regime: str
    case: str
    number: int
    by: str
    at: str


@dataclass
class Register:
    """Standings by holder and settings by regime, in the order in which acts gave them."""

    standings: dict[tuple[str, str], list[Standing]] = field(default_factory=dict)
    settings: dict[str, list[Settled]] = field(default_factory=dict)

    def apply(self, act: Act) -> None:
        """Take in what an act grants, ends and settles."""
        judgement = act.judgement
        for ended in judgement.ends:
            self._end(act, ended)
        for granted in judgement.grants:
            self._grant(act, granted)
        for setting in judgement.settles:
            settled = Settled(setting, act.regime, act.case, act.number, act.by, act.at)
            self.settings.setdefault(act.regime, []).append(settled)

    def _grant(self, act: Act, granted: Granted) -> None:
        standing = Standing(
            act.regime, granted.standing, granted.to, granted.since, granted.until, granted.within, act.case, act.number
        )
        self.standings.setdefault((act.regime, granted.to), []).append(standing)

    def _end(self, act: Act, ended: Ended) -> None:
        held = self.standings.get((act.regime, ended.of), [])
        for index, standing in enumerate(held):
            if standing.standing == ended.standing and (not standing.until or standing.until > ended.on):
                held[index] = replace(standing, until=ended.on, ended_by=(act.case, act.number))

    def held(
        self,
        regime: str,
        standing: str,
        holder: str,
        day: str,
        place: str = "",
        contains: Callable[[str, Iterable[str]], bool] | None = None,
    ) -> Standing | None:
        """Return the standing in force on `day` (and for `place`, if one is asked), or None."""
        for found in reversed(self.standings.get((regime, holder), ())):
            if found.standing != standing or not found.holds(day):
                continue
            if not place or not found.within or (contains is not None and contains(place, found.within)):
                return found
        return None

    def all(self) -> Iterable[Standing]:
        """Yield every standing ever given."""
        for held in self.standings.values():
            yield from held

    def setting(self, regime: str, kind: str, name: str, day: str) -> Settled | None:
        """Return the setting of this kind and name in force on a day: the latest made whose `since` has come."""
        return self._latest(regime, kind, day, name)

    def reading(self, regime: str, day: str) -> Settled | None:
        """Return the adoption of a reading that governs on a day."""
        return self._latest(regime, "reading", day, None)

    def _latest(self, regime: str, kind: str, day: str, name: str | None) -> Settled | None:
        best: Settled | None = None
        for settled in self.settings.get(regime, ()):
            setting = settled.setting
            wanted = setting.kind == kind and (name is None or setting.name == name) and setting.since <= day
            if wanted and (best is None or setting.since >= best.setting.since):
                best = settled
        return best

    def as_known(self, at: str) -> Register:
        """Return the settings known at an instant, written as in acts, and no standings: later ones change nothing."""
        known = {regime: [each for each in made if each.at <= at] for regime, made in self.settings.items()}
        return Register(settings=known)

    def changed_days(self, calendar: str) -> list[Settled]:
        """Return every declaration that closed or opened days of a calendar, in order."""
        return [
            settled
            for made in self.settings.values()
            for settled in made
            if settled.setting.kind == "days" and settled.setting.name == calendar
        ]
