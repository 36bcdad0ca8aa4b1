"""Meetings without the leave that the law wants, or other than it was given: over the months and the country."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import prosecutor
from cauce.node.demo.chapters.pool import Pool
from cauce.node.demo.engine import Story, working
from cauce.node.demo.stories import contacts, mishaps, urgent
from cauce.node.demo.stories.panel import CARRIED, DEFEATED, RECUSED, TIED, TOO_FEW


def chapter(rng: Random, pool: Pool) -> Iterator[Story]:
    """Yield the stories of meetings that were not authorised, or not as they were held."""
    for part in (_unasked, _refused, _panel, _other_than_asked, _urgent):
        yield from part(rng, pool)


def _unasked(rng: Random, pool: Pool) -> Iterator[Story]:
    """Without leave; told late, found out weeks later, or never told."""
    for number, state in enumerate(("TAM", "GUA", "MIC", "ZAC", "VER", "COA")):
        day = working(date(2021, 2, 22) + timedelta(number * 27))
        yield mishaps.unasked(rng, pool.near(f"MX-{state}"), prosecutor(state), f"MX-{state}", day, after=3 + number)
    for office, place, day in (
        (prosecutor("SLP"), "MX-SLP-028", date(2021, 9, 21)),
        ("iztapalapa", "MX-CMX-007", date(2021, 3, 24)),
        (prosecutor("NAY"), "MX-NAY", date(2021, 6, 11)),
    ):
        yield mishaps.unasked(rng, pool.near(place), office, place, day, reported=False)
    for office, place, day in (
        ("sat", "MX-CMX-015", date(2021, 2, 18)),
        ("inm", "MX-CHP", date(2021, 5, 27)),
        ("fgr", "MX-SIN-006", date(2021, 8, 25)),
    ):
        yield mishaps.unasked(rng, pool.near(place), office, place, day, more={"approach": "ours"})
    for office, place, day, after in (
        ("matamoros", "MX-TAM-022", date(2021, 2, 12), 19),
        (prosecutor("COL"), "MX-COL", date(2021, 4, 9), 33),
        ("juarez", "MX-CHH-037", date(2021, 5, 21), 12),
        (prosecutor("YUC"), "MX-YUC-059", date(2021, 7, 2), 41),
        (prosecutor("MEX"), "MX-MEX", date(2021, 8, 13), 26),
    ):
        yield contacts.told_at_once(rng, pool.near(place), office, place, day, after, "meeting")
    for office, place, day in (
        (prosecutor("TAB"), "MX-TAB-004", date(2021, 3, 5)),
        ("cancun", "MX-ROO-005", date(2021, 4, 22)),
        (prosecutor("AGU"), "MX-AGU", date(2021, 7, 28)),
        ("guardia-nacional", "MX-HID", date(2021, 8, 19)),
    ):
        yield contacts.call(rng, pool.near(place), office, place, day, after=None)
    yield contacts.told_at_once(rng, pool.near("MX-CMX"), "sat", "MX-CMX", date(2021, 5, 6), 9)


def _refused(rng: Random, pool: Pool) -> Iterator[Story]:
    """Refused, by a tie, against the group's own votes; held all the same; taken back; called off."""
    for state, day, choices, held in (
        ("OAX", date(2021, 5, 20), DEFEATED, False),
        ("GRO", date(2021, 6, 17), DEFEATED, True),
        ("HID", date(2021, 3, 17), TIED, False),
        ("CAM", date(2021, 7, 15), TIED, True),
        ("MOR", date(2021, 4, 15), CARRIED, False),
        ("TLA", date(2021, 8, 26), CARRIED, False),
        ("DUR", date(2021, 9, 9), DEFEATED, True),
    ):
        place = f"MX-{state}"
        yield mishaps.turned_down(rng, pool.near(place), prosecutor(state), place, day, choices=choices, held=held)
    for office, place, day, held in (
        (prosecutor("SIN"), "MX-SIN-012", date(2021, 3, 26), False),
        ("matamoros", "MX-TAM-022", date(2021, 6, 25), True),
        (prosecutor("BCS"), "MX-BCS", date(2021, 8, 20), False),
        (prosecutor("NLE"), "MX-NLE-039", date(2021, 9, 17), True),
    ):
        yield mishaps.called_off(rng, pool.near(place), office, place, day, held=held)
    for office, place, day in (
        (prosecutor("PUE"), "MX-PUE", date(2021, 4, 30)),
        ("tijuana", "MX-BCN-004", date(2021, 7, 30)),
    ):
        yield mishaps.taken_back(rng, pool.near(place), office, place, day)


