"""Days and instants in words, in both languages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from cauce.node.frame.words import Language

Form = Literal["normal", "short", "long"]

WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
MONTHS: dict[Language, tuple[str, ...]] = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
}


#: zones whose city has another name, or other letters, in Spanish
CITIES = {
    "Mexico_City": "Ciudad de México",
    "Cancun": "Cancún",
    "Mazatlan": "Mazatlán",
    "Merida": "Mérida",
    "Ciudad_Juarez": "Ciudad Juárez",
    "Bahia_Banderas": "Bahía de Banderas",
    "New_York": "Nueva York",
    "Los_Angeles": "Los Ángeles",
    "Bogota": "Bogotá",
    "Panama": "Panamá",
    "London": "Londres",
    "Berlin": "Berlín",
    "Paris": "París",
    "Rome": "Roma",
    "Brussels": "Bruselas",
    "Tokyo": "Tokio",
    "Seoul": "Seúl",
}


def civil(day: date, lang: Language, form: Form = "normal") -> str:
    """Return "Sat 6 Feb 2021"; short leaves the year out, long writes the names in full."""
    weekday, month = WEEKDAYS[lang][day.weekday()], MONTHS[lang][day.month - 1]
    if form == "long":
        of = " de " if lang == "es" else " "
        return f"{weekday} {day.day}{of}{month}{of}{day.year}"
    year = "" if form == "short" else f" {day.year}"
    return f"{weekday[:3]} {day.day} {month[:3]}{year}"


def instant(moment: datetime, lang: Language) -> str:
    """Return "6 Feb 2021, 16:40 CST", "6 feb 2021, 16:40 (Ciudad de México)" of a moment in the zone wanted."""
    day = f"{moment.day} {MONTHS[lang][moment.month - 1][:3]} {moment.year}"
    return f"{day}, {moment:%H:%M} {_place_of(moment) if lang == 'es' else moment.tzname()}"


def _place_of(moment: datetime) -> str:
    """Return the city of a zone: Spanish has no letters like “CDT” that people would know."""
    zone = getattr(moment.tzinfo, "key", "").rpartition("/")[2]
    city = CITIES.get(zone, zone.replace("_", " "))
    return f"({city})" if city not in ("", "UTC") else moment.tzname() or ""


def hour(moment: str | None, zone: str) -> str:
    """Return the time of day of an instant such as `2021-02-05T20:10:00Z` in a zone; empty if there is none."""
    if not moment:
        return ""
    local = datetime.fromisoformat(moment).astimezone(ZoneInfo(zone))
    return f"{local:%H:%M} {local:%Z}"


def period(text: str, lang: Language) -> str:
    """Return the words of a period: 2021-03, 2021-Q1, 2021-H1 or 2021; anything else as it is."""
    year, _, part = text.partition("-")
    if not part:
        return text
    if part.isdigit() and 1 <= int(part) <= 12:
        month = MONTHS[lang][int(part) - 1]
        return f"{month} de {year}" if lang == "es" else f"{month} {year}"
    kind = {"Q": {"en": "quarter", "es": "trimestre"}, "H": {"en": "half", "es": "semestre"}}.get(part[:1])
    if kind is None or not part[1:].isdigit():
        return text
    ordinal = {"1": "primer", "2": "segundo", "3": "tercer", "4": "cuarto"}.get(part[1:], part[1:])
    return f"{ordinal} {kind['es']} de {year}" if lang == "es" else f"{kind['en']} {part[1:]} of {year}"


def number(value: int | float) -> str:
    """Return a number with a comma between thousands, as both languages write it in Mexico."""
    return f"{value:,}"
