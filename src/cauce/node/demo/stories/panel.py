"""How the High-Level Security Group votes: alike, divided, tied, or too few."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from cauce.node.demo.engine import Do, Story, moment, working

SEATS = ("sre", "sspc", "sedena", "semar", "guardia-nacional", "cni")
CARRIED = ("for", "for", "abstain", "for", "against", "for")
DEFEATED = ("for", "against", "against", "against", "against")
TIED = ("for", "for", "for", "against", "against", "against")
#: three seats of six, where the group's own rule wants four
TOO_FEW = ("for", "for", "for")
#: four voted, and one of them is not counted as present
RECUSED = ("for", "recuse", "for", "for")
_WHY = {
    "recuse": "Existe relación laboral previa con la agencia.",
    "abstain": "Falta información para pronunciarse.",
    "against": "El tema corresponde a otra dependencia.",
}


def usual(rng: Random, seats: int) -> list[str]:
    """Return the votes of so many seats on an ordinary day: nearly all in favour."""
    return rng.choices(("for", "abstain", "recuse", "against"), (90, 4, 3, 3), k=seats)


def votes(day: date, choices: Sequence[str]) -> Story:
    """Each seat votes, in the order of the seats; whoever does not agree says why."""
    for number, (seat, choice) in enumerate(zip(SEATS, choices, strict=False)):
        why = {"reason": _WHY[choice]} if choice in _WHY else {}
        yield Do(moment(working(day), 11, number * 7), seat, "vote", {"vote": choice} | why)
