"""What becomes of an accreditation: another territory, a renewal, and stays from before the decree."""

from __future__ import annotations

from datetime import date, timedelta

from cauce.node.demo.cast import Agent
from cauce.node.demo.engine import Do, Story, moment, working
from cauce.node.demo.stories.accreditations import AGREEMENT, END_OF_YEAR, THREE

_OBJECTS = {"answer": "object", "reason": "No se justifica la necesidad."}


def moved(agent: Agent, day: date, territory: list[str], outcome: str = "change") -> Story:
    """An agent asks for another territory by the same route: changed, refused, or taken back."""
    fields = {"agent": agent.code, "territory": territory, "last-day": END_OF_YEAR, "reason": "Cambio de adscripción."}
    yield Do(moment(day, 10), agent.mission, "request", fields, opens="change-of-territory")
    if outcome == "withdraw":
        reason = {"reason": "La misión reasignará a otro agente."}
        yield Do(moment(working(day + timedelta(5)), 10), agent.mission, "withdraw", reason)
        return
    yield from _concurring(day, objects="sedena" if outcome == "refuse" else "")
    decided = moment(working(day + timedelta(10)), 13)
    if outcome == "refuse":
        yield Do(decided, "sre", "refuse", {"reason": "Defensa se opone a la circunscripción solicitada."})
        return
    done = {
        "territory": territory,
        "last-day": END_OF_YEAR,
        "reciprocity": "Trato recíproco a los agentes mexicanos.",
        "agreement": AGREEMENT,
    }
    yield Do(decided, "sre", "change", done)


def renewed(agent: Agent, day: date, first: date, outcome: str = "renew") -> Story:
    """An accreditation is renewed from a day on, in time or after a gap; or it is not."""
    span: dict[str, object] = {"territory": list(agent.area), "first-day": first.isoformat(), "last-day": END_OF_YEAR}
    asked = span | {"agent": agent.code, "reason": "Continúa el programa.", "agreement": AGREEMENT}
    yield Do(moment(day, 10, 30), agent.mission, "request", asked, opens="renewal")
    if outcome == "withdraw":
        reason = {"reason": "El agente concluye su comisión."}
        yield Do(moment(working(day + timedelta(6)), 12), agent.mission, "withdraw", reason)
        return
    done = span | {"reciprocity": "Trato recíproco a los agentes mexicanos.", "agreement": AGREEMENT}
    # the three agreements are a condition of validity here, too
    yield Do(moment(working(day + timedelta(1)), 9), "sre", "renew", done, refused=True)
    yield from _concurring(day, objects="semar" if outcome == "refuse" else "")
    decided = moment(working(day + timedelta(12)), 13, 40)
    if outcome == "refuse":
        yield Do(decided, "sre", "refuse", {"reason": "Marina se opone a la renovación."})
    else:
        yield Do(decided, "sre", "renew", done)


def _concurring(day: date, objects: str) -> Story:
    for number, office in enumerate(THREE):
        answer = _OBJECTS if office == objects else {"answer": "agree"}
        yield Do(moment(working(day + timedelta(3 + number)), 12, number), office, "concur", answer)


def stayed(agent: Agent, first: date, recorded: date, office: str, ended: date | None = None) -> Story:
    """A stay from before the decree is put on record; one that began after it should have been an accreditation."""
    fields = {
        "agent": agent.code,
        "first-day": first.isoformat(),
        "last-day": (first + timedelta(365)).isoformat(),
        "territory": list(agent.area),
        "agency": agent.agency,
        "document": f"Oficio de internación {first:%Y}-{first:%j}",
    }
    yield Do(moment(recorded, 12, 20), office, "record", fields, opens="stay")
    if ended:
        yield Do(moment(ended, 12), office, "end", {"end-day": ended.isoformat()})
