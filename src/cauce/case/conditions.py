"""
Conditions, one small function for each leading word of the pack format.

Nothing here raises: what cannot be known (an empty field, somebody unlisted) does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from cauce.case.act import Act
from cauce.case.clock import clock_of, status_of
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
    found = [act for act in facts.state.acts if act.act == condition.done]
    if condition.by_day is not None:
        limit = as_day(facts.value(condition.by_day))
        found = [act for act in found if limit is not None and act.judgement.filed <= limit.isoformat()]
    if condition.saying is not None:
        # an office that did it more than once is taken at its last word
        found = [act for act in {act.by: act for act in found}.values() if _says(condition, facts, act)]
    if condition.by is not None:
        found = [act for act in found if facts.is_kind(act.by, condition.by)]
    if condition.by_each is not None:
        kinds = [kind for kind in condition.by_each if any(facts.is_kind(act.by, (kind,)) for act in found)]
        return len(kinds) >= (condition.at_least or len(condition.by_each))
    return bool(found)


def _says(condition: Condition, facts: Facts, act: Act) -> bool:
    fields = facts.state.fields_of(act.number)
    return all(str(fields.get(name)) in values for name, values in (condition.saying or {}).items())


def _standing(condition: Condition, facts: Facts) -> bool:
    holder, day = facts.holder(str(condition.held_by or "actor")), facts.day_in(condition.during)
    if not holder or day is None:
        return False
    places = _each(facts.value(condition.within)) if condition.within else [""]
    register, name = facts.world.register, str(condition.standing)
    return bool(places) and all(
        register.held(facts.regime, name, holder, day.isoformat(), place, facts.contains) is not None
        for place in places
    )


def _each(value: object) -> list[str]:
    """Return the single values of a field, one or more in a field of places."""
    if value in (None, "", []):
        return []
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]


def _field(condition: Condition, facts: Facts) -> bool:
    value = facts.value(str(condition.field))
    values = _each(value)
    if not values:
        return condition.given is False
    checks = (
        condition.given is not False,
        condition.among is None or set(values) <= set(condition.among),
        condition.at_most is None or (isinstance(value, int | float) and value <= condition.at_most),
        condition.in_host is None
        or all((item[:2] == facts.version.regime.host) == condition.in_host for item in values),
    )
    return all(checks) and _field_day(condition, facts, value)


def _field_day(condition: Condition, facts: Facts, value: object) -> bool:
    if condition.later_than is None and condition.lead is None and condition.span is None:
        return True
    day = as_day(value)
    return day is not None and _is_later(condition, facts, day) and _is_in_time(condition, facts, day)


def _is_later(condition: Condition, facts: Facts, day: date) -> bool:
    other = as_day(facts.value(condition.later_than)) if condition.later_than is not None else None
    return condition.later_than is None or (other is not None and day > other)


def _is_in_time(condition: Condition, facts: Facts, day: date) -> bool:
    """Say whether the act leaves the lead and the day keeps the span; where a length is unknown nobody is late."""
    latest = ends_before(condition.lead, day, facts) if condition.lead is not None else None
    last = ends_after(condition.span, facts.day, facts) if condition.span is not None else None
    return (latest is None or facts.filed <= latest) and (last is None or day <= last)


def _actor(condition: Condition, facts: Facts) -> bool:
    return facts.is_kind(facts.by, condition.actor or ())


def _sender(condition: Condition, facts: Facts) -> bool:
    return facts.sender() in (condition.sender or ())


def _duty(condition: Condition, facts: Facts) -> bool:
    """Say whether every such duty of the case stands so on the day of filing; those that fell away do not count."""
    found = [duty for duty in facts.state.duties.values() if duty.id == condition.duty and not duty.cancelled]
    stands = {status_of(duty, clock_of(duty, facts.world), facts.world, facts.filed) for duty in found}
    return bool(stands) and stands <= set(condition.stands or ())


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
    "duty": _duty,
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
