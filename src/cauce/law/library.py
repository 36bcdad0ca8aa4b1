"""The law, frozen: regimes with their versions, calendars and territories, as the rest of the program uses them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from cauce.law.errors import NoVersionInForce, UnknownName
from cauce.law.schema import OfficeKind, RegimeFile, Source, Sure, VersionFile

if TYPE_CHECKING:
    from cauce.law.calendars import Calendar
    from cauce.law.territory import Territory

#: ranks of sources, strongest first
RANKS = ("treaty", "statute", "agreement", "guideline", "decision", "internal-rule", "practice")
_SURE: tuple[Sure, ...] = get_args(Sure)  # surest first


@dataclass(frozen=True, eq=False)
class Version:
    """The rules of a regime from `since` to `until` (both included; None while no end is known)."""

    regime: RegimeFile
    file: VersionFile
    until: date | None

    @property
    def since(self) -> date:
        """Return the first day in force."""
        return self.file.version

    @cached_property
    def id(self) -> str:
        """Return the name by which an act keeps it: `mx-lsn@2021-01-15`."""
        return f"{self.regime.regime}@{self.since.isoformat()}"

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the rules and of the sources that they cite, in hexadecimal."""
        frame = self.regime.model_dump_json(
            by_alias=True,
            exclude_defaults=True,
            include={"regime", "host", "senders", "layer_on", "zone", "sources"},
        )
        rules = self.file.model_dump_json(by_alias=True, exclude_defaults=True)
        return hashlib.sha256(f"{frame}\n{rules}".encode()).hexdigest()

    @cached_property
    def _kinds(self) -> dict[str, frozenset[str]]:
        return {kind: broader(self.file.offices, kind) for kind in self.file.offices}

    def kinds_of(self, kind: str) -> frozenset[str]:
        """Return the kind of office with every broader kind; an undeclared kind is only itself."""
        return self._kinds.get(kind) or frozenset((kind,))

    def source(self, citation: str) -> tuple[Source, str]:
        """Return the instrument that a citation names, and the place in it ("" for the whole)."""
        key, _, pinpoint = citation.partition(" ")
        if key not in self.regime.sources:
            raise UnknownName(kind_en="source", kind_es="la fuente", name=key, known=", ".join(self.regime.sources))
        return self.regime.sources[key], pinpoint.strip()

    def article_of(self, citation: str) -> str | None:
        """Return the key of the article that a citation points to; None if it is not summarised."""
        key, _, pinpoint = citation.partition(" ")
        return article_at(pinpoint, key, self._articles.get(key, ()))

    @cached_property
    def _articles(self) -> dict[str, list[str]]:
        return articles_by_source(self.file)

    def sure(self, citations: Iterable[str], override: Sure | None = None) -> Sure:
        """Return how sure we are of a rule: what it says itself, else the least sure of the texts it cites."""
        if override is not None:
            return override
        return max((self.source(citation)[0].sure for citation in citations), key=_SURE.index)

    def basis(self, citations: Iterable[str]) -> str:
        """Return the rank of the strongest text that a rule cites: "statute", "guideline" and so on."""
        return min((self.source(citation)[0].kind for citation in citations), key=RANKS.index)


def articles_by_source(version: VersionFile) -> dict[str, list[str]]:
    """Return the keys of the summarised articles by the instrument they belong to: the first that each one cites."""
    found: dict[str, list[str]] = {}
    for key, article in version.articles.items():
        found.setdefault(article.source[0].partition(" ")[0], []).append(key)
    return found


def article_at(pinpoint: str, source: str, articles: Iterable[str]) -> str | None:
    """
    Return the key of the article that a pinpoint begins with, the longest if several do.

    `71-V` and `71 ¶2` belong to `71`, `28 Bis` to `28-bis`; a key may bear the source before it, as `lfafe-28-bis`.
    """
    written = re.sub(r"\s+", "-", pinpoint.strip().lower())
    keys = {key.removeprefix(f"{source}-").lower(): key for key in articles}
    fits = [name for name in keys if re.match(rf"{re.escape(name)}(?![^\W_])", written)]
    return keys[max(fits, key=len)] if fits else None


def broader(offices: Mapping[str, OfficeKind], kind: str) -> frozenset[str]:
    """Return the kind with every broader kind, transitively; it ends even where kinds run in a circle."""
    found: set[str] = set()
    waiting = [kind]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(offices[name].is_ or () if name in offices else ())
    return frozenset(found)


@dataclass(frozen=True, eq=False)
class Regime:
    """A body of law with its versions, oldest first."""

    file: RegimeFile
    versions: tuple[Version, ...]

    @property
    def id(self) -> str:
        """Return the id of the regime."""
        return self.file.regime

    def in_force(self, day: date) -> Version:
        """Return the version in force on a civil day. Errors: NoVersionInForce."""
        for version in reversed(self.versions):
            if version.since <= day:
                if version.until is not None and day > version.until:
                    break
                return version
        raise NoVersionInForce(regime=self.id, day=day, first=self.versions[0].since)

    def at(self, since: date) -> Version:
        """Return the version that begins on a day. Errors: UnknownName."""
        for version in self.versions:
            if version.since == since:
                return version
        known = ", ".join(version.since.isoformat() for version in self.versions)
        raise UnknownName(kind_en="version", kind_es="la versión", name=f"{self.id}@{since}", known=known)


@dataclass(frozen=True, eq=False)
class Library:
    """Every regime, calendar and territory that was loaded."""

    regimes: Mapping[str, Regime]
    calendars: Mapping[str, Calendar]
    territories: Mapping[str, Territory]

    def regime(self, id_: str) -> Regime:
        """Return a regime. Errors: UnknownName."""
        if id_ not in self.regimes:
            raise UnknownName(kind_en="regime", kind_es="el régimen", name=id_, known=", ".join(self.regimes))
        return self.regimes[id_]

    def in_force(self, regime: str, day: date) -> Version:
        """Return the version of a regime in force on a civil day. Errors: UnknownName, NoVersionInForce."""
        return self.regime(regime).in_force(day)

    def version(self, id_: str) -> Version:
        """Return a version by its name, such as `mx-lsn@2021-01-15`. Errors: UnknownName."""
        regime, _, day = id_.partition("@")
        try:
            return self.regime(regime).at(date.fromisoformat(day))
        except ValueError as err:
            raise UnknownName(kind_en="version", kind_es="la versión", name=id_, known=", ".join(self.regimes)) from err

    def calendar(self, id_: str) -> Calendar:
        """Return a calendar. Errors: UnknownName."""
        if id_ not in self.calendars:
            raise UnknownName(kind_en="calendar", kind_es="el calendario", name=id_, known=", ".join(self.calendars))
        return self.calendars[id_]

    def layers_on(self, regime: str) -> tuple[Regime, ...]:
        """Return the regimes that apply on top of one."""
        return tuple(other for other in self.regimes.values() if other.file.layer_on == regime)

    def zone_of(self, place: str) -> str:
        """Return the IANA zone of a place code. Errors: UnknownName."""
        country = place.partition("-")[0]
        if country not in self.territories:
            known = ", ".join(self.territories)
            raise UnknownName(kind_en="place", kind_es="el lugar", name=place, known=known)
        return self.territories[country].zone_of(place)

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of everything loaded, in hexadecimal."""
        lines = [version.digest for regime in self.regimes.values() for version in regime.versions]
        lines += [calendar.fingerprint for calendar in self.calendars.values()]
        lines += [f"{place.code} {place.parent} {place.zone}" for each in self.territories.values() for place in each]
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
