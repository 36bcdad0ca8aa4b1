"""How an agent comes: request, three concurrences, decision, entry, a supervisor; and how some do not."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import Agent
from cauce.node.demo.engine import Do, Story, moment, working

END_OF_YEAR = "2021-12-31"
_THREE = ("sspc", "sedena", "semar")


def accredited(rng: Random, agent: Agent, day: date, *, slow: int = 0) -> Story:
    """An agent is accredited: usually within a few weeks, and months later for some."""
    yield _request(agent, day)
    day = working(day + timedelta(2))
    yield Do(moment(day, 11, 5), "sre", "consult", {"document": f"DGAE-{rng.randrange(100, 999)}/{day.year}"})
    for number, office in enumerate(rng.sample(_THREE, 3)):
        day = working(day + timedelta(rng.randrange(1, 5) + (slow if number == 2 else 0)))
        yield Do(moment(day, 12, 10 + number), office, "concur", {"answer": "agree"})
    day = working(day + timedelta(rng.randrange(1, 4)))
    supervisor = rng.choice(("sspc", "guardia-nacional", "sedena"))
    yield Do(moment(day, 13, 30), "sre", "accredit", _grant(agent, day, supervisor))
    yield Do(
        moment(day, 17), "sre", "admit", {"first-day": day.isoformat(), "last-day": END_OF_YEAR, "purpose": "exchange"}
    )
    day = working(day + timedelta(rng.randrange(2, 9)))
    yield Do(moment(day, 9, 45), agent.mission, "arrive", {"arrival-day": day.isoformat()})
    day = working(day + timedelta(1))
    yield Do(moment(day, 10, 15), "gco", "name", _supervisor(agent, day, supervisor), opens="supervision")
    if rng.random() < 0.3:
        day = working(day + timedelta(rng.randrange(30, 90)))
        yield Do(moment(day, 16, 20), supervisor, "observe", {"day": day.isoformat(), "matter": "nothing"})


def _request(agent: Agent, day: date) -> Do:
    return Do(
        moment(day, 10, 20),
        agent.mission,
        "request",
        {
            "agent": agent.code,
            "agency": agent.agency,
            "functions": "police",
            "territory": list(agent.area),
            "first-day": working(day + timedelta(14)).isoformat(),
            "last-day": END_OF_YEAR,
            "post": agent.post,
            "status": "consular",
            "agreement": "Convenio bilateral de cooperación",
        },
        opens="accreditation",
    )


def _grant(agent: Agent, day: date, supervisor: str) -> dict[str, object]:
    return {
        "territory": list(agent.area),
        "first-day": day.isoformat(),
        "last-day": END_OF_YEAR,
        "agreement": "Convenio bilateral de cooperación",
        "reciprocity": "Trato recíproco a los agentes mexicanos en ese Estado.",
        "supervisor": supervisor,
        "status": "consular",
    }


def _supervisor(agent: Agent, day: date, supervisor: str) -> dict[str, object]:
    return {"agent": agent.code, "supervisor": supervisor, "first-day": day.isoformat(), "last-day": END_OF_YEAR}


def silent(agent: Agent, day: date) -> Story:
    """Defence does not answer for months: nothing can be granted, and nothing is deemed refused."""
    yield _request(agent, day)
    day = working(day + timedelta(3))
    yield Do(moment(day, 11), "sre", "consult", {"document": "DGAE-077/2021"})
    for office in ("sspc", "semar"):
        day = working(day + timedelta(6))
        yield Do(moment(day, 12), office, "concur", {"answer": "agree"})
    # Refused: a condition of validity is missing. Nothing is recorded of it.
    yield Do(moment(working(day + timedelta(10)), 13), "sre", "accredit", _grant(agent, day, "sspc"))
    yield Do(
        moment(working(day + timedelta(60)), 10),
        agent.mission,
        "inform",
        {"explanation": "La misión reitera su solicitud."},
    )


def refused(agent: Agent, day: date) -> Story:
    """The Navy objects and the ministry refuses, weighing reciprocity."""
    yield _request(agent, day)
    day = working(day + timedelta(4))
    yield Do(moment(day, 11), "sre", "consult", {})
    yield Do(moment(working(day + timedelta(2)), 12), "sedena", "concur", {"answer": "agree"})
    yield Do(
        moment(working(day + timedelta(5)), 12),
        "semar",
        "concur",
        {"answer": "object", "reason": "Funciones no descritas."},
    )
    fields = {"reason": "No se describen las funciones.", "reciprocity": "Se consideró; no cambia el resultado."}
    yield Do(moment(working(day + timedelta(9)), 14), "sre", "refuse", fields)


def asked_back(agent: Agent, day: date) -> Story:
    """The mission takes its request back."""
    yield _request(agent, day)
    yield Do(moment(working(day + timedelta(12)), 10), agent.mission, "withdraw", {"reason": "Cambio de destino."})


def moved(agent: Agent, day: date, territory: list[str]) -> Story:
    """An accredited agent gets another territory by the same route."""
    fields = {"agent": agent.code, "territory": territory, "last-day": END_OF_YEAR, "reason": "Cambio de adscripción."}
    yield Do(moment(day, 10), agent.mission, "request", fields, opens="change-of-territory")
    for number, office in enumerate(_THREE):
        yield Do(moment(working(day + timedelta(3 + number)), 12), office, "concur", {"answer": "agree"})
    done = {
        "territory": territory,
        "last-day": END_OF_YEAR,
        "reciprocity": "Considerada.",
        "agreement": "Convenio bilateral",
    }
    yield Do(moment(working(day + timedelta(10)), 13), "sre", "change", done)


def left(agent: Agent, day: date) -> Story:
    """An agent is found outside the territory; withdrawal is asked for, and they leave."""
    found = {
        "agent": agent.code,
        "day": day.isoformat(),
        "provision": "LSN 69 y 71-I: actividad fuera de la circunscripción territorial",
        "requesting-office": "sre",
    }
    yield Do(moment(working(day + timedelta(1)), 11), "sspc", "find", found, opens="withdrawal")
    day = working(day + timedelta(8))
    yield Do(moment(day, 10), "sre", "request-withdrawal", {"agent": agent.code, "document": "Nota DGAE-201"})
    day = working(day + timedelta(6))
    yield Do(moment(day, 16), agent.mission, "reply", {"reply": "will-withdraw"})
    day = working(day + timedelta(9))
    yield Do(moment(day, 18), agent.mission, "leave", {"end-day": day.isoformat()})


def armed(agent: Agent, day: date, route: str, calibre: float) -> Story:
    """A permit for a firearm, announced by the mission and filed by the customs' ministry."""
    first = day + timedelta(20)
    fields: dict[str, object] = {"agent": agent.code, "route": route, "first-day": first.isoformat()}
    yield Do(moment(day, 9, 30), agent.mission, "announce", fields, opens="firearms-permit")
    filing = working(day + timedelta(3))
    yield Do(moment(filing, 12), "shcp", "file", fields | _weapon(calibre))
    done = {"territory": ["MX-BCN"], "first-day": first.isoformat(), "weapon": "pistol", "calibre": calibre}
    yield Do(moment(working(filing + timedelta(8)), 13), "sedena", "permit", done | {"legal-basis": "LFAFE 28"})


def unarmed(agent: Agent, day: date) -> Story:
    """A permit for a liaison agent, which the firearms law does not know: asked for, flagged, refused."""
    fields: dict[str, object] = {
        "agent": agent.code,
        "route": "liaison",
        "first-day": (day + timedelta(20)).isoformat(),
    }
    yield Do(moment(day, 12), "sre", "file", fields | _weapon(0.38), opens="firearms-permit")
    refusal = {"reason": "La ley no prevé este permiso."}
    yield Do(moment(working(day + timedelta(8)), 13), "sedena", "refuse", refusal)


def _weapon(calibre: float) -> dict[str, object]:
    return {
        "territory": ["MX-BCN"],
        "weapon": "pistol",
        "calibre": calibre,
        "annexes": "complete",
        "reciprocity": "Considerada.",
        "agreement": "Acuerdo interinstitucional aduanero",
    }
