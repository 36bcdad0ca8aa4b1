"""Scenarios: what a lawyer expects of a pack, told as who did what on which day."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cauce.law.schema.base import Country, Day, Id, PlaceCode, Strict

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]


class CastOffice(Strict):
    """An office that takes part."""

    kind: Id = Field(description="its kind")
    state: Country = Field(description="the state it belongs to")


class CastPerson(Strict):
    """A person on the register who takes part."""

    state: Country = Field(description="the sending state")
    mission: Name | None = Field(None, description="the office of the cast that answers for them")


class Cast(Strict):
    """Who takes part."""

    offices: dict[Name, CastOffice] = Field(description="offices by a short name")
    persons: dict[Name, CastPerson] = Field(default_factory=dict, description="agents by a short name")


class GivenStanding(Strict):
    """A standing that somebody holds before the story begins."""

    standing: Id = Field(description="key of `standings`")
    holder: str = Field(description="a person or office of the cast, or a country code for a state")
    within: list[PlaceCode] = Field(default_factory=list, description="territory; everywhere if empty")
    since: Day = Field(description="first day")
    until: Day | None = Field(None, description="last day")


class GivenSetting(Strict):
    """A parameter or reading that the operator settled before the story begins."""

    parameter: Id | None = Field(None, description="parameter that is set")
    value: int | None = Field(None, description="its value")
    reading: Id | None = Field(None, description="or: reading that is adopted")
    since: Day = Field(description="from when")


class Told(Strict):
    """One act of the story."""

    day: Day = Field(description="the day on which it is filed, at the host's capital")
    at: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] = Field(
        "12:00", description="time there"
    )
    case: Name = Field("case", description="name of the case in this story; a new name opens a case")
    procedure: Id | None = Field(None, description="for an act that opens a case")
    do: Id = Field(description="kind of act")
    by: Name = Field(description="office of the cast")
    fields: dict[Id, object] = Field(default_factory=dict, description="what the form holds")
    flagged: list[Id] = Field(default_factory=list, description="expectations that it offends: exactly these")
    refused: str | None = Field(None, description="code of the refusal, where the act cannot be taken")


class ExpectedDuty(Strict):
    """What is owed on a day."""

    case: Name = Field("case", description="the case; left out for a recurring duty")
    duty: Id = Field(description="key of `duties` or `recurring`")
    status: Literal["open", "due-today", "overdue", "met", "met-late", "filed", "cancelled", "stopped", "lapsed",
                    "deemed-consent", "deemed-refusal", "no-term", "none"] = Field(
        description="how it stands; `none`: nothing of the kind is owed")  # fmt: skip
    period: str | None = Field(None, description="for a recurring duty: which period")
    owes: Name | None = Field(None, description="who owes it")
    about: Name | None = Field(None, description="the person it is owed for")
    last_days: dict[Id, Day] | None = Field(None, description="last day by reading; `text` for a term that is clear")


class Check(Strict):
    """What holds at the end of a day."""

    on: Day = Field(description="the day, at the host's capital")
    stage: dict[Name, Id] | None = Field(None, description="where cases stand")
    version: dict[Name, Day] | None = Field(None, description="version under which the case's last act was judged")
    erased: list[Name] = Field(default_factory=list, description="cases whose content is erased")
    duties: list[ExpectedDuty] = Field(default_factory=list, description="what is owed")
    holds: list[GivenStanding] = Field(default_factory=list, description="standings that hold on the day")
    lacks: list[GivenStanding] = Field(default_factory=list, description="standings that do not hold on the day")


class Scenario(Strict):
    """A story with its outcome."""

    name: str = Field(description="what it shows, in a sentence")
    law: str | None = Field(None, description="the article or number of the case it stands for")
    given: list[GivenStanding | GivenSetting] = Field(default_factory=list, description="what held before")
    acts: list[Told] = Field(default_factory=list, description="what was done")
    expect: list[Check] = Field(min_length=1, description="what holds, day by day")


class ScenarioFile(Strict):
    """Stories of a regime: `scenarios/*.yaml`."""

    regime: Id = Field(description="the regime they test")
    cast: Cast = Field(description="who takes part in all of them")
    scenarios: list[Scenario] = Field(description="the stories")
