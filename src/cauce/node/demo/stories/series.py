"""Several meetings under one authorisation: those that it covers, and those that it does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import Agent
from cauce.node.demo.engine import Do, Story, moment, working
from cauce.node.demo.stories.contacts import Answers, about, acknowledged, contact, reports
from cauce.node.demo.stories.panel import CARRIED, DEFEATED, votes


def _asks(day: date, office: str, agent: Agent, territory: list[str], topic: str, length: int) -> tuple[Do, Answers]:
    span: Answers = {"first-day": day.isoformat(), "last-day": (day + timedelta(length)).isoformat()}
    span["territory"] = territory
    data = {"agency": agent.agency, "nationality": agent.state, "topic": topic, "objective": "Mesa quincenal"}
    return Do(moment(working(day - timedelta(9)), 10), office, "request", span | data, opens="series"), span


def series(
    day: date, office: str, agent: Agent, territory: list[str], topic: str, *,
    length: int = 90, choices: Sequence[str] = CARRIED, ends: date | None = None,
) -> Story:  # fmt: skip
    """One authorisation for a series of meetings; `length` in days, `ends` if it is ended before."""
    asked, span = _asks(day, office, agent, territory, topic, length)
    yield asked
    yield from votes(day - timedelta(7), choices)
    yield Do(moment(working(day - timedelta(4)), 13), "ganseg", "authorise", span | {"for-office": office})
    if ends:
        fields = {"for-office": office, "end-day": ends.isoformat(), "reason": "Concluyó el programa."}
        yield Do(moment(ends, 12), office, "end", fields)


def denied(day: date, office: str, agent: Agent, territory: list[str], *, takes_back: bool = False) -> Story:
    """A series that the group refuses, or that the office no longer wants."""
    asked, _ = _asks(day, office, agent, territory, "Recorridos conjuntos en carretera", 60)
    yield asked
    if takes_back:
        reason = {"reason": "Se pedirá reunión por reunión."}
        yield Do(moment(working(day - timedelta(6)), 10), office, "withdraw", reason)
        return
    yield from votes(day - timedelta(7), DEFEATED)
    reason = {"reason": "Los recorridos exceden el intercambio de información."}
    yield Do(moment(working(day - timedelta(4)), 13), "ganseg", "refuse", reason)


def sitting(
    rng: Random, agent: Agent, office: str, place: str, day: date, *, attended: bool = True, after: int = 2
) -> Story:
    """One meeting of a series: no leave of its own, yet attended and reported like any other."""
    data = about(rng, agent)
    present = {"sre-present": "present" if attended else "absent"}
    yield Do(moment(day, 17, 40), office, "hold", contact(agent, day, place) | data | present, opens="meeting")
    yield reports(office, day + timedelta(after), day, data)
    yield from acknowledged(day + timedelta(after))
