"""Words in both languages, side by side: which one is spoken now, and the one that fits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, NamedTuple, Protocol, cast

Language = Literal["es", "en"]
LANGUAGES: tuple[Language, ...] = ("es", "en")
NAMES: Mapping[str, str] = {"es": "Español", "en": "English"}

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_spoken: ContextVar[Language] = ContextVar("cauce_language", default="es")


class Both(NamedTuple):
    """The same words in English and in Spanish."""

    en: str
    es: str


class Bilingual(Protocol):
    """Anything with an English and a Spanish text, such as the texts of a pack."""

    @property
    def en(self) -> str: ...
    @property
    def es(self) -> str: ...


#: what a page may be given to show: a text in the language already spoken, or both
Words = str | Bilingual | Mapping[str, str]


def language() -> Language:
    """Return the language spoken now."""
    return _spoken.get()


def speak(lang: str) -> None:
    """Speak this language from now on, in this thread; anything but "en" is Spanish."""
    _spoken.set("en" if lang == "en" else "es")


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak this language inside the block."""
    before = _spoken.set("en" if lang == "en" else "es")
    try:
        yield
    finally:
        _spoken.reset(before)


def say(en: str, es: str, **values: object) -> str:
    """Return the text of the language spoken now, its {placeholders} filled."""
    return fill(en if _spoken.get() == "en" else es, values)


def pick(words: Words) -> str:
    """Return the words in the language spoken now; a plain text is returned as it is."""
    if isinstance(words, str):
        return words
    if isinstance(words, Mapping):
        return words[_spoken.get()]
    return cast(str, getattr(words, _spoken.get()))


def _spelt(text: object) -> str:
    return unicodedata.normalize("NFC", str(text)).casefold()


def alphabetical(text: object) -> str:
    """Return the key by which lists order a text: accents and capitals do not count, and ñ comes after n."""
    plain = unicodedata.normalize("NFKD", _spelt(text).replace("ñ", "n\U0010ffff"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put values in place of {names}; never evaluates anything else, so a text from outside can do no harm."""
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text) if "{" in text else text


def placeholders(text: str) -> frozenset[str]:
    """Return the names between braces."""
    return frozenset(_PLACEHOLDER.findall(text))
