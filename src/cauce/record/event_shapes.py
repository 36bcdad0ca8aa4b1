"""
Which members an event of each kind has, and of which form their values are.

Source: specs/event.md, whose tables these are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from .errors import HiddenCharacter, WrongMembers, WrongValue
from .text import check_visible

#: the largest whole number that every reader of JSON keeps
LARGEST: Final = 2**53 - 1
_MOST_CHARACTERS = 2000
_CONTROL = re.compile(r"[\x00-\x1f\ud800-\udfff]")
_WORD = re.compile(r"[a-z][a-z0-9-]{0,63}")
_HASH = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(rf"{_DAY.pattern}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z")


@dataclass(frozen=True, slots=True)
class Member:
    """The form of a value; one that is `optional` is left out where there is nothing to say."""

    form: str
    optional: bool = False
    #: of a list of objects: the members of each
    each: Mapping[str, Member] | None = None


def _may(form: str) -> Member:
    return Member(form, optional=True)


_TEXT, _WORDS, _ENTRY = Member("text"), Member("word"), Member("number")

Shape = Mapping[str, Member]
_LINE: Shape = {
    "at": Member("instant"), "office": _TEXT, "account": _TEXT, "what": _WORDS,
    "number": _may("number"), "times": _may("times"),
}  # fmt: skip
_CHANGE: Shape = {
    "change": _WORDS, "part": _WORDS, "code": _TEXT,
    "office": _may("text"), "since": _may("day"), "members": _may("words"),
}  # fmt: skip
_KEY: Shape = {"change": _WORDS, "of": _TEXT, "key": _TEXT, "public": _TEXT}

#: kind → the members of its body; None: it has none
SHAPES: Mapping[str, Shape | None] = {
    "sign-in": {"account": _TEXT, "office": _TEXT},
    "readings": {"case": _TEXT, "office": _TEXT, "lines": Member("objects", each=_LINE)},
    "export": {
        "account": _TEXT, "office": _TEXT, "what": _WORDS, "about": _may("text"), "digest": _may("hash"),
    },
    "directory": {"by": _may("text"), "changes": Member("objects", each=_CHANGE)},
    "key": {"keys": Member("objects", each=_KEY)},
    "administration": {"what": _WORDS, "about": _may("text"), "found": _may("texts")},
    "erasure": {"case": _TEXT, "by": _TEXT, "ground": _TEXT, "acts": Member("numbers")},
    "padding": None,
}  # fmt: skip


def check_object(found: object, shape: Shape, name: str) -> None:
    """Refuse an object whose members are not these. Errors: WrongMembers, WrongValue."""
    if type(found) is not dict:
        raise WrongMembers(found=name)
    for key in found:
        if key not in shape:
            raise WrongMembers(found=str(key))
    for key, member in shape.items():
        if key in found:
            _check(found[key], member, key)
        elif not member.optional:
            raise WrongMembers(found=key)


def _check(value: Any, member: Member, name: str) -> None:
    if member.form in _LISTS:
        if type(value) is not list:
            raise WrongMembers(found=name)
        if not value:
            raise WrongValue(found=name)
        for item in value:
            if member.each is not None:
                check_object(item, member.each, name)
            else:
                check_value(item, _LISTS[member.form], name)
    else:
        check_value(value, member.form, name)


#: a list → the form of what stands in it
_LISTS = {"objects": "", "texts": "text", "words": "word", "numbers": "number"}
#: the least of a whole number: what is the default is left out
_LEAST = {"number": 1, "times": 2}
_PATTERNS = {"word": _WORD, "hash": _HASH, "day": _DAY, "instant": _INSTANT}


def check_value(value: Any, form: str, name: str) -> None:
    """Refuse a value of another type or form. Errors: WrongMembers, WrongValue."""
    if form in _LEAST:
        if type(value) is not int:
            raise WrongMembers(found=name)
        right = _LEAST[form] <= value <= LARGEST
    else:
        if type(value) is not str:
            raise WrongMembers(found=name)
        right = _is_text(value) if form == "text" else _fits(value, form)
    if not right:
        raise WrongValue(found=name)


def _is_text(value: str) -> bool:
    """Say whether a person sees all there is to it."""
    try:
        check_visible(value, "event")
    except HiddenCharacter:
        return False
    return 0 < len(value) <= _MOST_CHARACTERS and not _CONTROL.search(value)


def _fits(value: str, form: str) -> bool:
    if not _PATTERNS[form].fullmatch(value):
        return False
    if form not in ("day", "instant"):
        return True
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
