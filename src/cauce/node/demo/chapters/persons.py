"""The agents: how they come, move, stay longer, carry arms, are watched, and are asked to leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import Agent
from cauce.node.demo.chapters.pool import EARLY, FIRST, GUIDELINES, Pool
from cauce.node.demo.engine import Story, working
from cauce.node.demo.stories import accreditations, changes, contacts, firearms, supervision

#: how the accreditation of some later agents is unlike others: what it lacks or says, purpose of the entry
_ODD = (
    ("no-agreement", "exchange"), ("no-reciprocity", "exchange"), ("no-term", "exchange"),
    ("no-supervisor", "exchange"), ("diplomatic", "exchange"), ("diplomatic", "exchange"),
    ("no-agreement", "exchange"), ("", "other"), ("", ""), ("", ""), ("no-reciprocity", "other"),
    ("no-supervisor", "exchange"),
)  # fmt: skip
#: short accreditations: last day, when the renewal is asked for, from when it is to hold, what becomes of it
_TERMS = (
    (date(2021, 5, 31), date(2021, 5, 4), date(2021, 6, 1), "renew"),
    (date(2021, 6, 30), date(2021, 6, 2), date(2021, 7, 1), "renew"),
    (date(2021, 7, 31), date(2021, 7, 5), date(2021, 8, 1), "renew"),
    (date(2021, 4, 30), date(2021, 5, 11), date(2021, 5, 28), "renew"),
    (date(2021, 6, 30), date(2021, 7, 8), date(2021, 7, 26), "renew"),
    (date(2021, 8, 15), date(2021, 8, 30), date(2021, 9, 20), "renew"),
    (date(2021, 6, 15), date(2021, 5, 20), date(2021, 6, 16), "refuse"),
    (date(2021, 8, 31), date(2021, 8, 5), date(2021, 9, 1), "refuse"),
    (date(2021, 7, 15), date(2021, 6, 22), date(2021, 7, 16), "withdraw"),
)


def chapter(rng: Random, pool: Pool) -> Iterator[Story]:
    """Every agent once, and then what befalls some of them."""
    yield from _exceptions(pool)
    yield from _renewals(rng, pool)
    yield from _odd(rng, pool)
    yield from _arrivals(rng, pool)
    yield from _changes(pool)
    yield from _stays(pool)
    yield from _arms(pool)
    yield from _watched(pool)


def _exceptions(pool: Pool) -> Iterator[Story]:
    """Those who are not accredited, or not before somebody has asked more."""
    last = pool.agents[-4:]
    pool.spoken_for |= {agent.code for agent in last}
    yield accreditations.silent(last[0], date(2021, 1, 20))
    yield accreditations.asked_back(last[1], date(2021, 2, 15))
    yield accreditations.refused(last[2], date(2021, 3, 9))
    yield accreditations.silent(last[3], date(2021, 1, 20))
    yield accreditations.refused(pool.late_one(), date(2021, 6, 8), by="sedena")
    yield accreditations.refused(pool.late_one(), date(2021, 8, 3), by="sspc")
    yield accreditations.asked_back(pool.late_one(), date(2021, 7, 12))
    yield accreditations.asks_more(pool.late_one(), date(2021, 3, 1))
    yield accreditations.asks_more(pool.late_one(), date(2021, 7, 5))


def _renewals(rng: Random, pool: Pool) -> Iterator[Story]:
    """Accreditations of a few months, renewed in time, too late, or not; in a gap the agent is nobody's."""
    for number, (last, asked, first, outcome) in enumerate(_TERMS):
        agent = pool.late_one()
        yield accreditations.accredited(rng, agent, date(2021, 1, 18 + number % 5), until=last.isoformat())
        yield changes.renewed(agent, asked, first, outcome)
        if asked > last:
            place = "MX-CMX" if agent.area[0] == "MX" else agent.area[0]
            met = working(last + timedelta(6))
            yield contacts.meeting(rng, agent, "fgr", place, met)


