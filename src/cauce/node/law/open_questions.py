"""What the texts leave open: readings of an unclear term side by side, and values that no text gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cauce.case.clock import version_of
from cauce.law import schema
from cauce.law.library import Version
from cauce.node.cases.access import readable
from cauce.node.cases.bodies import act_of
from cauce.node.cases.models import Act, Case, Setting
from cauce.node.cases.present.law import BASIS, cite
from cauce.node.cases.present.links import address
from cauce.node.cases.world import library
from cauce.node.frame.parts import Chip, Row
from cauce.node.frame.words import pick, say
from cauce.node.law.rules import mark_of
from cauce.node.law.terms import parameter_of
from cauce.node.people.acting import Acting


@dataclass(frozen=True, slots=True)
class Settled:
    """An act by which an office of this node settled something: who, from when, on what document."""

    by: str
    since: date
    value: str
    #: texts of the act, such as the document it rests on; only for whoever may read its case
    rows: Sequence[Row] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Settings in force on a day, by kind and name, the earlier ones after it; empty for whoever is not signed in."""

    settled: dict[tuple[str, str], list[Settled]]
    #: name of the reading in force
    reading: str
    #: whether somebody is signed in to be told
    everything: bool


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """A reading with its ground and its weakness."""

    key: str
    title: str
    counts: str
    basis: str
    weakness: str
    cite: str
    mark: Chip
    chips: Sequence[Chip]
    settled: Sequence[Settled]


@dataclass(frozen=True, slots=True)
class ParameterPart:
    """A value that no text gives, in one of three states: unset, set, confirmed."""

    key: str
    title: str
    state: str
    chip: Chip
    value: str
    says: str
    cite: str
    basis: str
    confirmed: str
    settled: Sequence[Settled]
    users: Sequence[tuple[str, str]]


def told_of(version: Version, day: date, acting: Acting | None) -> Told:
    """Return what offices settled up to a day; only offices are told. At most three queries."""
    if acting is None:
        return Told({}, "", False)
    rows = list(Setting.objects.filter(regime=version.regime.regime, since__lte=day).order_by("-since", "-id"))
    rows = [row for row in rows if row.kind != "days"]
    acts = _acts(rows, acting)
    found: dict[tuple[str, str], list[Settled]] = {}
    for row in rows:
        found.setdefault((row.kind, row.name), []).append(_settled(row, acts, acting))
    reading = next((row.name for row in rows if row.kind == "reading"), "")
    return Told(found, reading, True)


def _acts(rows: Sequence[Setting], acting: Acting) -> dict[tuple[str, int], Act]:
    """Return the acts that made settings, as far as the office may read their cases."""
    cases = Case.objects.filter(pk__in=readable(acting.office.code), ref__in={row.case for row in rows})
    found = Act.objects.filter(case__in=cases).select_related("case")
    return {(act.case.ref, act.number): act for act in found}


def _settled(row: Setting, acts: dict[tuple[str, int], Act], acting: Acting) -> Settled:
    office = acting.directory.office(row.by)
    act = acts.get((row.case, row.number))
    href = f"{address('case', row.case)}#act-{row.number}" if act else ""
    return Settled(pick(office.title) if office else row.by, row.since, row.value, _texts(act) if act else (), href)


def _texts(act: Act) -> list[Row]:
    """Return what the act says in words: the document it rests on, and any explanation."""
    read = act_of(act)
    version = version_of(read.judgement.under, library())
    fields = version.file.fields if version else {}
    return [
        Row(pick(fields[name].title), str(value))
        for name, value in read.fields.items()
        if name in fields and fields[name].type in ("text", "long-text") and value
    ]


def values_of(version: Version, day: date) -> dict[str, str]:
    """Return what offices have set parameters to, in words, as of a day; one query, for whoever acts for an office."""
    rows = Setting.objects.filter(regime=version.regime.regime, kind="parameter", since__lte=day).order_by(
        "since", "id"
    )
    known = version.file.parameters
    return {row.name: amount(known[row.name], row.value) for row in rows if row.name in known}


