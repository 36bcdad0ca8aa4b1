"""The reference of the pack format, made from the models that read the packs so that it cannot drift."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from cauce.law import schema
from cauce.law.catalogue import KINDS
from cauce.law.schema import base, calendars, conditions, offices, procedures, regime, scenarios, terms

TEMPLATE = Path(__file__).with_suffix(".md")
_MODELS: dict[str, type[BaseModel]] = {
    name: each
    for module in (schema, base, calendars, conditions, offices, procedures, regime, scenarios, terms)
    for name, each in vars(module).items()
    if isinstance(each, type) and issubclass(each, BaseModel)
}
#: kinds of value that have a name of their own on the page
_NAMED: tuple[tuple[Any, str], ...] = (
    (base.Id, "id"),
    (base.Ids, "id or list of ids"),
    (base.Day, "day"),
    (base.Country, "country"),
    (base.PlaceCode, "place"),
    (base.Citations, "citation or list of citations"),
    (base.Text, "text in both languages"),
    (conditions.Conditions, "condition or list of conditions"),
    (conditions.Holder, "holder"),
    (procedures.Duties, "`all`, an id or a list of ids"),
    (scenarios.Name, "name"),
    (terms.Term, "[term](#terms)"),
    (terms.Amount, "whole number or `{parameter: id}`"),
    (terms.FromParameter, "`{parameter: id}`"),
    (bool, "true or false"),
    (int, "whole number"),
    (float, "number"),
    (str, "text"),
    (object, "value"),
)


def pack_format(example: Mapping[str, str]) -> str:
    """Return the page; `example` is the text of each file of the worked example, by its path."""
    page = TEMPLATE.read_text(encoding="utf-8")
    parts = {"findings": findings_table(), "example": _example(example)}
    return re.sub(r"\{\{([A-Za-z]+)\}\}", lambda found: _part(found.group(1), parts), page)


def _part(name: str, parts: Mapping[str, str]) -> str:
    return parts[name] if name in parts else model_table(_MODELS[name])


def model_table(model: type[BaseModel]) -> str:
    """Return the keys of a part of a pack as a table: value, whether it is needed, meaning."""
    hints = get_type_hints(model, include_extras=True)
    rows = [
        f"| `{field.alias}` | {value_words(hints[name])} | {_needed(field)} | {_cell(field.description or '')} |"
        for name, field in model.model_fields.items()
    ]
    sentence = (model.__doc__ or "").strip().splitlines()[0]
    return "\n".join([f"*{sentence}*", "", "| Key | Value | If left out | Meaning |", "|---|---|---|---|", *rows])


def _needed(field: FieldInfo) -> str:
    if field.is_required():
        return "**error**"
    default = field.get_default(call_default_factory=True)
    if default in (None, [], {}):
        return "–"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def value_words(annotation: Any) -> str:
    """Return in words what a key may hold."""
    for kind, words in _NAMED:
        if annotation == kind:
            return words
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin in (types.UnionType, typing.Union):
        return " or ".join(value_words(each) for each in inner if each is not type(None))
    if origin is Annotated:
        return value_words(inner[0]) + _limits(inner[1:])
    if origin is dict:
        return f"map: {value_words(inner[0])} → {value_words(inner[1])}"
    if origin is list:
        return f"list of {value_words(inner[0])}"
    return f"[map](#{_anchor(annotation)})"


def _limits(metadata: tuple[Any, ...]) -> str:
    found = [each for outer in metadata for each in (outer.metadata if isinstance(outer, FieldInfo) else [outer])]
    lowest = [str(each.ge) for each in found if isinstance(each, Ge)]
    highest = [str(each.le) for each in found if isinstance(each, Le)]
    words = ([f"from {lowest[0]}"] if lowest else []) + ([f"to {highest[0]}"] if highest else [])
    return " " + " ".join(words) if words else ""


#: the section of the page in which each part of a pack stands
_SECTIONS = {
    "Article": "versions", "Source": "sources-and-citations", "HistoryEntry": "regimeyaml", "OfficeKind": "offices",
    "Panel": "offices", "FormField": "fields", "Reading": "readings", "Parameter": "parameters",
    "StandingKind": "standings", "Procedure": "procedures", "Stage": "procedures", "Act": "acts",
    "Grant": "what-an-act-can-bring-about", "End": "what-an-act-can-bring-about",
    "Extension": "what-an-act-can-bring-about", "Erasure": "what-an-act-can-bring-about",
    "Vote": "what-an-act-can-bring-about", "SettingEffect": "settings",
    "AdoptionEffect": "settings", "DaysEffect": "settings", "Expectation": "expectations", "Duty": "duties",
    "Obligor": "duties", "Acknowledgement": "duties", "Recurring": "recurring-duties",
    "MetByProcedure": "recurring-duties", "Covers": "calendars", "ClosedDay": "calendars", "Change": "calendars",
    "Weekend": "calendars",
    "Area": "territoryyaml", "Cast": "scenarios", "CastOffice": "scenarios", "CastPerson": "scenarios",
    "GivenStanding": "scenarios", "GivenSetting": "scenarios", "Told": "scenarios", "Check": "scenarios",
    "ExpectedDuty": "scenarios", "Scenario": "scenarios",
}  # fmt: skip


def _anchor(model: type[BaseModel]) -> str:
    return _SECTIONS[model.__name__]


def findings_table() -> str:
    """Return every finding of the checker with what to do about it, as a table; … stands for what is named there."""
    rows = [f"| `{kind.code}` | {_blanked(kind.says['en'])} | {_blanked(kind.hint['en'])} |" for kind in KINDS.values()]
    return "\n".join(["| Code | Says | What to do |", "|---|---|---|", *rows])


def _blanked(words: str) -> str:
    blanked = re.sub(r"(?<!\{)\{[a-z_]+\}(?!\})", "…", words)
    return _cell(blanked.replace("{{", "{").replace("}}", "}"))


def _example(files: Mapping[str, str]) -> str:
    return "\n\n".join(f"`{name}`\n\n```yaml\n{text.strip()}\n```" for name, text in files.items())
