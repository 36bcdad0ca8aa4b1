"""
Words that stand for an entry of the record, so that two people can compare it by eye or by telephone.

Source: specs/words.md.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from .errors import BadNumber, ControlCharacter
from .text import check_length, check_visible

#: words of an entry: pairs of one that lives or is eaten and one that is a thing or a place
COUNT = 14
_DOMAIN = "cauce/words/v1"
_HALF = 128


class Word(NamedTuple):
    """The same word in both languages."""

    es: str
    en: str


@cache
def word_list() -> tuple[Word, ...]:
    """Return the 256 words: 128 that live or are eaten, then 128 things and places."""
    text = Path(__file__).with_name("words_list.txt").read_text(encoding="ascii")
    return tuple(Word(*line.split(" ")) for line in text.splitlines())


def entry_words(origin: str, index: int, entry: bytes) -> tuple[Word, ...]:
    """
    Return the words of an entry, always from one half of the list and the other in turn.

    Shape:  origin is the record's name, index the place in it from 0, entry the 32 bytes that the log publishes there.
    Errors: ControlCharacter, HiddenCharacter, BadNumber, WrongLength.

    >>> [word.es for word in entry_words("cauce.example/record", 0, bytes(32))][:4]
    ['banana', 'tostador', 'manzana', 'ancla']
    """
    if "\n" in origin:
        raise ControlCharacter(line=1, character="U+000A")
    check_visible(origin, "origin")
    if not 0 <= index < 1 << 63:
        raise BadNumber(part="index", found=str(index))
    text = f"{_DOMAIN}\n{origin}\n{index}\n{check_length(entry, 'entry').hex()}\n"
    hashed = sha256(text.encode()).digest()[:COUNT]
    return tuple(word_list()[byte % _HALF + _HALF * (place % 2)] for place, byte in enumerate(hashed))
