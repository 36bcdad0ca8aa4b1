"""
Places, what contains them, and what civil day it is there.

A contact's day is the civil day at its place. Zones are IANA ids given as data: offsets are never worked out from a
meridian, and a municipality is known by its official key, since two can share a name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cauce.law._counting import bad_term
from cauce.law.errors import UnknownName, UnknownZone

if TYPE_CHECKING:
    from cauce.law import schema


@dataclass(frozen=True, slots=True)
class Place:
    """A country, a part of it, or a municipality; `zone` is None where the containing place's holds."""

    code: str
    title: Mapping[str, str]
    kind: str
    parent: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Territory:
    """The places of a country that are known."""

    id: str
    places: Mapping[str, Place]
    #: sixteen hexadecimal digits over every place
    fingerprint: str = field(init=False)

    def __post_init__(self) -> None:
        content = sorted((p.code, dict(p.title), p.kind, p.parent, p.zone) for p in self)
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        object.__setattr__(self, "fingerprint", hashlib.sha256(text.encode()).hexdigest()[:16])

    def __contains__(self, code: object) -> bool:
        """Say whether the place is known."""
        return code in self.places

    def __iter__(self) -> Iterator[Place]:
        """Go through the known places in the order of their files."""
        return iter(self.places.values())

    def containers(self, code: str) -> Iterator[Place]:
        """Go from the place itself outwards. Errors: UnknownName."""
        seen: set[str] = set()
        at: str | None = code
        while at is not None and at not in seen:
            seen.add(at)
            place = self._find(at)
            yield place
            at = place.parent

    def zone_of(self, code: str) -> str:
        """Return the IANA zone at a place. Errors: UnknownName."""
        for place in self.containers(code):
            if place.zone:
                return place.zone
        raise _unknown_zone(code)

    def is_within(self, code: str, containers: Iterable[str]) -> bool:
        """Say whether a place is one of `containers` or lies in one of them. Errors: UnknownName."""
        wanted = set(containers)
        return any(place.code in wanted for place in self.containers(code))

    def civil_day(self, moment: datetime, code: str) -> date:
        """Return the civil day at a place. Errors: UnknownName; BadTerm, for a moment without a zone."""
        return civil_day(moment, self.zone_of(code))

    def label(self, code: str, lang: str) -> str:
        """Return the name of a place with what contains it, the country left out: `Guerrero, Coahuila`."""
        chain = list(self.containers(code))
        named = [place for place in chain if place.kind != "country"] or chain
        return ", ".join(place.title[lang] for place in named)

    def _find(self, code: str) -> Place:
        if code not in self.places:
            known = ", ".join(place.code for place in self if place.kind == "country")
            raise UnknownName(kind_en="place", kind_es="lugar", name=code, known=known)
        return self.places[code]


def civil_day(moment: datetime, zone: str) -> date:
    """Return the civil day in a zone. Errors: UnknownName; BadTerm, for a moment without a zone."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise bad_term("the moment has no time zone", "el momento no tiene huso horario")
    return moment.astimezone(zone_info(zone)).date()


@lru_cache(maxsize=512)
def zone_info(zone: str) -> ZoneInfo:
    """Return the rules of an IANA zone. Errors: UnknownName."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as err:  # a folder's name is an OSError, "../x" a ValueError
        raise _unknown_zone(zone) from err


def _unknown_zone(name: str) -> UnknownZone:
    return UnknownZone(name=name)


def territory_from(file: schema.TerritoryFile) -> Territory:
    """Return the places that a pack's file declares."""
    places: dict[str, Place] = {}
    for code, area in file.places.items():
        zone = area.zone or (file.zone if area.in_ is None else None)
        places[code] = Place(code, area.title.model_dump(), area.kind, area.in_, zone)
    return Territory(file.territory, places)
