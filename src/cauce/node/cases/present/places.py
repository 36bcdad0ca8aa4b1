"""Places as a form offers them: the host's by state, then the other states of the world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cauce.law.library import Library
from cauce.node.frame.countries import countries
from cauce.node.frame.parts import Option
from cauce.node.frame.words import alphabetical, pick, say


@dataclass(frozen=True, slots=True)
class Group:
    """Places under one heading."""

    title: str
    options: Sequence[Option]
    #: inside a state: shown on demand where many are ticked from
    inner: bool = False


def grouped(library: Library, host: str, *, abroad: bool) -> list[Group]:
    """Return the host's states, then the places of each state, then other countries if they can be meant."""
    territory = library.territories.get(host)
    found: list[Group] = []
    if territory is not None:
        whole = [place for place in territory if place.parent is None]
        first = [place for place in territory if place.parent in {place.code for place in whole}]
        found.append(Group(say("States", "Entidades"), [Option(place.code, pick(place.title)) for place in first]))
        for state in first:
            inside = [place for place in territory if place.parent == state.code]
            if inside:
                found.append(Group(pick(state.title), [Option(each.code, pick(each.title)) for each in inside], True))
        found.append(Group(say("The whole country", "Todo el país"), [Option(p.code, pick(p.title)) for p in whole]))
    return [*found, states(host)] if abroad else found


def states(but: str = "") -> Group:
    """Return the states of the world by name."""
    named = [(pick(name), code) for code, name in countries().items() if code != but]
    named.sort(key=lambda each: alphabetical(each[0]))
    return Group(
        say("Other countries", "Otros países") if but else say("Countries", "Países"), [Option(c, n) for n, c in named]
    )
