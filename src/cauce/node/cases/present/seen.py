"""Which standings of a person a page of a case shows: what its reader sees on the register, and no more."""

from __future__ import annotations

from functools import cache

from cauce.case.facts import World
from cauce.law.library import Regime
from cauce.node.cases.present.values import Seen
from cauce.node.register.access import asked_by, shown_of, sight_of, visible_people


def on_register(office: str, regime: str, world: World) -> Seen:
    """Return what says which standings of a person an office may be shown; one query for each person."""
    sight = sight_of(office, world.library, world.directory)
    return cache(lambda code: shown_of(code, world.directory.mission_of(code), regime, sight, world.library))


def before_filing(office: str, regime: Regime, procedure: str, world: World) -> Seen:
    """
    Return the same for an act that is not filed yet.

    A code that is typed opens nothing: of a person whom the office sees already, what the rules of the procedure ask.
    """
    asked = asked_by(regime, procedure)
    people = visible_people(sight_of(office, world.library, world.directory), world.library)
    return cache(lambda code: asked if people.filter(code=code).exists() else frozenset())
