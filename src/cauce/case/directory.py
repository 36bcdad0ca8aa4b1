"""Who the offices and the registered persons are, as the node knows them. Plain data; the kernel asks, never stores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

#: how a person field names somebody who is not on the register
UNLISTED = "unlisted:"


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """An office: its state (ISO code) and the kinds it is, written `regime/kind`."""

    code: str
    state: str
    kinds: frozenset[str]
    zone: str = ""
    #: first and last day on which it exists, ISO text; empty where nobody has said
    since: str = ""
    until: str = ""

    def exists(self, first: str, last: str) -> bool:
        """Return whether it exists on some day of a span."""
        return self.since <= last and (not self.until or self.until >= first)


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person on the register: the sending state and the office that answers for them."""

    code: str
    state: str
    mission: str = ""


@dataclass(frozen=True)
class Directory:
    """Offices and persons by code."""

    offices: dict[str, OfficeEntry]
    persons: dict[str, PersonEntry]
    _by_kind: dict[str, tuple[str, ...]] = field(init=False, default_factory=dict, compare=False)
    #: what `cauce.case.facts.offices_of` found: by version of the law, and kinds
    found: dict[object, tuple[str, ...]] = field(init=False, default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[str, list[str]] = {}
        for office in self.offices.values():
            for kind in office.kinds:
                found.setdefault(kind, []).append(office.code)
        self._by_kind.update({kind: tuple(sorted(codes)) for kind, codes in found.items()})

    def of_kind(self, regime: str, kind: str) -> tuple[str, ...]:
        """Return the offices entered with this very kind, sorted by code."""
        return self._by_kind.get(f"{regime}/{kind}", ())

    def kinds_of(self, office: str, regime: str) -> tuple[str, ...]:
        """Return the kinds of an office in a regime, without the broader ones."""
        entry = self.offices.get(office)
        if entry is None:
            return ()
        start = f"{regime}/"
        return tuple(kind[len(start) :] for kind in entry.kinds if kind.startswith(start))

    def state_of(self, code: str) -> str:
        """Return the state of an office or person; empty if neither is known."""
        entry = self.offices.get(code) or self.persons.get(code)
        return entry.state if entry else ""

    def mission_of(self, person: str) -> str:
        """Return the office that answers for a person; empty if unknown."""
        entry = self.persons.get(person)
        return entry.mission if entry else ""


def directory_of(offices: Iterable[OfficeEntry], persons: Iterable[PersonEntry] = ()) -> Directory:
    """Return a directory of these entries."""
    return Directory({entry.code: entry for entry in offices}, {entry.code: entry for entry in persons})
