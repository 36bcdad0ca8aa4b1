"""
The door: every value of an act's form is checked before anything else looks at it.

What cannot be true is refused with a code and the field it stands in; values come out in one form only.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cauce.case.directory import UNLISTED, Directory
from cauce.case.errors import Problem
from cauce.case.facts import as_day
from cauce.case.state import CaseState
from cauce.law import schema
from cauce.law.errors import LawError
from cauce.law.library import Library, Version
from cauce.law.schema.procedures import FormField
from cauce.law.territory import civil_day
from cauce.law.unseen import unseen_in, without_unseen

#: longest text where a pack sets no `max`: one line, and several
LINE, LINES = 200, 4000
#: most places in one answer
_PLACES = 200
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_MONTH = re.compile(r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])\Z")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?\Z")
#: where it is latest on earth: a place whose zone nobody knows may be a day ahead of the capital
_AHEAD = timedelta(hours=14)
#: what stands for bytes that were no text: an office must not sign what nobody wrote
_LOST = "\N{REPLACEMENT CHARACTER}"
#: of the fields that a form does not have, so many are named
_NAMED = 20


@dataclass(frozen=True, slots=True)
class Form:
    """The form of an act, with everything that its answers are held against."""

    version: Version
    act: schema.Act
    state: CaseState
    procedure: str
    library: Library
    directory: Directory
    filed: date
    #: instant of filing; without it the civil day of filing is taken to be the same everywhere
    at: datetime | None = None
    #: civil day of the fact; without it that of filing
    day: date | None = None
    #: persons of the register whom the office may not know of
    hidden: frozenset[str] = frozenset()
    #: references of other cases that the office may read, among those that it names
    cases: frozenset[str] = frozenset()

    def field(self, name: str) -> FormField:
        """Return the description of a field."""
        return self.version.file.fields[name]

    def names(self) -> tuple[str, ...]:
        """Return the fields of the form in order, the required ones first."""
        return (*self.act.fields, *self.act.optional)


def check_form(form: Form, answers: Mapping[str, object]) -> tuple[dict[str, object], list[Problem]]:
    """Return the answers in their one form, and what is wrong with them. Empty answers are left out."""
    clean: dict[str, object] = {}
    names = form.names()
    unknown = [_shown(name) for name in answers if name not in names][:_NAMED]
    problems = [Problem("field.E202", name, {"name": name}) for name in unknown]
    for name in names:
        value = answers.get(name)
        value = value.strip() if isinstance(value, str) else value
        if value in (None, "", []):
            if name in form.act.fields:
                problems.append(Problem("field.E201", name, {"title": _title(form, name)}))
            continue
        found = _CHECKS[form.field(name).type](form, name, value)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            clean[name] = found[0]
    return clean, [*problems, *_between(form, clean), *_future(form, clean)]


#: a checked value in a tuple of one, or what is wrong with it
Checked = Problem | tuple[object]


def _title(form: Form, name: str) -> dict[str, str]:
    return form.field(name).title.model_dump()


def _wrong(code: str, form: Form, name: str, **values: object) -> Problem:
    return Problem(code, name, {"title": _title(form, name), **values})


def _shown(value: object) -> str:
    text = str(value[:60] if isinstance(value, str) else value if isinstance(value, int | float) else "…")[:60]
    return without_unseen(text)


def _text(form: Form, name: str, value: object) -> Checked:
    described = form.field(name)
    if not isinstance(value, str):
        return _wrong("field.E216", form, name)
    most = described.max or (LINES if described.type == "long-text" else LINE)
    if len(value) <= 4 * most:  # composing makes a text at most four times shorter; a longer one is not even looked at
        value = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    if len(value) > most:
        return _wrong("field.E207", form, name, length=len(value), max=most)
    if unseen_in(value, "\n" if described.type == "long-text" else ""):
        return _wrong("field.E208", form, name)
    if _LOST in value:
        return _wrong("field.E217", form, name)
    return (value,)


def _day(form: Form, name: str, value: object) -> Checked:
    day = as_day(value) if isinstance(value, str) and len(value) == 10 else None
    if day is None or not 1900 <= day.year <= 2199:
        return _wrong("field.E203", form, name)
    return (day.isoformat(),)


def _month(form: Form, name: str, value: object) -> Checked:
    if not isinstance(value, str) or not _MONTH.match(value):
        return _wrong("field.E213", form, name, value=_shown(value))
    return (value,)


def _time(form: Form, name: str, value: object) -> Checked:
    if not isinstance(value, str) or not _TIME.match(value):
        return _wrong("field.E215", form, name, value=_shown(value))
    return (value,)


def _number(form: Form, name: str, value: object) -> Checked:
    described = form.field(name)
    low, high = described.min or 0, described.max if described.max is not None else 1_000_000_000
    number = _as_number(value)
    if number is None or not low <= number <= high:
        return _wrong("field.E211", form, name, min=low, max=high)
    return (number,)


def _as_number(value: object) -> int | float | None:
    if isinstance(value, str) and _DECIMAL.match(value):
        value = float(value) if "." in value else int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else value if math.isfinite(value) else None
    return value


def _choice(form: Form, name: str, value: object) -> Checked:
    options = form.field(name).options or {}
    if not isinstance(value, str) or value not in options:
        known = {lang: ", ".join(getattr(text, lang) for text in options.values()) for lang in ("en", "es")}
        return _wrong("field.E206", form, name, value=_shown(value), known=known)
    return (value,)


def _person(form: Form, name: str, value: object) -> Checked:
    if not isinstance(value, str):
        return _wrong("field.E216", form, name)
    if value.startswith(UNLISTED):
        described = value[len(UNLISTED) :].strip()
        checked = _text(form, name, described) if described else _wrong("field.E201", form, name)
        return checked if isinstance(checked, Problem) else (f"{UNLISTED} {' '.join(str(checked[0]).split())}",)
    if value not in form.directory.persons or value in form.hidden:  # the same answer, whichever it is
        return _wrong("field.E209", form, name, value=_shown(value))
    return (value,)


def _office(form: Form, name: str, value: object) -> Checked:
    entry = form.directory.offices.get(value) if isinstance(value, str) else None
    kinds = form.field(name).kinds
    if entry is not None and not entry.exists((form.day or form.filed).isoformat(), form.filed.isoformat()):
        entry = None
    if entry is not None and kinds:
        own = form.directory.kinds_of(entry.code, form.version.regime.regime)
        if not any(form.version.kinds_of(kind) & set(kinds) for kind in own):
            entry = None
    return _wrong("field.E212", form, name, value=_shown(value)) if entry is None else (entry.code,)


def _place(form: Form, name: str, value: object) -> Checked:
    if isinstance(value, str):
        territory = form.library.territories.get(value[:2])
        if value in territory if territory is not None else _COUNTRY.match(value):
            return (value,)
    return _wrong("field.E210", form, name, value=_shown(value))


def _places(form: Form, name: str, value: object) -> Checked:
    items = value.split(",", _PLACES) if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not 1 <= len(items) <= _PLACES:
        return _wrong("field.E216", form, name)
    places: list[object] = []
    for item in items:
        checked = _place(form, name, item.strip() if isinstance(item, str) else item)
        if isinstance(checked, Problem):
            return checked
        places += [checked[0]] if checked[0] not in places else []
    return (places,)


def _country(form: Form, name: str, value: object) -> Checked:
    if not isinstance(value, str) or not _COUNTRY.match(value):
        return _wrong("field.E210", form, name, value=_shown(value))
    return (value,)


def _act_number(form: Form, name: str, value: object) -> Checked:
    number = _as_number(value)
    if not isinstance(number, int) or not 1 <= number <= form.state.number:
        return _wrong("field.E211", form, name, min=1, max=form.state.number)
    return (number,)


def _case(form: Form, name: str, value: object) -> Checked:
    if not isinstance(value, str) or value not in form.cases:  # none, or none of the office's: the same answer
        return _wrong("field.E218", form, name, value=_shown(value))
    return (value,)


def _known(form: Form, name: str, value: object) -> Checked:
    kind, file = form.field(name).type, form.version.file
    if kind == "duty":
        known = {duty.id for duty in form.state.duties.values()} | set(file.procedures[form.procedure].duties)
    else:
        named: dict[str, Iterable[str]] = {
            "parameter": file.parameters,
            "reading": file.readings,
            "calendar": form.library.calendars,
        }
        known = set(named[kind])
    if not isinstance(value, str) or value not in known:
        return _wrong("field.E214", form, name, value=_shown(value), known=", ".join(sorted(known)))
    return (value,)


_CHECKS: dict[str, Callable[[Form, str, object], Checked]] = {
    "text": _text,
    "long-text": _text,
    "day": _day,
    "month": _month,
    "time": _time,
    "number": _number,
    "choice": _choice,
    "person": _person,
    "office": _office,
    "place": _place,
    "places": _places,
    "country": _country,
    "act": _act_number,
    "case": _case,
    "duty": _known,
    "parameter": _known,
    "reading": _known,
    "calendar": _known,
}


def _between(form: Form, clean: Mapping[str, object]) -> list[Problem]:
    """Compare days with the days that they may not precede."""
    problems = []
    for name in form.names():
        other = form.field(name).not_before
        first, last = as_day(clean.get(other or "")), as_day(clean.get(name))
        if other and first and last and last < first:
            problems.append(_wrong("field.E204", form, name, other=_title(form, other)))
    return problems


def _future(form: Form, clean: Mapping[str, object]) -> list[Problem]:
    """Find the days that had not come, neither at the capital nor at a place that the form names."""
    past = [name for name in form.names() if form.field(name).past and name in clean]
    today = _latest_day(form, clean).isoformat() if past else ""
    return [_wrong("field.E205", form, name) for name in past if str(clean[name]) > today[: len(str(clean[name]))]]


def _latest_day(form: Form, clean: Mapping[str, object]) -> date:
    kinds = {"place", "places", "country"}
    named = [clean[name] for name in form.names() if name in clean and form.field(name).type in kinds]
    places = [str(place) for value in named for place in (value if isinstance(value, list) else [value])]
    return max([form.filed, *(_day_at(place, form) for place in places)])


def _day_at(place: str, form: Form) -> date:
    if form.at is None:
        return form.filed
    try:
        return civil_day(form.at, form.library.zone_of(place))
    except LawError:
        return (form.at.astimezone(UTC) + _AHEAD).date()
