"""
The shape of a pack: every key that a pack may have, as a model with its meaning.

The reference of the pack format (`docs/reference/pack-format.md`) is generated from these models, so a field's
description is the documentation of its key. Keys are written in kebab-case in YAML; unknown keys are errors.
"""

from cauce.law.schema.base import Citations, Country, Day, Id, PlaceCode, Sure, Text
from cauce.law.schema.calendars import CalendarFile, Change, ClosedDay, TerritoryFile, Weekend
from cauce.law.schema.conditions import Condition
from cauce.law.schema.offices import OfficeKind
from cauce.law.schema.procedures import (
    Act,
    Duty,
    End,
    Erasure,
    Expectation,
    Extension,
    Grant,
    Obligor,
    Procedure,
    Recurring,
    Stage,
)
from cauce.law.schema.regime import Article, HistoryEntry, RegimeFile, Source, VersionFile
from cauce.law.schema.scenarios import ScenarioFile
from cauce.law.schema.terms import Parameter, Reading, Term

__all__ = [
    "Act",
    "Article",
    "CalendarFile",
    "Change",
    "Citations",
    "ClosedDay",
    "Condition",
    "Country",
    "Day",
    "Duty",
    "End",
    "Erasure",
    "Expectation",
    "Extension",
    "Grant",
    "HistoryEntry",
    "Id",
    "Obligor",
    "OfficeKind",
    "Parameter",
    "PlaceCode",
    "Procedure",
    "Reading",
    "Recurring",
    "RegimeFile",
    "ScenarioFile",
    "Source",
    "Stage",
    "Sure",
    "Term",
    "TerritoryFile",
    "Text",
    "VersionFile",
    "Weekend",
]
