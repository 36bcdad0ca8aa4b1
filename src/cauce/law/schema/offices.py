"""Kinds of office. Who they are today is the node's directory, not the pack."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cauce.law.schema.base import Citations, Id, Ids, Strict, Text
from cauce.law.schema.terms import FromParameter


class Panel(Strict):
    """How an office that is a group decides."""

    seats: Ids = Field(description="office kinds with one seat each")
    chair: Id | None = Field(None, description="the seat that presides")
    rule: Literal["majority", "unanimity"] = Field(
        "majority", description="of the votes cast for or against; a tie does not carry"
    )
    quorum: int | FromParameter | None = Field(None, description="how many seats must take part, if a text says")


class OfficeKind(Strict):
    """A kind of office that may act, owe or be told."""

    title: Text = Field(description="name of the kind; of the office itself if there is only one")
    of: Literal["host", "sender", "both"] = Field(description="whose office it is")
    is_: Ids | None = Field(None, description="broader kinds it belongs to: a level of government, a branch")
    one: bool = Field(False, description="there is exactly one such office")
    panel: Panel | None = Field(None, description="for a group that decides by votes")
    source: Citations | None = Field(None, description="the rule that names it")
