"""
A directory file: offices, accounts with their appointments, and persons of the register, as an operator writes them.

Source: docs/how-to/operate.md. Whatever is wrong is found before anything is entered, each thing at its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, StringConstraints

from cauce.law import catalogue
from cauce.law.findings import Finding, Kind, finding, tidy
from cauce.law.library import Library
from cauce.law.schema.base import Country, Day, Strict, Text
from cauce.law.shape import read_model
from cauce.law.system import why_of
from cauce.law.yaml12 import Node, Place, read_yaml
from cauce.node.people.models import CODE, RESERVED

Words = Annotated[str, StringConstraints(pattern=r"\S", max_length=200)]
Kinds = Annotated[list[str], BeforeValidator(lambda value: value if isinstance(value, list) else [value])]


class OfficeInFile(Strict):
    """An office; `kinds` are office kinds of packs, as "regime/kind"."""

    kinds: Annotated[Kinds, Field(min_length=1)]
    state: Country
    title: Text
    zone: str
    since: Day
    until: Day | None = None


class Appointment(Strict):
    """That the person acts for an office from one day to another, both included."""

    office: str
    since: Day
    until: Day | None = None
    role: Text | None = None


class AccountInFile(Strict):
    """A person who can sign in once they have a password; a closed account cannot."""

    name: Words
    language: Literal["es", "en"] = "es"
    closed: bool = False
    acts_for: list[Appointment] = []


class PersonInFile(Strict):
    """A person on the register: a foreign agent whom a mission answers for."""

    given_names: Words
    surnames: Words
    state: Country
    mission: str
    agency: Annotated[str, StringConstraints(max_length=160)] = ""
    post: Annotated[str, StringConstraints(max_length=160)] = ""


class Roster(Strict):
    """The whole file, by code and by username."""

    offices: dict[str, OfficeInFile] = {}
    accounts: dict[str, AccountInFile] = {}
    persons: dict[str, PersonInFile] = {}


#: what can be wrong with a file whose shape is right: code → what it says, what to do
FAULTS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "directory.E101": (
        {"en": "“{value}” cannot be a code.", "es": "«{value}» no puede ser una clave."},
        {
            "en": "Use lower-case words and digits joined by hyphens or dots, 64 characters at most.",
            "es": "Use palabras en minúsculas y cifras unidas por guiones o puntos, 64 caracteres como máximo.",
        },
    ),
    "directory.E102": (
        {"en": "“{value}” is not a time zone.", "es": "«{value}» no es un huso horario."},
        {"en": "Write it as America/Mexico_City.", "es": "Escríbalo como America/Mexico_City."},
    ),
    "directory.E103": (
        {"en": "It would end before it begins.", "es": "Terminaría antes de comenzar."},
        {"en": "Check “since” and “until”.", "es": "Revise «since» y «until»."},
    ),
    "directory.E104": (
        {"en": "No law here has the office kind “{value}”.", "es": "Ninguna norma prevé aquí el tipo «{value}»."},
        {
            "en": "Write regime/kind. “cauce law show” lists the kinds of a regime; CAUCE_PACKS adds law.",
            "es": "Escriba régimen/tipo. «cauce law show» muestra los tipos de un régimen; CAUCE_PACKS agrega normas.",
        },
    ),
    "directory.E105": (
        {"en": "There is no office “{value}”.", "es": "No existe la oficina «{value}»."},
        {"en": "Add it under “offices”, or correct its code.", "es": "Agréguela en «offices» o corrija su clave."},
    ),
    "directory.E106": (
        {
            "en": "“{value}” already belongs to {state}, and acts rest on that.",
            "es": "«{value}» ya pertenece a {state} y hay actuaciones que se apoyan en ello.",
        },
        {"en": "Enter another one under a code of its own.", "es": "Registre otra con una clave propia."},
    ),
    "directory.E107": (
        {
            "en": "The mission {value} is not of the state {state}.",
            "es": "La misión {value} no es del Estado {state}.",
        },
        {
            "en": "A person is answered for by a mission of their own state.",
            "es": "Por una persona responde una misión de su propio Estado.",
        },
    ),
    "directory.E108": (
        {
            "en": "“{value}” is held by one office at a time, and {other} holds it then.",
            "es": "«{value}» corresponde a una sola oficina a la vez y en esas fechas la tiene {other}.",
        },
        {"en": "Give the earlier office an “until”.", "es": "Indique «until» en la oficina anterior."},
    ),
}
_KINDS = {code: Kind(code, *words) for code, words in FAULTS.items()}
Report = Callable[[Finding], None]


class Known:
    """What the directory holds already: states of offices and persons, and who is of each kind, with its span."""

    def __init__(
        self,
        offices: dict[str, str] | None = None,
        persons: dict[str, str] | None = None,
        holders: Iterable[tuple[str, str, date, date | None]] = (),
    ) -> None:
        self.offices, self.persons, self.holders = offices or {}, persons or {}, list(holders)


def read_roster(path: Path, known: Known, library: Library) -> tuple[Roster | None, list[Finding]]:
    """Return what a file holds and all that is wrong with it; with a finding it must not be entered."""
    found: list[Finding] = []
    node = _read(path, found.append)
    roster = read_model(Roster, node, found.append) if node is not None else None
    if node is not None and roster is not None and not found:
        _Check(roster, node, known, library, found.append).run()
    return roster, tidy(found)


def _read(path: Path, report: Report) -> Node | None:
    try:
        node, troubles = read_yaml(path, path.as_posix())
    except OSError as error:
        report(finding(catalogue.UNREADABLE, Place(path.as_posix(), 1), why=why_of(error)))
        return None
    for trouble in troubles:
        report(finding(catalogue.TROUBLES[trouble.kind], trouble.place, detail=trouble.detail))
    return node


class _Check:
    """Looks at a file of the right shape beside the directory and the law."""

    def __init__(self, roster: Roster, node: Node, known: Known, library: Library, report: Report) -> None:
        self.roster, self.node, self.known, self.library, self.report = roster, node, known, library, report
        self.states = known.offices | {code: office.state for code, office in roster.offices.items()}

    def run(self) -> None:
        """Report everything that is wrong."""
        for code, office in self.roster.offices.items():
            self._code(code, "offices", code)
            self._office(code, office)
        for username, account in self.roster.accounts.items():
            self._code(username, "accounts", username)
            for number, appointment in enumerate(account.acts_for):
                at: tuple[str | int, ...] = ("accounts", username, "acts-for", number)
                self._span(appointment.since, appointment.until, *at)
                self._is_office(appointment.office, *at, "office")
        for code, person in self.roster.persons.items():
            self._code(code, "persons", code)
            self._state(code, person.state, self.known.persons, "persons", code)
            if self._is_office(person.mission, "persons", code, "mission"):
                self._mission(code, person)

    def _say(self, code: str, *at: str | int, **values: object) -> None:
        self.report(finding(_KINDS[code], self.node.find(at), **values))

    def _code(self, code: str, *at: str | int) -> None:
        if not CODE.fullmatch(code) or len(code) > 64 or (at[0] == "offices" and code in RESERVED):
            self._say("directory.E101", *at, value=code)

    def _office(self, code: str, office: OfficeInFile) -> None:
        self._state(code, office.state, self.known.offices, "offices", code)
        self._span(office.since, office.until, "offices", code)
        try:
            ZoneInfo(office.zone)
        except (OSError, KeyError, ValueError):
            self._say("directory.E102", "offices", code, "zone", value=office.zone)
        for kind in office.kinds:
            self._kind(code, office, kind)

    def _kind(self, code: str, office: OfficeInFile, kind: str) -> None:
        regime, _, name = kind.partition("/")
        versions = self.library.regimes[regime].versions if regime in self.library.regimes else ()
        described = [version.file.offices[name] for version in versions if name in version.file.offices]
        if not described:
            self._say("directory.E104", "offices", code, "kinds", value=kind)
        elif described[-1].one:
            other = self._other_holder(code, office, kind)
            if other:
                self._say("directory.E108", "offices", code, "kinds", value=kind, other=other)

    def _other_holder(self, code: str, office: OfficeInFile, kind: str) -> str:
        mine = self.roster.offices
        held = [each for each in self.known.holders if each[0] == kind and each[1] not in mine]
        held += [(kind, other, each.since, each.until) for other, each in mine.items() if kind in each.kinds]
        for _, other, since, until in held:
            ends_before = until is not None and until < office.since
            if other != code and not ends_before and (office.until is None or since <= office.until):
                return other
        return ""

    def _state(self, code: str, state: str, known: dict[str, str], *at: str | int) -> None:
        if known.get(code, state) != state:
            self._say("directory.E106", *at, "state", value=code, state=known[code])

    def _span(self, since: date, until: date | None, *at: str | int) -> None:
        if until is not None and until < since:
            self._say("directory.E103", *at, "until")

    def _is_office(self, code: str, *at: str | int) -> bool:
        if code not in self.states:
            self._say("directory.E105", *at, value=code)
        return code in self.states

    def _mission(self, code: str, person: PersonInFile) -> None:
        if self.states[person.mission] != person.state:
            self._say("directory.E107", "persons", code, "mission", value=person.mission, state=person.state)
