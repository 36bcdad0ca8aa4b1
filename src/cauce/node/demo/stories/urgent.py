"""Urgent meetings: through a contact official of the roster, or through none."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import Agent
from cauce.node.demo.engine import Do, Story, moment, working
from cauce.node.demo.stories.contacts import about, acknowledged, authorises, contact, plan, reports
from cauce.node.demo.stories.panel import CARRIED, votes

_GUARD = {"representative": "Guardia de la Dirección General"}


def _asks(agent: Agent, office: str, place: str, day: date, through: str, data: dict[str, object]) -> Do:
    why = {"contact-office": through, "urgency": "Peligro para una persona", "agent": agent.code}
    return Do(moment(day, 7, 15), office, "request-urgent", why | plan(day, place) | data, opens="meeting")


def urgent(
    rng: Random, agent: Agent, office: str, place: str, day: date, *,
    through: str = "sspc", hour: int = 8, where: str = "",
) -> Story:  # fmt: skip
    """Authorised by the contact official of an office, early or late in the day; `where`: if held elsewhere."""
    data = about(rng, agent)
    yield _asks(agent, office, place, day, through, data)
    yield Do(moment(day, hour, 5), through, "authorise-urgent", plan(day, place) | {"for-office": office})
    yield Do(moment(day, hour, 30), "sre", "attend", _GUARD)
    facts = contact(agent, day, where or place) | data | {"sre-present": "present"}
    yield Do(moment(day, max(hour + 1, 14)), office, "hold", facts)
    yield reports(office, day + timedelta(2), day, data, hour=10)
    yield from acknowledged(day + timedelta(2))


def unheard(rng: Random, agent: Agent, office: str, place: str, day: date, through: str = "inm") -> Story:
    """Asked of an office that is not on the roster: nobody may authorise it, and the meeting is held."""
    data = about(rng, agent)
    yield _asks(agent, office, place, day, through, data)
    leave = plan(day, place) | {"for-office": office}
    yield Do(moment(day, 9), through, "authorise-urgent", leave, refused=True)
    yield Do(moment(day, 14), office, "hold", contact(agent, day, place) | data | {"sre-present": "absent"})
    yield reports(office, day + timedelta(2), day, data, hour=10)
    yield from acknowledged(day + timedelta(2))


def passed_on(rng: Random, agent: Agent, office: str, place: str, day: date) -> Story:
    """The contact official finds no urgency and passes the request on to the group, which authorises it."""
    data = about(rng, agent)
    yield _asks(agent, office, place, day, "guardia-nacional", data)
    why = {"reason": "No se acredita la urgencia."}
    yield Do(moment(day, 8, 40), "guardia-nacional", "pass-on", why)
    yield from votes(day + timedelta(1), CARRIED)
    held = working(day + timedelta(5))
    yield authorises(office, place, working(day + timedelta(2)), held)
    yield Do(moment(working(day + timedelta(2)), 16), "sre", "attend", _GUARD)
    yield Do(moment(held, 17), office, "hold", contact(agent, held, place) | data | {"sre-present": "present"})
    yield reports(office, held + timedelta(1), held, data)
    yield from acknowledged(held + timedelta(1))


def waits(rng: Random, agent: Agent, office: str, place: str, day: date, hour: int) -> Story:
    """Asked late on the story's last day: the hours of the answer are running."""
    data = about(rng, agent) | {"agent": agent.code}
    why = {"contact-office": "sspc", "urgency": "Testigo en riesgo"}
    yield Do(moment(day, hour), office, "request-urgent", why | plan(day, place) | data, opens="meeting")


def no_longer(rng: Random, agent: Agent, office: str, place: str, day: date) -> Story:
    """The urgency is over before anybody answers."""
    yield _asks(agent, office, place, day, "sspc", about(rng, agent))
    yield Do(moment(day, 7, 50), office, "withdraw", {"reason": "La persona fue localizada a salvo."})
