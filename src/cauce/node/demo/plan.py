"""The whole story: which stories are told, when and about whom. The same for the same seed and size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import STATES, TOWNS, Agent, Cast, prosecutor
from cauce.node.demo.engine import Story, working
from cauce.node.demo.stories import accreditations, contacts, institutions

FIRST, GUIDELINES, LAST = date(2020, 12, 19), date(2021, 1, 15), date(2021, 9, 30)
#: agents accredited before the first contact of the story
EARLY = 70
#: acts of the stories that are told whatever the size, and of an ordinary contact: how many of those a size needs
FIXED_ACTS, ACTS_EACH = 2_300, 7.6


def stories(cast: Cast, seed: int, acts: int) -> Iterator[Story]:
    """Yield every story for a demonstration of about so many acts."""
    rng = Random(seed + 1)
    agents = list(cast.agents)
    rng.shuffle(agents)
    yield from _settings()
    yield from _arrivals(rng, agents)
    yield from _institutions(rng, agents)
    yield from _troubles(rng, agents)
    yield from _edges(rng, agents)
    yield from _ordinary(rng, agents, max(0, round((acts - FIXED_ACTS) / ACTS_EACH)))


def _settings() -> Iterator[Story]:
    yield institutions.adopts(date(2021, 1, 18), "strict", "Oficio DGAE-0012/2021")
    yield institutions.sets(date(2021, 1, 25), "council", "ganseg-quorum", 4, "Reglas internas del Grupo, punto 6")
    yield institutions.sets(date(2021, 1, 25), "sre", "answer-term", 10, "Reglas internas del Grupo, punto 9")
    yield institutions.sets(date(2021, 1, 25), "sre", "mission-report-day", 10, "Nota circular DGAE-03/2021")
    yield institutions.closes(
        date(2021, 3, 22), date(2021, 4, 1), date(2021, 4, 2), "Acuerdo interno de días inhábiles 01/2021"
    )
    yield institutions.adopts(date(2021, 7, 1), "rolled", "Oficio DGAE-0417/2021")
    for office, official in (
        ("sspc", "Titular de la Unidad de guardia"),
        ("guardia-nacional", "Coordinación de guardia"),
    ):
        yield institutions.roster(date(2021, 1, 28), office, official)


def _arrivals(rng: Random, agents: list[Agent]) -> Iterator[Story]:
    special = {agents[-1]: "silent", agents[-2]: "refused", agents[-3]: "asked-back", agents[-4]: "silent"}
    for number, agent in enumerate(agents):
        early = number < EARLY
        day = working((FIRST if early else GUIDELINES) + timedelta(rng.randrange(2, 14 if early else 120)))
        kind = special.get(agent, "")
        if kind == "silent":
            yield accreditations.silent(agent, date(2021, 1, 20))
        elif kind == "refused":
            yield accreditations.refused(agent, date(2021, 3, 9))
        elif kind == "asked-back":
            yield accreditations.asked_back(agent, date(2021, 2, 15))
        else:
            yield accreditations.accredited(rng, agent, day, slow=rng.choice((0, 0, 0, 0, 95)) if not early else 0)


def _institutions(rng: Random, agents: list[Agent]) -> Iterator[Story]:
    states = sorted({agent.state for agent in agents})
    misses = {"CO": frozenset({"2021-05"}), "IL": frozenset({"2021-03", "2021-08"}), "US": frozenset({"2021-08"})}
    for state in states:
        late = frozenset({"2021-04"}) if state in ("FR", "PE") else frozenset()
        yield institutions.months(rng, state, skips=misses.get(state, frozenset()), late=late)
    for agent in agents[:3]:
        yield institutions.own_month(agent, date(2021, 1, 12))
    for number, priority in enumerate(("officials", "threat", "life-of-the-country", "other")):
        yield institutions.notice(rng, ("US", "CO", "FR", "DE")[number], date(2021, 3 + number, 10), priority)
    yield institutions.agreement(prosecutor("NLE"), "Memorando de capacitación pericial", date(2021, 2, 10))
    yield institutions.agreement(prosecutor("SON"), "Carta de intención sobre rastreo", date(2021, 5, 4), asks=False)
    yield institutions.series(date(2021, 3, 1), prosecutor("CHH"), "ATF", "US", ["MX-CHH"])
    yield institutions.suspension("EC", date(2021, 6, 14), date(2021, 7, 30))
    for number, overdue in ((1, False), (2, False), (3, True)):
        yield institutions.abroad(f"mx-{number:04}", date(2021, 2, 8 + number), late=overdue)
    yield institutions.consultation(date(2021, 4, 6), "Entrega vigilada de un cargamento")


def _troubles(rng: Random, agents: list[Agent]) -> Iterator[Story]:
    known = agents[:EARLY]
    pick = iter(known * 3)
    for number, state in enumerate(("TAM", "GUA", "MIC", "ZAC", "VER", "COA")):
        day = working(date(2021, 2, 22) + timedelta(number * 27))
        yield contacts.unasked(rng, next(pick), prosecutor(state), f"MX-{state}", day, after=3 + number)
    yield contacts.unasked(rng, next(pick), prosecutor("SLP"), "MX-SLP", date(2021, 9, 21), reports=False)
    yield contacts.turned_down(rng, next(pick), prosecutor("OAX"), "MX-OAX", date(2021, 5, 20))
    yield contacts.turned_down(rng, next(pick), prosecutor("GRO"), "MX-GRO", date(2021, 6, 17), held=True)
    yield contacts.urgent(rng, next(pick), prosecutor("BCN"), "MX-BCN-004", date(2021, 4, 17))
    yield contacts.urgent(rng, next(pick), "juarez", "MX-CHH-037", date(2021, 8, 7), listed=False)
    yield contacts.corrected(rng, next(pick), prosecutor("JAL"), "MX-JAL", date(2021, 6, 2))
    yield contacts.unlisted(rng, "cancun", "MX-ROO-005", date(2021, 7, 9))
    yield contacts.meeting(rng, next(pick), prosecutor("CHH"), "US", date(2021, 5, 12))
    yield contacts.meeting(rng, next(pick), prosecutor("PUE"), "MX-PUE", date(2021, 4, 28), attended=False)
    yield contacts.meeting(rng, next(pick), "fgr", "MX-CMX", date(2021, 3, 17), second=6)
    yield contacts.told_at_once(rng, next(pick), "sat", "MX-CMX", date(2021, 5, 6), 9)
    yield accreditations.moved(known[4], date(2021, 4, 12), ["MX-QUE", "MX-GUA"])
    yield accreditations.left(known[9], date(2021, 7, 6))
    for agent, calibre in ((known[11], 0.40), (known[12], 0.45)):
        yield accreditations.armed(agent, date(2021, 5, 10), "customs", calibre)
    yield accreditations.unarmed(known[13], date(2021, 5, 17))
    suspended = next(agent for agent in agents if agent.state == "EC")
    yield contacts.call(rng, suspended, "sspc", "MX-CMX", date(2021, 6, 22))


def _edges(rng: Random, agents: list[Agent]) -> Iterator[Story]:
    """The first days of the decree, the gap before the guidelines, the zone's edge, and the last days of the story."""
    known = agents[:EARLY]
    yield contacts.call(rng, known[0], "tijuana", "MX-BCN-004", date(2020, 12, 18), filed=FIRST)
    yield contacts.call(rng, known[1], "tijuana", "MX-BCN-004", FIRST, after=3)
    yield contacts.call(rng, known[2], "juarez", "MX-CHH-037", date(2020, 12, 24), after=4)
    yield contacts.call(rng, known[3], "sat", "MX-CMX", date(2020, 12, 24), after=6)
    yield contacts.unasked(rng, known[4], prosecutor("NLE"), "MX-NLE", date(2021, 1, 12), after=3)
    yield contacts.call(rng, known[5], prosecutor("TAM"), "MX-TAM-022", date(2021, 1, 14), after=5)
    yield contacts.call(rng, known[6], "fgr", "MX-CMX", date(2021, 2, 3), after=5)
    yield contacts.call(rng, known[7], "ojinaga", "MX-CHH-052", date(2021, 3, 11), after=4, second=3)
    for number, state in enumerate(("SIN", "DUR", "BCS", "HID", "MOR", "TLA", "YUC", "QUE")):
        asked = working(date(2021, 9, 16) + timedelta(number * 2))
        yield contacts.pending(
            rng, known[20 + number], prosecutor(state), f"MX-{state}", min(asked, date(2021, 9, 29)),
            date(2021, 10, 11 + number), 5 - number % 6,
        )  # fmt: skip
    for number, state in enumerate(("SON", "COA", "NLE", "TAB", "CAM", "COL", "NAY", "AGU")):
        yield contacts.call(
            rng, known[30 + number], prosecutor(state), f"MX-{state}", LAST - timedelta(number), after=None
        )


