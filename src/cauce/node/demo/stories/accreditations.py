"""How an agent comes: request, three concurrences, decision, entry, a supervisor; and how some do not."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import Agent
from cauce.node.demo.engine import Do, Story, moment, working

END_OF_YEAR = "2021-12-31"
AGREEMENT = "Convenio bilateral de cooperación"
THREE = ("sspc", "sedena", "semar")
#: what an accreditation may lack or say: the answers that are left out, and those that stand instead
ODDITIES: dict[str, tuple[tuple[str, ...], dict[str, object]]] = {
    "": ((), {}),
    "no-agreement": (("agreement",), {}),
    "no-reciprocity": (("reciprocity",), {}),
    "no-term": (("last-day",), {}),
    "no-supervisor": (("supervisor",), {}),
    "diplomatic": ((), {"status": "diplomatic"}),
}


def accredited(
    rng: Random, agent: Agent, day: date, *, slow: int = 0, until: str = END_OF_YEAR, oddity: str = "",
    entry: str = "exchange", leaves: date | None = None,
) -> Story:  # fmt: skip
    """An agent is accredited: usually within a few weeks, and months later for some. `entry`: purpose, or none."""
    yield _request(agent, day, until, oddity)
    day = working(day + timedelta(2))
    yield Do(moment(day, 11, 5), "sre", "consult", {"document": f"DGAE-{rng.randrange(100, 999)}/{day.year}"})
    for number, office in enumerate(rng.sample(THREE, 3)):
        day = working(day + timedelta(rng.randrange(1, 5) + (slow if number == 2 else 0)))
        yield Do(moment(day, 12, 10 + number), office, "concur", {"answer": "agree"})
    day = working(day + timedelta(rng.randrange(1, 4)))
    supervisor = rng.choice(("sspc", "guardia-nacional", "sedena"))
    yield Do(moment(day, 13, 30), "sre", "accredit", _grant(agent, day, supervisor, until, oddity))
    if entry:
        admitted = {"first-day": day.isoformat(), "last-day": until, "purpose": entry}
        yield Do(moment(day, 17), "sre", "admit", admitted)
    day = working(day + timedelta(rng.randrange(2, 9)))
    yield Do(moment(day, 9, 45), agent.mission, "arrive", {"arrival-day": day.isoformat()})
    day = working(day + timedelta(1))
    yield Do(moment(day, 10, 15), "gco", "name", _supervisor(agent, day, supervisor, until), opens="supervision")
    if rng.random() < 0.3:
        day = working(day + timedelta(rng.randrange(30, 90)))
        yield Do(moment(day, 16, 20), supervisor, "observe", {"day": day.isoformat(), "matter": "nothing"})
    if leaves:
        yield from _leaves(agent, supervisor, leaves)


def _leaves(agent: Agent, supervisor: str, day: date) -> Story:
    gone = {"end-day": day.isoformat(), "reason": "Concluyó la comisión."}
    yield Do(moment(day, 11), agent.mission, "end", gone, of="accreditation")
    yield Do(moment(day, 15), supervisor, "end", {"end-day": day.isoformat()}, of="supervision")


def _request(agent: Agent, day: date, until: str = END_OF_YEAR, oddity: str = "") -> Do:
    whole = {
        "agent": agent.code,
        "agency": agent.agency,
        "functions": "police",
        "territory": list(agent.area),
        "first-day": working(day + timedelta(14)).isoformat(),
        "last-day": until,
        "post": agent.post,
        "status": "consular",
        "agreement": AGREEMENT,
    }
    fields = {name: value for name, value in whole.items() if name not in ODDITIES[oddity][0]}
    return Do(moment(day, 10, 20), agent.mission, "request", fields, opens="accreditation")


def _grant(agent: Agent, day: date, supervisor: str, until: str = END_OF_YEAR, oddity: str = "") -> dict[str, object]:
    without, instead = ODDITIES[oddity]
    whole = {
        "territory": list(agent.area),
        "first-day": day.isoformat(),
        "last-day": until,
        "agreement": AGREEMENT,
        "reciprocity": "Trato recíproco a los agentes mexicanos en ese Estado.",
        "supervisor": supervisor,
        "status": "consular",
    }
    return {name: value for name, value in whole.items() if name not in without} | instead


def _supervisor(agent: Agent, day: date, supervisor: str, until: str) -> dict[str, object]:
    return {"agent": agent.code, "supervisor": supervisor, "first-day": day.isoformat(), "last-day": until}


def silent(agent: Agent, day: date) -> Story:
    """Defence does not answer for months: nothing can be granted, and nothing is deemed refused."""
    yield _request(agent, day)
    day = working(day + timedelta(3))
    yield Do(moment(day, 11), "sre", "consult", {"document": "DGAE-077/2021"})
    for office in ("sspc", "semar"):
        day = working(day + timedelta(6))
        yield Do(moment(day, 12), office, "concur", {"answer": "agree"})
    # a condition of validity is missing
    too_early = working(day + timedelta(10))
    yield Do(moment(too_early, 13), "sre", "accredit", _grant(agent, day, "sspc"), refused=True)
    again = {"explanation": "La misión reitera su solicitud."}
    yield Do(moment(working(day + timedelta(60)), 10), agent.mission, "inform", again)


def asks_more(agent: Agent, day: date) -> Story:
    """The Navy wants to know more before it agrees; a slip in the notice of arrival is put right afterwards."""
    yield _request(agent, day)
    yield Do(moment(day + timedelta(1), 11), "sre", "consult", {"document": "DGAE-318/2021"})
    for office, answer in (("sspc", "agree"), ("semar", "ask"), ("sedena", "agree")):
        day = working(day + timedelta(3))
        yield Do(moment(day, 12), office, "concur", {"answer": answer})
    told = {"explanation": "Se precisan las funciones y la sede."}
    yield Do(moment(working(day + timedelta(2)), 10), agent.mission, "inform", told)
    day = working(day + timedelta(5))
    yield Do(moment(day, 12), "semar", "concur", {"answer": "agree"})
    yield Do(moment(day, 16), "sre", "accredit", _grant(agent, day, "guardia-nacional"))
    yield Do(moment(day, 17), "sre", "admit", {"first-day": day.isoformat(), "purpose": "exchange"})
    came = working(day + timedelta(4))
    yield Do(moment(came, 10), agent.mission, "arrive", {"arrival-day": came.isoformat()})
    fixed = {"corrected-act": 10, "explanation": "La llegada fue el día anterior."}
    fixed["arrival-day"] = (came - timedelta(1)).isoformat()
    yield Do(moment(working(came + timedelta(2)), 10), agent.mission, "correct", fixed)
    named = _supervisor(agent, came, "guardia-nacional", END_OF_YEAR)
    yield Do(moment(working(came + timedelta(3)), 10), "gco", "name", named, opens="supervision")


def refused(agent: Agent, day: date, by: str = "semar") -> Story:
    """A ministry objects and Foreign Affairs refuses, weighing reciprocity."""
    yield _request(agent, day)
    day = working(day + timedelta(4))
    yield Do(moment(day, 11), "sre", "consult", {})
    other = next(office for office in THREE if office != by)
    yield Do(moment(working(day + timedelta(2)), 12), other, "concur", {"answer": "agree"})
    objects = {"answer": "object", "reason": "Funciones no descritas."}
    yield Do(moment(working(day + timedelta(5)), 12), by, "concur", objects)
    fields = {"reason": "No se describen las funciones.", "reciprocity": "Se consideró; no cambia el resultado."}
    yield Do(moment(working(day + timedelta(9)), 14), "sre", "refuse", fields)


def asked_back(agent: Agent, day: date) -> Story:
    """The mission takes its request back."""
    yield _request(agent, day)
    yield Do(moment(working(day + timedelta(12)), 10), agent.mission, "withdraw", {"reason": "Cambio de destino."})
