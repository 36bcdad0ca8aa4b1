"""Statutory calendars and territories: files that any regime may use."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from cauce.law.schema.base import Citations, Country, Day, Id, PlaceCode, Strict, Text, as_list
from cauce.law.schema.sources import Source

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Covers(Strict):
    """The years that a calendar answers for; a day outside is an error, never a guess."""

    from_: Day = Field(description="first day")
    until: Day = Field(description="last day, included")


class ClosedDay(Strict):
    """A rule that closes days: `on` a fixed day of the year, the `nth` weekday of a month, or the listed `dates`."""

    title: Text = Field(description="name of the day")
    on: Annotated[str, StringConstraints(pattern=r"^[01][0-9]-[0-3][0-9]$")] | None = Field(
        None, description="month and day, `MM-DD`"
    )
    nth: Annotated[int, Field(ge=-1, le=5)] | None = Field(
        None, description="which weekday of the month; -1 is the last"
    )
    weekday: Weekday | None = Field(None, description="with `nth`")
    month: Annotated[int, Field(ge=1, le=12)] | None = Field(None, description="with `nth`")
    dates: Annotated[list[Day], BeforeValidator(as_list), Field(min_length=1)] | None = Field(
        None, description="a feast that moves, or a day that was observed elsewhere: each day on which it falls"
    )
    every: Annotated[int, Field(ge=2)] | None = Field(None, description="only every so many years")
    from_year: int | None = Field(None, description="with `every`: a year in which it falls")
    observed: Literal["nearest-weekday"] | None = Field(
        None, description="a Saturday is observed on Friday, a Sunday on Monday"
    )
    since: Day | None = Field(None, description="first day on which the rule holds")
    until: Day | None = Field(None, description="last day on which the rule holds")
    source: Citations = Field(description="where the rule stands")


class Change(Strict):
    """Days that a body suspended or made working, by an act of its own."""

    from_: Day = Field(description="first day")
    until: Day = Field(description="last day, included")
    as_: Literal["closed", "working"] = Field(description="what the days became")
    by: Text = Field(description="the body")
    title: Text = Field(description="why, in a few words")
    source: Citations = Field(description="the act of the body")


class Weekend(Strict):
    """Another weekend, from a day on."""

    since: Day = Field(description="first day on which it holds")
    weekend: list[Weekday] = Field(description="weekdays on which nothing is open from then on")
    source: Citations = Field(description="where the rule stands")


class CalendarFile(Strict):
    """A statutory calendar: `calendars/<id>.yaml`."""

    calendar: Id = Field(description="its id, the name of the file")
    title: Text = Field(description="name shown on pages")
    sources: dict[Id, Source] = Field(description="instruments cited below")
    covers: Covers = Field(description="the span it answers for")
    weekend: list[Weekday] = Field(description="weekdays on which nothing is open")
    weekend_changes: list[Weekend] = Field(default_factory=list, description="later weekends, oldest first")
    days: dict[Id, ClosedDay] = Field(description="closed days, each a rule with its history")
    changes: list[Change] = Field(default_factory=list, description="suspended or enabled days")


class Area(Strict):
    """A place: a country, a state, a municipality."""

    title: Text = Field(description="name")
    in_: PlaceCode | None = Field(None, description="the place that contains it; every place but the country has one")
    zone: str | None = Field(None, description="IANA time zone, where it differs from the containing place's")
    kind: Literal["country", "state", "municipality", "borough", "city"] = Field(description="what it is")


class TerritoryFile(Strict):
    """The places of a country with their time zones: `territory.yaml`."""

    territory: Country = Field(description="the country")
    zone: str = Field(description="IANA zone where no place says otherwise")
    sources: dict[Id, Source] = Field(description="instruments cited below")
    source: Citations = Field(description="what the zones rest on")
    places: dict[PlaceCode, Area] = Field(description="by code, ISO 3166-2 and the official key of the municipality")
