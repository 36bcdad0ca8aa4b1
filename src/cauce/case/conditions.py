"""
Conditions, one small function for each leading word of the pack format.

Nothing here raises: what cannot be known (an empty field, somebody unlisted) does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cauce.case.act import Act
from cauce.case.facts import Facts, as_day
from cauce.case.measures import ends_after, ends_before, parameter_value
from cauce.law.schema import Condition


def all_hold(conditions: Sequence[Condition] | None, facts: Facts) -> bool:
    """Return whether every condition holds; true if there is none."""
    return all(holds(condition, facts) for condition in conditions or ())


def any_holds(conditions: Sequence[Condition] | None, facts: Facts) -> bool:
    """Return whether some condition holds; false if there is none."""
    return any(holds(condition, facts) for condition in conditions or ())


def holds(condition: Condition, facts: Facts) -> bool:
    """Return whether one condition holds."""
    return _BY_WORD[condition.lead_key](condition, facts)


def _done(condition: Condition, facts: Facts) -> bool:
    found = [act for act in _latest_of_each(facts, str(condition.done)) if _says(condition, facts, act)]
    if condition.by_day is not None:
        limit = as_day(facts.value(condition.by_day))
        found = [act for act in found if limit is not None and act.judgement.filed <= limit.isoformat()]
    if condition.by is not None:
        found = [act for act in found if facts.is_kind(act.by, condition.by)]
    if condition.by_each is not None:
        return all(any(facts.is_kind(act.by, (kind,)) for act in found) for kind in condition.by_each)
    return bool(found)


def _latest_of_each(facts: Facts, kind: str) -> list[Act]:
    """Return the acts of a kind; where an office did it more than once, its last one speaks for it."""
    last = {act.by: act for act in facts.state.acts if act.act == kind}
    return list(last.values())


def _says(condition: Condition, facts: Facts, act: Act) -> bool:
    fields = facts.state.fields_of(act.number)
    return all(str(fields.get(name)) in values for name, values in (condition.saying or {}).items())


def _standing(condition: Condition, facts: Facts) -> bool:
    holder, day = facts.holder(str(condition.held_by or "actor")), facts.day_in(condition.during)
    if not holder or day is None:
        return False
    place = str(facts.value(condition.within) or "") if condition.within else ""
    if condition.within and not place:
        return False
    register = facts.world.register
    held = register.held(facts.regime, str(condition.standing), holder, day.isoformat(), place, facts.contains)
    return held is not None


def _field(condition: Condition, facts: Facts) -> bool:
    value = facts.value(str(condition.field))
    filled = value not in (None, "", [])
    if condition.given is not None:
        return filled == condition.given
    if not filled:
        return False
    checks = (
        condition.among is None or str(value) in condition.among,
        condition.at_most is None or (isinstance(value, int | float) and value <= condition.at_most),
        condition.in_host is None or (_country(value) == facts.version.regime.host) == condition.in_host,
    )
    return all(checks) and _field_day(condition, facts, value)


def _field_day(condition: Condition, facts: Facts, value: object) -> bool:
    if condition.later_than is None and condition.lead is None and condition.span is None:
        return True
    day = as_day(value)
    if day is None:
        return False
    if condition.later_than is not None:
        other = as_day(facts.value(condition.later_than))
        return other is not None and day > other
    if condition.lead is not None:
        latest = ends_before(condition.lead, day, facts)
        return latest is None or facts.filed <= latest
    last = ends_after(condition.span, facts.day, facts) if condition.span is not None else None
    return last is None or day <= last


def _country(value: object) -> str:
    return str(value)[:2]


def _actor(condition: Condition, facts: Facts) -> bool:
    return facts.is_kind(facts.by, condition.actor or ())


def _sender(condition: Condition, facts: Facts) -> bool:
    return facts.sender() in (condition.sender or ())


def _carried(condition: Condition, facts: Facts) -> bool:
    return tally(facts, str(condition.carried)).carried


def _parameter(condition: Condition, facts: Facts) -> bool:
    return parameter_value(str(condition.parameter), facts.day, facts.version, facts.world.register) is not None


def _stage(condition: Condition, facts: Facts) -> bool:
    return facts.state.stage in (condition.stage or ())


def _never(condition: Condition, facts: Facts) -> bool:
    return False


_BY_WORD: dict[str, Callable[[Condition, Facts], bool]] = {
    "done": _done,
    "standing": _standing,
    "field": _field,
    "actor": _actor,
    "sender": _sender,
    "carried": _carried,
    "parameter": _parameter,
    "stage": _stage,
    "never": _never,
}


class Tally:
    """The votes of a panel in a case: the last vote of each seat."""

    def __init__(self, choices: dict[str, str], rule: str, quorum: int | None, seats: int) -> None:
        self.choices, self.rule, self.quorum, self.seats = choices, rule, quorum, seats
        self.for_ = sum(choice == "for" for choice in choices.values())
        self.against = sum(choice == "against" for choice in choices.values())
        self.present = sum(choice != "recuse" for choice in choices.values())

    @property
    def quorate(self) -> bool:
        """Return whether enough seats take part; true while no text says how many."""
        return self.quorum is None or self.present >= self.quorum

    @property
    def carried(self) -> bool:
        """Return whether the votes carry the decision under the panel's rule."""
        won = self.against == 0 if self.rule == "unanimity" else self.for_ > self.against
        return self.quorate and self.for_ > 0 and won


def tally(facts: Facts, panel: str) -> Tally:
    """Count the votes of a panel in the case so far."""
    kind = facts.version.file.offices.get(panel)
    choices = {
        act.by: act.judgement.vote.choice
        for act in facts.state.acts
        if act.judgement.vote is not None and act.judgement.vote.panel == panel
    }
    if kind is None or kind.panel is None:
        return Tally(choices, "majority", None, 0)
    quorum = kind.panel.quorum
    if quorum is not None and not isinstance(quorum, int):
        quorum = parameter_value(quorum.parameter, facts.day, facts.version, facts.world.register)
    return Tally(choices, kind.panel.rule, quorum, len(kind.panel.seats))
