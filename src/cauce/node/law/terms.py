"""Terms and obligors in words."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.law import schema
from cauce.law.library import Version
from cauce.node.frame.words import Both, pick, say

#: one and many
_UNITS: dict[str, tuple[Both, Both]] = {
    "days": (Both("{n} day", "{n} día"), Both("{n} days", "{n} días")),
    "calendar_days": (Both("{n} calendar day", "{n} día natural"), Both("{n} calendar days", "{n} días naturales")),
    "business_days": (Both("{n} working day", "{n} día hábil"), Both("{n} working days", "{n} días hábiles")),
    "hours": (Both("{n} hour", "{n} hora"), Both("{n} hours", "{n} horas")),
    "weeks": (Both("{n} week", "{n} semana"), Both("{n} weeks", "{n} semanas")),
    "months": (Both("{n} month", "{n} mes"), Both("{n} months", "{n} meses")),
    "years": (Both("{n} year", "{n} año"), Both("{n} years", "{n} años")),
    "day_of_month": (
        Both("by day {n} of the month after", "a más tardar el día {n} del mes siguiente"),
        Both("by day {n} of the month after", "a más tardar el día {n} del mes siguiente"),
    ),
}
_OPEN: dict[str, Both] = {
    "day_of_month": Both(
        "by a day of the month after that no text gives", "un día del mes siguiente que ningún texto señala"
    ),
    "": Both("a time that no text gives", "un plazo que ningún texto señala"),
}


#: by whether a closed last day moves forward
_ROLLS: dict[bool, Both] = {
    True: Both("a closed last day moves to the next open one", "un último día inhábil se recorre al siguiente hábil"),
    False: Both("a closed last day moves to the open one before", "un último día inhábil se adelanta al hábil previo"),
}


def term_words(term: schema.Term) -> str:
    """Return a term in words; of one that a parameter gives, that no text gives it."""
    amount = term.amount
    if not isinstance(amount, int):
        return pick(_OPEN.get(term.unit, _OPEN[""]))
    if amount == 0 and term.unit != "day_of_month":
        return say("the same day", "el mismo día")
    one, many = _UNITS[term.unit]
    words = one if amount == 1 else many
    return say(words.en, words.es, n=amount)


def due_words(rule: schema.Duty | schema.Recurring) -> str:
    """Return by when something is owed: the term, or what pages say of the texts' silence."""
    if isinstance(rule, schema.Duty) and rule.at_least_before is not None:
        term = term_words(rule.at_least_before)
        return say("at least {term} before", "con al menos {term} de anticipación", term=term)
    if rule.within is not None:
        return term_words(rule.within)
    return pick(rule.silence) if rule.silence else say("no term", "sin plazo")


def counting_words(rule: schema.Duty | schema.Recurring, version: Version) -> str:
    """Return what the rule says of the count itself, beyond its length; empty if it leaves nothing to say."""
    term = rule.within or (rule.at_least_before if isinstance(rule, schema.Duty) else None)
    if term is None:
        return ""
    found = []
    if term.first_day == "counted":
        found.append(say("the day it runs from is day one", "el día desde el que corre es el primero"))
    if term.readings:
        titles = ", ".join(pick(version.file.readings[name].title) for name in term.readings)
        found.append(say("by the readings: {titles}", "según las lecturas: {titles}", titles=titles))
    back = isinstance(rule, schema.Duty) and rule.at_least_before is not None
    if term.roll != "none":
        forward = (term.roll == "next-business-day") != back
        found.append(pick(_ROLLS[forward]))
    if term.at_least_business_days:
        words = Both("it holds {n} working days at least", "comprende al menos {n} días hábiles")
        found.append(say(words.en, words.es, n=term.at_least_business_days))
    if term.missing_day == "first-of-next":
        found.append(
            say(
                "where the month lacks the day, to the first of the next one",
                "si el mes no tiene ese día, hasta el primero del siguiente",
            )
        )
    return "; ".join(found)


def parameter_of(rule: schema.Duty | schema.Recurring) -> str:
    """Return the parameter that a rule's term waits for; empty if the text gives it."""
    before = rule.at_least_before if isinstance(rule, schema.Duty) else None
    term = rule.within or before
    return "" if term is None or isinstance(term.amount, int) else term.amount.parameter


def kinds_words(version: Version, kinds: Iterable[str] | None) -> str:
    """Return the titles of kinds of office, with commas."""
    offices = version.file.offices
    return ", ".join(pick(offices[kind].title) for kind in kinds or () if kind in offices)


def obligor_words(owes: schema.Obligor, version: Version) -> str:
    """Return who owes, as the rule says it."""
    if owes.office:
        return kinds_words(version, [owes.office])
    if owes.actor:
        kinds = kinds_words(version, owes.actor)
        return say("the office that acted, if it is: {kinds}", "la oficina que actuó, si es: {kinds}", kinds=kinds)
    if owes.field:
        title = pick(version.file.fields[owes.field].title)
        return say("the office named under “{title}”", "la oficina indicada en «{title}»", title=title)
    if owes.mission_of:
        return say("the sending state’s mission", "la misión del Estado acreditante")
    return say("the office that opened the case", "la oficina que abrió el expediente")


def acts_words(acts: Iterable[str], procedure: schema.Procedure) -> str:
    """Return the titles of acts, with commas."""
    return ", ".join(pick(procedure.acts[act].title) for act in acts if act in procedure.acts)
