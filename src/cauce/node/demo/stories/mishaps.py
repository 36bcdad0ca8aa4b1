"""What goes wrong with meetings in life."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import Agent
from cauce.node.demo.engine import Do, Story, moment, working
from cauce.node.demo.stories.contacts import (
    Answers,
    about,
    acknowledged,
    asks,
    attends,
    authorises,
    contact,
    reports,
)
from cauce.node.demo.stories.panel import CARRIED, DEFEATED, votes


def unasked(
    rng: Random, agent: Agent, office: str, place: str, day: date, *,
    after: int = 3, reported: bool = True, more: Answers | None = None,
) -> Story:  # fmt: skip
    """A meeting that nobody asked leave for, told afterwards or never: taken, and flagged."""
    data = about(rng, agent) | (more or {})
    yield Do(moment(day, 20), office, "hold", contact(agent, day, place) | data, opens="meeting")
    if reported:
        yield reports(office, day + timedelta(after), day, data, hour=11)
        yield from acknowledged(day + timedelta(after))


def turned_down(
    rng: Random, agent: Agent, office: str, place: str, day: date, *,
    choices: Sequence[str] = DEFEATED, held: bool = False,
) -> Story:  # fmt: skip
    """The group refuses, sometimes against its own votes; once in a while the meeting takes place all the same."""
    data = about(rng, agent)
    asked = working(day - timedelta(8))
    yield asks(agent, office, place, asked, day, data)
    yield from votes(asked + timedelta(1), choices)
    reason = {"reason": "El tema corresponde a otra dependencia."}
    yield Do(moment(working(asked + timedelta(3)), 13), "ganseg", "refuse", reason)
    if held:
        yield Do(moment(day, 19), office, "hold", contact(agent, day, place) | data | {"sre-present": "absent"})
        yield reports(office, day + timedelta(3), day, data, hour=9)


def not_carried(rng: Random, agent: Agent, office: str, place: str, day: date, choices: Sequence[str]) -> Story:
    """The group authorises although its votes do not carry it: too few, tied, defeated, or none recorded."""
    data = about(rng, agent)
    asked = working(day - timedelta(8))
    yield asks(agent, office, place, asked, day, data)
    yield from votes(asked + timedelta(1), choices)
    yield authorises(office, place, working(asked + timedelta(3)), day)
    yield attends(working(asked + timedelta(3)))
    yield Do(moment(day, 17), office, "hold", contact(agent, day, place) | data | {"sre-present": "present"})
    yield reports(office, day + timedelta(2), day, data)
    yield from acknowledged(day + timedelta(2))


def otherwise(
    rng: Random, agent: Agent, office: str, place: str, day: date, *, late: int = 0, where: str = ""
) -> Story:
    """A meeting that was authorised and is held on another day or at another place."""
    data = about(rng, agent)
    asked = working(day - timedelta(9))
    yield asks(agent, office, place, asked, day, data)
    yield from votes(asked + timedelta(1), CARRIED)
    yield authorises(office, place, working(asked + timedelta(3)), day)
    yield attends(working(asked + timedelta(3)))
    day = day + timedelta(late)
    fields = contact(agent, day, where or place) | data | {"sre-present": "present"}
    yield Do(moment(day, 18), office, "hold", fields)
    yield reports(office, day + timedelta(3), day, data)
    yield from acknowledged(day + timedelta(3))


def called_off(rng: Random, agent: Agent, office: str, place: str, day: date, *, held: bool = False) -> Story:
    """An authorised meeting is called off; once in a while it is held all the same."""
    data = about(rng, agent)
    asked = working(day - timedelta(9))
    yield asks(agent, office, place, asked, day, data)
    yield from votes(asked + timedelta(1), CARRIED)
    yield authorises(office, place, working(asked + timedelta(2)), day)
    yield Do(moment(day - timedelta(1), 12), office, "call-off", {"reason": "El agente salió del país."})
    if held:
        yield Do(moment(day, 21), office, "hold", contact(agent, day, place) | data | {"sre-present": "absent"})
        yield reports(office, day + timedelta(2), day, data)
        yield from acknowledged(day + timedelta(2))


def taken_back(rng: Random, agent: Agent, office: str, place: str, day: date) -> Story:
    """The office takes its request back before the group decides."""
    yield asks(agent, office, place, working(day - timedelta(9)), day, about(rng, agent))
    reason = {"reason": "El asunto se atendió por escrito."}
    yield Do(moment(working(day - timedelta(5)), 12), office, "withdraw", reason)


def misfiled(rng: Random, agent: Agent, office: str, place: str, day: date) -> Story:
    """A meeting entered as if it were a mere communication, which needs no leave: flagged for what it was."""
    data = about(rng, agent)
    yield Do(moment(day, 18), office, "hold", contact(agent, day, place) | data, opens="communication")
    yield reports(office, day + timedelta(2), day, data)
    yield from acknowledged(day + timedelta(2))


def unlisted(office: str, place: str, day: date, nationality: str = "") -> Story:
    """A meeting with somebody whom no mission ever named."""
    fields = {
        "agent": "unlisted: dijo ser agente de una policía extranjera; no mostró acreditación",
        "day": day.isoformat(),
        "contact": "meeting",
        "place": place,
        "topic": "Solicitud de datos de una persona detenida",
        "objective": "No se atendió",
    }
    fields |= {"nationality": nationality} if nationality else {}
    yield Do(moment(day, 21), office, "hold", fields, opens="meeting")
    yield Do(moment(day + timedelta(2), 9), office, "report", {"day": day.isoformat(), "contact": "meeting"})


def curt(agent: Agent, office: str, place: str, day: date) -> Story:
    """A report that says next to nothing: neither agency nor topic nor objective."""
    yield Do(moment(day, 15), office, "hold", contact(agent, day, place, "call"), opens="communication")
    yield reports(office, day + timedelta(1), day, {}, "call")
    yield from acknowledged(day + timedelta(1))


def retired(rng: Random, agent: Agent, office: str, place: str, day: date) -> Story:
    """A former agent, now a contractor, is no official: nothing is owed, and the record is voluntary."""
    fields = contact(agent, day, place) | about(rng, agent)
    fields |= {"agent": "unlisted: exagente, ahora contratista privado", "counterpart": "not-official"}
    yield Do(moment(day, 13), office, "hold", fields, opens="meeting")


def before_votes(rng: Random, agent: Agent, office: str, place: str, asked: date, day: date) -> Story:
    """Under the decree alone the members of the group are not known: no vote can be recorded, and it authorises."""
    data = about(rng, agent)
    yield asks(agent, office, place, asked, day, data)
    yield Do(moment(asked + timedelta(1), 11), "sspc", "vote", {"vote": "for"}, refused=True)
    yield authorises(office, place, working(asked + timedelta(3)), day)
    yield attends(working(asked + timedelta(3)))
    yield Do(moment(day, 17), office, "hold", contact(agent, day, place) | data | {"sre-present": "present"})
    yield reports(office, day + timedelta(2), day, data)
    yield from acknowledged(day + timedelta(2))
