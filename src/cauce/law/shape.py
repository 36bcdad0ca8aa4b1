"""From YAML to a model: every wrong key and value of a file at once, each at its line and in plain words."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cauce.law import catalogue as k
from cauce.law.findings import Finding, finding
from cauce.law.repair import repair
from cauce.law.shape_words import RULES, words_for
from cauce.law.yaml12 import Node

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[int | str, ...]
#: how often a file is mended and read again
_ATTEMPTS = 4


def read_model(model: type[Model], node: Node, report: Callable[[Finding], None]) -> Model | None:
    """
    Return the model that a node holds, with a finding for each place of the wrong shape.

    What is wrong is mended, so that the rest can be checked in the same run; nothing if it cannot be.
    """
    plain = node.plain()
    for attempt in range(_ATTEMPTS):
        try:
            return model.model_validate(plain)
        except ValidationError as err:
            details = list(_likely(node, err.errors(include_url=False, include_context=True)))
            if attempt == 0:
                for detail in details:
                    report(_finding(model, node, detail))
            if not repair(plain, details):
                return None
    return None


def _likely(node: Node, details: list[ErrorDetails]) -> Iterable[ErrorDetails]:
    """Of a place that may hold this or that, keep only what the likelier of the two finds wrong."""
    kept: list[ErrorDetails] = []
    forks: dict[Loc, dict[str, list[ErrorDetails]]] = {}
    for detail in details:
        fork = _fork(node, detail)
        if fork is None:
            kept.append(detail)
        else:
            forks.setdefault(detail["loc"][:fork], {}).setdefault(str(detail["loc"][fork]), []).append(detail)
    for at, branches in forks.items():
        kept += sorted(branches.values(), key=lambda branch: _unlikeliness(at, branch))[0]
    return kept


def _fork(node: Node, detail: ErrorDetails) -> int | None:
    """Return the index of the first step of the path that stands for a branch and not for a key or an item."""
    here: Any = node
    for index, step in enumerate(detail["loc"]):
        if isinstance(here.value, dict) and str(step) in here.value:
            here = here.value[str(step)]
        elif isinstance(here.value, list) and isinstance(step, int) and step < len(here.value):
            here = here.value[step]
        elif isinstance(step, int) or step == "[key]" or (index + 1 == len(detail["loc"]) and _is_missing(detail)):
            continue
        else:
            return index
    return None


def _is_missing(detail: ErrorDetails) -> bool:
    return detail["type"] == "missing"


def _unlikeliness(at: Loc, branch: list[ErrorDetails]) -> tuple[bool, int]:
    """Order branches: one that cannot hold the value at all comes last, then the one with more faults."""
    whole = any(len(detail["loc"]) == len(at) + 1 and detail["type"].endswith("_type") for detail in branch)
    return whole, len(branch)


def _finding(model: type[BaseModel], node: Node, detail: ErrorDetails) -> Finding:
    loc, kind = detail["loc"], detail["type"]
    key = str(loc[-1]) if loc else ""
    place = node.find(loc)
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(key, _keys_at(model, loc[:-1]), 1) or _keys_at(model, loc[:-1])
        return finding(k.UNKNOWN_KEY, place, key=key, near=", ".join(near) or "–")
    if key in ("en", "es") and kind in ("missing", "string_pattern_mismatch", "string_too_short", "string_type"):
        lang = {"en": {"en": "English", "es": "Spanish"}, "es": {"en": "inglés", "es": "español"}}
        return finding(k.MISSING_TRANSLATION, place, lang={word: lang[word][key] for word in lang}, key=_key_of(loc))
    if kind == "missing":
        return finding(k.RULE_WITHOUT_SOURCE if key == "source" else k.MISSING_KEY, place, key=key, of=_key_of(loc))
    if kind == "value_error" and str(detail.get("ctx", {}).get("error")) in RULES:
        return finding(k.NOT_ONE_OF, place, **RULES[str(detail["ctx"]["error"])])
    return finding(k.WRONG_VALUE, place, key=_last_name(loc), value=_shown(detail["input"]), expected=words_for(detail))


def _key_of(loc: Loc) -> str:
    """Return the nearest key above the last step."""
    return next((str(step) for step in reversed(loc[:-1]) if isinstance(step, str) and "[" not in step), "–")


def _last_name(loc: Loc) -> str:
    names = [step for step in loc if isinstance(step, str) and step[0].islower() and "[" not in step]
    return names[-1] if names else "–"


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys that the part of the pack at `loc` may have."""
    here: list[Any] = [model]
    for step in loc:
        found = [
            field.annotation for each in _models(here) for field in each.model_fields.values() if field.alias == step
        ]
        here = found or here
    return sorted({str(field.alias) for each in _models(here) for field in each.model_fields.values()})


def _models(annotations: Iterable[Any]) -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []
    for annotation in annotations:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            found.append(annotation)
        else:
            found += _models(getattr(annotation, "__args__", ()))
    return found
