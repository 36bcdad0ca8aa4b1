"""The words of an entry on a page: who asks for which one, and what everybody may know of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cauce.node.frame.dates import number
from cauce.node.frame.errors import NodeError
from cauce.node.frame.parts import Field, Row
from cauce.node.frame.words import language, say
from cauce.node.record import store
from cauce.node.record.checkpoints import size_of
from cauce.node.record.errors import EntryNotPublished, NoSuchNumber
from cauce.node.record.sequence import entries
from cauce.record import Word, entry_words, parse_checkpoint, parse_note

# As the paper prints it, 4,710, or with what people put between thousands.
_BETWEEN = re.compile(r"[\s,.'’]")
_NUMBER = re.compile("[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Published:
    """An entry that the latest checkpoint covers: nothing here tells what was recorded."""

    origin: str
    index: int
    #: how many entries the latest checkpoint covers
    size: int
    entry: bytes

    @property
    def words(self) -> tuple[Word, ...]:
        """Return its words."""
        return entry_words(self.origin, self.index, self.entry)


def published(index: int) -> Published:
    """
    Return an entry that is under the latest checkpoint.

    Errors: EntryNotPublished: there is none, or none yet; one that waits for its checkpoint is nobody's business.
    """
    signed = store.head().published
    head = parse_checkpoint(parse_note(signed).text) if signed else None
    if head is None or index >= head.size:
        raise EntryNotPublished(index=number(index), size=number(head.size if head else 0))
    return Published(head.origin, index, head.size, entries(index, index + 1)[0])


def is_published(index: int) -> bool:
    """Say whether everybody can see the words of an entry."""
    return size_of(store.head().published) > index


def number_in(typed: str) -> int | None:
    """Return the number that somebody typed; none if it is none."""
    plain = _BETWEEN.sub("", typed)
    return int(plain) if _NUMBER.fullmatch(plain) else None


def entry_field(typed: str = "", wrong: NodeError | None = None) -> Field:
    """Return the question for the number of an entry, with what is wrong with the one that was typed."""
    wrong = NoSuchNumber() if typed and number_in(typed) is None else wrong
    error = f"{wrong.text(language())} {wrong.advice(language())}" if wrong else ""
    label, help_text = say("Entry number", "Entrada número"), say("As on the paper: 4,710.", "Como en el papel: 4,710.")
    return Field("entry", label, "number", typed, help_text, error, size="short")


def in_pairs(words: tuple[Word, ...]) -> list[tuple[Word, Word]]:
    """Return words as they are shown, two by two."""
    return list(zip(words[::2], words[1::2], strict=True))


def public_rows(found: Published) -> list[Row]:
    """Return what everybody may know of an entry."""
    return [
        Row(say("Record", "Bitácora"), found.origin),
        Row(say("Entry number", "Entrada número"), number(found.index)),
        Row(say("Entry", "Entrada"), found.entry.hex()),
    ]