def readings_of(version: Version, told: Told) -> list[ReadingPart]:
    """Return the readings of a version side by side."""
    names = list(version.file.readings)
    governs = told.reading if told.reading in names else (names[0] if names else "")
    found = []
    for key, reading in version.file.readings.items():
        settled = told.settled.get(("reading", key), [])
        chips = []
        if key == told.reading:
            chips.append(Chip(say("adopted", "adoptada"), "river"))
        elif told.everything and key == governs:
            chips.append(Chip(say("governs until one is adopted", "rige mientras no se adopte otra"), "river"))
        found.append(
            ReadingPart(
                key,
                pick(reading.title),
                _counts(reading),
                pick(reading.basis),
                pick(reading.weakness),
                cite(version, reading.source),
                mark_of(reading.sure),
                chips,
                settled,
            )
        )
    return found


def _counts(reading: schema.Reading) -> str:
    calendar = library().calendars.get(reading.calendar or "")
    title = pick(calendar.title) if calendar else ""
    every = say("every day counts", "cuentan todos los días")
    words = every if reading.count == "calendar" else say("only open days count", "solo cuentan los días hábiles")
    if reading.roll == "next-business-day":
        words += say("; a closed last day moves on", "; un vencimiento inhábil se recorre")
    return say("{words}, by: {title}", "{words}, según: {title}", words=words, title=title) if title else words


def parameters_of(version: Version, told: Told) -> list[ParameterPart]:
    """Return what the texts leave open, each in its state."""
    return [_parameter(version, key, each, told) for key, each in version.file.parameters.items()]


def _parameter(version: Version, key: str, law: schema.Parameter, told: Told) -> ParameterPart:
    settled = [replace(each, value=amount(law, each.value)) for each in told.settled.get(("parameter", key), [])]
    if law.value is not None:
        state, chip = "confirmed", Chip(say("confirmed by a text", "confirmado por un texto"), "met")
        value, says = amount(law, str(law.value)), ""
    elif settled:
        state, chip = "set", Chip(say("set by an office of this node", "fijado por una oficina de este nodo"), "river")
        value = settled[0].value
        says = say(
            "A rule of this node’s operation, not of the law. {silence}",
            "Es regla de operación de este nodo, no de la ley. {silence}",
            silence=pick(law.silence),
        )
    else:
        state, chip = "unset", Chip(say("unset: no clock runs", "sin fijar: no corre plazo"), "soon")
        value, says = "", pick(law.silence)
        if not told.everything:
            chip = Chip(say("no text gives it", "ningún texto lo señala"), "soon")
    return ParameterPart(
        key,
        pick(law.title),
        state,
        chip,
        value,
        says,
        cite(version, law.source),
        pick(BASIS[version.basis(law.source)]),
        cite(version, law.confirmed) if law.confirmed else "",
        settled,
        _users(version, key),
    )


def amount(law: schema.Parameter, value: str) -> str:
    """Return a value in words: “10 days”, “day 5”."""
    if law.type == "day-of-month":
        return say("day {n} of the month after", "día {n} del mes siguiente", n=value)
    if law.type == "days":
        return say("{n} day", "{n} día", n=value) if value == "1" else say("{n} days", "{n} días", n=value)
    if law.type == "hours":
        return say("{n} hour", "{n} hora", n=value) if value == "1" else say("{n} hours", "{n} horas", n=value)
    return value


def _where(version: Version, code: str) -> str:
    name = code.partition(".")[0]
    procedure = version.file.procedures.get(name)
    return pick(procedure.title) if procedure else say("recurring", "periódico")


def _users(version: Version, parameter: str) -> list[tuple[str, str]]:
    """Return code and title of the duties whose term waits for a parameter."""
    found = []
    duties: list[tuple[str, schema.Duty | schema.Recurring]] = [
        (f"{name}.{key}", duty)
        for name, procedure in version.file.procedures.items()
        for key, duty in procedure.duties.items()
    ]
    duties += [(f"recurring.{key}", rule) for key, rule in version.file.recurring.items()]
    for code, rule in duties:
        if parameter_of(rule) == parameter:
            found.append((code, f"{pick(rule.title)} ({_where(version, code)})"))
    return found
