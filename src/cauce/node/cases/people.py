"""Which persons of the register an office may look up while it fills a form."""

from __future__ import annotations

from django.db.models import QuerySet

from cauce.case.facts import World
from cauce.node.cases.search import words_of
from cauce.node.cases.sql import read
from cauce.node.frame.words import alphabetical
from cauce.node.register import access
from cauce.node.register.models import Person

#: more suggestions than this would make a page too large; a name can still be typed
MOST = 400
_LOOKED_AT = 20_000


def known_to(office: str, host: str, world: World) -> QuerySet[Person]:
    """Return the persons an office may name: the host state's offices everybody, others those of their own state."""
    state = world.directory.state_of(office)
    return Person.objects.all() if state == host else Person.objects.filter(state=state)


def suggestions(office: str, host: str, world: World) -> list[Person]:
    """
    Return the persons to suggest, by surname; nobody if they are too many for one page.

    Who is here is reserved: suggested is only whom the office sees on the register.
    """
    found = list(_seen_by(office, host, world)[: MOST + 1])
    found.sort(key=lambda each: (alphabetical(each.surnames), alphabetical(each.given_names), each.code))
    return found if len(found) <= MOST else []


def find(text: str, office: str, host: str, world: World) -> list[Person]:
    """
    Return whom a code or a name means: one person, several, or nobody. Accents and order do not matter.

    Part of a name finds whom the office sees on the register. Of others it must know the surnames: every host office
    may be visited by an agent of whom it has no case yet, and none may look through the list of them.
    """
    state = world.directory.state_of(office)
    exact = next((each for each in read(Person, "WHERE code = %s", (text[:64],)) if state in (host, each.state)), None)
    wanted = _plain(text[:200])
    if exact is not None or not wanted:
        return [exact] if exact else []
    seen = [each for each in _seen_by(office, host, world)[:_LOOKED_AT] if wanted <= _plain(f"{each} {each.code}")]
    return seen or [each for each in known_to(office, host, world)[:_LOOKED_AT] if _is_named(each, wanted)]


def _is_named(person: Person, wanted: set[str]) -> bool:
    surnames = _plain(person.surnames)
    return bool(surnames) and surnames <= wanted <= _plain(str(person))


def _seen_by(office: str, host: str, world: World) -> QuerySet[Person]:
    if world.directory.state_of(office) != host:
        return known_to(office, host, world)
    return access.visible_people(access.sight_of(office, world.library, world.directory), world.library)


def _plain(text: str) -> set[str]:
    # Not every keyboard has an ñ, and here a name too many does no harm: the person chooses among them.
    return {word.replace("ñ", "n") for word in words_of(text)}
