"""Meetings and other contacts that go their way, and the steps that they consist of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from cauce.node.demo.cast import Agent
from cauce.node.demo.engine import CAPITAL, Do, Story, moment, working
from cauce.node.demo.stories.panel import usual, votes
from cauce.node.demo.stories.topics import TOPICS

Answers = dict[str, object]


def about(rng: Random, agent: Agent) -> Answers:
    """Return the data that a request or a report holds: whose agent, what topic, to what end."""
    topic, objective = rng.choice(TOPICS)
    return {
        "nationality": agent.state,
        "agency": agent.agency,
        "topic": topic,
        "objective": objective,
        "subject-matter": "security",
    }


def contact(agent: Agent, day: date, place: str, kind: str = "meeting") -> Answers:
    """Return the facts of a contact."""
    return {"agent": agent.code, "day": day.isoformat(), "contact": kind, "place": place}


def plan(day: date, place: str) -> Answers:
    """Return when and where a meeting is meant to be."""
    return {"planned-day": day.isoformat(), "planned-place": place}


def asks(agent: Agent, office: str, place: str, asked: date, day: date, data: Answers) -> Do:
    """An office asks the group for a meeting."""
    fields = plan(day, place) | data | {"agent": agent.code}
    return Do(moment(asked, 10, 40), office, "request", fields, opens="meeting")


def authorises(office: str, place: str, decided: date, day: date) -> Do:
    """The group authorises a meeting."""
    return Do(moment(decided, 13, 5), "ganseg", "authorise", plan(day, place) | {"for-office": office})


def attends(day: date, hour: int = 16) -> Do:
    """The Foreign Ministry says who will be there."""
    return Do(moment(day, hour), "sre", "attend", {"representative": "Enlace de la Dirección General"})


def reports(office: str, on: date, day: date, data: Answers, kind: str = "meeting", hour: int = 12) -> Do:
    """An office files the report of a contact."""
    return Do(moment(on, hour), office, "report", {"day": day.isoformat(), "contact": kind} | data)


def acknowledged(day: date, late: int = 0, *, both: bool = True) -> Story:
    """Both ministries say that they have received a report; the second perhaps days later, or never."""
    first, second = working(day), day + timedelta(late)
    yield Do(moment(first, 17, 30), "sre", "acknowledge", {"received": day.isoformat()})
    if both:
        after = working(max(first, second) + timedelta(1))
        yield Do(moment(after, 10, 5), "sspc", "acknowledge", {"received": second.isoformat()})
        yield Do(moment(after, 16), "sre", "close")


def meeting(
    rng: Random, agent: Agent, office: str, place: str, day: date, *, after: int = 2, second: int = 0,
    attended: bool = True, choices: Sequence[str] = (), both: bool = True, data: Answers | None = None,
) -> Story:  # fmt: skip
    """A meeting asked for, authorised, attended, held and reported `after` days; `second`: when SSPC got its copy."""
    data = data or about(rng, agent)
    asked = working(day - timedelta(rng.randrange(6, 12)))
    yield asks(agent, office, place, asked, day, data)
    yield from votes(asked + timedelta(1), choices or usual(rng, rng.choice((4, 5, 6))))
    decided = working(asked + timedelta(3))
    yield authorises(office, place, decided, day)
    if attended:
        yield attends(decided)
    present = {"sre-present": "present" if attended else "absent"}
    yield Do(moment(day, 18, 10), office, "hold", contact(agent, day, place) | data | present)
    reported = day + timedelta(after)
    yield reports(office, reported, day, data)
    yield from acknowledged(reported, second, both=both)


def pending(rng: Random, agent: Agent, office: str, place: str, asked: date, day: date, seats: int) -> Story:
    """A request on which only some seats have voted."""
    yield asks(agent, office, place, asked, day, about(rng, agent))
    yield from votes(asked + timedelta(1), usual(rng, seats))


def call(
    rng: Random, agent: Agent, office: str, place: str, day: date, *,
    after: int | None = 2, kind: str = "call", second: int = 0, both: bool = True, filed: date | None = None,
    hour: int = 19, minute: int = 0, zone: ZoneInfo = CAPITAL, more: Answers | None = None,
) -> Story:  # fmt: skip
    """
    A call, message or exchange; reported `after` days, or never. `filed`: when it was entered, if not that day.

    `hour`, `minute` and `zone`: when it was entered, by the clock of the place.
    """
    data = about(rng, agent) | (more or {})
    entered = filed or day
    fields = contact(agent, day, place, kind) | data
    yield Do(moment(entered, hour, minute, zone), office, "hold", fields, opens="communication")
    if after is not None:
        reported = entered + timedelta(after)
        yield reports(office, reported, day, data, kind, hour=13)
        yield from acknowledged(reported, second, both=both)


def told_at_once(
    rng: Random, agent: Agent, office: str, place: str, day: date, after: int, procedure: str = "communication"
) -> Story:
    """A contact that is entered with its report, however late; a meeting that came to light so had no leave."""
    kind = "meeting" if procedure == "meeting" else "call"
    data = contact(agent, day, place, kind) | about(rng, agent) | {"prompted": "unasked" if after < 12 else "demanded"}
    yield Do(moment(day + timedelta(after), 10), office, "report-contact", data, opens=procedure)
    yield from acknowledged(day + timedelta(after))
