"""
The form of any act, generated from the pack: its fields as questions, what was typed as answers.

What was typed is kept as it is (`Typed`), so that nothing is lost when an answer is wrong; the kernel judges answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from cauce.case.directory import UNLISTED
from cauce.case.errors import Problem
from cauce.case.facts import World, as_day, offices_of
from cauce.case.state import CaseState
from cauce.law import schema
from cauce.law.library import Version
from cauce.law.schema.procedures import FormField
from cauce.law.unseen import without_unseen
from cauce.node.cases import people
from cauce.node.cases.present import places
from cauce.node.cases.present.names import Names, act_title
from cauce.node.cases.present.places import Group
from cauce.node.cases.present.values import day_words
from cauce.node.cases.problems import FormProblem
from cauce.node.frame.parts import Field, Option, Row
from cauce.node.frame.words import alphabetical, pick, say

#: what was typed, by the name of the input
Typed = dict[str, str | list[str]]
#: the second input of a person: somebody who is not on the register, in words
OTHER = "--other"
#: inputs of every form of an act that nobody writes
_OURS = frozenset({"csrfmiddlewaretoken", "token", "seen", "step"})
#: people that a name could mean who are listed
_LISTED = 8


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one act for one office."""

    version: Version
    procedure: str
    act: str
    office: str
    state: CaseState
    world: World
    names: Names

    @property
    def law(self) -> schema.Act:
        """The act in the law."""
        return self.version.file.procedures[self.procedure].acts[self.act]

    @property
    def fields(self) -> dict[str, FormField]:
        """The fields in the order of the form."""
        return {name: self.version.file.fields[name] for name in (*self.law.fields, *self.law.optional)}

    @property
    def wanted(self) -> set[str]:
        """The fields without which the act would be taken and flagged."""
        rules = self.version.file.procedures[self.procedure].expects.values()
        conditions = (each for rule in rules if self.act in rule.of and not rule.when for each in rule.that)
        return {each.field for each in conditions if each.field and each.given}


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the template that asks it."""

    template: str
    field: Field
    other: Field | None = None
    groups: Sequence[Group] = ()

    @property
    def inside(self) -> bool:
        """Whether a place inside a state is chosen."""
        return any(option.value in self.field.value for group in self.groups if group.inner for option in group.options)


def typed_in(form: Form, data: QueryDict) -> Typed:
    """Return what was typed into the fields of a form; `strangers_in` finds what it does not have."""
    typed: Typed = {}
    for name, described in form.fields.items():
        if described.type == "places":
            typed[name] = [text for text in data.getlist(name) if text]
        else:
            typed[name] = data.get(name, "")
        if described.type == "person":
            typed[f"{name}{OTHER}"] = data.get(f"{name}{OTHER}", "")
    return {name: value for name, value in typed.items() if value}


def strangers_in(form: Form, data: QueryDict) -> list[Row]:
    """Return what was sent for fields that the form does not have: refused, and shown again so as not to be lost."""
    persons = {f"{name}{OTHER}" for name, described in form.fields.items() if described.type == "person"}
    known = _OURS | form.fields.keys() | persons
    found = [(name, value) for name in data if name not in known for value in data.getlist(name) if value.strip()]
    return [Row(without_unseen(name)[:60] or "…", value) for name, value in found]


def answers_of(form: Form, typed: Typed) -> tuple[dict[str, object], list[Problem]]:
    """Return the answers that the kernel is given, and what is wrong with names that could mean several people."""
    answers: dict[str, object] = {}
    problems: list[Problem] = []
    for name, described in form.fields.items():
        value = typed.get(name, "")
        if described.type == "person":
            found = _person(form, name, str(value), str(typed.get(f"{name}{OTHER}", "")))
            problems += [found] if isinstance(found, Problem) else []
            answers[name] = "" if isinstance(found, Problem) else found
        else:
            answers[name] = value
    return {name: value for name, value in answers.items() if value not in ("", [])}, problems


def _person(form: Form, name: str, value: str, other: str) -> str | Problem:
    value, other = value.strip(), other.strip()
    if not value:
        return f"{UNLISTED} {other}" if other else ""
    if other:
        return FormProblem("form.E001", name, {"title": form.version.file.fields[name].title.model_dump()})
    found = people.find(value, form.office, form.version.regime, form.world)
    if len(found) == 1:
        return found[0].code
    if found:
        told = people.told(found[:_LISTED], form.office, form.world)
        known = "; ".join(f"{person} ({person.code})" for person in told)
        return FormProblem("form.E002" if known else "form.E004", name, {"value": value[:60], "known": known})
    return Problem("field.E209", name, {"value": value[:60]})


def typed_from(form: Form, values: Mapping[str, object]) -> Typed:
    """Return what somebody would have typed to give these answers."""
    typed: Typed = {}
    for name, described in form.fields.items():
        value = values.get(name)
        if value in (None, "", []):
            continue
        if described.type == "person" and str(value).startswith(UNLISTED):
            typed[f"{name}{OTHER}"] = str(value)[len(UNLISTED) :].strip()
        else:
            typed[name] = [str(item) for item in value] if isinstance(value, list) else str(value)
    return typed


def questions_of(form: Form, typed: Typed, wrong: Mapping[str, str], hints: Mapping[str, str]) -> list[Question]:
    """Return the questions of a form with what was typed, what is wrong, and what the case says so far."""
    return [_question(form, name, described, typed, wrong, hints) for name, described in form.fields.items()]


def _question(
    form: Form,
    name: str,
    described: FormField,
    typed: Typed,
    wrong: Mapping[str, str],
    hints: Mapping[str, str],
) -> Question:
    asked = Field(
        name=name,
        label=pick(described.title),
        value=typed.get(name, [] if described.type == "places" else ""),
        help=" ".join(part for part in (pick(described.help) if described.help else "", hints.get(name, "")) if part),
        error=wrong.get(name, ""),
        required=name in form.law.fields,
        wanted=name in form.wanted,
        autocomplete="off",
    )
    return _ASK.get(described.type, _text)(form, described, asked, typed)


def _text(form: Form, described: FormField, asked: Field, typed: Typed) -> Question:
    long = described.type == "long-text"
    return Question("frame/_field.html", replace(asked, kind="long-text" if long else "text"))


def _plain(kind: str, size: str, en: str, es: str) -> Callable[[Form, FormField, Field, Typed], Question]:
    def ask(form: Form, described: FormField, asked: Field, typed: Typed) -> Question:
        # What to type where browsers have no control of their own for it: every one has a date, few have a month.
        shape = say(en, es)
        told = f"{asked.help} {shape}".strip() if shape else asked.help
        return Question("frame/_field.html", replace(asked, kind=kind, size=size, help=told))  # type: ignore[arg-type]

    return ask


def _choice(options: Callable[[Form, FormField], list[Option]]) -> Callable[[Form, FormField, Field, Typed], Question]:
    def ask(form: Form, described: FormField, asked: Field, typed: Typed) -> Question:
        return Question("frame/_field.html", replace(asked, kind="choice", options=options(form, described)))

    return ask


def _options(form: Form, described: FormField) -> list[Option]:
    return [Option(name, pick(text)) for name, text in (described.options or {}).items()]


def _offices(form: Form, described: FormField) -> list[Option]:
    directory, regime = form.world.directory, form.version.regime.regime
    if described.kinds:
        codes: Sequence[str] = offices_of(set(described.kinds), form.version, directory)
    else:
        codes = [code for code in directory.offices if directory.kinds_of(code, regime)]
    return sorted(
        (Option(code, form.names.office(code)) for code in codes), key=lambda option: alphabetical(option.text)
    )


def _acts(form: Form, described: FormField) -> list[Option]:
    found = []
    for act in form.state.acts:
        title = act_title(form.version, act.procedure, act.act)
        found.append(Option(str(act.number), f"{act.number}. {title}, {day_words(as_day(act.judgement.filed))}"))
    return found


def _duties(form: Form, described: FormField) -> list[Option]:
    known = form.version.file.procedures[form.procedure].duties
    return [Option(name, pick(rule.title)) for name, rule in known.items()]


def _titled(part: str) -> Callable[[Form, FormField], list[Option]]:
    def options(form: Form, described: FormField) -> list[Option]:
        return [Option(name, pick(each.title)) for name, each in getattr(form.version.file, part).items()]

    return options


def _calendars(form: Form, described: FormField) -> list[Option]:
    return [Option(name, pick(each.title)) for name, each in form.world.library.calendars.items()]


def _person_question(form: Form, described: FormField, asked: Field, typed: Typed) -> Question:
    known = people.suggestions(form.office, form.version.regime, form.world)
    options = [Option(person.code, str(person)) for person in known]
    other = Field(
        name=f"{asked.name}{OTHER}",
        label=say("Or somebody who is not on the register", "O alguien que no está en el registro"),
        help=say("Describe them in a few words.", "Descríbalo en pocas palabras."),
        value=typed.get(f"{asked.name}{OTHER}", ""),
        required=False,
        autocomplete="off",
    )
    told = say("Begin to write the code or the name.", "Empiece a escribir la clave o el nombre.")
    if chosen := next((person for person in known if person.code == asked.value), None):
        told = say("{code} is {name}.", "{code} es {name}.", code=chosen.code, name=str(chosen))
    main = replace(asked, options=options, help=f"{asked.help} {told}".strip(), size="middle")
    return Question("cases/_person.html", main, other)


def _place(form: Form, described: FormField, asked: Field, typed: Typed) -> Question:
    groups = places.grouped(form.world.library, form.version.regime.host, abroad=True)
    return Question("cases/_place.html", replace(asked, kind="choice"), None, groups)


def _places(form: Form, described: FormField, asked: Field, typed: Typed) -> Question:
    groups = places.grouped(form.world.library, form.version.regime.host, abroad=False)
    if not groups:
        value = ", ".join(asked.value) if not isinstance(asked.value, str) else asked.value
        return Question("frame/_field.html", replace(asked, value=value))
    return Question("cases/_places.html", replace(asked, kind="choices"), None, groups)


def _country(form: Form, described: FormField, asked: Field, typed: Typed) -> Question:
    return Question("cases/_place.html", replace(asked, kind="choice"), None, [places.states()])


_ASK: dict[str, Callable[[Form, FormField, Field, Typed], Question]] = {
    "day": _plain("day", "short", "", ""),
    "time": _plain("time", "short", "", ""),
    "month": _plain("month", "short", "Year-month, such as 2021-02.", "Año-mes, por ejemplo 2021-02."),
    "number": _plain("number", "short", "", ""),
    "choice": _choice(_options),
    "person": _person_question,
    "office": _choice(_offices),
    "place": _place,
    "places": _places,
    "country": _country,
    "act": _choice(_acts),
    "duty": _choice(_duties),
    "parameter": _choice(_titled("parameters")),
    "reading": _choice(_titled("readings")),
    "calendar": _choice(_calendars),
}
