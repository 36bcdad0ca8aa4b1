"""What else goes wrong with contacts in life: clocks, slips, series, receipts, suspensions, persons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from cauce.node.demo.cast import prosecutor
from cauce.node.demo.chapters.pool import Pool
from cauce.node.demo.engine import Story
from cauce.node.demo.stories import clocks, contacts, mishaps, series
from cauce.node.demo.stories.panel import CARRIED, TOO_FEW


def chapter(rng: Random, pool: Pool) -> Iterator[Story]:
    """Yield the stories of contacts that did not go their way."""
    for part in (_clocks, _corrections, _series, _receipt, _suspended, _who):
        yield from part(rng, pool)


def _clocks(rng: Random, pool: Pool) -> Iterator[Story]:
    """The group's term stands still, runs again, or runs out."""
    for office, place, day, resumes in (
        (prosecutor("MEX"), "MX-MEX", date(2021, 3, 31), True),
        (prosecutor("SLP"), "MX-SLP", date(2021, 5, 28), True),
        ("tijuana", "MX-BCN-004", date(2021, 7, 7), True),
        (prosecutor("YUC"), "MX-YUC-050", date(2021, 8, 27), True),
        (prosecutor("NAY"), "MX-NAY", date(2021, 10, 12), False),
        ("iztapalapa", "MX-CMX-007", date(2021, 10, 15), False),
    ):
        yield clocks.paused(rng, pool.near(place), office, place, day, resumes=resumes)
    for office, place, day, then in (
        (prosecutor("QUE"), "MX-QUE", date(2021, 3, 23), "withdraw"),
        (prosecutor("TAB"), "MX-TAB-014", date(2021, 5, 13), "hold"),
        ("cancun", "MX-ROO-005", date(2021, 6, 30), "answer"),
        (prosecutor("COL"), "MX-COL", date(2021, 8, 18), "hold"),
    ):
        yield clocks.unanswered(rng, pool.near(place), office, place, day, then=then)


def _corrections(rng: Random, pool: Pool) -> Iterator[Story]:
    """A wrong day makes a report late or in time; another slip changes no date."""
    for office, place, day, written, after, kind in (
        (prosecutor("NLE"), "MX-NLE-039", date(2021, 3, 8), date(2021, 3, 10), 5, "call"),
        (prosecutor("DUR"), "MX-DUR", date(2021, 4, 20), date(2021, 4, 17), 2, "message"),
        ("juarez", "MX-CHH-037", date(2021, 5, 17), date(2021, 5, 19), 4, "exchange"),
        (prosecutor("CAM"), "MX-CAM", date(2021, 6, 21), date(2021, 6, 16), 3, "call"),
        ("fgr", "MX-CMX-015", date(2021, 7, 27), date(2021, 7, 29), 5, "call"),
        (prosecutor("SON"), "MX-SON-055", date(2021, 8, 24), date(2021, 8, 26), 5, "meeting"),
    ):
        yield clocks.misdated(rng, pool.near(place), office, place, day, written=written, after=after, kind=kind)
    for office, place, day, fixed in (
        (prosecutor("JAL"), "MX-JAL", date(2021, 6, 2), {"topic": "Extradición de una persona"}),
        (prosecutor("ZAC"), "MX-ZAC", date(2021, 4, 28), {"place": "MX-ZAC-010"}),
        ("matamoros", "MX-TAM-022", date(2021, 7, 16), {"objective": "Confirmar datos de un vehículo"}),
        ("tijuana", "MX-BCN-004", date(2021, 9, 13), {"contact": "call"}),
    ):
        yield clocks.corrected(rng, pool.near(place), office, place, day, dict(fixed))
    for office, place, day in (
        (prosecutor("GUA"), "MX-GUA", date(2021, 4, 21)),
        ("ojinaga", "MX-CHH-052", date(2021, 8, 4)),
    ):
        yield clocks.absent_after_all(rng, pool.near(place), office, place, day)