def _odd(rng: Random, pool: Pool) -> Iterator[Story]:
    for number, (oddity, entry) in enumerate(_ODD):
        day = working(GUIDELINES + timedelta(11 * number + 5))
        leaves = date(2021, 8, 13) + timedelta(number) if number % 4 == 0 else None
        yield accreditations.accredited(
            rng, pool.late_one(), day, oddity=oddity, entry=entry, leaves=working(leaves) if leaves else None
        )
    # decided while the activities of that state's agents are suspended
    for state, day in (("EC", date(2021, 6, 7)), ("DO", date(2021, 4, 12))):
        agent = pool.late_one(lambda one, state=state: one.state == state)  # type: ignore[misc]
        yield accreditations.accredited(rng, agent, day)


def _arrivals(rng: Random, pool: Pool) -> Iterator[Story]:
    for number, agent in enumerate(pool.agents):
        early = number < EARLY
        day = working((FIRST if early else GUIDELINES) + timedelta(rng.randrange(2, 14 if early else 120)))
        slow = rng.choice((0, 0, 0, 0, 95)) if not early else 0
        if agent.code not in pool.spoken_for:
            yield accreditations.accredited(rng, agent, day, slow=slow)


def _changes(pool: Pool) -> Iterator[Story]:
    """Another territory: given three times, refused twice, taken back once, asked for nobody who was accredited."""
    for day, territory, outcome in (
        (date(2021, 4, 12), ["MX-QUE", "MX-GUA"], "change"),
        (date(2021, 6, 3), ["MX-VER", "MX-TAB"], "change"),
        (date(2021, 8, 10), ["MX-BCN-004", "MX-BCN-002"], "change"),
        (date(2021, 3, 18), ["MX"], "refuse"),
        (date(2021, 7, 22), ["MX-OAX", "MX-CHP"], "refuse"),
        (date(2021, 5, 25), ["MX-ZAC"], "withdraw"),
    ):
        agent = pool.near("MX-CMX")
        if outcome == "change":
            pool.spoken_for.add(agent.code)
        yield changes.moved(agent, day, territory, outcome)
    # refused an accreditation, and asked for by the wrong way
    yield changes.moved(pool.agents[-2], date(2021, 5, 3), ["MX-HID"])
    yield changes.moved(pool.early_of("EC"), date(2021, 7, 1), ["MX-PUE"])
    yield changes.renewed(pool.early_of("DO"), date(2021, 5, 3), date(2021, 6, 1))


def _stays(pool: Pool) -> Iterator[Story]:
    """Agents from before the decree are put on record in its first days; later ones should have been accredited."""
    for number, agent in enumerate(pool.early[:5]):
        first = date(2020, 3, 2) + timedelta(40 * number)
        ended = date(2021, 2, 26) if number < 2 else None
        yield changes.stayed(agent, first, date(2020, 12, 21 + number % 3), ("sre", "fgr", "segob")[number % 3], ended)
    for number, day in enumerate((date(2021, 1, 7), date(2021, 2, 24))):
        yield changes.stayed(pool.agents[-1 - 3 * number], day - timedelta(9), day, "segob")


def _arms(pool: Pool) -> Iterator[Story]:
    customs = [pool.early_of("US", "Customs") for _ in range(3)]
    migration = [pool.early_of("US", "Immigration") for _ in range(2)]
    liaison = [pool.early_of("US", "Drug"), pool.early_of("US", "Marshals"), pool.early_of("US", "Homeland")]
    yield firearms.armed(customs[0], date(2021, 3, 1), "customs", 0.40, "MX-BCN-004", then="give-notice")
    yield firearms.armed(customs[1], date(2021, 5, 10), "customs", 0.45, "MX-TAM-027", then="cancel")
    yield firearms.armed(customs[2], date(2021, 6, 14), "customs", 0.354, "MX-SON-043", lead=9)
    yield firearms.armed(customs[0], date(2021, 8, 16), "customs", 0.45, "MX-BCN-002", then="correct")
    yield firearms.armed(migration[0], date(2021, 4, 6), "migration", 0.40, "MX-CHH-037", then="end")
    yield firearms.armed(migration[1], date(2021, 7, 6), "migration", 0.45, "MX-COA-025", annexes="incomplete")
    yield firearms.armed(migration[1], date(2021, 9, 6), "migration", 0.40, "MX-COA-002", by="sre", lead=10)
    yield firearms.escort(pool.early_of("FR"), date(2021, 3, 8))
    yield firearms.escort(pool.early_of("DE"), date(2021, 6, 21), weapon="other", exception="Riesgo acreditado.")
    yield firearms.escort(pool.early_of("CO"), date(2021, 8, 2), weapon="other")
    yield firearms.escort(pool.early_of("CL"), date(2021, 5, 3), by="segob", act="permit")
    yield firearms.armed(customs[1], date(2021, 8, 9), "customs", 0.40, "MX-TAM-032", by="segob")
    yield firearms.armed(
        customs[2], date(2021, 4, 26), "customs", 0.40, "MX-SON-002", exception="Se pide un arma larga.", then="cancel"
    )
    yield firearms.armed(pool.agents[-1], date(2021, 7, 12), "migration", 0.38, "MX-CHP", lead=9)
    yield firearms.unarmed(liaison[0], date(2021, 5, 17))
    yield firearms.unarmed(liaison[1], date(2021, 7, 26))
    yield firearms.unarmed(liaison[2], date(2021, 4, 19), given=True, basis="Arreglo bilateral")
    yield firearms.unarmed(liaison[0], date(2021, 8, 23), given=True)
    yield firearms.came_to_light(liaison[1], date(2021, 3, 15), date(2021, 2, 1))


