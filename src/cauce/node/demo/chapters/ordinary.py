"""Contacts as they happen on most days: mostly in order and in time, now and then not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import STATES, TOWNS, Agent, prosecutor
from cauce.node.demo.chapters.pool import LAST, Pool
from cauce.node.demo.engine import Story, working
from cauce.node.demo.stories import clocks, contacts, mishaps
from cauce.node.demo.stories.panel import DEFEATED

_SINCE = date(2021, 2, 8)
#: what happens, and how often in a hundred
_LOTS = {
    "meeting": 40, "call": 49, "told-at-once": 4, "never-told": 2, "unasked": 1, "found-out": 1, "turned-down": 1,
    "misdated": 1, "one-receipt": 1,
}  # fmt: skip
_KINDS = ("call", "call", "message", "exchange")


def chapter(rng: Random, pool: Pool, count: int) -> Iterator[Story]:
    """Yield so many contacts."""
    ready, span = pool.ready(), (LAST - _SINCE).days
    places = [(prosecutor(code), f"MX-{code}") for code in STATES] + list(TOWNS.items()) + [("fgr", "MX-CMX")]
    for _ in range(count):
        office, place = rng.choice(places)
        lot = rng.choices(list(_LOTS), list(_LOTS.values()))[0]
        day = working(_SINCE + timedelta(rng.randrange(span)))
        yield _told(rng, lot, rng.choice(ready), office, place, day)


def _told(rng: Random, lot: str, agent: Agent, office: str, place: str, day: date) -> Story:
    after = rng.choices((1, 2, 3, 4, 6, 11), (30, 30, 28, 6, 4, 2))[0]
    within = [code for code in agent.area if code != "MX"]
    there = rng.choice(within) if within and rng.random() < 0.9 else place
    if lot == "meeting":
        return contacts.meeting(rng, agent, office, there, day, after=after)
    if lot == "told-at-once":
        return contacts.told_at_once(rng, agent, office, place, day, after)
    if lot == "unasked":
        return mishaps.unasked(rng, agent, office, there, day, after=after)
    if lot == "found-out":
        return contacts.told_at_once(rng, agent, office, there, day, after + 9, "meeting")
    if lot == "turned-down":
        return mishaps.turned_down(rng, agent, office, there, day, choices=DEFEATED)
    if lot == "misdated":
        return clocks.misdated(rng, agent, office, place, day, written=day - timedelta(1), after=after)
    reported = None if lot == "never-told" else after
    return contacts.call(
        rng, agent, office, place, day, after=reported, kind=rng.choice(_KINDS), both=lot != "one-receipt",
        hour=rng.randrange(8, 23), minute=rng.randrange(60),
    )  # fmt: skip
