"""From YAML to a model: every wrong key and value of a file at once, each at its line and in plain words."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cauce.law import catalogue as k
from cauce.law.findings import Finding, finding
from cauce.law.repair import repair
from cauce.law.shape_words import RULES, words_for
from cauce.law.yaml12 import Node, Place

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
        return finding(k.UNKNOWN_KEY, place, key=key, near=keys_near(model, loc))
    if key in ("en", "es") and kind in ("missing", "string_pattern_mismatch", "string_too_short", "string_type"):
        lang = {"en": {"en": "English", "es": "Spanish"}, "es": {"en": "inglés", "es": "español"}}
        return finding(k.MISSING_TRANSLATION, place, lang={word: lang[word][key] for word in lang}, key=_key_of(loc))
    if kind == "missing":
        return finding(k.RULE_WITHOUT_SOURCE if key == "source" else k.MISSING_KEY, place, key=key, of=_key_of(loc))
    if kind == "value_error" and str(detail.get("ctx", {}).get("error")) in RULES:
        return _not_one_of(place, detail)
    return finding(k.WRONG_VALUE, place, key=_last_name(loc), value=_shown(detail["input"]), expected=words_for(detail))


def keys_near(model: type[BaseModel], loc: Loc) -> str:
    """Return the key that was probably meant by the last step of `loc`, or every key that may stand there."""
    known = _keys_at(model, loc[:-1])
    return ", ".join(difflib.get_close_matches(str(loc[-1]), known, 1) or known) or "–"


def has_key(model: type[BaseModel], loc: Loc) -> bool:
    """Say whether a file of this shape may have a key at the end of `loc`; a list of one may lack its brackets."""
    here: list[Any] = [model]
    for step in loc:
        parts = list(_parts(here))
        here = [
            field.annotation
            for part in parts
            if isinstance(part, type) and issubclass(part, BaseModel)
            for field in part.model_fields.values()
            if field.alias == step
        ]
        here += [get_args(part)[1] for part in parts if get_origin(part) is dict]
    return bool(here)


def _parts(annotations: Iterable[Any]) -> Iterable[Any]:
    """Yield what annotations stand for one by one: the choices of a union, the items of a list."""
    for annotation in annotations:
        if isinstance(annotation, type) or get_origin(annotation) is dict:
            yield annotation
        else:
            yield from _parts(getattr(annotation, "__args__", ()))


def _not_one_of(place: Place, detail: ErrorDetails) -> Finding:
    rule, held = RULES[str(detail["ctx"]["error"])], detail["input"]
    written = [key for key in str(rule["keys"]).split(", ") if isinstance(held, dict) and held.get(key) is not None]
    return finding(k.NOT_ONE_OF, place, written=", ".join(written) or "–", **rule)


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
