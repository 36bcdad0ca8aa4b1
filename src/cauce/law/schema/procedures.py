"""Procedures: stages, acts, what makes an act regular, and what is owed after it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cauce.law.schema.base import Citations, Country, Id, Ids, Strict, Sure, Text
from cauce.law.schema.conditions import Conditions, Holder
from cauce.law.schema.terms import Term

#: duties by key, or `all`; read from left to right, since `all` is also the form of an id
Duties = Annotated[Literal["all"] | Ids, Field(union_mode="left_to_right")]


class FormField(Strict):
    """A field of a form, described once for a version and used by its acts."""

    title: Text = Field(description="label")
    help: Text | None = Field(None, description="one line under the label")
    type: Literal[
        "text", "long-text", "day", "time", "month", "number", "choice", "person", "office", "place", "places",
        "country", "act", "case", "duty", "parameter", "reading", "calendar",
    ] = Field(description="kind of value; what each accepts is in the table below")  # fmt: skip
    options: dict[Id, Text] | None = Field(None, description="with `choice`: the values")
    kinds: Ids | None = Field(None, description="with `office`: kinds that may be named")
    max: int | None = Field(None, description="longest text, or largest number")
    min: int | None = Field(None, description="smallest number")
    not_before: Id | None = Field(None, description="with `day`: may not lie before the day in that field")
    past: bool = Field(False, description="with `day` or `month`: may not lie after the day on which the act is filed")


class Grant(Strict):
    """A standing that an act gives."""

    standing: Id = Field(description="key of `standings`")
    to: Holder = Field(description="who gets it")
    within: Id | None = Field(None, description="field with the territory; everywhere if not said")
    since: Id | None = Field(None, description="field with the first day; the act's day if not said")
    until: Id | None = Field(None, description="field with the last day")
    for_: Term | None = Field(
        None,
        description="instead of `until`: a term from the first day; on its last day the standing still holds",
    )


class End(Strict):
    """A standing that an act ends or narrows."""

    standing: Ids = Field(description="keys of `standings`")
    of: Holder = Field(description="whose")
    on: Id | None = Field(
        None, description="field with the last day on which it holds; the day before the act if not said"
    )


class Extension(Strict):
    """More time for a duty."""

    duty: Id = Field(description="field that names the duty (`duty` type), or a duty of the procedure")
    until: Id | None = Field(None, description="field with the new last day")
    by: Term | None = Field(None, description="or: so much more, counted on from the old last day")


class SettingEffect(Strict):
    """A parameter set by the operator as its own rule."""

    parameter: Id = Field(description="field that names the parameter")
    value: Id = Field(description="field with the value")
    since: Id | None = Field(None, description="field with the day from which it holds")


class AdoptionEffect(Strict):
    """A reading adopted by the competent office."""

    reading: Id = Field(description="field that names the reading")
    since: Id | None = Field(None, description="field with the day from which it holds")


class DaysEffect(Strict):
    """Days of a calendar that a body suspends or makes working."""

    calendar: Id = Field(description="field that names the calendar")
    from_: Id = Field(description="field with the first day")
    until: Id = Field(description="field with the last day")
    as_: Id = Field(description="field, a choice of `closed` and `working`")


class Vote(Strict):
    """The vote of a seat."""

    panel: Id = Field(description="office kind with a panel")
    choice: Id = Field(description="field, a choice among `for`, `against`, `abstain` and `recuse`")


class Erasure(Strict):
    """The erasure of what another case says."""

    case: Id = Field(description="field that names the case (`case` type), of the same regime")
    ground: Id = Field(description="field with the ground in law (`choice` type)")


class Act(Strict):
    """One signed step by one office."""

    title: Text = Field(description="what is done, as a button would say it")
    help: Text | None = Field(None, description="what the person should know before they fill the form")
    by: Ids | None = Field(None, description="office kinds that may do it")
    by_seats_of: Id | None = Field(None, description="or: any seat of this panel")
    from_: Ids = Field(description="stages in which it is open; `start` opens a case; `any` is every stage but `start`")
    to: Id | None = Field(None, description="stage it leads to; the case stays where it is if not said")
    fields: list[Id] = Field(default_factory=list, description="fields that must be filled, in order")
    optional: list[Id] = Field(default_factory=list, description="fields that may be filled")
    dated_by: Id | None = Field(
        None,
        description="field with the day of the fact, which decides the version in force; the day of filing if not said",
    )
    once: Literal["per-case", "per-office"] | None = Field(None, description="how often it may be done")
    decides: bool = Field(False, description="it decides: the case waits for it on the docket of those who may do it")
    requires: Conditions | None = Field(
        None, description="conditions of validity: the act cannot exist without them and is refused, not flagged"
    )
    refusal: Text | None = Field(None, description="with `requires`: plain words for the refusal")
    grants: list[Grant] | None = Field(None, description="standings it gives")
    ends: list[End] | None = Field(None, description="standings it ends")
    corrects: Id | None = Field(None, description="field that names an earlier act whose fields this one replaces")
    cancels: Duties | None = Field(None, description="duties of the case that fall away")
    extends: list[Extension] | None = Field(None, description="duties that get more time")
    stops: Duties | None = Field(None, description="duties whose clock stops on the act's day")
    resumes: Duties | None = Field(None, description="duties whose clock runs again from the act's day")
    sets: SettingEffect | None = Field(None, description="a parameter it sets")
    adopts: AdoptionEffect | None = Field(None, description="a reading it adopts")
    declares_days: DaysEffect | None = Field(None, description="days of a calendar it closes or opens")
    votes: Vote | None = Field(None, description="it is the vote of a seat")
    erases: Erasure | None = Field(None, description="a case whose content it erases for good")
    source: Citations = Field(description="the rule that knows this act")
    sure: Sure | None = Field(None, description="how sure we are, where it differs from the source")

    @model_validator(mode="after")
    def _somebody(self) -> Act:
        if (self.by is None) == (self.by_seats_of is None):
            raise ValueError("one-actor")
        return self


class Stage(Strict):
    """Where a case stands."""

    title: Text = Field(description="name")
    final: bool = Field(False, description="the case is closed here")
    aside: bool = Field(False, description="not part of the usual way; left out of the line of stages unless reached")


class Expectation(Strict):
    """What makes an act regular. If it fails the act is taken all the same and flagged irregular."""

    of: Ids = Field(description="acts it is asked of")
    when: Conditions | None = Field(None, description="asked only when all of these hold")
    that: Conditions = Field(description="all of these must hold")
    unless: Conditions | None = Field(None, description="any of these excuses")
    says: Text = Field(description="the flag in plain words")
    source: Citations = Field(description="the rule that is offended")
    sure: Sure | None = Field(None, description="how sure we are, where it differs from the source")


class Obligor(Strict):
    """Who owes. Exactly one key is written."""

    office: Id | None = Field(None, description="the one office of this kind")
    actor: Ids | None = Field(
        None, description="the office that did the act, if it is of one of these kinds; otherwise nothing is owed"
    )
    field: Id | None = Field(None, description="the office named in this field")
    mission_of: Id | None = Field(
        None, description="the sending state's mission of the person in this field, or `holder`"
    )
    opener: bool | None = Field(None, description="the office that opened the case")

    @model_validator(mode="after")
    def _one(self) -> Obligor:
        if sum(getattr(self, name) is not None for name in ("office", "actor", "field", "mission_of", "opener")) != 1:
            raise ValueError("one-obligor")
        return self


class Acknowledgement(Strict):
    """How each addressee says that it has received."""

    act: Id = Field(description="act of each addressee; the duty is met when the last one has done it")
    received: Id | None = Field(
        None, description="field of that act with the day of receipt; the act's day if not said"
    )


AtEnd = Literal["breach", "lapse", "deemed-consent", "deemed-refusal", "nothing"]


class Duty(Strict):
    """What an office owes by a date."""

    title: Text = Field(description="what is owed")
    owes: Obligor = Field(description="who")
    to: Ids | None = Field(None, description="office kinds to which it is owed")
    after: Ids = Field(description="acts that give rise to it")
    when: Conditions | None = Field(None, description="only when all of these hold of that act")
    unless: Conditions | None = Field(None, description="not when any of these holds")
    counted_from: Id | None = Field(
        None, description="field with the day the clock runs from; the day of the act if not said"
    )
    within: Term | None = Field(None, description="so long after")
    at_least_before: Term | None = Field(None, description="or: at least so long before the day it is counted from")
    met_by: Ids = Field(description="acts that fulfil it")
    acknowledged_by: Acknowledgement | None = Field(
        None, description="each addressee's own receipt, where law asks for it"
    )
    silence: Text | None = Field(None, description="without a term: what pages say of the texts' silence")
    at_end: AtEnd = Field(description="what the end of the term does")
    consequence: Text | None = Field(None, description="what follows, in plain words")
    source: Citations = Field(description="the rule")
    sure: Sure | None = Field(None, description="how sure we are, where it differs from the source")

    @model_validator(mode="after")
    def _one_direction(self) -> Duty:
        if self.within is not None and self.at_least_before is not None:
            raise ValueError("one-direction")
        return self


class Procedure(Strict):
    """A kind of case."""

    title: Text = Field(description="name")
    summary: Text = Field(description="what it is for, in a sentence or two")
    subject: Id | None = Field(None, description="field that names whom the case is about")
    headline: Id | None = Field(None, description="text field that tells one case from another in a list")
    stages: dict[Id, Stage] = Field(description="in their usual order")
    acts: dict[Id, Act] = Field(description="by kind")
    expects: dict[Id, Expectation] = Field(default_factory=dict, description="what makes an act regular")
    duties: dict[Id, Duty] = Field(default_factory=dict, description="what is owed after an act")
    readers: Ids | None = Field(
        None, description="office kinds that may read every case; those who act in it always may"
    )
    source: Citations = Field(description="the rules it runs")


class MetByProcedure(Strict):
    """The act elsewhere that fulfils a recurring duty."""

    procedure: Id = Field(description="key of `procedures`")
    act: Id = Field(description="act of that procedure")
    period: Id = Field(description="field of that act with the period")
    about: Id | None = Field(None, description="field of that act with the person, where one is owed for each person")


class Recurring(Strict):
    """A duty that comes back every period, whether anybody acts or not."""

    title: Text = Field(description="what is owed")
    owes: Obligor = Field(description="who; `mission-of: holder` is the mission of whoever holds the standing")
    every: Literal["month", "quarter", "half-year", "year"] = Field(description="the period")
    while_: Id | None = Field(None, description="standing that must hold on some day of the period")
    per: Literal["person", "office"] = Field(
        "office", description="one for each holder, or one for each office that owes"
    )
    to: Ids | None = Field(None, description="office kinds to which it is owed")
    within: Term | None = Field(None, description="so long after the period's last day")
    met_by: MetByProcedure = Field(description="what fulfils it")
    acknowledged_by: Acknowledgement | None = Field(None, description="each addressee's own receipt")
    senders: list[Country] | None = Field(None, description="only for these sending states")
    since: str | None = Field(
        None, description="first period, such as `2021-01`; the period in which the version begins if not said"
    )
    silence: Text | None = Field(None, description="without a term: what pages say of the texts' silence")
    at_end: AtEnd = Field(description="what the end of the term does")
    consequence: Text | None = Field(None, description="what follows, in plain words")
    source: Citations = Field(description="the rule")
    sure: Sure | None = Field(None, description="how sure we are, where it differs from the source")
