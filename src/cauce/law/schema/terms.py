"""Terms, readings of an unclear term, and parameters that the published texts leave open."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cauce.law.schema.base import Citations, Day, Id, Ids, Strict, Sure, Text

Roll = Literal["none", "next-business-day", "previous-business-day"]


class FromParameter(Strict):
    """A number that a parameter gives; while it is unset no clock runs."""

    parameter: Id = Field(description="key of `parameters`")


Amount = Annotated[int, Field(ge=0, le=36500)] | FromParameter


class Term(Strict):
    """
    A length of time that law gives. Exactly one unit is written.

    A bare `days` is unclear on purpose: it is counted under every reading that it names.
    """

    days: Amount | None = Field(None, description="days, the text not saying which: counted under each of `readings`")
    calendar_days: Amount | None = Field(None, description="every day counts")
    business_days: Amount | None = Field(None, description="only open days of `calendar` count")
    hours: Amount | None = Field(None, description="hours from the moment")
    weeks: Amount | None = Field(None, description="weeks, to the same weekday")
    months: Amount | None = Field(None, description="months, to the same day number")
    years: Amount | None = Field(None, description="years, to the same day")
    day_of_month: Amount | None = Field(
        None, description="the given day of the month after the one counted from; the month's last day if it is shorter"
    )
    first_day: Literal["counted", "not-counted"] | None = Field(
        None, description="whether the day it runs from is day one; must be said for days and weeks"
    )
    readings: Ids | None = Field(None, description="with `days`: readings that apply; all of the version if not said")
    calendar: Id | None = Field(
        None, description="with `business-days`, `roll` or `at-least-business-days`: which statutory calendar"
    )
    roll: Roll = Field("none", description="what happens when the last day is closed")
    at_least_business_days: Annotated[int, Field(ge=1, le=366)] | None = Field(
        None, description="the term ends no earlier than when so many open days of `calendar` have passed in it"
    )
    missing_day: Literal["last-of-month", "first-of-next"] = Field(
        "last-of-month", description="with months and years: where the target month has no such day"
    )

    @model_validator(mode="after")
    def _one_unit(self) -> Term:
        if len(self.units()) != 1:
            raise ValueError("one-unit")
        return self

    def units(self) -> list[str]:
        """Return the names of the units that are set, as attributes."""
        names = ("days", "calendar_days", "business_days", "hours", "weeks", "months", "years", "day_of_month")
        return [name for name in names if getattr(self, name) is not None]

    @property
    def unit(self) -> str:
        """Return the unit's attribute name."""
        return self.units()[0]

    @property
    def amount(self) -> int | FromParameter:
        """Return the length, or the parameter that gives it."""
        found: int | FromParameter = getattr(self, self.unit)
        return found


class Reading(Strict):
    """One way to read an unclear term; all are shown side by side, one may be adopted by an act."""

    title: Text = Field(description="name shown on pages")
    count: Literal["calendar", "business"] = Field(description="which days count")
    calendar: Id | None = Field(None, description="for business days, or for the roll")
    roll: Roll = Field("none", description="what happens when the last day is closed")
    basis: Text = Field(description="the legal ground for reading it so")
    weakness: Text = Field(description="what speaks against it")
    source: Citations = Field(description="texts it rests on")
    sure: Sure = Field("reading", description="how sure we are")


class Parameter(Strict):
    """
    A value that the published texts do not give.

    It is unset, set by the operator as its own rule (an act: who, when, on what document), or confirmed by a text.
    """

    title: Text = Field(description="what it is")
    type: Literal["days", "number", "day-of-month", "hours"] = Field(description="what kind of value")
    silence: Text = Field(description="what pages say while it is unset")
    value: int | None = Field(None, description="the value, only where a text confirms it")
    confirmed: Citations | None = Field(None, description="the text that confirms the value")
    source: Citations = Field(description="the rule that needs the value")
    since: Day | None = Field(None, description="with `value`: from when")
    min: int = Field(0, description="smallest value that can be set")
    max: int = Field(366, description="largest value that can be set")
