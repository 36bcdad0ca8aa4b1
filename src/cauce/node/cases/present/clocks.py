"""How a date was counted: day by day, under every reading, with what governs and who chose it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cauce.case.clock import rule_of, version_of
from cauce.case.explain import explain_duty
from cauce.case.facts import World
from cauce.case.state import Duty
from cauce.law.calendars import WEEKDAYS
from cauce.law.library import Version
from cauce.node.cases.models import LastDay
from cauce.node.cases.present import dues
from cauce.node.cases.present.law import AT_END, Basis, basis_of
from cauce.node.cases.present.names import Names
from cauce.node.cases.present.values import calendar_title, day_words
from cauce.node.frame import dates
from cauce.node.frame.days import Counted, Kind, Mark
from cauce.node.frame.parts import Chip
from cauce.node.frame.words import language, pick, say

_WEEKDAYS = frozenset(name for name, _ in WEEKDAYS)
_KINDS: Mapping[str, Kind] = {
    "from": "from",
    "counted": "counted",
    "skipped": "skipped",
    "paused": "skipped",
    "rolled": "skipped",
    "due": "due",
}


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading of a term with the day that it gives."""

    title: str
    last_day: date
    governs: bool
    basis: str = ""
    weakness: str = ""
    calendar: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Adopted:
    """The act that chose the reading that governs."""

    office: str
    since: date
    case: str
    number: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was answered before a calendar or a reading changed."""

    last_day: date | None
    case: str
    number: int


@dataclass(frozen=True, slots=True)
class Card:
    """A duty and its clock."""

    anchor: str
    title: str
    owes: str
    status: str
    chip: Chip
    live: bool
    last_day: date | None
    #: time of day at which a term in hours ends, in the zone of the law
    hour: str
    latest: date | None
    left: str
    counted: Counted | None
    readings: Sequence[ReadingLine]
    basis: Basis | None
    adopted: Adopted | None
    earlier: Sequence[Earlier]
    #: plain lines: silence of the texts, what follows, receipts awaited
    lines: Sequence[str]


def card_of(owed: Duty, world: World, names: Names, today: date, earlier: Sequence[LastDay] = ()) -> Card:
    """Return the card of a duty as it stands on a day."""
    data = explain_duty(owed, world, today)
    version, rule = version_of(owed.under, world.library), rule_of(owed, world.library)
    last = _day(data.get("last-day"))
    readings = [_reading(each, world) for each in data.get("readings", ())]
    status = _shown_status(data["status"], last, today)
    live = data["status"] in ("open", "due-today", "overdue", "stopped", "no-term", "filed")
    return Card(
        anchor=anchor_of(owed.key),
        title=_title(data, owed),
        owes=names.office(owed.owes),
        status=status,
        chip=dues.chip_of(status),
        live=live,
        last_day=last,
        hour=dates.hour(data.get("ends"), version.regime.zone) if version else "",
        latest=max((reading.last_day for reading in readings), default=None),
        left=_left(data["status"], last, owed, today),
        counted=_calendar(data, last),
        readings=readings,
        basis=basis_of(version, data, rule.source) if version and rule else None,
        adopted=_adopted(data, names),
        earlier=[Earlier(each.due, each.because_case, each.because_number) for each in earlier],
        lines=_lines(data, version, names),
    )


def anchor_of(key: str) -> str:
    """Return the id of a duty on the page of its case."""
    return f"duty-{key.replace('#', '-')}"


def _left(status: str, last: date | None, owed: Duty, today: date) -> str:
    """Return how far away the last day is; of a duty that has none, how long it has waited."""
    if status == "no-term":
        return dues.age_words((today - date.fromisoformat(owed.since)).days)
    return dues.left_words(last, today) if status in ("open", "due-today", "overdue") else ""


def _title(data: Mapping[str, Any], owed: Duty) -> str:
    title = pick(data["title"]) if data["known"] else owed.id
    return f"{title}: {dates.period(owed.period, language())}" if owed.period else title


def _shown_status(status: str, last: date | None, today: date) -> str:
    near = status == "open" and last is not None and (last - today).days <= dues.SOON_DAYS
    return "due-soon" if near else status


def _reading(plain: Mapping[str, Any], world: World) -> ReadingLine:
    return ReadingLine(
        title=pick(plain["title"]) if "title" in plain else say("As the text says", "Como dice el texto"),
        last_day=date.fromisoformat(plain["last_day"]),
        governs=plain["governs"],
        basis=pick(plain["basis"]) if "basis" in plain else "",
        weakness=pick(plain["weakness"]) if "weakness" in plain else "",
        calendar=calendar_title(plain.get("calendar"), world),
        cite="; ".join(f"{each['cite']} {each['at']}".strip() for each in plain.get("reading-sources", ())),
    )


def _calendar(data: Mapping[str, Any], last: date | None) -> Counted | None:
    readings = data.get("readings", ())
    governing = next((each for each in readings if each["governs"]), None)
    if governing is None:
        return None
    marks = {date.fromisoformat(step["day"]): _mark(step) for step in governing["steps"]}
    for each in readings:
        day = date.fromisoformat(each["last_day"])
        if not each["governs"] and marks.get(day, Mark("beside")).kind != "due":
            known = marks.get(day)
            marks[day] = Mark("other", known.number if known else None, known.why if known else "")
    extended = _day(data.get("extended"))
    if extended is not None and last == extended:
        marks[extended] = Mark("due", None, say("more time was given", "se dio más tiempo"))
    return Counted(_caption(data), marks)


def _mark(step: Mapping[str, Any]) -> Mark:
    why = ", ".join(pick(each["title"]) for each in step["why"] if _says_something(each))
    if step["role"] == "paused":
        why = say("the clock stood still", "el plazo estaba suspendido")
    return Mark(_KINDS[step["role"]], step["number"], why if step["role"] != "counted" else "")


def _says_something(why: Mapping[str, Any]) -> bool:
    # A weekend, whichever days it has, needs no explanation beside a calendar that shows weekdays.
    return why["id"] not in _WEEKDAYS


def _caption(data: Mapping[str, Any]) -> str:
    since = day_words(_day(data["counted-from"]))
    if data["direction"] == "before":
        return say("Counted back from {day}", "Contado hacia atrás desde el {day}", day=since)
    return say("Counted from {day}", "Contado desde el {day}", day=since)


def _adopted(data: Mapping[str, Any], names: Names) -> Adopted | None:
    found = data.get("adopted")
    if not found:
        return None
    return Adopted(names.office(found["by"]), date.fromisoformat(found["since"]), found["case"], found["number"])


def _lines(data: Mapping[str, Any], version: Version | None, names: Names) -> list[str]:
    found = []
    if data.get("unset"):
        found.append(pick(data["unset"]["silence"]))
    if data.get("silence"):
        found.append(pick(data["silence"]))
    if data.get("stopped"):
        found.append(
            say("The clock stands still; no last day runs.", "El plazo está suspendido; no corre vencimiento.")
        )
    if data.get("gap"):
        found.append(
            say(
                "The calendar does not reach that far ({code}).",
                "El calendario no llega hasta ahí ({code}).",
                code=data["gap"],
            )
        )
    if data.get("at-end") and data.get("readings"):
        found.append(pick(AT_END[data["at-end"]]))
    if data.get("consequence"):
        found.append(pick(data["consequence"]))
    return found + _receipts(data, version, names)


def _receipts(data: Mapping[str, Any], version: Version | None, names: Names) -> list[str]:
    found = []
    if data["filed-on"]:
        found.append(say("Filed on {day}.", "Presentado el {day}.", day=day_words(_day(data["filed-on"]))))
    for office, day in data["received"].items():
        words = {"office": names.office(office), "day": day_words(_day(day))}
        found.append(say("Received by {office} on {day}.", "Recibido por {office} el {day}.", **words))
    if data["filed-on"] and data["waiting-for"] and version:
        waiting = names.kinds(version, data["waiting-for"])
        found.append(say("Receipt awaited from: {offices}.", "Falta el acuse de: {offices}.", offices=waiting))
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
