"""What missions owe: reports month after month, the agents' own reports, facts that they learn; and article 74."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import Agent, embassy
from cauce.node.demo.engine import Do, Story, moment, working
from cauce.node.demo.stories.accreditations import AGREEMENT


def months(
    rng: Random, state: str, *, skips: frozenset[str] = frozenset(), late: frozenset[str] = frozenset()
) -> Story:
    """A mission reports month after month under the guidelines; it misses some and is late with others."""
    for month in range(1, 9):
        period, first = f"2021-{month:02}", date(2021, month + 1, 1)
        if period in skips:
            continue
        day = working(first + timedelta(rng.randrange(2, 8) + (15 if period in late else 0)))
        fields = {"period": period, "agreement": AGREEMENT, "addressee": "sspc"}
        yield Do(moment(day, 13), embassy(state), "report-of-mission", fields, opens="monthly-report")
        yield Do(moment(working(day + timedelta(1)), 9), "sre", "acknowledge", {"received": day.isoformat()})
        yield Do(moment(working(day + timedelta(2)), 9), "sspc", "acknowledge", {"received": day.isoformat()})


def own_month(agent: Agent, day: date, period: str, dealings: str = "", corrected: str = "") -> Story:
    """An agent's own monthly report, as the decree asks for; without dealings it is flagged, corrected it is seen."""
    told = {"dealings": dealings} if dealings else {}
    fields = {"agent": agent.code, "period": period} | told
    yield Do(moment(day, 12), agent.mission, "report", fields, opens="monthly-report")
    if corrected:
        fixed = {"corrected-act": 1, "explanation": "Se omitió una gestión.", "dealings": corrected}
        yield Do(moment(day, 18), agent.mission, "correct", fixed)
    yield Do(moment(working(day + timedelta(1)), 9), "sre", "acknowledge", {"received": day.isoformat()})
    yield Do(moment(working(day + timedelta(1)), 9, 30), "sspc", "acknowledge", {"received": day.isoformat()})


def notice(state: str, day: date, priority: str, topic: str, addressee: str = "fgr", *, fixed: str = "") -> Story:
    """An embassy tells facts of one of the three classes, or forgets to say of which."""
    fields = {"learned-day": day.isoformat(), "addressee": addressee, "topic": topic, "agreement": AGREEMENT}
    fields |= {"priority": priority} if priority else {}
    if not topic:  # nothing said of what it is about, nor of the agreement that it rests on
        fields = {name: fields[name] for name in ("learned-day", "addressee")} | {"priority": priority}
    told = working(day + timedelta(2))
    yield Do(moment(told, 11), embassy(state), "notify", fields, opens="facts-notice")
    if fixed:
        put_right = {"corrected-act": 1, "explanation": "Se precisa la clase de hechos.", "priority": fixed}
        yield Do(moment(told, 17), embassy(state), "correct", put_right)
    yield Do(moment(working(told + timedelta(1)), 9), addressee, "acknowledge")


def suspension(state: str, day: date, ground: str, *, until: date | None = None, proven: bool = True) -> Story:
    """Article 74 is applied to one sending state, sometimes before anything is proven, and lifted again."""
    if proven:
        yield _proof(state, day, ground)
    fields = {"sending-state": state, "agreements": AGREEMENT, "scope": "that-state"}
    fields |= {"first-day": (day + timedelta(1)).isoformat()}
    yield Do(moment(day, 18), "sre", "suspend", fields, opens="" if proven else "suspension")
    if until:
        lifted = {"end-day": until.isoformat(), "reason": "Garantías de no repetición."}
        yield Do(moment(until, 12), "sre", "lift", lifted)


def unproven(state: str, day: date, ground: str) -> Story:
    """What was taken as proven turns out not to be, and the matter is dropped."""
    yield _proof(state, day, ground)
    why = {"reason": "La prueba no involucra a agentes de ese Estado."}
    yield Do(moment(working(day + timedelta(9)), 13), "sre", "drop", why)


def _proof(state: str, day: date, ground: str) -> Do:
    fields = {"sending-state": state, "ground": ground, "deciding-office": "sre", "document": "Resolución reservada"}
    return Do(moment(day, 12), "fgr", "prove", fields, opens="suspension")
