"""What the pages of the register show."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cauce.case.clock import version_of
from cauce.law.library import Library
from cauce.node.cases.access import readable
from cauce.node.cases.bodies import act_of
from cauce.node.cases.models import Act
from cauce.node.cases.present.links import address
from cauce.node.cases.present.names import Names, act_title
from cauce.node.frame import dates
from cauce.node.frame.countries import country
from cauce.node.frame.parts import Chip, Receipt, Row
from cauce.node.frame.words import language, pick, say
from cauce.node.register.access import kind_of
from cauce.node.register.models import Person, Standing
from cauce.node.register.moment import Moment

Acts = Mapping[tuple[str, int], Act]


@dataclass(frozen=True, slots=True)
class Held:
    """A standing as a page shows it."""

    title: str
    chip: Chip
    territory: str
    since: date
    until: date | None
    #: last day as granted, where an act made it another
    granted_until: date | None
    ended: bool
    holds: bool
    #: `mx-lsn/accredited`
    named: str
    #: where its bar stands, in thousandths of the line
    start: int = 0
    width: int = 0
    tone: str = ""
    given: Given | None = None
    stopped: Given | None = None
    rows: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """The act that gave or ended a standing; without an address for whoever may not read its case."""

    text: str
    at: date
    href: str = ""
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A person on the list."""

    name: str
    code: str
    href: str
    state: str
    mission: str
    agency: str
    post: str
    held: Sequence[Held]
    suspended: bool

    @property
    def offices(self) -> list[Row]:
        """Return the offices that the granting acts name, each once."""
        return list({(row.label, row.value): row for each in self.held for row in each.rows}.values())


def acts_of(rows: Sequence[Standing], moment: Moment, office: str) -> dict[tuple[str, int], Act]:
    """Return the acts that gave or ended standings, as far as an office may read their cases; one query."""
    ends = [stopped for row in rows if (stopped := moment.stopped(row))]
    wanted = {(row.case, row.number) for row in rows} | {(stopped.case, stopped.number) for stopped in ends}
    refs, numbers = {case for case, _ in wanted}, {number for _, number in wanted}
    found = Act.objects.filter(case__ref__in=refs, number__in=numbers, case__in=readable(office)).select_related("case")
    return {(act.case.ref, act.number): act for act in found if (act.case.ref, act.number) in wanted}


def held_of(row: Standing, moment: Moment, names: Names, acts: Acts) -> Held:
    """Return a standing with its act, its territory and how it stands on the day."""
    kind = kind_of(names.library, (row.regime, row.standing))
    title, good = (pick(kind.title), kind.good) if kind else (row.standing, True)
    until, holds, stopped = moment.until(row), moment.holds(row), moment.stopped(row)
    tone = ("met" if good else "late") if holds else ""
    act = acts.get((row.case, row.number))
    return Held(
        title,
        Chip(title, tone),  # type: ignore[arg-type]
        "; ".join(names.place(code) for code in row.within),
        row.since,
        until,
        row.granted_until if stopped and row.granted_until != until else None,
        stopped is not None,
        holds,
        f"{row.regime}/{row.standing}",
        tone="good" if good else "bad",
        given=_given(row.case, row.number, moment.day(row.granted_at), act, names),
        stopped=_given(
            stopped.case, stopped.number, moment.day(stopped.at), acts.get((stopped.case, stopped.number)), names
        )
        if stopped
        else None,
        rows=office_rows(act, names) if act else (),
    )


def _given(case: str, number: int, at: date, act: Act | None, names: Names) -> Given:
    if act is None:
        return Given(say("an act of a case of others", "una actuación de un expediente ajeno"), at)
    read = act_of(act)
    title = act_title(version_of(read.judgement.under, names.library), read.procedure, read.act)
    receipt = Receipt(act.entry, address("entry", act.entry)) if address("entry", act.entry) else None
    there = address("case", case)
    return Given(f"{title}, {case}", at, f"{there}#act-{number}" if there else "", receipt)


def office_rows(act: Act, names: Names) -> list[Row]:
    """Return the offices that an act names, such as the authority that supervises."""
    read = act_of(act)
    version = version_of(read.judgement.under, names.library)
    fields = version.file.fields if version else {}
    return [
        Row(pick(fields[name].title), names.office(str(value)))
        for name, value in read.fields.items()
        if name in fields and fields[name].type == "office" and value
    ]


def entry_of(person: Person, held: Sequence[Held], names: Names, suspended: bool) -> Entry:
    """Return a person with the standings to show."""
    return Entry(
        f"{person.surnames}, {person.given_names}",
        person.code,
        address("person", person.code),
        country(person.state),
        names.office(person.mission),
        person.agency,
        person.post,
        held,
        suspended,
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """The line on which standings stand: from its first day to its last, with the day of the page on it."""

    first: date
    last: date
    marked: int


def on_scale(held: Sequence[Held], on: date) -> tuple[Scale, list[Held]]:
    """Return the line of time that holds all standings, and each with its place on it."""
    first = min([on, *(each.since for each in held)]).replace(day=1)
    ends = [each.until for each in held if each.until]
    last = max([on, *ends, *(each.since for each in held)])
    last = last.replace(day=monthrange(last.year, last.month)[1])
    days = max(1, (last - first).days)

    def place(day: date) -> int:
        return 1000 * (day - first).days // days

    found = []
    for each in held:
        start, end = place(each.since), place(each.until) if each.until else 1000
        found.append(replace(each, start=min(start, 990), width=max(10, end - start)))
    return Scale(first, last, place(on)), found


def day_words(day: date) -> str:
    """Return a day in the language spoken."""
    return dates.civil(day, language())


def standing_options(library: Library, of: str) -> list[tuple[str, str]]:
    """Return the standings on the register that a person (or office, or state) can hold: value and title."""
    found: dict[str, str] = {}
    for regime in library.regimes.values():
        for version in reversed(regime.versions):
            for name, kind in version.file.standings.items():
                if kind.of == of and kind.on_register:
                    found.setdefault(f"{regime.id}/{name}", pick(kind.title))
    return list(found.items())
