"""The rules of a version as pages show them beside the articles that they cite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cauce.law import schema
from cauce.law.library import Version
from cauce.node.cases.present.law import AT_END, BASIS, cite
from cauce.node.frame.parts import Chip, Row
from cauce.node.frame.words import Both, pick, say
from cauce.node.law.terms import acts_words, counting_words, due_words, kinds_words, obligor_words, parameter_of

#: how sure we are, in two or three words; the whole sentence stands on the page of sources
MARKS: Mapping[str, tuple[Both, str]] = {
    "official": (Both("official text", "texto oficial"), "met"),
    "press": (Both("press accounts", "notas periodísticas"), "soon"),
    "reading": (Both("interpretation", "interpretación"), "seal"),
    "known": (Both("not read", "sin leer"), "soon"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is called in its pack, what it says, where it stands."""

    #: `meeting.report`
    code: str
    kind: str
    title: str
    rows: Sequence[Row] = ()
    cite: str = ""
    basis: str = ""
    mark: Chip | None = None
    #: parameter that its term waits for
    parameter: str = ""
    citations: Sequence[str] = ()
    procedure: str = ""
    counts: Sequence[Chip] = ()
    #: what an office of this node has set that parameter to, in words
    value: str = ""

    @property
    def anchor(self) -> str:
        """Return the name of its element on the page: a duty, an expectation and an act may share a code."""
        return self.code if self.kind == "duty" else f"{self.kind}-{self.code}"


@dataclass(slots=True)
class Group:
    """The rules of one procedure that an article carries."""

    title: str
    duties: list[Rule] = field(default_factory=list)
    expects: list[Rule] = field(default_factory=list)
    acts: list[Rule] = field(default_factory=list)


def mark_of(sure: str) -> Chip:
    """Return how sure we are, as a chip."""
    words, tone = MARKS[sure]
    return Chip(pick(words), tone)  # type: ignore[arg-type]


def rules_of(version: Version) -> Iterator[Rule]:
    """Yield the duties, expectations and acts of a version, in the order of the pack."""
    for name, recurring in version.file.recurring.items():
        yield _recurring(version, name, recurring)
    for name, procedure in version.file.procedures.items():
        for key, duty in procedure.duties.items():
            yield _duty(version, name, procedure, key, duty)
        for key, expected in procedure.expects.items():
            yield _expected(version, name, procedure, key, expected)
        for key, act in procedure.acts.items():
            yield _act(version, name, procedure, key, act)


def _duty(version: Version, name: str, procedure: schema.Procedure, key: str, duty: schema.Duty) -> Rule:
    rows = [
        Row(say("Owed by", "Lo debe"), obligor_words(duty.owes, version)),
        *([Row(say("To", "A"), kinds_words(version, duty.to))] if duty.to else []),
        Row(say("After", "Después de"), acts_words(duty.after, procedure)),
        Row(say("Term", "Plazo"), due_words(duty)),
        *_count(duty, version),
        *_counted(duty, version),
        Row(say("Met by", "Se cumple con"), acts_words(duty.met_by, procedure)),
        *_end(duty),
    ]
    return _rule(version, f"{name}.{key}", "duty", duty, pick(duty.title), rows, name)


def _counted(duty: schema.Duty, version: Version) -> list[Row]:
    """Return from which answer of a form the term is counted, where it is not from the act itself."""
    described = version.file.fields.get(duty.counted_from or "")
    return [Row(say("Counted from", "Cuenta desde"), f"“{pick(described.title)}”")] if described else []


def _count(rule: schema.Duty | schema.Recurring, version: Version) -> list[Row]:
    words = counting_words(rule, version)
    return [Row(say("Count", "Cómputo"), words)] if words else []


def _recurring(version: Version, name: str, rule: schema.Recurring) -> Rule:
    every = {
        "month": Both("every month", "cada mes"),
        "quarter": Both("every quarter", "cada trimestre"),
        "half-year": Both("every half-year", "cada semestre"),
        "year": Both("every year", "cada año"),
    }[rule.every]
    rows = [
        Row(say("Owed by", "Lo debe"), obligor_words(rule.owes, version)),
        *([Row(say("To", "A"), kinds_words(version, rule.to))] if rule.to else []),
        Row(say("How often", "Periodicidad"), pick(every)),
        Row(say("Term", "Plazo"), due_words(rule)),
        *_count(rule, version),
        *_end(rule),
    ]
    return _rule(version, f"recurring.{name}", "duty", rule, pick(rule.title), rows, rule.met_by.procedure)


def _end(rule: schema.Duty | schema.Recurring) -> list[Row]:
    words = (
        pick(rule.consequence) if rule.consequence else "" if rule.at_end == "nothing" else pick(AT_END[rule.at_end])
    )
    return [Row(say("Then", "Después"), words)] if words else []


def _rule(
    version: Version,
    code: str,
    kind: str,
    rule: schema.Duty | schema.Recurring | schema.Expectation | schema.Act,
    title: str,
    rows: list[Row],
    procedure: str,
) -> Rule:
    waits = parameter_of(rule) if isinstance(rule, (schema.Duty, schema.Recurring)) else ""
    return Rule(
        code,
        kind,
        title,
        rows,
        cite(version, rule.source),
        pick(BASIS[version.basis(rule.source)]),
        mark_of(version.sure(rule.source, rule.sure)),
        waits,
        tuple(rule.source),
        procedure,
    )


def _expected(version: Version, name: str, procedure: schema.Procedure, key: str, rule: schema.Expectation) -> Rule:
    rows = [Row(say("Asked of", "Se pide a"), acts_words(rule.of, procedure))]
    return _rule(version, f"{name}.{key}", "expects", rule, pick(rule.says), rows, name)


def _act(version: Version, name: str, procedure: schema.Procedure, key: str, act: schema.Act) -> Rule:
    doers = kinds_words(version, act.by) or say(
        "the members of {panel}", "los integrantes de {panel}", panel=kinds_words(version, [act.by_seats_of or ""])
    )
    rows = [Row("", doers)]
    if act.refusal:
        rows.append(Row("", pick(act.refusal)))
    return _rule(version, f"{name}.{key}", "acts", act, pick(act.title), rows, name)


def group(rules: Sequence[Rule], version: Version) -> list[Group]:
    """Return the rules of an article by procedure, in the order in which they come."""
    found: dict[str, Group] = {}
    for rule in rules:
        procedure = version.file.procedures.get(rule.procedure)
        title = pick(procedure.title) if procedure else rule.procedure
        into = found.setdefault(rule.procedure, Group(title))
        {"duty": into.duties, "expects": into.expects, "acts": into.acts}[rule.kind].append(rule)
    return list(found.values())
