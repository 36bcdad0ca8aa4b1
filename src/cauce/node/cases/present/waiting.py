"""Decisions as the Docket lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from cauce.case.act import Act
from cauce.case.facts import World, offices_of
from cauce.case.state import CaseState
from cauce.law import schema
from cauce.law.library import Library, Version
from cauce.node.cases.models import Case, Waiting
from cauce.node.cases.present.dues import age_words, case_words
from cauce.node.cases.present.law import cite
from cauce.node.cases.present.names import Names, act_title
from cauce.node.cases.present.validity import missing
from cauce.node.cases.present.votes import Seat, vote_chip
from cauce.node.cases.today import Today
from cauce.node.frame.parts import Chip, Link
from cauce.node.frame.words import pick, say


@dataclass(frozen=True, slots=True)
class WaitRow:
    """One decision that waits."""

    acts: Sequence[Link]
    about: str
    case_href: str
    since: date
    age: str
    source: str
    seats: Sequence[Seat]
    #: acts that nobody can do yet, with what has to come first
    missing: Sequence[str] = ()


@dataclass(frozen=True)
class Waits:
    """What the rows of a docket need."""

    pending: Mapping[tuple[int, str], Sequence[str]]
    #: acts that decide in the cases of the page, in order
    said: Sequence[tuple[int, Act]]
    names: Names
    world: World
    today: Today
    #: of the cases with an act that has conditions of validity
    states: Mapping[int, CaseState]
    acts: dict[int, list[Act]] = field(init=False, default_factory=dict)

    @property
    def library(self) -> Library:
        """The law."""
        return self.world.library

    def __post_init__(self) -> None:
        for case, act in self.said:
            self.acts.setdefault(case, []).append(act)


def decision_kinds(cases: Iterable[Case], library: Library) -> set[str]:
    """Return the acts that decide in the procedures of these cases."""
    found: set[str] = set()
    for regime, procedure in {(case.regime, case.procedure) for case in cases}:
        for version in library.regime(regime).versions:
            described = version.file.procedures.get(procedure)
            found |= {name for name, law in described.acts.items() if law.decides} if described else set()
    return found


def conditional(rows: Iterable[Waiting], library: Library, today: Today) -> set[int]:
    """Return the cases in which an act that is waited for has conditions of validity."""
    found = set()
    for row in rows:
        version = _version(row.case, row.act, library, today)
        if version is not None and version.file.procedures[row.case.procedure].acts[row.act].refusal:
            found.add(row.case_id)
    return found


def rows_of(rows: Sequence[Waiting], waits: Waits) -> list[WaitRow]:
    """Return the rows of the docket: a case once, with every decision that it waits for."""
    by_case: dict[int, list[Waiting]] = {}
    for row in rows:
        by_case.setdefault(row.case_id, []).append(row)
    return [_row(found, waits) for found in by_case.values()]


def _row(rows: Sequence[Waiting], waits: Waits) -> WaitRow:
    case, first = rows[0].case, rows[0]
    version = _version(case, first.act, waits.library, waits.today)
    acts = version.file.procedures[case.procedure].acts if version else {}
    links, words = [], []
    for row in sorted(rows, key=lambda row: list(acts).index(row.act) if row.act in acts else 0):
        title = pick(acts[row.act].title) if row.act in acts else row.act
        state = waits.states.get(case.pk)
        lacks = missing(row.act, row.office, state, version, waits.world) if state and version else ""
        if lacks:
            words.append(f"{title}: {lacks}")
        else:
            links.append(Link(title, reverse("act", args=[case.ref, row.act])))
    return WaitRow(
        acts=links,
        about=case_words(case, waits.names, waits.library),
        case_href=reverse("case", args=[case.ref]),
        since=first.since,
        age=age_words((waits.today.of(case.regime) - first.since).days),
        source=cite(version, acts[first.act].source) if version and first.act in acts else "",
        seats=_seats(case, version, waits) if version else [],
        missing=words,
    )


def _version(case: Case, act: str, library: Library, today: Today) -> Version | None:
    known = library.regimes.get(case.regime)
    for version in reversed(known.versions if known else ()):
        procedure = version.file.procedures.get(case.procedure)
        if version.since <= today.of(case.regime) and procedure is not None and act in procedure.acts:
            return version
    return None


def _seats(case: Case, version: Version, waits: Waits) -> list[Seat]:
    """Return the seats whose word belongs to the decision: those that said it, those that have not."""
    acts = version.file.procedures[case.procedure].acts
    found: list[Seat] = []
    for name, law in acts.items():
        seats = _of_act(name, law, case, version, waits) if law.decides else []
        found += seats if len(seats) > 1 else []
    return found


def _of_act(name: str, law: schema.Act, case: Case, version: Version, waits: Waits) -> list[Seat]:
    panel = version.file.offices.get(law.by_seats_of or "")
    chairs = (
        offices_of({panel.panel.chair}, version, waits.world.directory)
        if panel and panel.panel and panel.panel.chair
        else ()
    )
    done = [act for act in waits.acts.get(case.pk, ()) if act.act == name]
    pending = [office for office in waits.pending.get((case.pk, name), ()) if office not in {act.by for act in done}]
    said = {act.by: _said(act, law, version) for act in done}
    awaited = Chip(say("Awaited", "Pendiente"), "soon")
    return [
        Seat(waits.names.office(office), office in chairs, said.get(office, awaited)) for office in (*said, *pending)
    ]


def _said(act: Act, law: schema.Act, version: Version) -> Chip:
    if law.votes is not None and act.judgement.vote is not None:
        return vote_chip(act.judgement.vote.choice, version.file.fields[law.votes.choice].options or {})
    for name in law.fields:
        described = version.file.fields[name]
        if described.type == "choice" and name in act.fields:
            return Chip(pick((described.options or {}).get(str(act.fields[name]), "")), "met")
    return Chip(act_title(version, act.procedure, act.act), "met")
