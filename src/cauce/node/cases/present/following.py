"""What can come next in a case: for the office that looks, and for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from cauce.case.facts import World
from cauce.case.next import NextAct, next_acts
from cauce.case.state import CaseState
from cauce.law.library import Version
from cauce.node.cases.present.clocks import Card
from cauce.node.cases.present.law import cite
from cauce.node.cases.present.names import Names
from cauce.node.cases.present.validity import missing
from cauce.node.cases.present.values import day_words
from cauce.node.frame.parts import Chip
from cauce.node.frame.words import pick, say

#: of more offices than this the kinds are named instead
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Following:
    """An act that is open; `href` is empty where it is another office's."""

    title: str
    href: str
    help: str
    source: str
    #: the last day of a duty that it would meet
    chip: Chip | None = None
    draft: bool = False
    decides: bool = False
    offices: str = ""
    #: the condition of validity that is still missing
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What can come next: ours first those that a duty asks for, then decisions; and the others'."""

    ours: Sequence[Following]
    more: Sequence[Following]
    theirs: Sequence[Following]


def ahead_of(
    state: CaseState,
    version: Version,
    office: str,
    world: World,
    names: Names,
    wanted: dict[str, Card],
    drafts: set[str],
) -> Ahead:
    """Return what is open now. `wanted` has the duty of this office that an act would meet, by act."""
    ours: list[Following] = []
    more: list[Following] = []
    theirs: list[Following] = []
    if state.procedure not in version.file.procedures:
        return Ahead((), (), ())
    for each in next_acts(state, version, state.procedure, world):
        if office not in each.offices:
            if each.offices:
                left = tuple(able for able in each.offices if able not in each.done) if each.law.decides else ()
                asked = replace(each, offices=left or each.offices)
                theirs.append(_following(asked, version, names, offices=_offices(asked, version, names)))
            continue
        card = wanted.get(each.act)
        found = _following(each, version, names, reverse("act", args=[state.case, each.act]), card, drafts)
        found = replace(found, missing=missing(each.act, office, state, version, world))
        (ours if card is not None or each.law.decides else more).append(found)
    ours.sort(key=lambda found: found.chip is None)
    theirs.sort(key=lambda found: not found.decides)
    return Ahead(ours, more, theirs)


def _following(
    each: NextAct,
    version: Version,
    names: Names,
    href: str = "",
    card: Card | None = None,
    drafts: set[str] = frozenset(),  # type: ignore[assignment]
    offices: str = "",
) -> Following:
    return Following(
        pick(each.law.title),
        href,
        pick(each.law.help) if each.law.help else "",
        cite(version, each.law.source),
        _due_chip(card) if card else None,
        each.act in drafts,
        each.law.decides,
        offices,
    )


def _due_chip(card: Card) -> Chip:
    if card.last_day is None:
        return card.chip
    words = {"status": pick(card.chip.text), "day": day_words(card.last_day, "short")}
    text = say("{status}: {day}", "{status}: {day}", **words)
    if card.latest and card.latest > card.last_day:
        latest = day_words(card.latest, "short")
        text = say("{text}, at the latest {day}", "{text}, a más tardar {day}", text=text, day=latest)
    return Chip(text, card.chip.tone)


def _offices(each: NextAct, version: Version, names: Names) -> str:
    if len(each.offices) <= _NAMED:
        return ", ".join(names.office(office) for office in each.offices)
    if each.law.by is None:
        panel = names.kinds(version, (each.seats_of,))
        return say("members of: {panel}", "integrantes de: {panel}", panel=panel)
    return names.kinds(version, each.law.by)