def _watched(pool: Pool) -> Iterator[Story]:
    """What supervisors see, and the requests for withdrawal that follow."""
    chihuahua, sinaloa, south = pool.near("MX-CHH-037"), pool.near("MX-SIN-006"), pool.near("MX-YUC-050")
    seen: tuple[tuple[Agent, str, tuple[tuple[date, str, str], ...], str], ...] = (
        (chihuahua, "sedena", ((date(2021, 3, 10), "activity", "MX-CHH-037"),
                               (date(2021, 4, 14), "activity", "MX-DUR"),
                               (date(2021, 4, 20), "firearm", "MX-CHH-037")), "sspc"),
        (sinaloa, "semar", ((date(2021, 5, 12), "direct-dealing", "MX-SIN-006"),
                            (date(2021, 6, 9), "reserved-power", "MX-SIN-012")), ""),
        (south, "guardia-nacional", ((date(2021, 6, 24), "own-safety", "MX-ROO-005"),
                                     (date(2021, 7, 8), "missing-report", ""),
                                     (date(2021, 8, 4), "activity", "MX-YUC-059")), "sedena"),
        (pool.near("MX-SON-043"), "sspc", ((date(2021, 8, 19), "prohibited-act", "MX-SON-043"),
                                           (date(2021, 9, 2), "firearm", "MX-SON-043")), ""),
        (pool.near("MX-JAL"), "cni", ((date(2021, 3, 25), "direct-dealing", "MX-JAL"),
                                      (date(2021, 4, 28), "missing-report", ""),
                                      (date(2021, 5, 26), "own-safety", "MX-NAY")), ""),
        (pool.near("MX-NLE"), "sedena", ((date(2021, 5, 4), "reserved-power", "MX-NLE-039"),
                                         (date(2021, 7, 29), "prohibited-act", "MX-COA-035")), ""),
        (pool.early_of("EC"), "sspc", ((date(2021, 6, 28), "activity", "MX-CMX"),), ""),
        (pool.early_of("DO"), "sspc", ((date(2021, 5, 6), "activity", "MX-SIN-006"),), ""),
    )  # fmt: skip
    for agent, by, what, hands_over in seen:
        yield supervision.watched(agent, by, what, hands_over)
    yield supervision.misseen(pool.near("MX-BCN-004"), "sspc", date(2021, 7, 20), "MX-SIN-012", "MX-BCN-002")
    gone = pool.early_of("IT")
    pool.spoken_for.add(gone.code)
    yield supervision.found(gone, date(2021, 7, 6), "LSN 69 y 71-I: actividad fuera de la circunscripción territorial")
    yield supervision.found(sinaloa, date(2021, 6, 10), "LSN 71-II: ejercicio de una facultad reservada", "drop")
    yield supervision.found(south, date(2021, 7, 9), "LSN 71-V: informe mensual omitido", "decline")
    yield supervision.found(chihuahua, date(2021, 9, 21), "LSN 71-VIII: portación sin permiso", "waits", by="fgr")
    yield supervision.asked_outright(pool.early_of("IL"), date(2021, 4, 21))
