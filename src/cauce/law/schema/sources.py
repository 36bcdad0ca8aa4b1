"""Where a rule comes from and how sure we are of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cauce.law.schema.base import Day, Strict, Sure, Text


class Source(Strict):
    """An instrument that rules cite."""

    cite: str = Field(description="short form, as a lawyer writes it: `DOF 18-12-2020`")
    title: Text = Field(description="name of the instrument")
    kind: Literal["statute", "guideline", "treaty", "agreement", "decision", "internal-rule", "practice"] = Field(
        description="its rank: who owes what by statute and who by guideline is kept apart by this"
    )
    sure: Sure = Field(description="how sure we are of what we say it holds")
    published: Day | None = Field(None, description="day of publication")
    where: str | None = Field(None, description="where it can be read")
    note: Text | None = Field(None, description="what a reader should know of it")
