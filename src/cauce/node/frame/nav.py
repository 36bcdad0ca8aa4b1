"""The ways through the node: one entry for each part that is here, with a number where a part counts something."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from django.urls import NoReverseMatch, reverse

from cauce.node.frame.words import Both

if TYPE_CHECKING:
    from cauce.node.people.acting import Acting


class Section(NamedTuple):
    """A part of the node: the name of its first page's URL, its title, and whether whoever is not signed in sees it."""

    name: str
    title: Both
    public: bool = False


class Counter(NamedTuple):
    """What a part counts for an office, as a number and in words that follow it."""

    count: Callable[[Acting], int]
    says: Both


class Entry(NamedTuple):
    """One line of the navigation, ready to show; number is None where nothing is counted."""

    href: str
    title: Both
    current: bool
    number: int | None
    #: what the number counts
    counts: Both

    @property
    def counted(self) -> str:
        """The number as it is shown: nothing for none, and above ninety-nine nobody needs to know how many."""
        return "" if not self.number else str(self.number) if self.number < MANY else f"{MANY - 1}+"


#: counters may stop here
MANY = 100
SECTIONS = (
    Section("due", Both("Due", "Vencimientos")),
    Section("docket", Both("Docket", "Por resolver")),
    Section("cases", Both("Cases", "Expedientes")),
    Section("register", Both("Register", "Registro")),
    Section("law", Both("Law", "Normas"), public=True),
    Section("record", Both("Record", "Bitácora"), public=True),
)

#: by the name of its section; a part adds its own when it is made ready
counters: dict[str, Counter] = {}


def entries(path: str, acting: Acting | None) -> list[Entry]:
    """Return the navigation of a page at this path for whoever acts."""
    found = []
    for section in SECTIONS:
        href = _address(section.name)
        if href and (acting or section.public):
            counter = counters.get(section.name)
            count = counter.count(acting) if counter and acting else None
            says = counter.says if counter else Both("", "")
            found.append(Entry(href, section.title, path.startswith(href), count, says))
    return found


@cache
def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
