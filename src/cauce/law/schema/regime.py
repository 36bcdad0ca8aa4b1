"""A regime and its dated versions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cauce.law.schema.base import Citations, Country, Day, Id, Strict, Text
from cauce.law.schema.offices import OfficeKind
from cauce.law.schema.procedures import FormField, Procedure, Recurring
from cauce.law.schema.sources import Source
from cauce.law.schema.terms import Parameter, Reading

__all__ = ["Article", "HistoryEntry", "RegimeFile", "Source", "StandingKind", "VersionFile"]


class HistoryEntry(Strict):
    """An instrument that touched the text but left the rules of this regime alone, or is still to come."""

    title: Text = Field(description="what it was")
    cite: str = Field(description="short form")
    published: Day | None = Field(None, description="day of publication")
    in_force: Day | None = Field(None, description="day of entry into force")
    applicable: Day | None = Field(None, description="day from which it is applied, where that is later")
    touches: Text = Field(description="what it changed")
    effect: Literal["none", "pending"] = Field(
        description="`none`: the rules here stayed as they were; `pending`: expected"
    )
    source: Citations = Field(description="where this is known from")


class RegimeFile(Strict):
    """A body of law or an agreement: `regime.yaml`. Its versions are files beside it, one for each day of change."""

    regime: Id = Field(description="its id, the name of the folder")
    title: Text = Field(description="name")
    summary: Text = Field(description="what it is, in two or three sentences")
    host: Country = Field(description="the state whose law it is, or on whose territory it runs")
    senders: Literal["any"] | list[Country] = Field("any", description="sending states it binds")
    layer_on: Id | None = Field(None, description="the regime on top of which it applies")
    zone: str = Field(description="IANA zone of the host's capital: days of filing are civil days there")
    prefix: str = Field(description="letters with which its case numbers begin", pattern=r"^[A-Z]{2,6}$")
    sources: dict[Id, Source] = Field(description="instruments that its versions cite")
    history: list[HistoryEntry] = Field(default_factory=list, description="reforms that leave the rules alone")
    unchanged_as_of: Day | None = Field(
        None, description="day of the latest text in which the rules were found unchanged"
    )
    unchanged_source: Citations | None = Field(None, description="that text")


class Article(Strict):
    """What an article says, in our own words."""

    title: Text = Field(description="its matter in a few words")
    summary: Text = Field(description="what it says, restated; never its words")
    source: Citations = Field(description="the article itself")


class StandingKind(Strict):
    """A status that a person, an office or a state can hold over a span of time and territory."""

    title: Text = Field(description="name")
    of: Literal["person", "office", "state"] = Field(description="who can hold it")
    on_register: bool = Field(True, description="shown on the register")
    good: bool = Field(True, description="a permission (true) or a restriction (false)")
    source: Citations = Field(description="the rule that knows it")


class VersionFile(Strict):
    """
    The rules in force from one day: `versions/YYYY-MM-DD.yaml`.

    A version that `amends` another is laid over it: maps are merged key by key, anything else is replaced, and `null`
    repeals a key.
    """

    version: Day = Field(description="first day in force, the name of the file")
    until: Day | None = Field(None, description="last day in force; the day before the next version if not said")
    amends: Day | None = Field(None, description="the version over which this one is laid")
    title: Text = Field(description="name of the version")
    summary: Text = Field(description="what it brought")
    source: Citations = Field(description="the instruments that brought it")
    articles: dict[str, Article] = Field(default_factory=dict, description="summaries of the articles, by number")
    offices: dict[Id, OfficeKind] = Field(description="kinds of office")
    fields: dict[Id, FormField] = Field(default_factory=dict, description="fields of forms")
    readings: dict[Id, Reading] = Field(
        default_factory=dict, description="ways to read a bare `days`; the first is shown first"
    )
    parameters: dict[Id, Parameter] = Field(default_factory=dict, description="what the published texts leave open")
    standings: dict[Id, StandingKind] = Field(default_factory=dict, description="statuses")
    procedures: dict[Id, Procedure] = Field(description="kinds of case")
    recurring: dict[Id, Recurring] = Field(default_factory=dict, description="duties that come back every period")
