"""What an act is judged on: the act itself, the case before it, the register, the directory, the law in force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from cauce.case.directory import UNLISTED, Directory
from cauce.case.register import Register
from cauce.case.state import CaseState
from cauce.law import schema
from cauce.law.library import Library, Version

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Target:
    """A case that an act may name: where it stands, the digest of its last act, whether it is erased already."""

    state: CaseState
    head: str
    erased: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside the case that a judgement may look at."""

    library: Library
    register: Register
    directory: Directory


@dataclass(frozen=True, slots=True)
class Facts:
    """An act that is about to be judged, with its surroundings."""

    world: World
    version: Version
    procedure: str
    kind: str
    by: str
    fields: Mapping[str, object]
    #: civil day of the fact, and of filing at the host's capital
    day: date
    filed: date
    state: CaseState = field(default_factory=CaseState)
    #: other cases that the act may name, by reference
    cases: Mapping[str, Target] = field(default_factory=dict)

    @property
    def act(self) -> schema.Act:
        """Return the act's description in the law."""
        return self.version.file.procedures[self.procedure].acts[self.kind]

    @property
    def regime(self) -> str:
        """Return the regime's id."""
        return self.version.regime.regime

    def kinds_of(self, office: str) -> frozenset[str]:
        """Return every kind that an office is in this regime, broader ones included."""
        own = self.world.directory.kinds_of(office, self.regime)
        return frozenset().union(*(self.version.kinds_of(kind) for kind in own)) if own else frozenset()

    def is_kind(self, office: str, kinds: Iterable[str]) -> bool:
        """Return whether an office is of any of these kinds."""
        return not self.kinds_of(office).isdisjoint(kinds)

    def value(self, name: str) -> object:
        """Return a field of this act, or else of the latest earlier act of the case that has it."""
        if self.fields.get(name) not in (None, "", []):
            return self.fields[name]
        for number in range(self.state.number, 0, -1):
            found = self.state.fields_of(number).get(name)
            if found not in (None, "", []):
                return found
        return None

    def day_in(self, name: str | None) -> date | None:
        """Return the day in a field (the last day of a month field); the day of the fact if no field is named."""
        return self.day if name is None else as_day(self.value(name))

    def holder(self, expression: str) -> str:
        """Return whom `agent`, `actor`, `state of agent` or `mission of agent` means; empty if nobody."""
        relation, _, name = expression.rpartition(" of ")
        code = self.by if name == "actor" else str(self.value(name) or "")
        if not code or code.startswith(UNLISTED):
            return ""
        if relation == "state":
            return code if is_country(code) else self.world.directory.state_of(code)
        return self.world.directory.mission_of(code) if relation == "mission" else code

    def subject(self) -> str:
        """Return the code of the person the case is about; empty if it is about nobody."""
        named = self.version.file.procedures[self.procedure].subject
        return str(self.value(named) or "") if named else ""

    def sender(self) -> str:
        """Return the sending state: the subject's (or the subject itself), else the acting office's if not the host."""
        subject = self.subject()
        state = subject if is_country(subject) else self.world.directory.state_of(subject)
        own = self.world.directory.state_of(self.by)
        return state or (own if own != self.version.regime.host else "")

    def contains(self, place: str, areas: Iterable[str]) -> bool:
        """Return whether a place is one of these areas or lies within one."""
        return is_within(self.world.library, place, areas)


def is_country(code: str) -> bool:
    """Return whether a code is that of a state and not of an office or a person."""
    return len(code) == 2 and code.isascii() and code.isupper()


def as_day(value: object) -> date | None:
    """Return the day that a field of type day or month means; a month means its last day."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        if len(value) == 7:
            year, month = int(value[:4]), int(value[5:])
            return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
        return date.fromisoformat(value)
    except ValueError:
        return None


def offices_of(kinds: Iterable[str], version: Version, directory: Directory) -> tuple[str, ...]:
    """Return the offices that are of any of these kinds, narrower ones included, in the order of the pack."""
    asked = frozenset(kinds)
    found = directory.found.get((version, asked))
    if found is None:
        names = [name for name in version.file.offices if not asked.isdisjoint(version.kinds_of(name))]
        of_kind = (directory.of_kind(version.regime.regime, name) for name in names)
        found = directory.found[version, asked] = tuple(dict.fromkeys(office for each in of_kind for office in each))
    return found


def is_within(library: Library, place: str, areas: Iterable[str]) -> bool:
    """Return whether a place is one of these areas or lies within one; codes say so where no territory is known."""
    wanted = tuple(areas)
    territory = library.territories.get(place.partition("-")[0])
    if territory is not None and place in territory:
        return territory.is_within(place, wanted)
    return any(place == area or place.startswith(f"{area}-") for area in wanted)