def _ordinary(rng: Random, agents: list[Agent], count: int) -> Iterator[Story]:
    """Contacts as they happen on most days: mostly in order and in time, now and then not."""
    ready = [agent for agent in agents[:EARLY] if agent.state != "EC"]
    span = (LAST - date(2021, 2, 8)).days
    places = [(prosecutor(code), f"MX-{code}") for code in STATES] + list(TOWNS.items()) + [("fgr", "MX-CMX")]
    for _ in range(count):
        office, place = rng.choice(places)
        agent, luck = rng.choice(ready), rng.random()
        day = working(date(2021, 2, 8) + timedelta(rng.randrange(span)))
        after = rng.choices((1, 2, 3, 4, 6, 11), (30, 30, 28, 6, 4, 2))[0]
        if luck < 0.42:
            within = [code for code in agent.area if code != "MX"]
            place = rng.choice(within) if within and rng.random() < 0.9 else place
            yield contacts.meeting(rng, agent, office, place, day, after=after, votes=rng.choice((4, 5, 6)))
        elif luck < 0.46:
            yield contacts.told_at_once(rng, agent, office, place, day, after)
        else:
            kind = rng.choice(("call", "call", "message", "exchange"))
            yield contacts.call(rng, agent, office, place, day, after=after if luck < 0.97 else None, kind=kind)
