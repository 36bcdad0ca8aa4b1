"""The edges: the first days of the decree and the gap after it, the zone's edge, places abroad, the last days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from cauce.node.demo.cast import prosecutor
from cauce.node.demo.chapters.pool import FIRST, LAST, Pool
from cauce.node.demo.engine import Story, working
from cauce.node.demo.stories import agreements, contacts, mishaps, urgent
from cauce.node.demo.stories.panel import CARRIED

#: office, place, day, hour and minute by the clock of the place, its zone; reported so many days after
_BY_THE_CLOCK = (
    ("tijuana", "MX-BCN-004", date(2020, 12, 19), 0, 20, "Tijuana", 3),
    ("tijuana", "MX-BCN-004", date(2021, 3, 16), 23, 10, "Tijuana", 3),
    (prosecutor("BCN"), "MX-BCN-002", date(2021, 6, 11), 22, 45, "Tijuana", 2),
    ("juarez", "MX-CHH-037", date(2020, 12, 24), 23, 35, "Ciudad_Juarez", 4),
    # for three weeks the border had moved its clocks and the rest of the country had not
    ("juarez", "MX-CHH-037", date(2021, 3, 15), 0, 15, "Ciudad_Juarez", 3),
    (prosecutor("CHH"), "MX-CHH-019", date(2021, 3, 15), 23, 40, "Chihuahua", 2),
    (prosecutor("CHH"), "MX-CHH-035", date(2021, 3, 22), 23, 55, "Ciudad_Juarez", 3),
    ("ojinaga", "MX-CHH-052", date(2021, 3, 11), 23, 25, "Ojinaga", 4),
    ("ojinaga", "MX-CHH-052", date(2021, 3, 25), 0, 5, "Ojinaga", 2),
    ("ojinaga", "MX-CHH-052", date(2021, 8, 17), 23, 30, "Ojinaga", 3),
    ("matamoros", "MX-TAM-022", date(2021, 3, 19), 0, 25, "Matamoros", 3),
    (prosecutor("TAM"), "MX-TAM-038", date(2021, 3, 19), 23, 45, "Monterrey", 2),
    (prosecutor("COA"), "MX-COA-002", date(2021, 3, 30), 0, 40, "Matamoros", 1),
    (prosecutor("COA"), "MX-COA-030", date(2021, 3, 30), 23, 20, "Monterrey", 4),
    ("cancun", "MX-ROO-005", date(2021, 2, 26), 0, 15, "Cancun", 2),
    ("cancun", "MX-ROO-005", date(2021, 5, 7), 0, 35, "Cancun", 3),
    (prosecutor("ROO"), "MX-ROO-004", date(2021, 7, 20), 0, 10, "Cancun", 2),
    (prosecutor("SON"), "MX-SON-043", date(2021, 5, 4), 23, 30, "Hermosillo", 3),
    (prosecutor("SIN"), "MX-SIN-012", date(2021, 8, 2), 23, 15, "Mazatlan", 1),
)
#: office, place, day; a meeting was authorised, was not, or it was no meeting: of which state the agent is
_ABROAD = (
    (prosecutor("NLE"), "US-DC", date(2021, 4, 14), "authorised", "US"),
    (prosecutor("JAL"), "US-TX", date(2021, 7, 21), "authorised", "US"),
    (prosecutor("CHH"), "US-DC", date(2021, 6, 9), "unasked", "US"),
    (prosecutor("GUA"), "CO", date(2021, 5, 25), "unasked", "CO"),
    (prosecutor("MEX"), "DE", date(2021, 9, 8), "unasked", "DE"),
    ("fgr", "CO", date(2021, 3, 10), "call", "CO"),
    (prosecutor("PUE"), "DE", date(2021, 8, 19), "call", "DE"),
    ("sspc", "US-DC", date(2021, 2, 24), "exchange", "US"),
    ("sat", "FR", date(2021, 6, 22), "message", "FR"),
)


def chapter(rng: Random, pool: Pool) -> Iterator[Story]:
    """Yield what happens on an edge of time or place."""
    yield from _first_days(rng, pool)
    yield from _zones(rng, pool)
    yield from _abroad(rng, pool)
    yield from _last_days(rng, pool)


def _first_days(rng: Random, pool: Pool) -> Iterator[Story]:
    """The eve of the decree, and the weeks in which there was a decree and no guideline."""
    known = pool.early
    # half past eleven in Tijuana, and in the capital the decree is in force already
    eve, tijuana = date(2020, 12, 18), ZoneInfo("America/Tijuana")
    yield contacts.call(rng, known[0], "tijuana", "MX-BCN-004", eve, hour=23, minute=30, zone=tijuana)
    yield contacts.call(rng, known[1], "tijuana", "MX-BCN-004", FIRST, after=3)
    yield contacts.call(rng, known[8], prosecutor("SON"), "MX-SON-043", eve, filed=FIRST, hour=12)
    yield contacts.call(rng, known[3], "sat", "MX-CMX", date(2020, 12, 24), after=6)
    yield contacts.call(rng, known[10], "cancun", "MX-ROO-005", date(2020, 12, 31), after=2, hour=11)
    yield contacts.call(rng, known[11], prosecutor("MEX"), "MX-MEX", date(2021, 1, 5), after=5, hour=16)
    yield mishaps.unasked(rng, known[4], prosecutor("NLE"), "MX-NLE", date(2021, 1, 12), after=3)
    # federal: free under the decree on the 14th, asked for by the guidelines on the 15th
    yield mishaps.unasked(rng, known[13], "sat", "MX-CMX-015", date(2021, 1, 14), after=4)
    yield mishaps.unasked(rng, known[13], "sat", "MX-CMX-015", date(2021, 1, 15), after=3)
    yield contacts.call(rng, known[5], prosecutor("TAM"), "MX-TAM-022", date(2021, 1, 14), after=5)
    yield mishaps.before_votes(rng, known[0], prosecutor("SIN"), "MX-SIN-006", date(2020, 12, 28), date(2021, 1, 13))
    yield mishaps.before_votes(rng, known[6], prosecutor("COA"), "MX-COA-030", date(2021, 1, 8), date(2021, 1, 20))
    yield contacts.call(rng, known[6], "fgr", "MX-CMX", date(2021, 2, 3), after=5)


def _zones(rng: Random, pool: Pool) -> Iterator[Story]:
    """The civil day at the place is not always that of the capital."""
    for office, place, day, hour, minute, zone, after in _BY_THE_CLOCK:
        yield contacts.call(
            rng, pool.near(place), office, place, day, after=after, hour=hour, minute=minute,
            zone=ZoneInfo(f"America/{zone}"),
        )  # fmt: skip


def _abroad(rng: Random, pool: Pool) -> Iterator[Story]:
    """Neither the place nor an accreditation matters: a contact abroad counts."""
    for office, place, day, how, state in _ABROAD:
        agent = pool.early_of(state)
        if how == "authorised":
            yield contacts.meeting(rng, agent, office, place, day, choices=CARRIED)
        elif how == "unasked":
            yield mishaps.unasked(rng, agent, office, place, day, after=2)
        else:
            where: contacts.Answers = {"agent-where": "abroad"}
            yield contacts.call(rng, agent, office, place, day, kind=how, after=3, more=where)


def _last_days(rng: Random, pool: Pool) -> Iterator[Story]:
    """Requests that wait for votes or for a representative, opinions under way, reports that are not due yet."""
    for office, place, day in (
        (prosecutor("PUE"), "MX-PUE", date(2021, 10, 1)),
        ("juarez", "MX-CHH-037", date(2021, 10, 4)),
        (prosecutor("VER"), "MX-VER-193", date(2021, 10, 2)),
    ):
        yield contacts.meeting(rng, pool.near(place), office, place, day, choices=CARRIED, attended=False)
    yield urgent.waits(rng, pool.near("MX-BCN-004"), prosecutor("BCN"), "MX-BCN-004", LAST, 16)
    yield agreements.agreed(prosecutor("JAL"), "Red de laboratorios de química forense", date(2021, 9, 14))
    yield agreements.agreed("sat", "Ventanilla de alertas de carga", date(2021, 9, 8), state="DE", more_time=12)
    for number, state in enumerate(("SIN", "DUR", "BCS", "HID", "MOR", "TLA", "YUC", "QUE")):
        place, asked = f"MX-{state}", working(date(2021, 9, 16) + timedelta(number * 2))
        planned = date(2021, 10, 11 + number)
        yield contacts.pending(
            rng,
            pool.early[20 + number],
            prosecutor(state),
            place,
            min(asked, date(2021, 9, 29)),
            planned,
            5 - number % 6,
        )
    for number, state in enumerate(("SON", "COA", "NLE", "TAB", "CAM", "COL", "NAY", "AGU")):
        day = LAST - timedelta(number)
        yield contacts.call(
            rng, pool.early[30 + number], prosecutor(state), f"MX-{state}", day, after=None, hour=9 + number
        )
