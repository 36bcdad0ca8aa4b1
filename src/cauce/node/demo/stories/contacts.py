"""Meetings and other contacts, and what goes wrong with them in life."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import Agent
from cauce.node.demo.engine import Do, Story, moment, working

SEATS = ("sre", "sspc", "sedena", "semar", "guardia-nacional", "cni")
#: topic and objective, as the guidelines want them: what it was about and never what was said
TOPICS = (
    ("Rastreo de armas aseguradas", "Cotejar números de serie"),
    ("Precursores químicos en puerto", "Acordar avisos de embarque"),
    ("Personas desaparecidas en la frontera", "Intercambiar contactos de enlace"),
    ("Lavado de dinero por comercio exterior", "Definir puntos de contacto"),
    ("Capacitación en laboratorio", "Programar un curso"),
    ("Trata de personas", "Coordinar la atención a víctimas"),
    ("Fraude con documentos de viaje", "Conocer nuevas modalidades"),
    ("Tráfico de especies", "Presentar al equipo de enlace"),
)


def about(rng: Random, agent: Agent) -> dict[str, object]:
    """Return the data that a request or a report holds: whose agent, what topic, to what end."""
    topic, objective = rng.choice(TOPICS)
    return {
        "nationality": agent.state,
        "agency": agent.agency,
        "topic": topic,
        "objective": objective,
        "subject-matter": "security",
    }


def contact(agent: Agent, day: date, place: str, kind: str = "meeting") -> dict[str, object]:
    """Return the facts of a contact."""
    return {"agent": agent.code, "day": day.isoformat(), "contact": kind, "place": place}


def acknowledged(day: date, late: int = 0) -> Story:
    """Both ministries say that they have received a report; the second one perhaps days later."""
    first, second = working(day), day + timedelta(late)
    yield Do(moment(first, 17, 30), "sre", "acknowledge", {"received": day.isoformat()})
    after = working(max(first, second) + timedelta(1))
    yield Do(moment(after, 10, 5), "sspc", "acknowledge", {"received": second.isoformat()})
    yield Do(moment(after, 16), "sre", "close")


def meeting(
    rng: Random, agent: Agent, office: str, place: str, day: date, *,
    after: int = 2, attended: bool = True, votes: int = 6, second: int = 0, closes: bool = True,
) -> Story:  # fmt: skip
    """A meeting asked for, authorised, attended, held and reported `after` days; `second`: when SSPC got its copy."""
    data = about(rng, agent)
    asked = working(day - timedelta(rng.randrange(6, 12)))
    plan: dict[str, object] = {"planned-day": day.isoformat(), "planned-place": place}
    yield Do(moment(asked, 10, 40), office, "request", plan | data | {"agent": agent.code}, opens="meeting")
    yield from _votes(rng, asked + timedelta(1), votes)
    decided = working(asked + timedelta(3))
    yield Do(moment(decided, 13, 5), "ganseg", "authorise", plan | {"for-office": office})
    if attended:
        yield Do(moment(decided, 16), "sre", "attend", {"representative": "Enlace de la Dirección General"})
    present = {"sre-present": "present" if attended else "absent"}
    yield Do(moment(day, 18, 10), office, "hold", contact(agent, day, place) | data | present)
    reported = day + timedelta(after)
    yield Do(moment(reported, 12), office, "report", {"day": day.isoformat(), "contact": "meeting"} | data)
    if closes:
        yield from acknowledged(reported, second)


def _votes(rng: Random, day: date, votes: int) -> Story:
    for number, seat in enumerate(SEATS[:votes]):
        choice = "recuse" if rng.random() < 0.06 else "for"
        yield Do(moment(working(day), 11, number * 7), seat, "vote", {"vote": choice})


def pending(rng: Random, agent: Agent, office: str, place: str, asked: date, day: date, votes: int) -> Story:
    """A request on which only some seats have voted."""
    plan: dict[str, object] = {"planned-day": day.isoformat(), "planned-place": place, "agent": agent.code}
    yield Do(moment(asked, 10, 40), office, "request", plan | about(rng, agent), opens="meeting")
    yield from _votes(rng, asked + timedelta(1), votes)


def turned_down(rng: Random, agent: Agent, office: str, place: str, day: date, *, held: bool = False) -> Story:
    """The group refuses; once in a while the meeting takes place all the same."""
    asked = working(day - timedelta(8))
    plan: dict[str, object] = {"planned-day": day.isoformat(), "planned-place": place, "agent": agent.code}
    data = about(rng, agent)
    yield Do(moment(asked, 9, 50), office, "request", plan | data, opens="meeting")
    for number, seat in enumerate(SEATS[:5]):
        yield Do(
            moment(working(asked + timedelta(1)), 12, number), seat, "vote", {"vote": "against" if number else "for"}
        )
    yield Do(
        moment(working(asked + timedelta(3)), 13),
        "ganseg",
        "refuse",
        {"reason": "El tema corresponde a otra dependencia."},
    )
    if held:
        yield Do(moment(day, 19), office, "hold", contact(agent, day, place) | data | {"sre-present": "absent"})
        yield Do(moment(day + timedelta(3), 9), office, "report", {"day": day.isoformat(), "contact": "meeting"} | data)


def unasked(
    rng: Random, agent: Agent, office: str, place: str, day: date, *, after: int = 3, reports: bool = True
) -> Story:
    """A meeting that nobody asked leave for, told afterwards: taken, and flagged."""
    data = about(rng, agent)
    yield Do(moment(day, 20), office, "hold", contact(agent, day, place) | data, opens="meeting")
    if reports:
        yield Do(
            moment(day + timedelta(after), 11), office, "report", {"day": day.isoformat(), "contact": "meeting"} | data
        )
        yield from acknowledged(day + timedelta(after))


def urgent(rng: Random, agent: Agent, office: str, place: str, day: date, *, listed: bool = True) -> Story:
    """An urgent meeting through a contact official of the roster; or passed on, because the office is not on it."""
    data = about(rng, agent)
    plan: dict[str, object] = {"planned-day": day.isoformat(), "planned-place": place}
    contact_office = "sspc" if listed else "inm"
    asked = {"contact-office": contact_office, "urgency": "Peligro para una persona", "agent": agent.code}
    yield Do(moment(day, 7, 15), office, "request-urgent", asked | plan | data, opens="meeting")
    if listed:
        yield Do(moment(day, 7, 55), "sspc", "authorise-urgent", plan | {"for-office": office})
        yield Do(moment(day, 8, 30), "sre", "attend", {"representative": "Guardia de la Dirección General"})
    yield Do(
        moment(day, 14),
        office,
        "hold",
        contact(agent, day, place) | data | {"sre-present": "present" if listed else "absent"},
    )
    yield Do(moment(day + timedelta(2), 10), office, "report", {"day": day.isoformat(), "contact": "meeting"} | data)
    yield from acknowledged(day + timedelta(2))


def call(
    rng: Random, agent: Agent, office: str, place: str, day: date, *,
    after: int | None = 2, kind: str = "call", second: int = 0, filed: date | None = None,
) -> Story:  # fmt: skip
    """A call, message or exchange; reported `after` days, or never. `filed`: when it was entered, if not that day."""
    data = about(rng, agent)
    yield Do(moment(filed or day, 19), office, "hold", contact(agent, day, place, kind) | data, opens="communication")
    if after is not None:
        reported = (filed or day) + timedelta(after)
        yield Do(moment(reported, 12, 30), office, "report", {"day": day.isoformat(), "contact": kind} | data)
        yield from acknowledged(reported, second)


def told_at_once(rng: Random, agent: Agent, office: str, place: str, day: date, after: int) -> Story:
    """A contact that is entered with its report, however late."""
    data = about(rng, agent) | {"prompted": "unasked"}
    yield Do(
        moment(day + timedelta(after), 10),
        office,
        "report-contact",
        contact(agent, day, place, "call") | data,
        opens="communication",
    )
    yield from acknowledged(day + timedelta(after))


def corrected(rng: Random, agent: Agent, office: str, place: str, day: date) -> Story:
    """A report with the wrong topic, put right by an act; what was written before stays to be seen."""
    data = about(rng, agent)
    yield Do(moment(day, 19), office, "hold", contact(agent, day, place, "message") | data, opens="communication")
    yield Do(moment(day + timedelta(1), 9), office, "report", {"day": day.isoformat(), "contact": "message"} | data)
    fixed = {"corrected-act": 2, "explanation": "Se anotó otro tema por error.", "topic": "Extradición de una persona"}
    yield Do(moment(day + timedelta(2), 9), office, "correct", fixed)
    yield from acknowledged(day + timedelta(2))


def unlisted(rng: Random, office: str, place: str, day: date) -> Story:
    """A meeting with somebody whom no mission ever named."""
    fields = {
        "agent": "unlisted: dijo ser agente de una policía extranjera; no mostró acreditación",
        "day": day.isoformat(),
        "contact": "meeting",
        "place": place,
        "topic": "Solicitud de datos de un detenido",
        "objective": "No se atendió",
    }
    yield Do(moment(day, 21), office, "hold", fields, opens="meeting")
    yield Do(moment(day + timedelta(2), 9), office, "report", {"day": day.isoformat(), "contact": "meeting"})
