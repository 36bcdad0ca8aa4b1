"""The acts of a case as a line: what was done, by whom, with which answers, what the law said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from cauce.case.act import Act
from cauce.case.clock import version_of
from cauce.case.explain import explain_flag
from cauce.case.facts import World
from cauce.case.state import CaseState
from cauce.law.library import Version
from cauce.node.cases.present.law import Basis, basis_of, cite
from cauce.node.cases.present.links import address
from cauce.node.cases.present.names import Names, act_title, procedure_of
from cauce.node.cases.present.values import Seen, Shelf, day_words, rows_of
from cauce.node.cases.present.votes import vote_chip
from cauce.node.frame.parts import Chip, Receipt, Row
from cauce.node.frame.words import pick, say


@dataclass(frozen=True, slots=True)
class Flag:
    """Why an act is irregular."""

    says: str
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act."""

    number: int
    title: str
    by: str
    person: str
    at: datetime
    rows: Sequence[Row]
    flags: Sequence[Flag] = ()
    source: str = ""
    receipt: Receipt | None = None
    chips: Sequence[Chip] = ()
    #: the act that corrected it, and the rows as they were before
    corrected_by: int = 0
    before: Sequence[Row] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to tell a case's acts."""

    state: CaseState
    world: World
    names: Names
    #: places in the record, by number of the act
    entries: Mapping[int, int]
    #: full names, by username
    people: Mapping[str, str]
    #: which standings of persons whoever looks may see
    seen: Seen


def act_line(number: int, telling: Telling) -> ActLine:
    """Return one act of the case."""
    state, act = telling.state, telling.state.acts[number - 1]
    version = version_of(act.judgement.under, telling.world.library)
    corrected = max((by for by, what in state.corrected.items() if what == number), default=0)
    return ActLine(
        number=number,
        title=act_title(version, act.procedure, act.act),
        by=telling.names.office(act.by),
        person=telling.people.get(act.person, ""),
        at=moment(act),
        rows=_rows(act, state.fields_of(number), version, telling),
        flags=flags_of(act, telling.world),
        source=_source(act, version),
        receipt=_receipt(telling.entries.get(number)),
        chips=_chips(act, version),
        corrected_by=corrected,
        before=_rows(act, act.fields, version, telling) if corrected else (),
        notes=_notes(act, telling),
    )


def moment(act: Act) -> datetime:
    """Return the instant of filing."""
    return datetime.strptime(act.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def flags_of(act: Act, world: World) -> list[Flag]:
    """Return what an act offends, each with its rule."""
    return [flag_of(act.judgement.under, act.procedure, flag, world) for flag in act.judgement.flags]


def flag_of(under: str, procedure: str, flag: str, world: World) -> Flag:
    """Return one irregularity in plain words with its rule."""
    data = explain_flag(under, procedure, flag, world)
    version = version_of(under, world.library)
    if version is None or not data["known"]:
        return Flag(flag, None)
    expected = version.file.procedures[procedure].expects[flag]
    return Flag(pick(data["says"]), basis_of(version, data, expected.source))


def _rows(act: Act, fields: Mapping[str, object], version: Version | None, telling: Telling) -> list[Row]:
    if version is None:
        return [Row(name, str(value)) for name, value in fields.items()]
    shelf = Shelf(version, act.procedure, telling.names, telling.world, telling.state, act.judgement.day, telling.seen)
    procedure = procedure_of(version, act.procedure)
    law = procedure.acts.get(act.act) if procedure else None
    if law is not None and law.votes is not None:  # said by a chip beside the title
        fields = {name: value for name, value in fields.items() if name != law.votes.choice}
    return rows_of(fields, (*law.fields, *law.optional) if law else (), shelf)


def _chips(act: Act, version: Version | None) -> list[Chip]:
    procedure, vote = procedure_of(version, act.procedure), act.judgement.vote
    law = procedure.acts.get(act.act) if procedure else None
    if version is None or vote is None or law is None or law.votes is None:
        return []
    return [vote_chip(vote.choice, version.file.fields[law.votes.choice].options or {})]


def _source(act: Act, version: Version | None) -> str:
    procedure = procedure_of(version, act.procedure)
    law = procedure.acts.get(act.act) if procedure else None
    return cite(version, law.source) if version and law else ""


def _receipt(entry: int | None) -> Receipt | None:
    return None if entry is None else Receipt(entry, address("entry", entry))


def _notes(act: Act, telling: Telling) -> list[str]:
    judgement, found = act.judgement, []
    if judgement.corrects:
        found.append(say("Corrects act {n}.", "Corrige la actuación {n}.", n=judgement.corrects))
    for granted in judgement.grants:
        found.append(_granted(act, granted.standing, granted.to, granted.since, granted.until, telling))
    for ended in judgement.ends:
        words = {"standing": _standing(act, ended.standing, telling), "day": _words(ended.on)}
        found.append(say("{standing}: last day {day}.", "{standing}: último día {day}.", **words))
    return found


def _granted(act: Act, standing: str, to: str, since: str, until: str, telling: Telling) -> str:
    words = {
        "standing": _standing(act, standing, telling),
        "to": telling.names.subject(to),
        "since": _words(since),
        "until": _words(until),
    }
    if until:
        return say("{to}: {standing}, {since} to {until}.", "{to}: {standing}, del {since} al {until}.", **words)
    return say("{to}: {standing} from {since}.", "{to}: {standing} desde el {since}.", **words)


def _standing(act: Act, standing: str, telling: Telling) -> str:
    version = version_of(act.judgement.under, telling.world.library)
    found = version.file.standings.get(standing) if version else None
    return pick(found.title) if found else standing


def _words(day: str) -> str:
    return day_words(date.fromisoformat(day)) if day else ""
