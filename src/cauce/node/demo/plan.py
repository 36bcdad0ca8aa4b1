"""The whole story: which stories are told, when and about whom. The same for the same seed and size."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from cauce.node.demo.cast import Cast
from cauce.node.demo.chapters import edges, leave, mishaps, neighbours, ordinary, persons, settings
from cauce.node.demo.chapters.pool import Pool
from cauce.node.demo.engine import Story

#: acts of the stories that are told whatever the size, and of an ordinary contact: how many of those a size needs
FIXED_ACTS, ACTS_EACH = 3_440, 8.2


def stories(cast: Cast, seed: int, acts: int) -> Iterator[Story]:
    """Yield every story for a demonstration of about so many acts."""
    rng = Random(seed + 1)
    agents = list(cast.agents)
    rng.shuffle(agents)
    pool = Pool(agents)
    yield from settings.chapter()
    yield from persons.chapter(rng, pool)
    yield from neighbours.chapter(rng, pool)
    yield from leave.chapter(rng, pool)
    yield from mishaps.chapter(rng, pool)
    yield from edges.chapter(rng, pool)
    yield from ordinary.chapter(rng, pool, max(0, round((acts - FIXED_ACTS) / ACTS_EACH)))
