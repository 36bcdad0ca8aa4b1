"""
The persons whom a form offers and finds.

Whom an office may name, `access.may_name` says. Offered, by name, are only those whom it sees on the register: a list
of everybody would tell any municipal police who works here for whom. Somebody else is found by who knows them.
"""

from __future__ import annotations

from django.db.models import QuerySet

from cauce.case.facts import World
from cauce.law.schema import RegimeFile
from cauce.node.cases.access import may_name
from cauce.node.cases.search import words_of
from cauce.node.cases.sql import read
from cauce.node.frame.words import alphabetical
from cauce.node.register.access import sight_of, visible_people
from cauce.node.register.models import Person

#: more suggestions than this would make a page too large; a name can still be typed
MOST = 400
_LOOKED_AT = 20_000


def visible_to(office: str, world: World) -> QuerySet[Person]:
    """Return the persons whom an office sees on the register."""
    return visible_people(sight_of(office, world.library, world.directory), world.library)


def suggestions(office: str, regime: RegimeFile, world: World) -> list[Person]:
    """Return the persons to suggest, by surname; nobody if they are too many for one page."""
    found = list(visible_to(office, world)[: MOST + 1])
    if len(found) > MOST:
        return []
    found.sort(key=lambda each: (alphabetical(each.surnames), alphabetical(each.given_names), each.code))
    return [person for person in found if may_name(office, person.code, regime, world.directory)]


def find(text: str, office: str, regime: RegimeFile, world: World) -> list[Person]:
    """
    Return whom a code or a name means: one person, several, or nobody. Accents and order do not matter.

    Part of a name finds whom the office sees on the register. Of others it must know the surnames: every host office
    may be visited by an agent of whom it has no case yet, and none may look through the list of them.
    """
    exact = read(Person, "WHERE code = %s", (text[:64],)) if text.isprintable() else []
    if exact and may_name(office, exact[0].code, regime, world.directory):
        return exact
    wanted = _plain(text[:200])
    if not wanted:
        return []
    seen = [each for each in visible_to(office, world)[:_LOOKED_AT] if wanted <= _plain(f"{each} {each.code}")]
    found = seen or [each for each in Person.objects.all()[:_LOOKED_AT] if _is_named(each, wanted)]
    return [person for person in found if may_name(office, person.code, regime, world.directory)]


def told(found: list[Person], office: str, world: World) -> list[Person]:
    """Return those of several people whom a page may list: whoever does not see one is not told of them by a guess."""
    return list(visible_to(office, world).filter(code__in=[person.code for person in found]))


def _is_named(person: Person, wanted: set[str]) -> bool:
    surnames = _plain(person.surnames)
    return bool(surnames) and surnames <= wanted <= _plain(str(person))


def _plain(text: str) -> set[str]:
    # Not every keyboard has an ñ, and here a name too many does no harm: the person chooses among them.
    return {word.replace("ñ", "n") for word in words_of(text)}
