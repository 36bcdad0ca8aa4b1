"""Building the demonstration: the directory, the register of persons, and a year of acts through the one way in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from cauce.node.demo.built import ACTS, is_built, mark
from cauce.node.demo.cast import MX, SINCE, Cast, everybody
from cauce.node.demo.engine import tell
from cauce.node.demo.plan import stories
from cauce.node.frame.words import Both
from cauce.node.people.models import Account, Stamp
from cauce.node.people.offices import appoint, create_account, create_office
from cauce.node.record.loop import settle
from cauce.node.register.models import Person

SEED = 68_76
#: where the demonstration clock stands: the evening of the last day, with much of the year still open
NOW = datetime(2021, 9, 30, 23, 10, tzinfo=UTC)
#: Mexican agents in the United States
OURS = (
    ("Jacinta", "Montaño Ibáñez"),
    ("Evaristo", "Quiñones Peña"),
    ("Nélida", "Urrutia Cienega"),
    ("Hilario", "Velarde Lagunes"),
    ("Amaranta", "Tamez Robledo"),
    ("Cuauhtli", "Palomares Ríos"),
    ("Eloísa", "Galindo Arriaga"),
    ("Fidencio", "Zamudio Ocampo"),
    ("Ximena", "Becerril Núñez"),
)
_CLERK = Both("Officer of the registry desk", "Responsable de la mesa de registro")


def build(acts: int = ACTS, progress: Callable[[int, int], None] = lambda told, total: None) -> int:
    """Build it; returns how many acts were told. Whatever was told stays if it is stopped half way."""
    cast = everybody(SEED)
    with transaction.atomic():
        enter(cast)
    people = {office: username for office, (username, _) in cast.people.items()}
    told = tell(stories(cast, SEED, acts), people, NOW, acts, lambda told: progress(told, acts))
    if not settings.CAUCE.record_store:  # whose client does not survive that this process parts into workers
        settle()
    return told


def enter(cast: Cast) -> None:
    """Enter offices, those who act for them, and the persons on the register."""
    mark()
    for part in cast.offices:
        create_office(part.code, part.kinds, part.state, part.title, zone=part.zone, since=SINCE)
        username, name = cast.people[part.code]
        appoint(create_account(username, name), part.code, since=SINCE, role=_CLERK)
    _chair(cast)
    Person.objects.bulk_create(
        Person(
            code=agent.code,
            given_names=agent.given,
            surnames=agent.surnames,
            state=agent.state,
            mission=agent.mission,
            agency=agent.agency,
            post=agent.post,
        )
        for agent in cast.agents
    )
    Person.objects.bulk_create(_ours())
    Stamp.renew()


def _chair(cast: Cast) -> None:
    """The person at the Foreign Ministry's desk acts for the group that the ministry chairs, too."""
    account = Account.objects.get(username=cast.people["sre"][0])
    appoint(account, "ganseg", since=SINCE, role=Both("Secretary of the group", "Secretaría del Grupo"))


def _ours() -> list[Person]:
    return [
        Person(
            code=f"mx-{number:04}",
            given_names=given,
            surnames=surnames,
            state="MX",
            mission="embassy-mx-washington",
            agency="Agregaduría de seguridad",
            post="Washington",
        )
        for number, (given, surnames) in enumerate(OURS, 1)
    ]


__all__ = ["ACTS", "MX", "NOW", "build", "enter", "is_built"]
