"""Cases as a list shows them, and the questions that narrow it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from cauce.law.library import Library
from cauce.node.cases.models import Case
from cauce.node.cases.present.filters import Filters, procedure_options
from cauce.node.cases.present.names import Names, procedure_title, stage_title
from cauce.node.frame.countries import country
from cauce.node.frame.parts import Chip, Field, Option
from cauce.node.frame.words import alphabetical, say
from cauce.node.people.directory import Directory


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of a list."""

    ref: str
    href: str
    procedure: str
    about: str
    topic: str
    state: str
    stage: Chip
    irregular: int
    opened: date
    moved: datetime


def case_rows(cases: Sequence[Case], names: Names) -> list[CaseRow]:
    """Return the rows of a list of cases."""
    return [_row(case, names) for case in cases]


def _row(case: Case, names: Names) -> CaseRow:
    return CaseRow(
        case.ref,
        reverse("case", args=[case.ref]),
        procedure_title(names.library, case.regime, case.procedure),
        names.subject(case.subject) if case.subject else "",
        case.topic,
        country(case.state) if case.state else "",
        _stage(case, names),
        case.irregular,
        case.opened_on,
        case.moved_at,
    )


def _stage(case: Case, names: Names) -> Chip:
    if case.erased:
        return Chip(say("Content erased", "Contenido suprimido"))
    return Chip(stage_title(names.library, case.regime, case.procedure, case.stage), "" if case.closed else "river")


def filter_fields(filters: Filters, library: Library, directory: Directory) -> list[Field]:
    """Return the questions that narrow the list."""
    values = filters.values
    states = sorted(
        {office.state for office in directory.offices.values()}, key=lambda code: alphabetical(country(code))
    )
    return [
        Field("q", say("Words", "Palabras"), "search", values.get("q", ""), required=False),
        _choice("procedure", say("Law or procedure", "Norma o procedimiento"), procedure_options(library), values),
        _choice(
            "stage",
            say("Stage", "Etapa"),
            [Option("open", say("Open", "En trámite")), Option("closed", say("Closed", "Concluidos"))],
            values,
        ),
        _choice("state", say("Sending state", "Estado acreditante"), [Option(s, country(s)) for s in states], values),
        Field("since", say("Opened from", "Abiertos desde"), "day", values.get("since", ""), required=False),
        Field("until", say("Opened up to", "Abiertos hasta"), "day", values.get("until", ""), required=False),
    ]


def _choice(name: str, label: str, options: list[Option], values: dict[str, str]) -> Field:
    return Field(name, label, "choice", values.get(name, ""), required=False, options=options)
