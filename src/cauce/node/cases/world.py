"""
What the kernel is told of this node: law, directory, register, settings.

Law never changes while a process runs. The directory and the settings are kept in memory and read again when their
stamp in the database has changed; standings are read for the holders that a judgement asks about.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

from django.conf import settings as django_settings

from cauce.case.act import Act
from cauce.case.act import Setting as SettingOfAct
from cauce.case.directory import Directory, OfficeEntry, PersonEntry, directory_of
from cauce.case.facts import World
from cauce.case.register import Register, Settled, Standing
from cauce.law.library import Library
from cauce.law.read import load_library
from cauce.node.cases.models import Setting, Stamp
from cauce.node.cases.sql import ask, read
from cauce.node.people import directory as people
from cauce.node.people.models import Office
from cauce.node.register.models import Person
from cauce.node.register.models import Standing as StoredStanding


@cache
def library() -> Library:
    """Return the law that this node runs. Errors: BadPack."""
    return load_library(django_settings.CAUCE.packs)


def touch(name: str) -> None:
    """Say that what processes keep under this name has changed; in the transaction that changes it."""
    # A random value and not a counter: a rolled-back change must never leave a stamp that a later one reuses.
    Stamp.objects.update_or_create(name=name, defaults={"value": secrets.token_hex(8)})


def world(known: people.Directory | None = None) -> World:
    """Return the law, register and directory as they are now; a page gives the directory that it already has."""
    stamps = ask("SELECT value FROM case_stamp WHERE name = 'settings'")
    return World(library(), StoredRegister(_settings(stamps[0][0] if stamps else "")), directory(known))


def directory(known: people.Directory | None = None) -> Directory:
    """Return the directory as it is now, or as `known` has it."""
    return _directory((known or people.directory()).stamp)


@lru_cache(maxsize=2)
def _directory(stamp: int | None) -> Directory:
    offices = [
        OfficeEntry(
            office.code,
            office.state,
            frozenset(office.kinds),
            office.zone,
            _iso(office.since),
            _iso(office.until),
        )
        for office in Office.objects.all()
    ]
    persons = [PersonEntry(person.code, person.state, person.mission) for person in Person.objects.all()]
    return directory_of(offices, persons)


@lru_cache(maxsize=2)
def _settings(stamp: str) -> dict[str, list[Settled]]:
    found: dict[str, list[Settled]] = {}
    for row in Setting.objects.order_by("id"):
        setting = SettingOfAct(row.kind, row.name, _iso(row.since), row.value, _iso(row.until))
        at = row.at.strftime("%Y-%m-%dT%H:%M:%SZ")
        found.setdefault(row.regime, []).append(Settled(setting, row.regime, row.case, row.number, row.by, at))
    return found


class _Held(dict[tuple[str, str], list[Standing]]):
    """Standings by holder, read from the database when they are first asked for."""

    def get(self, key: tuple[str, str], default: object = None) -> list[Standing]:
        if key not in self:
            rows = read(StoredStanding, "WHERE regime = %s AND holder = %s ORDER BY id", key)
            self[key] = [standing_of(row) for row in rows]
        return self[key]


class StoredRegister(Register):
    """The register in the database, as the kernel asks for it."""

    def __init__(self, settled: dict[str, list[Settled]]) -> None:
        super().__init__(_Held(), settled)

    def apply(self, act: Act) -> None:
        """Take in an act whose rows are written: its settings are added, the standings that it touched read again."""
        judgement = act.judgement
        if judgement.settles:  # on a copy: what this process keeps must not hold what may yet be rolled back
            self.settings = {**self.settings, act.regime: list(self.settings.get(act.regime, ()))}
            super().apply(act)
        for holder in (*(granted.to for granted in judgement.grants), *(ended.of for ended in judgement.ends)):
            self.standings.pop((act.regime, holder), None)

    def all(self) -> Iterator[Standing]:
        """Yield every standing ever given."""
        for row in StoredStanding.objects.order_by("id").iterator():
            yield standing_of(row)


def register_of(standings: Iterable[Standing], settled: dict[str, list[Settled]]) -> Register:
    """Return a register of these standings alone."""
    register = Register(settings=settled)
    for standing in standings:
        register.standings.setdefault((standing.regime, standing.holder), []).append(standing)
    return register


def standing_of(row: StoredStanding) -> Standing:
    """Return a stored standing as the kernel knows it."""
    ended = (row.ended_case, row.ended_number) if row.ended_case else None
    return Standing(
        row.regime,
        row.standing,
        row.holder,
        _iso(row.since),
        _iso(row.until),
        tuple(row.within),
        row.case,
        row.number,
        ended,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