def _series(rng: Random, pool: Pool) -> Iterator[Story]:
    """Three series with meetings, of which some fall outside; one refused, one taken back, one that nobody carried."""
    chihuahua, coahuila, cancun = pool.near("MX-CHH"), pool.near("MX-COA"), pool.near("MX-ROO-005")
    chh, coa = prosecutor("CHH"), prosecutor("COA")
    yield series.series(date(2021, 3, 1), chh, chihuahua, ["MX-CHH"], "Rastreo de armas")
    yield series.series(
        date(2021, 5, 3), coa, coahuila, ["MX-COA"], "Cruces por Piedras Negras", length=130, ends=date(2021, 8, 27)
    )
    yield series.series(date(2021, 6, 21), "cancun", cancun, ["MX-ROO-005"], "Policía turística", choices=TOO_FEW)
    yield series.denied(date(2021, 4, 19), prosecutor("MIC"), pool.near("MX-MIC"), ["MX-MIC"])
    yield series.denied(date(2021, 7, 19), "juarez", chihuahua, ["MX-CHH-037"], takes_back=True)
    for agent, office, place, day, attended, after in (
        (chihuahua, chh, "MX-CHH-019", date(2021, 3, 4), True, 2),
        (chihuahua, chh, "MX-CHH-037", date(2021, 3, 18), True, 3),
        (chihuahua, chh, "MX-CHH-019", date(2021, 4, 15), False, 2),
        (chihuahua, chh, "MX-CHH-021", date(2021, 5, 13), True, 6),
        (chihuahua, chh, "MX-SON-030", date(2021, 4, 29), True, 2),
        (chihuahua, chh, "MX-CHH-019", date(2021, 6, 10), True, 2),
        (coahuila, coa, "MX-COA-025", date(2021, 5, 11), True, 1),
        (coahuila, coa, "MX-COA-002", date(2021, 6, 8), True, 2),
        (coahuila, coa, "MX-COA-025", date(2021, 9, 8), True, 2),
        (cancun, "cancun", "MX-ROO-005", date(2021, 7, 6), True, 2),
        (cancun, "cancun", "MX-ROO-008", date(2021, 8, 3), False, 2),
    ):
        yield series.sitting(rng, agent, office, place, day, attended=attended, after=after)


def _receipt(rng: Random, pool: Pool) -> Iterator[Story]:
    """A ministry gets the report late or never; the representative of Foreign Affairs does not come."""
    yield contacts.meeting(rng, pool.near("MX-CMX"), "fgr", "MX-CMX", date(2021, 3, 17), second=6)
    yield contacts.meeting(rng, pool.near("MX-GUA"), prosecutor("GUA"), "MX-GUA", date(2021, 6, 23), second=5)
    for office, place, day in (
        (prosecutor("AGU"), "MX-AGU", date(2021, 3, 25)),
        (prosecutor("BCS"), "MX-BCS", date(2021, 5, 19)),
        ("iztapalapa", "MX-CMX-007", date(2021, 8, 11)),
    ):
        yield contacts.meeting(rng, pool.near(place), office, place, day, choices=CARRIED, both=False)
    yield contacts.call(rng, pool.near("MX-TLA"), prosecutor("TLA"), "MX-TLA-033", date(2021, 7, 1), both=False)
    for office, place, day in (
        (prosecutor("PUE"), "MX-PUE", date(2021, 4, 28)),
        (prosecutor("TAM"), "MX-TAM-041", date(2021, 6, 16)),
        ("tijuana", "MX-BCN-004", date(2021, 8, 5)),
        (prosecutor("MOR"), "MX-MOR", date(2021, 9, 10)),
    ):
        yield contacts.meeting(rng, pool.near(place), office, place, day, choices=CARRIED, attended=False)


def _suspended(rng: Random, pool: Pool) -> Iterator[Story]:
    """Contacts while the activities of a state's agents are suspended, and after."""
    for state, days, office, place in (
        ("DO", (date(2021, 4, 27), date(2021, 5, 12), date(2021, 6, 15)), prosecutor("SIN"), "MX-SIN-006"),
        ("EC", (date(2021, 6, 22), date(2021, 7, 14), date(2021, 8, 31)), "fgr", "MX-CMX-015"),
    ):
        for day in days:
            yield contacts.call(rng, pool.early_of(state), office, place, day)
        yield contacts.meeting(rng, pool.early_of(state), office, place, days[1], choices=CARRIED)
    yield contacts.call(rng, pool.early_of("EC"), "sspc", "MX-CMX", date(2021, 6, 30))
    yield mishaps.unlisted("cancun", "MX-ROO-005", date(2021, 7, 9), "EC")


def _who(rng: Random, pool: Pool) -> Iterator[Story]:
    """Somebody whom no mission named, whom nobody accredited, or who is an official no longer."""
    here: contacts.Answers = {"agent-where": "in-mexico"}
    for office, place, day, number in (
        (prosecutor("SIN"), "MX-SIN-006", date(2021, 4, 6), -1),
        (prosecutor("BCN"), "MX-BCN-001", date(2021, 6, 28), -4),
        ("sat", "MX-CMX-015", date(2021, 8, 3), -2),
    ):
        yield contacts.call(rng, pool.agents[number], office, place, day, more=here)
    for office, place, day in (
        (prosecutor("COL"), "MX-COL", date(2021, 3, 16)),
        ("iztapalapa", "MX-CMX-007", date(2021, 6, 8)),
    ):
        yield mishaps.curt(pool.near(place), office, place, day)
    yield mishaps.unlisted(prosecutor("CHP"), "MX-CHP", date(2021, 4, 11))
    yield mishaps.unlisted("tijuana", "MX-BCN-004", date(2021, 8, 22))
    yield mishaps.retired(rng, pool.near("MX-NLE"), prosecutor("NLE"), "MX-NLE-039", date(2021, 5, 24))
    yield mishaps.retired(rng, pool.near("MX-JAL"), prosecutor("JAL"), "MX-JAL", date(2021, 9, 14))
