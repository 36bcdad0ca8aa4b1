"""Who watches an agent, what they see, and what the Government asks of the sending state then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from cauce.node.demo.cast import Agent
from cauce.node.demo.engine import Do, Story, moment, working
from cauce.node.demo.stories.accreditations import END_OF_YEAR


def watched(agent: Agent, by: str, seen: Sequence[tuple[date, str, str]], hands_over: str = "") -> Story:
    """An authority is named and records what it sees: day, matter and place."""
    first = working(seen[0][0] - timedelta(6))
    span = {"first-day": first.isoformat(), "last-day": END_OF_YEAR}
    yield Do(moment(first, 9), "gco", "name", span | {"agent": agent.code, "supervisor": by}, opens="supervision")
    criteria = {"criteria": "Criterios de seguridad personal SSPC-04/2021, de 1 de febrero de 2021"}
    yield Do(moment(first, 12), "sspc", "set-criteria", criteria)
    for day, matter, place in seen:
        where = {"place": place} if place else {}
        yield Do(moment(day, 19), by, "observe", {"day": day.isoformat(), "matter": matter} | where)
    if hands_over:
        after = working(seen[-1][0] + timedelta(3))
        to = {"supervisor": hands_over, "first-day": after.isoformat(), "last-day": END_OF_YEAR}
        yield Do(moment(after, 11), "gco", "hand-over", to)


def misseen(agent: Agent, by: str, day: date, place: str, rightly: str) -> Story:
    """An observation names the wrong place and is put right."""
    yield from watched(agent, by, ((day, "activity", place),))
    fixed = {"corrected-act": 3, "explanation": "El lugar asentado no corresponde.", "place": rightly}
    yield Do(moment(day + timedelta(1), 10), by, "correct", fixed)


def found(agent: Agent, day: date, provision: str, outcome: str = "leave", by: str = "sspc") -> Story:
    """An agent breaks a provision; withdrawal is asked for: they leave, it is explained, or the state declines."""
    breach = {"agent": agent.code, "day": day.isoformat(), "provision": provision, "requesting-office": "sre"}
    yield Do(moment(working(day + timedelta(1)), 11), by, "find", breach, opens="withdrawal")
    if outcome == "waits":
        return
    day = working(day + timedelta(8))
    note = {"agent": agent.code, "document": f"Nota DGAE-{200 + day.timetuple().tm_yday}/2021"}
    yield Do(moment(day, 10), "sre", "request-withdrawal", note)
    yield from _answered(agent, working(day + timedelta(6)), outcome)


def _answered(agent: Agent, day: date, outcome: str) -> Story:
    replies = {"leave": "will-withdraw", "drop": "explains", "decline": "declines"}
    yield Do(moment(day, 16), agent.mission, "reply", {"reply": replies[outcome]})
    day = working(day + timedelta(9))
    if outcome == "leave":
        yield Do(moment(day, 18), agent.mission, "leave", {"end-day": day.isoformat()})
    elif outcome == "drop":
        reason = {"reason": "La explicación es suficiente."}
        yield Do(moment(day, 12), "sre", "drop", reason)


def asked_outright(agent: Agent, day: date) -> Story:
    """Withdrawal is asked for at once, without a recorded finding."""
    fields = {"agent": agent.code, "provision": "LSN 71-V: informe mensual omitido", "document": "Nota DGAE-188/2021"}
    yield Do(moment(day, 12), "sre", "request-withdrawal", fields, opens="withdrawal")
    yield from _answered(agent, working(day + timedelta(7)), "drop")
