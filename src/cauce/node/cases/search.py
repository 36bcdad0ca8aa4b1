"""
Search as Spanish speakers expect it: without accents, by stem, by either surname, by a part of a reference.

One table of words serves SQLite and PostgreSQL alike; results pass through `access` before anything is counted.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from django.db.models import QuerySet

from cauce.case.act import Act
from cauce.case.facts import World
from cauce.law.library import Version
from cauce.node.cases.models import Case, Word
from cauce.node.cases.sql import ask, insert

_WORD = re.compile(r"[0-9a-zñ]+")
#: words that say nothing
_SMALL = frozenset(
    re.split(" ", "a al ante con de del el en la las los o para por que se su un una y and at by for in of on the to")
)
_MOST = 60


def fold(text: str) -> str:
    """Return text in lower case without accents; ñ stays a letter of its own."""
    composed = unicodedata.normalize("NFKC", text).lower()  # an ñ may come as an n with a tilde on it
    kept = unicodedata.normalize("NFKC", composed).replace("ñ", "\0")
    plain = unicodedata.normalize("NFKD", kept)
    return "".join(char for char in plain if not unicodedata.combining(char)).replace("\0", "ñ")


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are looked for."""
    return [_stem(word) for word in _WORD.findall(fold(text)) if word not in _SMALL][:_MOST]


def indexed(text: str) -> set[str]:
    """Return the words under which a text is found: a word with ñ also as a keyboard without that letter writes it."""
    found = {word for word in _WORD.findall(fold(text)) if word not in _SMALL}
    return {_stem(form) for word in found for form in (word, word.replace("ñ", "n"))}


@cache
def _stemmer() -> Any:
    # The package imports every language that it knows, which a start can do without.
    import snowballstemmer

    return snowballstemmer.stemmer("spanish")


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    stem: str = word if any(char.isdigit() for char in word) else _stemmer().stemWord(word)
    return stem[:40]


def index(case: Case, act: Act, version: Version, world: World) -> None:
    """Add the words of an act to the index of its case."""
    texts = [case.ref] if act.number == 1 else []
    for name, value in act.fields.items():
        described = version.file.fields.get(name)
        if described is not None and described.type in ("text", "long-text", "place", "person", "office"):
            texts.append(_shown(described.type, str(value), world))
    found = {word for text in texts for word in indexed(text)}
    insert(Word, ("case", "word"), [(case, word) for word in sorted(found)], unique=("case", "word"))


def index_reference(case: Case) -> None:
    """Add the words of the reference alone: all by which an erased case is found."""
    insert(Word, ("case", "word"), [(case, word) for word in sorted(indexed(case.ref))], unique=("case", "word"))


def _shown(kind: str, value: str, world: World) -> str:
    if kind == "person" and value in world.directory.persons:
        return f"{value} {_name(value)}"
    if kind == "place":
        territory = world.library.territories.get(value.partition("-")[0])
        return territory.label(value, "es") if territory is not None and value in territory else value
    return value


def _name(code: str) -> str:
    found = ask("SELECT given_names, surnames FROM register_person WHERE code = %s", (code,))
    return " ".join(found[0]) if found else ""


def search(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Narrow cases to those that have every word; the last one may be only begun."""
    *whole, begun = words_of(text) or [""]
    for word in whole:
        cases = cases.filter(pk__in=Word.objects.filter(word=word).values("case"))
    if begun:
        cases = cases.filter(pk__in=Word.objects.filter(word__gte=begun, word__lt=f"{begun}\U0010ffff").values("case"))
    return cases
