"""The answers of an act, each shown by its type, in the language spoken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cauce.case.clock import version_of
from cauce.case.directory import UNLISTED
from cauce.case.facts import World, as_day
from cauce.case.register import Standing
from cauce.case.state import CaseState
from cauce.law import schema
from cauce.law.library import Version
from cauce.law.schema.procedures import FormField
from cauce.node.cases.present.links import address
from cauce.node.cases.present.names import Names, act_title
from cauce.node.frame import dates
from cauce.node.frame.countries import country
from cauce.node.frame.parts import Chip, Row
from cauce.node.frame.words import language, pick, say

#: which standings of a person may be shown, by their names, given the person's code
Seen = Callable[[str], Collection[str]]


class Titled(Protocol):
    """A part of a pack with a title."""

    @property
    def title(self) -> schema.Text: ...


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is needed to name the answers of one act."""

    version: Version
    procedure: str
    names: Names
    world: World
    state: CaseState
    #: civil day of the fact: standings are shown as of it
    day: str
    #: which standings of persons whoever looks may see
    seen: Seen


def rows_of(fields: Mapping[str, object], order: tuple[str, ...], shelf: Shelf) -> list[Row]:
    """Return a row for each answer, in the order of the form; what the form no longer has comes last."""
    names = [name for name in order if name in fields] + [name for name in fields if name not in order]
    return [row_of(name, fields[name], shelf) for name in names]


def row_of(name: str, value: object, shelf: Shelf, change: str = "") -> Row:
    """Return one answer under its label."""
    described = shelf.version.file.fields.get(name)
    if described is None:
        return Row(name, str(value), change=change)
    href, chips = "", tuple[Chip, ...]()
    if described.type == "person":
        chips = standing_chips(str(value), shelf)
        href = "" if str(value).startswith(UNLISTED) else address("person", str(value))
    return Row(pick(described.title), words_of(described, value, shelf), chips, href, change)


def words_of(described: FormField, value: object, shelf: Shelf) -> str:
    """Return the words for a value."""
    show = _SHOW.get(described.type)
    return show(described, value, shelf) if show else str(value)


def day_words(day: date | None, form: dates.Form = "normal") -> str:
    """Return a day in words; nothing for none."""
    return dates.civil(day, language(), form) if day else ""


def standing_chips(code: str, shelf: Shelf) -> tuple[Chip, ...]:
    """Return the standings of a person that may be seen, of those held on the day of the fact by what is known now."""
    if code.startswith(UNLISTED):
        return (Chip(say("not on the register", "no está en el registro"), "soon"),)
    regime, found, seen = shelf.version.regime.regime, [], shelf.seen(code)
    for name, kind in shelf.version.file.standings.items():
        shown = kind.of == "person" and name in seen
        held = shelf.world.register.held(regime, name, code, shelf.day) if shown else None
        if held is not None:
            found.append(Chip(_standing(pick(kind.title), held, shelf), "met" if kind.good else "late"))
    return tuple(found)


def _standing(title: str, held: Standing, shelf: Shelf) -> str:
    if held.until:
        day = dates.civil(date.fromisoformat(held.until), language())[4:]
        title = say("{title} to {day}", "{title} hasta el {day}", title=title, day=day)
    places = [shelf.names.place(place) for place in held.within[:3]]
    return ", ".join([title, *places]) + ("…" if len(held.within) > 3 else "")


def _person(described: FormField, value: object, shelf: Shelf) -> str:
    code = str(value)
    name = shelf.names.person(code)
    return f"{name} ({code})" if shelf.names.is_person(code) else name


def _places(described: FormField, value: object, shelf: Shelf) -> str:
    codes = value if isinstance(value, list | tuple) else [value]
    return "; ".join(shelf.names.place(str(code)) for code in codes)


def _act(described: FormField, value: object, shelf: Shelf) -> str:
    number = int(str(value)) if str(value).isdigit() else 0
    if not 1 <= number <= shelf.state.number:
        return str(value)
    act = shelf.state.acts[number - 1]
    return f"{number}. {act_title(version_of(act.judgement.under, shelf.world.library), act.procedure, act.act)}"


def _day(described: FormField, value: object, shelf: Shelf) -> str:
    return day_words(as_day(value)) or str(value)


def _month(described: FormField, value: object, shelf: Shelf) -> str:
    return dates.period(str(value), language())


def _option(described: FormField, value: object, shelf: Shelf) -> str:
    return pick((described.options or {}).get(str(value), str(value)))


def _duty(described: FormField, value: object, shelf: Shelf) -> str:
    procedure = shelf.version.file.procedures.get(shelf.procedure)
    return _title(procedure.duties if procedure else {}, value)


def _title(known: Mapping[str, Titled], value: object) -> str:
    found = known.get(str(value))
    return pick(found.title) if found else str(value)


def calendar_title(code: str | None, world: World) -> str:
    """Return the name of a statutory calendar."""
    found = world.library.calendars.get(code or "")
    return pick(found.title) if found else (code or "")


_SHOW: dict[str, Callable[[FormField, object, Shelf], str]] = {
    "day": _day,
    "month": _month,
    "choice": _option,
    "person": _person,
    "office": lambda described, value, shelf: shelf.names.office(str(value)),
    "place": lambda described, value, shelf: shelf.names.place(str(value)),
    "places": _places,
    "country": lambda described, value, shelf: country(str(value)),
    "act": _act,
    "duty": _duty,
    "parameter": lambda described, value, shelf: _title(shelf.version.file.parameters, value),
    "reading": lambda described, value, shelf: _title(shelf.version.file.readings, value),
    "calendar": lambda described, value, shelf: calendar_title(str(value), shelf.world),
}
