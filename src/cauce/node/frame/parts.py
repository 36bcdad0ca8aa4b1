"""
What the partial templates are given. One small record a part; every text may be a plain one or both languages.

Tones say what a colour means, beside a word that says it too: "" (plain), "river" (in course), "met", "soon", "late",
"seal".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from cauce.node.frame.words import Words

_FORMS = {
    "day": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "month": re.compile(r"\d{4}-\d{2}"),
    "time": re.compile(r"\d{2}:\d{2}"),
}
Tone = Literal["", "river", "met", "soon", "late", "seal"]


@dataclass(frozen=True, slots=True)
class Chip:
    """A word or two on a ground of their own (`_chip.html`)."""

    text: Words
    tone: Tone = ""
    #: where more of it is
    href: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to somewhere else."""

    text: Words
    href: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The number of an act in the record, and where its receipt is (`_receipt.html`)."""

    index: int
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its value (`_rows.html`); `change` is where the answer can be changed."""

    label: Words
    value: Words
    chips: Sequence[Chip] = ()
    href: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One of several duties on one line, and what meets it."""

    text: Words
    href: str
    action: Link | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Duties on one line (`_alike.html`): how many, what opens it, the first few; `href` lists all if they are more."""

    count: Words
    opens: Words
    members: Sequence[Member]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody owes (`_duty.html`); `left` says how far away it is, `elapsed` is in percent of its term."""

    title: Words
    href: str
    tone: Tone
    status: str  # the machine's word: open, due-today, overdue, met, met-late, stopped, no-term …
    chip: Chip
    last_day: date | None
    left: Words = ""
    note: Words = ""
    source: Words = ""
    elapsed: int | None = None
    action: Link | None = None
    alike: Alike | None = None
    #: time of day at which a term in hours ends
    hour: str = ""


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act of a case (`_act.html`), or with `at` None the one that comes next."""

    title: Words
    by: Words = ""
    at: datetime | None = None
    zone: str = ""
    number: int | None = None
    receipt: Receipt | None = None
    chips: Sequence[Chip] = ()
    rows: Sequence[Row] = ()
    notes: Sequence[Words] = ()
    actions: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One stage on the way of a case (`_steps.html`)."""

    title: Words
    state: Literal["done", "now", "ahead"]


@dataclass(frozen=True, slots=True)
class Tally:
    """A number and what it counts (`_tally.html`)."""

    count: int
    text: Words
    tone: Tone = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """The way through a long list (`_pager.html`); an address is empty where there is nothing."""

    first: int
    last: int
    total: int | None = None
    newer: str = ""
    older: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; `kind` "number" aligns right, "code" is set in mono."""

    title: Words
    kind: Literal["", "number", "code"] = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads (`_table.html`); a cell is a text, a number, a day, a Link, a Chip or a Receipt."""

    caption: Words
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    empty: Words = ""

    @property
    def body(self) -> list[list[Mapping[str, object]]]:
        """The rows, each cell with its column and the name of its kind, as the template wants them."""
        return [
            [
                {"column": column, "value": cell, "kind": _kind(cell)}
                for column, cell in zip(self.columns, row, strict=True)
            ]
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that is on, and the address of the list without it (`_filters.html`)."""

    text: Words
    without: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer (`_error_summary.html`); `field` is the name of its field, empty if of none."""

    field: str
    text: Words


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    value: str
    text: Words
    help: Words = ""


@dataclass(frozen=True, slots=True)
class Field:
    """
    One question of a form (`_field.html`).

    Kinds: text, long-text, password, day, time, month, number, choice (radios up to six options, else a list),
    choices (ticks), search. `value` is a text; of choices, a list of them. Options of a text are suggestions.
    """

    name: str
    label: Words
    kind: str = "text"
    value: str | Sequence[str] = ""
    help: Words = ""
    error: Words = ""
    required: bool = True
    #: may be left empty, at the price of a flag
    wanted: bool = False
    options: Sequence[Option] = ()
    source: Words = ""
    autocomplete: str = ""
    longest: int | None = None
    size: Literal["", "short", "middle"] = ""

    @property
    def described_by(self) -> str:
        """The ids of what explains it."""
        parts = (("help", self.help), ("error", self.error))
        return " ".join(f"{part}-{self.name}" for part, words in parts if words)

    @property
    def type(self) -> str:
        """The type of its <input>."""
        if self.kind in _FORMS and self.value and not _FORMS[self.kind].fullmatch(str(self.value)):
            return "text"  # a browser would drop what was typed, and it is this that has to be put right
        return {"day": "date", "number": "text"}.get(self.kind, self.kind)

    @property
    def as_radios(self) -> bool:
        """Whether all the options are shown at once."""
        return self.kind == "choice" and len(self.options) <= 6


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What a check-your-answers page shows (`frame/check.html` is extended, this is its `check`)."""

    rows: Sequence[Row]
    hidden: Sequence[tuple[str, str]] = field(default=())
    warnings: Sequence[Words] = ()


def _kind(cell: object) -> str:
    kinds = {Link: "link", Chip: "chip", Receipt: "receipt", date: "day", int: "number"}
    return kinds.get(type(cell), "text")
