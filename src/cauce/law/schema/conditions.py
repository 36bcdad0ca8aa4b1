"""
Conditions: the few things that a rule may ask. There is no expression language.

Each condition is a map with one leading key. A list under `that` or `when` means all of them; a list under `unless`
means any of them excuses.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from cauce.law.schema.base import Country, Id, Ids, Strict, as_list
from cauce.law.schema.terms import Term

Lead = Literal["done", "standing", "field", "actor", "sender", "duty", "carried", "parameter", "stage", "never"]
#: how a duty can stand for good, once nothing more is asked of it or its last day has passed
Stands = Literal[
    "met", "met-late", "overdue", "lapsed", "deemed-consent", "deemed-refusal", "open", "due-today", "filed", "stopped",
    "no-term",
]  # fmt: skip
#: who holds a standing: a field of the act, `actor` (the office that acts), `state of …` (the sending state) or
#: `mission of …` (the sending state's mission)
Holder = Annotated[str, StringConstraints(pattern=r"^((state|mission) of )?[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class Condition(Strict):
    """One thing asked of an act. Exactly one of the leading keys is written; the others belong to it."""

    done: Id | None = Field(None, description="leading: an act of this kind stands in the case")
    by: Ids | None = Field(None, description="with `done`: by an office of any of these kinds")
    by_each: Ids | None = Field(None, description="with `done`: by an office of each of these kinds")
    at_least: Annotated[int, Field(ge=1)] | None = Field(
        None, description="with `by-each`: so many of these kinds are enough; all of them if not said"
    )
    saying: dict[Id, list[str]] | None = Field(
        None, description="with `done`: whose field has one of these values (the last such act of each office counts)"
    )
    by_day: Id | None = Field(None, description="with `done`: not later than the day in this field of the act judged")

    standing: Id | None = Field(None, description="leading: somebody holds this standing")
    held_by: Holder | None = Field(None, description="with `standing`: who")
    during: Id | None = Field(None, description="with `standing`: on the day in this field; the act's day if not said")
    within: Id | None = Field(None, description="with `standing`: for a territory that holds the place in this field")

    field: Id | None = Field(None, description="leading: a field of the act has a certain value")
    among: list[str] | None = Field(None, description="with `field`: one of these values")
    given: bool | None = Field(None, description="with `field`: it is filled (true) or left empty (false)")
    at_most: float | None = Field(None, description="with `field`: a number not above this")
    in_host: bool | None = Field(None, description="with `field`: a place in the host state (true) or abroad (false)")
    later_than: Id | None = Field(None, description="with `field`: a day after the day in that field")
    lead: Term | None = Field(
        None, description="with `field`: the act was taken at least so long before the day in the field"
    )
    span: Term | None = Field(
        None, description="with `field`: the day in the field is no later than so long after the day of the act"
    )

    actor: Ids | None = Field(None, description="leading: the acting office is of one of these kinds")
    sender: list[Country] | None = Field(None, description="leading: the sending state is one of these")
    duty: Id | None = Field(
        None, description="leading: every duty of this kind in the case stands so, and there is one"
    )
    stands: Annotated[list[Stands], BeforeValidator(as_list), Field(min_length=1)] | None = Field(
        None, description="with `duty`: in one of these ways on the day of filing"
    )

    carried: Id | None = Field(None, description="leading: the votes of this panel in the case carry the decision")
    parameter: Id | None = Field(None, description="leading: this parameter has a value on the day of the act")
    stage: Ids | None = Field(None, description="leading: the case stands at one of these stages before the act")

    never: bool | None = Field(
        None, description="leading: nothing satisfies it; for what is forbidden whenever `when` holds"
    )

    @model_validator(mode="after")
    def _one_lead(self) -> Condition:
        if len(self.leads()) != 1:
            raise ValueError("one-condition")
        return self

    def leads(self) -> list[str]:
        """Return the leading keys that are written, as attributes."""
        names = ("done", "standing", "field", "actor", "sender", "duty", "carried", "parameter", "stage", "never")
        return [name for name in names if getattr(self, name) is not None]

    @property
    def lead_key(self) -> Lead:
        """Return the leading key."""
        return self.leads()[0]  # type: ignore[return-value]


#: one condition or a list of them
Conditions = Annotated[list[Condition], BeforeValidator(as_list), Field(min_length=1)]
