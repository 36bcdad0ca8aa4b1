"""A comparison has a word in both languages for whatever a version may say: a law from outside may use all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from cauce.law.schema import Text, VersionFile
from cauce.node.law.lexicon import _CLOSED, _WORDS, KEYS

#: keys that a comparison does not show: what a file says of itself, the sections, the two languages
UNSEEN = {"version", "amends", "en", "es", "offices", "standings", "parameters", "procedures", "recurring", "stages",
          "acts", "expects", "duties"}  # fmt: skip


def parts(annotation: Any) -> Iterator[Any]:
    """Yield an annotation with everything inside it."""
    yield annotation
    for inner in get_args(annotation) if get_origin(annotation) is not Literal else ():
        yield from parts(inner)


def models(start: type[BaseModel]) -> Iterable[type[BaseModel]]:
    """Return every part of a version, once."""
    found: dict[type[BaseModel], None] = {}
    waiting = [start]
    while waiting:
        model = waiting.pop()
        if model in found or model is Text:
            continue
        found[model] = None
        for field in model.model_fields.values():
            waiting += [
                part for part in parts(field.annotation) if isinstance(part, type) and issubclass(part, BaseModel)
            ]
    return found


def test_every_key_has_a_word() -> None:
    keys = {str(field.alias) for model in models(VersionFile) for field in model.model_fields.values()}
    assert keys - UNSEEN - KEYS.keys() == set()


def test_every_word_of_the_format_has_one() -> None:
    known = {
        str(value)
        for model in models(VersionFile)
        for field in model.model_fields.values()
        if field.alias in _CLOSED
        for part in parts(field.annotation)
        if get_origin(part) is Literal
        for value in get_args(part)
    }
    assert known - _WORDS.keys() == set()
