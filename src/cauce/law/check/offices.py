"""Office kinds, panels and standings."""

from __future__ import annotations

from collections.abc import Mapping

from cauce.law import catalogue as k
from cauce.law.check.scope import Path, Scope
from cauce.law.check.terms import check_amount
from cauce.law.schema.offices import Panel


def check_offices(scope: Scope) -> None:
    """Check that broader kinds exist and run in no circle, and that panels can decide."""
    broader = {}
    for name, office in scope.version.offices.items():
        broader[name] = scope.kinds(("offices", name, "is"), office.is_)
        if office.panel is not None:
            _panel(scope, ("offices", name, "panel"), office.panel)
    for circle in circles(broader):
        scope.report(k.CIRCLE, ("offices", circle[0], "is"), key="is", round=" → ".join([*circle, circle[0]]))


def _panel(scope: Scope, path: Path, panel: Panel) -> None:
    scope.kinds((*path, "seats"), panel.seats)
    if panel.chair is not None and panel.chair not in panel.seats:
        scope.report(k.CHAIR_NOT_SEATED, (*path, "chair"), name=panel.chair)
    if isinstance(panel.quorum, int):
        if not 1 <= panel.quorum <= len(panel.seats):
            scope.report(k.BAD_QUORUM, (*path, "quorum"), quorum=panel.quorum, seats=len(panel.seats))
    elif panel.quorum is not None:
        check_amount(scope, (*path, "quorum"), panel.quorum, ("number",))


def check_standings(scope: Scope) -> None:
    """Check that somebody can come to hold each standing."""
    acts = [act for procedure in scope.version.procedures.values() for act in procedure.acts.values()]
    granted = {grant.standing for act in acts for grant in act.grants or ()}
    for name in scope.version.standings:
        if name not in granted:
            scope.report(k.NEVER_GRANTED, ("standings", name), name=name)


def circles(links: Mapping[str, list[str]]) -> list[list[str]]:
    """Return the circles among links from a name to names, each once, beginning with its first name in order."""
    found: dict[frozenset[str], list[str]] = {}
    done: set[str] = set()
    for start in links:
        trail: list[str] = []
        _follow(start, links, trail, done, found)
    return list(found.values())


def _follow(
    name: str, links: Mapping[str, list[str]], trail: list[str], done: set[str], found: dict[frozenset[str], list[str]]
) -> None:
    if name in trail:
        circle = trail[trail.index(name) :]
        found.setdefault(frozenset(circle), circle)
    elif name not in done:
        trail.append(name)
        for other in links.get(name, ()):
            _follow(other, links, trail, done, found)
        trail.pop()
        done.add(name)
