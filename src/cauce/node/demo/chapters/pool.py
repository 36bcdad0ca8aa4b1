"""Choosing agents for the stories, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from cauce.node.demo.cast import Agent

FIRST, GUIDELINES, LAST = date(2020, 12, 19), date(2021, 1, 15), date(2021, 9, 30)
#: agents accredited before the first contact of the story
EARLY = 70
#: sending states whose agents are suspended for a while: no ordinary contact is with one of them
SUSPENDED = ("EC", "DO")


class Pool:
    """The agents of the story. An early one is accredited from the first weeks to the end of the year."""

    def __init__(self, agents: Sequence[Agent]) -> None:
        self.agents = tuple(agents)
        self.early, self.late = self.agents[:EARLY], self.agents[EARLY:]
        #: whom something befalls that an ordinary contact must not run into
        self.spoken_for: set[str] = set()
        self._told: dict[str, int] = {}

    def near(self, place: str) -> Agent:
        """Return an early agent whose territory covers a place."""
        return self._next(lambda agent: covers(agent, place))

    def far(self, place: str) -> Agent:
        """Return an early agent whose territory does not cover a place."""
        return self._next(lambda agent: not covers(agent, place))

    def early_of(self, state: str, agency: str = "") -> Agent:
        """Return an early agent of a sending state and agency."""
        return self._next(lambda agent: agent.state == state and agency in agent.agency, any_state=True)

    def late_one(self, fits: Callable[[Agent], bool] = lambda agent: agent.state not in SUSPENDED) -> Agent:
        """Return a later agent for a story of their own."""
        found = next(agent for agent in self.late if fits(agent) and agent.code not in self.spoken_for)
        self.spoken_for.add(found.code)
        return found

    def ready(self) -> list[Agent]:
        """Return the early agents of the ordinary days."""
        return [agent for agent in self.early if self._free(agent)]

    def _next(self, fits: Callable[[Agent], bool], any_state: bool = False) -> Agent:
        """Return whoever fits and has been told of least."""
        found = [agent for agent in self.early if fits(agent) and (any_state or self._free(agent))]
        chosen = min(found, key=lambda agent: self._told.get(agent.code, 0))
        self._told[chosen.code] = self._told.get(chosen.code, 0) + 1
        return chosen

    def _free(self, agent: Agent) -> bool:
        return agent.state not in SUSPENDED and agent.code not in self.spoken_for


def covers(agent: Agent, place: str) -> bool:
    """Return whether the agent's territory holds a place."""
    return any(place == area or place.startswith(f"{area}-") for area in agent.area)
