"""What the tests of calendars and terms share: the shipped calendars and the four readings of Mexican law."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import cauce
from cauce.law.calendars import Calendar, calendar_from
from cauce.law.schema import CalendarFile, TerritoryFile
from cauce.law.terms import Reading, Term
from cauce.law.territory import Territory, territory_from
from cauce.law.yaml12 import read_yaml

PACKS = Path(cauce.__file__).parent / "packs"
VECTORS = Path(__file__).parent / "vectors"

READINGS = {
    "strict": Reading("strict", "calendar"),
    "rolled": Reading("rolled", "calendar", "mx-labour", "next-business-day"),
    "labour": Reading("labour", "business", "mx-labour"),
    "administrative": Reading("administrative", "business", "mx-administrative"),
    # not one of the four: rolling by the other list is a choice that somebody has to make
    "rolled-administrative": Reading("rolled-administrative", "calendar", "mx-administrative", "next-business-day"),
}
FOUR = tuple(READINGS[id_] for id_ in ("strict", "rolled", "labour", "administrative"))
THREE_DAYS = Term("days", 3)


@cache
def calendars() -> dict[str, Calendar]:
    """Return the shipped calendars by id."""
    files = [CalendarFile.model_validate(_plain(path)) for path in sorted(PACKS.glob("*/calendars/*.yaml"))]
    return {file.calendar: calendar_from(file) for file in files}


@cache
def territory(code: str) -> Territory:
    """Return the shipped places of a country."""
    return territory_from(TerritoryFile.model_validate(_plain(PACKS / code.lower() / "territory.yaml")))


def vectors(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file of vectors."""
    cases: list[dict[str, Any]] = json.loads((VECTORS / f"{name}.json").read_text())["cases"]
    return cases


def _plain(path: Path) -> object:
    node, troubles = read_yaml(path, path.name)
    assert node is not None, troubles
    return node.plain()