def _panel(rng: Random, pool: Pool) -> Iterator[Story]:
    """Leave that the votes do not carry: too few seats, one that excused itself, a tie, a defeat, no vote at all."""
    for office, place, day, choices in (
        (prosecutor("ZAC"), "MX-ZAC", date(2021, 3, 12), TOO_FEW),
        (prosecutor("SON"), "MX-SON-030", date(2021, 5, 14), RECUSED),
        ("juarez", "MX-CHH-037", date(2021, 6, 4), TIED),
        (prosecutor("QUE"), "MX-QUE", date(2021, 7, 23), ()),
        (prosecutor("COA"), "MX-COA-035", date(2021, 8, 6), DEFEATED),
        ("ojinaga", "MX-CHH-052", date(2021, 9, 3), ()),
    ):
        yield mishaps.not_carried(rng, pool.near(place), office, place, day, choices)


def _other_than_asked(rng: Random, pool: Pool) -> Iterator[Story]:
    """Another day, another place, outside the agent's territory, straight to the office, entered as a mere call."""
    for office, place, day, late, where in (
        (prosecutor("CHH"), "MX-CHH-037", date(2021, 4, 16), 1, ""),
        (prosecutor("BCN"), "MX-BCN-004", date(2021, 6, 10), 0, "MX-BCN-003"),
        (prosecutor("SIN"), "MX-SIN-006", date(2021, 8, 12), 2, ""),
        ("cancun", "MX-ROO-005", date(2021, 9, 7), 0, "MX-ROO-008"),
    ):
        yield mishaps.otherwise(rng, pool.near(place), office, place, day, late=late, where=where)
    for office, place, day in (
        (prosecutor("JAL"), "MX-JAL", date(2021, 3, 19)),
        (prosecutor("CHP"), "MX-CHP", date(2021, 5, 26)),
        ("matamoros", "MX-TAM-022", date(2021, 7, 9)),
    ):
        yield contacts.meeting(rng, pool.far(place), office, place, day, choices=CARRIED)
    straight: contacts.Answers = {"approach": "direct"}
    for office, place, day in (
        (prosecutor("NLE"), "MX-NLE-039", date(2021, 4, 8)),
        (prosecutor("MIC"), "MX-MIC", date(2021, 6, 29)),
        ("tijuana", "MX-BCN-004", date(2021, 9, 1)),
    ):
        yield mishaps.unasked(rng, pool.near(place), office, place, day, after=2, more=straight)
    yield contacts.call(rng, pool.near("MX-GUA"), prosecutor("GUA"), "MX-GUA", date(2021, 5, 31), more=straight)
    # by then an agreement names the office as a channel
    yield contacts.call(rng, pool.near("MX-CHH"), prosecutor("CHH"), "MX-CHH-019", date(2021, 6, 23), more=straight)
    for office, place, day in (
        (prosecutor("VER"), "MX-VER-193", date(2021, 3, 30)),
        ("juarez", "MX-CHH-037", date(2021, 7, 13)),
        ("aduanas", "MX-COL", date(2021, 8, 17)),
    ):
        yield mishaps.misfiled(rng, pool.near(place), office, place, day)


def _urgent(rng: Random, pool: Pool) -> Iterator[Story]:
    """Urgent: in time, late, elsewhere, passed on, over before it is answered, or asked of who may not say yes."""
    for office, place, day, through, hour, where in (
        (prosecutor("BCN"), "MX-BCN-004", date(2021, 4, 17), "sspc", 8, ""),
        (prosecutor("TAM"), "MX-TAM-032", date(2021, 3, 6), "semar", 9, ""),
        ("cancun", "MX-ROO-005", date(2021, 5, 30), "guardia-nacional", 18, ""),
        (prosecutor("GRO"), "MX-GRO", date(2021, 7, 17), "sspc", 8, "MX-MOR"),
        (prosecutor("TAM"), "MX-TAM-027", date(2021, 6, 5), "sspc", 9, "MX-TAM-032"),
        ("ojinaga", "MX-CHH-052", date(2021, 9, 11), "sedena", 16, ""),
    ):
        yield urgent.urgent(rng, pool.near(place), office, place, day, through=through, hour=hour, where=where)
    for office, place, day, through in (
        ("juarez", "MX-CHH-037", date(2021, 8, 7), "inm"),
        (prosecutor("SON"), "MX-SON-043", date(2021, 2, 27), "inm"),
        ("matamoros", "MX-TAM-022", date(2021, 7, 24), "semar"),
    ):
        yield urgent.unheard(rng, pool.near(place), office, place, day, through)
    yield urgent.passed_on(rng, pool.near("MX-COA"), prosecutor("COA"), "MX-COA-025", date(2021, 4, 26))
    yield urgent.passed_on(rng, pool.near("MX-SIN"), prosecutor("SIN"), "MX-SIN-012", date(2021, 8, 30))
    yield urgent.no_longer(rng, pool.near("MX-BCN-004"), "tijuana", "MX-BCN-004", date(2021, 6, 19))
