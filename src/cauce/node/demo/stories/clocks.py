"""Clocks that stand still, run out, or are put right because a day was written down wrongly."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import Agent
from cauce.node.demo.engine import Do, Story, moment, working
from cauce.node.demo.stories.contacts import (
    about,
    acknowledged,
    asks,
    attends,
    authorises,
    contact,
    meeting,
    reports,
)
from cauce.node.demo.stories.panel import CARRIED, votes


def paused(rng: Random, agent: Agent, office: str, place: str, day: date, *, resumes: bool = True) -> Story:
    """The group asks for more, and its term stands still until the request is complete, if it ever is."""
    data = about(rng, agent)
    asked = working(day - timedelta(24))
    kept = {name: value for name, value in data.items() if name not in ("topic", "objective")}
    yield asks(agent, office, place, asked, day, kept if resumes else data)
    more = {"reason": "Precise el tema y el objetivo de la reunión."}
    yield Do(moment(working(asked + timedelta(2)), 12), "ganseg", "ask-more", more)
    if not resumes:
        return
    answered = working(asked + timedelta(9))
    whole = {"topic": data["topic"], "objective": data["objective"], "explanation": "Se precisan tema y objetivo."}
    yield Do(moment(answered, 11), office, "complete", whole)
    yield from votes(answered + timedelta(1), CARRIED)
    yield authorises(office, place, working(answered + timedelta(3)), day)
    yield attends(working(answered + timedelta(3)))
    yield Do(moment(day, 18), office, "hold", contact(agent, day, place) | data | {"sre-present": "present"})
    yield reports(office, day + timedelta(2), day, data)
    yield from acknowledged(day + timedelta(2))


def unanswered(rng: Random, agent: Agent, office: str, place: str, day: date, *, then: str) -> Story:
    """The group lets its term run out. Then the office takes its request back, meets all the same, or is answered."""
    data = about(rng, agent)
    asked = working(day - timedelta(16))
    yield asks(agent, office, place, asked, day, data)
    yield from votes(asked + timedelta(1), ("for", "for"))
    if then == "withdraw":
        yield Do(moment(day, 9), office, "withdraw", {"reason": "Sin respuesta dentro del plazo."})
    elif then == "hold":
        yield Do(moment(day, 18), office, "hold", contact(agent, day, place) | data | {"sre-present": "absent"})
        yield reports(office, day + timedelta(2), day, data)
        yield from acknowledged(day + timedelta(2))
    else:
        why = {"reason": "La solicitud quedó sin materia."}
        yield Do(moment(working(day + timedelta(4)), 13), "ganseg", "refuse", why)


def misdated(
    rng: Random, agent: Agent, office: str, place: str, day: date, *, written: date, after: int, kind: str = "call"
) -> Story:
    """A contact entered under a wrong day and reported `after` days; the correction counts the three days anew."""
    data = about(rng, agent)
    entered = max(day, written)
    procedure = "meeting" if kind == "meeting" else "communication"
    yield Do(moment(entered, 19), office, "hold", contact(agent, written, place, kind) | data, opens=procedure)
    reported = day + timedelta(after)
    yield reports(office, reported, written, data, kind)
    fixed = {"explanation": "Se asentó una fecha equivocada.", "day": day.isoformat()}
    for number in (1, 2):
        when = moment(reported + timedelta(1), 9, number * 10)
        yield Do(when, office, "correct", fixed | {"corrected-act": number})
    yield from acknowledged(reported + timedelta(1))


def corrected(
    rng: Random, agent: Agent, office: str, place: str, day: date, fixed: dict[str, object], kind: str = "message"
) -> Story:
    """A report with something wrong in it, put right by an act; what was written before stays to be seen."""
    data = about(rng, agent)
    yield Do(moment(day, 19), office, "hold", contact(agent, day, place, kind) | data, opens="communication")
    yield reports(office, day + timedelta(1), day, data, kind, hour=9)
    why = {"corrected-act": 2, "explanation": "Se asentó otro dato por error."}
    yield Do(moment(day + timedelta(2), 9), office, "correct", why | fixed)
    yield from acknowledged(day + timedelta(2))


def absent_after_all(rng: Random, agent: Agent, office: str, place: str, day: date) -> Story:
    """The office first wrote that the ministry's representative had come; the correction says that nobody did."""
    yield from meeting(rng, agent, office, place, day, choices=CARRIED)
    fixed = {"explanation": "El representante no asistió.", "sre-present": "absent"}
    held = 2 + len(CARRIED) + 2
    yield Do(moment(day + timedelta(8), 9), office, "correct", fixed | {"corrected-act": held})
