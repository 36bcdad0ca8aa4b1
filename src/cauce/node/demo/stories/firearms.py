"""Permits to carry a firearm: for customs, migration and escorts; for a liaison agent the law has none."""

from __future__ import annotations

from datetime import date, timedelta

from cauce.node.demo.cast import Agent
from cauce.node.demo.engine import Do, Story, moment, working
from cauce.node.demo.stories.accreditations import AGREEMENT

_FILES = {"customs": "shcp", "migration": "segob", "official-visit": "sre", "liaison": "sre"}


def armed(
    agent: Agent, day: date, route: str, calibre: float, place: str, *,
    lead: int = 20, annexes: str = "complete", by: str = "", exception: str = "", then: str = "",
) -> Story:  # fmt: skip
    """
    A permit for an officer in joint review, announced by the mission and filed by the ministry `lead` days ahead.

    `by`: if another ministry files it; `then`: what becomes of it, an act.
    """
    first, office = day + timedelta(lead + 3), by or _FILES[route]
    fields: dict[str, object] = {"agent": agent.code, "route": route, "first-day": first.isoformat()}
    if not by:  # a ministry that has no part in it does not see what was announced
        yield Do(moment(day, 9, 30), agent.mission, "announce", fields, opens="firearms-permit")
    filing = day + timedelta(3)
    filed = fields | _weapon(calibre, place, annexes)
    filed |= {"weapon": "other", "exception": exception} if exception else {}
    yield Do(moment(filing, 12), office, "file", filed, opens="firearms-permit" if by else "")
    if then == "correct":
        fixed = {"corrected-act": 2, "explanation": "Error de captura en el calibre.", "calibre": 0.40}
        yield Do(moment(filing + timedelta(1), 12), office, "correct", fixed)
    done: dict[str, object] = {"territory": [place], "first-day": first.isoformat(), "weapon": "pistol"}
    done |= {"calibre": 0.40 if then == "correct" else calibre, "legal-basis": "LFAFE 28"}
    yield Do(moment(working(filing + timedelta(8)), 13), "sedena", "permit", done)
    yield from _after(office, working(first + timedelta(40)), then)


def _after(office: str, day: date, then: str) -> Story:
    if then == "give-notice":
        moved = {"notice": "premises", "explanation": "Cambió el puente de la revisión."}
        yield Do(moment(day, 10), office, "give-notice", moved)
    elif then == "cancel":
        yield Do(moment(day, 10), "sedena", "cancel", {"cause": "place", "reason": "Portación fuera del recinto."})
    elif then == "end":
        yield Do(moment(day, 10), office, "end", {"end-day": day.isoformat()})


def escort(
    agent: Agent, day: date, *, weapon: str = "pistol", exception: str = "", by: str = "", act: str = "permit-visit"
) -> Story:
    """An escort on an official visit carries as long as it lasts; Foreign Affairs files, or another ministry does."""
    first, last = day + timedelta(25), day + timedelta(28)
    span = {"first-day": first.isoformat(), "last-day": last.isoformat()}
    fields: dict[str, object] = {"agent": agent.code, "route": "official-visit"}
    if not by:
        yield Do(moment(day, 10), agent.mission, "announce", fields | span, opens="firearms-permit")
    filed = fields | span | _weapon(0.354, "MX-CMX", "complete") | {"weapon": weapon}
    filed |= {"exception": exception} if exception else {}
    opens = "firearms-permit" if by else ""
    yield Do(moment(working(day + timedelta(4)), 12), by or "sre", "file", filed, opens=opens)
    done: dict[str, object] = {"territory": ["MX-CMX"], "weapon": weapon, "legal-basis": "LFAFE 28 Bis"}
    done |= span if act == "permit-visit" else {"first-day": first.isoformat()}
    yield Do(moment(working(day + timedelta(15)), 13), "sedena", act, done)
    yield Do(moment(last + timedelta(1), 10), by or "sre", "end", {"end-day": last.isoformat()})


def unarmed(agent: Agent, day: date, *, given: bool = False, basis: str = "") -> Story:
    """A permit for a liaison agent, which the law does not know: flagged, and refused or given all the same."""
    first = (day + timedelta(20)).isoformat()
    fields: dict[str, object] = {"agent": agent.code, "route": "liaison", "first-day": first}
    filed = fields | _weapon(0.38, "MX-CMX", "complete")
    yield Do(moment(day, 12), "sre", "file", filed, opens="firearms-permit")
    decided = moment(working(day + timedelta(8)), 13)
    if not given:
        yield Do(decided, "sedena", "refuse", {"reason": "La ley no prevé este permiso."})
        return
    permit: dict[str, object] = {"territory": ["MX-CMX"], "first-day": first}
    yield Do(decided, "sedena", "permit", permit | ({"legal-basis": basis} if basis else {}))


def came_to_light(agent: Agent, day: date, first: date) -> Story:
    """A permit that somebody had given to an agent who never applied is put on record."""
    fields: dict[str, object] = {"agent": agent.code, "route": "liaison", "territory": ["MX-CMX"]}
    fields |= {"first-day": first.isoformat(), "last-day": day.isoformat(), "legal-basis": "Autorización verbal"}
    yield Do(moment(day, 12), "sre", "record-permit", fields, opens="firearms-permit")


def _weapon(calibre: float, place: str, annexes: str) -> dict[str, object]:
    return {
        "territory": [place],
        "weapon": "pistol",
        "calibre": calibre,
        "annexes": annexes,
        "reciprocity": "Trato recíproco a los oficiales mexicanos.",
        "agreement": f"{AGREEMENT} aduanera y migratoria",
    }
