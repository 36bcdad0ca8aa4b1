"""
A law on as many pages as it needs, so that none weighs more than a page may.

What weighs is the markup itself, so it is made first and then shared out: articles in their order, one that is too long
for a page cut between its rules. A law of ordinary length stands on one page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from cauce.node.law.articles import Part
from cauce.node.law.rules import Group, Rule

#: bytes of the articles of one page, which leaves room for its frame within 150 kB
ROOM = 132_000
#: what a line of the contents weighs
LINE = 250
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One of the pages of a law."""

    number: int
    parts: Sequence[Part]

    @property
    def first(self) -> str:
        """The article with which it begins."""
        return self.parts[0].short

    @property
    def last(self) -> str:
        """The article with which it ends."""
        return self.parts[-1].short


def sheets_of(parts: Sequence[Part], weigh: Callable[[Part], int]) -> list[Sheet]:
    """Share the articles out to pages; `weigh` says how many bytes the markup of one has."""
    whole = [piece for part in parts for piece in _cut(part, weigh)]
    shared = share(whole, lambda part: weigh(part) + LINE, ROOM)
    return [Sheet(number, each) for number, each in enumerate(shared, 1)]


def share(items: Sequence[T], weigh: Callable[[T], int], room: int) -> list[list[T]]:
    """Cut a row of items into rows that weigh no more than `room` each, or have one item."""
    found: list[list[T]] = []
    left = 0
    for item in items:
        weight = weigh(item)
        if not found or weight > left:
            found.append([])
            left = room
        found[-1].append(item)
        left -= weight
    return found


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a long row, one page of it, and how many there are."""

    number: int
    of: int
    items: Sequence[Any]

    @property
    def before(self) -> int:
        """The number of the page before; 0 for the first."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The number of the page after; 0 for the last."""
        return self.number + 1 if self.number < self.of else 0


def cut(items: Sequence[T], weigh: Callable[[T], int], wanted: str) -> Stretch:
    """Return the page that is wanted of a row of items, the first if there is no such page."""
    shared = share(items, weigh, ROOM) or [[]]
    number = next((number for number in range(1, len(shared) + 1) if str(number) == wanted), 1)
    return Stretch(number, len(shared), shared[number - 1])


def places_of(sheets: Sequence[Sheet]) -> dict[str, int]:
    """Return on which page each article and each rule stands, by the name of its element."""
    found: dict[str, int] = {}
    for sheet in sheets:
        for part in sheet.parts:
            found.setdefault(f"art-{part.key}", sheet.number)
            found.update((rule.anchor, sheet.number) for _, rule in _rules(part))
    return found


def address_in(places: Mapping[str, int], query: str) -> Callable[[str], str]:
    """Return what leads from any page of the law to an element of it; `query` says of which day."""

    def address(anchor: str) -> str:
        number = places.get(anchor, 1)
        parts = [query, f"sheet={number}" if number > 1 else ""]
        return f"?{'&'.join(part for part in parts if part)}#{anchor}"

    return address


def _cut(part: Part, weigh: Callable[[Part], int]) -> list[Part]:
    """Cut an article that is too long for a page between its rules, each piece with its heading."""
    rules = _rules(part)
    if weigh(part) + LINE <= ROOM or (len(rules) < 2 and len(part.also) < 2):
        return [part]
    half, also = len(rules) // 2, len(part.also) if len(rules) > 1 else len(part.also) // 2
    first = replace(part, groups=_grouped(rules[:half]), also=part.also[:also] if len(rules) < 2 else [])
    rest = replace(
        part, groups=_grouped(rules[half:]), also=part.also[also:] if len(rules) < 2 else part.also,
        summary="", words=None, standings=[], offices=[], continued=True,
    )  # fmt: skip
    return [*_cut(first, weigh), *_cut(rest, weigh)]


def _rules(part: Part) -> list[tuple[str, Rule]]:
    return [(group.title, rule) for group in part.groups for rule in (*group.duties, *group.expects, *group.acts)]


def _grouped(rules: Sequence[tuple[str, Rule]]) -> list[Group]:
    found: list[Group] = []
    for title, rule in rules:
        if not found or found[-1].title != title:
            found.append(Group(title))
        into = found[-1]
        {"duty": into.duties, "expects": into.expects, "acts": into.acts}[rule.kind].append(rule)
    return found
