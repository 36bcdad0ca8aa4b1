"""What a checker looks at, and how it says what it finds."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass, field

from cauce.law import catalogue as k
from cauce.law.draft import Drafts
from cauce.law.findings import Finding, Kind, finding
from cauce.law.library import broader
from cauce.law.schema import RegimeFile, VersionFile
from cauce.law.schema.procedures import Act, FormField, Procedure
from cauce.law.yaml12 import Node

Path = tuple[str | int, ...]
Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that packs share."""

    regimes: frozenset[str]
    calendars: frozenset[str]
    territories: frozenset[str]


def known_in(drafts: Drafts) -> Known:
    """Return the ids that the packs declare."""
    return Known(
        frozenset(each.file.model.regime for each in drafts.regimes if each.file.model),
        frozenset(each.model.calendar for each in drafts.calendars if each.model),
        frozenset(each.model.territory for each in drafts.territories if each.model),
    )


@dataclass(slots=True, kw_only=True)
class Page:
    """A file under check: its nodes, and the findings so far."""

    node: Node
    found: list[Finding] = field(default_factory=list)

    def report(self, kind: Kind, path: Path, **values: object) -> None:
        """Note a finding at the line of a key."""
        self.found.append(finding(kind, self.node.find(path), **values))

    def declared(self, kind: Kind, path: Path, name: str, among: Collection[str]) -> bool:
        """Say whether a name is among those declared, and note a finding if it is not."""
        if name in among:
            return True
        near = difflib.get_close_matches(name, list(among), 3) or sorted(among)[:12]
        self.report(kind, path, name=name, known=", ".join(near) or "–")
        return False


@dataclass(slots=True, kw_only=True)
class Scope(Page):
    """A version under check, laid over what it amends."""

    #: nothing if regime.yaml itself is wrong
    regime: RegimeFile | None
    version: VersionFile
    known: Known

    def kinds(self, path: Path, names: Collection[str] | None) -> list[str]:
        """Return those of the office kinds that are declared, and note the others."""
        return [name for name in names or () if self.declared(k.NO_OFFICE, path, name, self.version.offices)]

    def kin(self, kind: str, other: str) -> bool:
        """Say whether an office could be of both kinds because one is the broader of the other."""
        offices = self.version.offices
        return other in broader(offices, kind) or kind in broader(offices, other)

    def seats(self, panel: str | None) -> list[str]:
        """Return the seats of a panel; none if it is no panel."""
        office = self.version.offices.get(panel or "")
        return office.panel.seats if office and office.panel else []

    def doers(self, act: Act) -> list[str]:
        """Return the office kinds that can do an act."""
        return [name for name in act.by or self.seats(act.by_seats_of) if name in self.version.offices]

    def can_do(self, kind: str, act: Act) -> bool:
        """Say whether an office of a kind could do an act."""
        return any(self.kin(kind, doer) for doer in self.doers(act))


@dataclass(frozen=True, slots=True)
class FieldUse:
    """How a rule uses a field: of which act, and whether it must be filled there."""

    procedure: Procedure
    act: str
    #: the act itself must have the field; otherwise any act of the procedure may, since an earlier answer still counts
    own: bool = True
    required: bool = False


def use_field(scope: Scope, path: Path, name: str, types: Collection[str], use: FieldUse) -> FormField | None:
    """Return the field that a rule names, and note a finding if it is not there or of another type."""
    if not scope.declared(k.NO_FIELD, path, name, scope.version.fields):
        return None
    described = scope.version.fields[name]
    if described.type not in types:
        scope.report(k.WRONG_TYPE, path, name=name, type=described.type, wanted=one_of(types))
        return None
    act = use.procedure.acts.get(use.act)
    everywhere = {each for other in use.procedure.acts.values() for each in (*other.fields, *other.optional)}
    has = [*act.fields, *act.optional] if act and use.own else sorted(everywhere)
    if name not in has:
        scope.report(k.NOT_IN_ACT, path, name=name, act=use.act, known=", ".join(has) or "–")
    elif act and use.required and name not in act.fields:
        scope.report(k.NOT_REQUIRED, path, name=name, act=use.act)
    return described


def one_of(names: Collection[str]) -> Words:
    """Return names as a choice, in both languages."""
    ordered = sorted(names)
    return {"en": " or ".join(ordered), "es": " o ".join(ordered)}
