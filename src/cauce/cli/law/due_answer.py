"""The answer of `cauce law due`, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from cauce.cli.errors import BadUse
from cauce.law import schema, terms
from cauce.law.errors import LawError, UnknownName
from cauce.law.library import Library, Version
from cauce.law.territory import civil_day, zone_info

Rule = schema.Duty | schema.Recurring
_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
#: how each period is written, and an example
_PERIODS = {
    "month": (r"(\d{4})-(0[1-9]|1[0-2])", "2021-03"),
    "quarter": (r"(\d{4})-Q([1-4])", "2021-Q1"),
    "half-year": (r"(\d{4})-H([12])", "2021-H1"),
    "year": (r"(\d{4})", "2021"),
}


@dataclass(frozen=True)
class Question:
    """What was asked: a duty of a regime, and when and where what it runs from happened."""

    library: Library
    regime: str
    rule: str
    day: date | None = None
    moment: datetime | None = None
    period: str | None = None
    place: str | None = None
    zone: str | None = None
    at: date | None = None
    parameters: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """The last days by reading as data, with the rule and the version that they come from."""

    question: Question
    version: Version
    rule: Rule
    zone: str
    data: dict[str, Any]
    #: the duty was not law on the day; it was counted under the version that first had it
    hypothetical: bool = False


def answer(question: Question) -> Answer:
    """Count the term. Errors: BadUse, LawError."""
    zone = _zone(question)
    day = _day(question, zone)
    found = _count(question, day, zone)
    law = _in_force(question, day)
    return replace(found, data={name: each | {"in_force": law} for name, each in found.data.items()})


def _count(question: Question, day: date, zone: str) -> Answer:
    version, hypothetical = _version(question, day)
    rule = _rule(question, version)
    before = rule.at_least_before if isinstance(rule, schema.Duty) else None
    term = rule.within or before
    amount = _amount(term, version, question.parameters) if term is not None else None
    if term is None or amount is None:
        return Answer(question, version, rule, zone, {"silent": _silence(rule, term, version)}, hypothetical)
    if term.unit == "hours":
        data = {terms.TEXT: _hours(question, terms.term_from(term, amount), zone, before is not None)}
        return Answer(question, version, rule, zone, data, hypothetical)
    named = term.readings or list(version.file.readings)
    counted = terms.count_all(
        terms.term_from(term, amount),
        day,
        [terms.reading_from(name, version.file.readings[name]) for name in named],
        question.library.calendars,
        "before" if before is not None else "after",
    )
    filed_in = question.library.regime(question.regime).file.zone
    data = {name: _plain(each, zone, filed_in) for name, each in counted.items()}
    return Answer(question, version, rule, zone, data, hypothetical)


def _zone(question: Question) -> str:
    if question.zone is not None:
        zone_info(question.zone)
        return question.zone
    if question.place is not None:
        return question.library.zone_of(question.place)
    return question.library.regime(question.regime).file.zone


def _day(question: Question, zone: str) -> date:
    if question.period is not None:
        return _last_of(question)
    if question.moment is not None:
        return civil_day(question.moment, zone)
    if question.day is None:
        raise BadUse("cli.E008")
    return question.day


def _last_of(question: Question) -> date:
    """Return the last day of the period that was asked for, whichever kind the newest version says it is."""
    rules = [version.file.recurring.get(question.rule) for version in question.library.regime(question.regime).versions]
    every = next((rule.every for rule in reversed(rules) if rule is not None), "month")
    pattern, example = _PERIODS[every]
    match = re.fullmatch(pattern, question.period or "")
    if match is None:
        raise BadUse("cli.E009", value=question.period, every=every, example=example)
    last_month = int(match.group(2) if every != "year" else 1) * _MONTHS[every]
    year = int(match.group(1))
    return date(year + last_month // 12, last_month % 12 + 1, 1) - timedelta(1)


def _version(question: Question, day: date) -> tuple[Version, bool]:
    """
    Return the version to count under, and whether the duty was not law on the day.

    A term can be counted from any day, if only to try a calendar; a duty that came later is counted under the version
    that first had it, and the answer says so.
    """
    regime = question.library.regime(question.regime)
    first = next((version for version in regime.versions if question.rule in _rules(version)), None)
    if question.at is None and first is not None and day < first.since:
        return first, True
    return regime.in_force(question.at or day), False


def _in_force(question: Question, day: date) -> bool:
    """Return whether the duty was law on the day, under whichever version it was counted."""
    try:
        return question.rule in _rules(question.library.regime(question.regime).in_force(day))
    except LawError:  # no version was in force yet
        return False


def _rules(version: Version) -> dict[str, Rule]:
    known: dict[str, Rule] = {
        f"{name}.{duty}": rule
        for name, procedure in version.file.procedures.items()
        for duty, rule in procedure.duties.items()
    }
    return {**known, **version.file.recurring}


def _rule(question: Question, version: Version) -> Rule:
    rules = _rules(version)
    if question.rule not in rules:
        raise UnknownName(kind_en="duty", kind_es="el deber", name=question.rule, known=", ".join(rules) or "–")
    unknown = [name for name in question.parameters if name not in version.file.parameters]
    if unknown:
        named = ", ".join(version.file.parameters) or "–"
        raise UnknownName(kind_en="parameter", kind_es="el parámetro", name=unknown[0], known=named)
    return rules[question.rule]


def _amount(term: schema.Term, version: Version, tried: dict[str, int]) -> int | None:
    if isinstance(term.amount, int):
        return term.amount
    name = term.amount.parameter
    return tried.get(name, version.file.parameters[name].value)


def _silence(rule: Rule, term: schema.Term | None, version: Version) -> dict[str, Any]:
    """Say why no clock runs: the texts give no term, or leave it to a parameter that is unset."""
    if term is None or isinstance(term.amount, int):
        return {"parameter": None, "says": rule.silence.model_dump() if rule.silence else None}
    parameter = version.file.parameters[term.amount.parameter]
    return {"parameter": term.amount.parameter, "says": parameter.silence.model_dump()}


def _hours(question: Question, term: terms.Term, zone: str, before: bool) -> dict[str, Any]:
    if question.moment is None:
        raise BadUse("cli.E012")
    end = terms.end_of_hours(term, question.moment.astimezone(zone_info(zone)), "before" if before else "after")
    return {"last_day": end.date().isoformat(), "ends": end.isoformat(), "zone": zone}


def _plain(counted: terms.Counted, zone: str, filed_in: str) -> dict[str, Any]:
    kept = ("last_day", "counted", "skipped", "rolled_from", "rolled_why", "calendar", "fingerprint")
    data = counted.to_json()
    return {name: data[name] for name in kept} | {
        "ends": end_of(counted.last_day, filed_in, zone),
        "zone": zone,
    }


def end_of(day: date, filed_in: str, zone: str) -> str:
    """
    Return the instant after which a filing is late, as clocks at the place show it.

    A filing is dated in the regime's zone (`filed_in`), as a case dates it, whatever zone the fact was dated in.
    """
    midnight = datetime.combine(day + timedelta(1), time(), zone_info(filed_in))
    return midnight.astimezone(UTC).astimezone(zone_info(zone)).isoformat()
