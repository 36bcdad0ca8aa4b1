"""What codes are called, in the language spoken: offices, persons, places, procedures, acts, stages."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from cauce.case.directory import UNLISTED
from cauce.law import schema
from cauce.law.library import Library, Version
from cauce.node.frame.countries import country
from cauce.node.frame.words import language, pick
from cauce.node.people.directory import Directory
from cauce.node.register.models import Person


class Names:
    """The names that one page needs; persons are read in one query by `learn`."""

    def __init__(self, directory: Directory, library: Library) -> None:
        self.directory, self.library = directory, library
        self._persons: dict[str, str] = {}

    def learn(self, codes: Iterable[str]) -> Names:
        """Read the names of these persons; codes of anything else are passed over."""
        wanted = {code for code in codes if code and not code.startswith(UNLISTED)} - self._persons.keys()
        if wanted:
            found: QuerySet[Person] = Person.objects.filter(code__in=wanted)
            self._persons |= {person.code: str(person) for person in found}
        return self

    def office(self, code: str) -> str:
        """Return the title of an office; its code if the directory does not have it."""
        found = self.directory.office(code)
        return pick(found.title) if found else code

    def person(self, code: str) -> str:
        """Return the name of a person or, of somebody who is not on the register, the description."""
        if code.startswith(UNLISTED):
            return code[len(UNLISTED) :].strip()
        return self._persons.get(code, code)

    def is_person(self, code: str) -> bool:
        """Return whether this is a person on the register that was read."""
        return code in self._persons

    def subject(self, code: str) -> str:
        """Return whom a case or a duty is about: a person, an office, a state."""
        if len(code) == 2 and code.isupper():
            return country(code)
        return self.office(code) if self.directory.office(code) else self.person(code)

    def place(self, code: str) -> str:
        """Return the name of a place with what contains it."""
        territory = self.library.territories.get(code.partition("-")[0])
        if territory is not None and code in territory:
            return territory.label(code, language())
        return country(code)

    def kinds(self, version: Version, kinds: Iterable[str]) -> str:
        """Return the titles of kinds of office, with commas."""
        return ", ".join(pick(version.file.offices[kind].title) for kind in kinds if kind in version.file.offices)


def procedure_of(version: Version | None, name: str) -> schema.Procedure | None:
    """Return a procedure of a version, if it has it."""
    return version.file.procedures.get(name) if version else None


def procedure_title(library: Library, regime: str, name: str) -> str:
    """Return the title of a procedure in the latest version that has it; its id if none has."""
    known = library.regimes.get(regime)
    for version in reversed(known.versions if known else ()):
        if name in version.file.procedures:
            return pick(version.file.procedures[name].title)
    return name


def recurring_title(library: Library, regime: str, name: str) -> str:
    """Return the title of what recurs in the latest version that has it; empty if none has."""
    known = library.regimes.get(regime)
    for version in reversed(known.versions if known else ()):
        if name in version.file.recurring:
            return pick(version.file.recurring[name].title)
    return ""


def stage_title(library: Library, regime: str, procedure: str, stage: str) -> str:
    """Return the title of a stage in the latest version that has it; its id if none has."""
    known = library.regimes.get(regime)
    for version in reversed(known.versions if known else ()):
        found = procedure_of(version, procedure)
        if found is not None and stage in found.stages:
            return pick(found.stages[stage].title)
    return stage


def act_title(version: Version | None, procedure: str, act: str) -> str:
    """Return the title of an act in a version; its id if this node no longer has that law."""
    found = procedure_of(version, procedure)
    return pick(found.acts[act].title) if found is not None and act in found.acts else act
