"""Everybody on the register in the order of their names, in memory, and found by names however they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cauce.node.cases.search import fold
from cauce.node.frame.words import alphabetical
from cauce.node.register.models import Person

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A person, as lists find and order them."""

    code: str
    state: str
    mission: str
    order: tuple[str, str, str]
    words: tuple[str, ...]


def plain(text: str) -> tuple[str, ...]:
    """Return the words of a text without accents; ñ is n, for not every keyboard has it."""
    return tuple(_WORD.findall(fold(text).replace("ñ", "n")))


@lru_cache(maxsize=2)
def roster(stamp: int | None) -> tuple[Listed, ...]:
    """Return everybody by surname, as of one stamp of the directory."""
    found = []
    for person in Person.objects.all():
        surnames, given = alphabetical(person.surnames), alphabetical(person.given_names)
        words = plain(f"{person} {person.code} {person.agency} {person.post}")
        found.append(Listed(person.code, person.state, person.mission, (surnames, given, person.code), words))
    return tuple(sorted(found, key=lambda each: each.order))


def matching(people: Iterable[Listed], text: str) -> list[Listed]:
    """Return those of whom each word of the text begins some word: name, code, agency or post."""
    wanted = plain(text[:200])
    return [each for each in people if all(any(word.startswith(part) for word in each.words) for part in wanted)]


def after(people: Sequence[Listed], code: str) -> Sequence[Listed]:
    """Return those that come after a person; everybody if the person is not among them."""
    at = next((index for index, each in enumerate(people) if each.code == code), -1)
    return people[at + 1 :]
