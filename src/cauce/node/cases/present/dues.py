"""Duties as the Due page lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from cauce.case.clock import clock_of, version_of
from cauce.case.directory import Directory
from cauce.case.facts import World
from cauce.case.state import CaseState
from cauce.law import schema
from cauce.law.library import Library
from cauce.node.cases.duties import as_owed
from cauce.node.cases.models import Case, DutyFor, Phase
from cauce.node.cases.models import Duty as Row
from cauce.node.cases.present.law import cite
from cauce.node.cases.present.names import Names, procedure_title
from cauce.node.cases.present.validity import missing
from cauce.node.cases.present.values import day_words
from cauce.node.cases.today import Today
from cauce.node.cases.world import world
from cauce.node.frame import dates
from cauce.node.frame.parts import Chip, Duty, Link, Tone
from cauce.node.frame.words import Both, language, pick, say

#: a duty is due soon from so many days before its last day
SOON_DAYS = 3

STATUS: Mapping[str, tuple[Both, Tone]] = {
    "open": (Both("Running", "En plazo"), "river"),
    "due-soon": (Both("Due soon", "Por vencer"), "soon"),
    "due-today": (Both("Due today", "Vence hoy"), "soon"),
    "overdue": (Both("Overdue", "Vencido"), "late"),
    "filed": (Both("Filed, receipt awaited", "Presentado; falta el acuse"), "river"),
    "met": (Both("Met", "Cumplido"), "met"),
    "met-late": (Both("Met late", "Cumplido fuera de plazo"), "late"),
    "stopped": (Both("Clock stopped", "Plazo suspendido"), ""),
    "cancelled": (Both("Fell away", "Sin efecto"), ""),
    "no-term": (Both("No term", "Sin plazo"), ""),
    "lapsed": (Both("Lapsed", "Caducado"), "late"),
    "deemed-consent": (Both("Silence: consent", "Silencio: conformidad"), "met"),
    "deemed-refusal": (Both("Silence: refusal", "Silencio: negativa"), "late"),
}
_AT_END = {"lapse": "lapsed", "deemed-consent": "deemed-consent", "deemed-refusal": "deemed-refusal"}


def status_on(row: Row, today: date) -> str:
    """Return how a stored duty stands on a day: a key of STATUS."""
    if row.phase != Phase.RUNNING or row.due is None:
        return str(row.phase)
    if today > row.due:
        return _AT_END.get(row.at_end, "overdue")
    if today == row.due:
        return "due-today"
    return "due-soon" if (row.due - today).days <= SOON_DAYS else "open"


def chip_of(status: str) -> Chip:
    """Return the chip of a status."""
    text, tone = STATUS[status]
    return Chip(text, tone)


def left_words(due: date | None, today: date) -> str:
    """Return how far away a last day is."""
    if due is None:
        return ""
    days = (due - today).days
    if days == 0:
        return say("today", "hoy")
    if abs(days) == 1:
        return say("1 day left", "queda 1 día") if days > 0 else say("1 day late", "1 día de retraso")
    count = dates.number(abs(days))
    return (
        say("{n} days left", "quedan {n} días", n=count)
        if days > 0
        else say("{n} days late", "{n} días de retraso", n=count)
    )


def age_words(days: int) -> str:
    """Return how long something has waited."""
    if days <= 0:
        return say("since today", "desde hoy")
    if days == 1:
        return say("for 1 day", "desde hace 1 día")
    return say("for {n} days", "desde hace {n} días", n=dates.number(days))


def _left(row: Row, today: date) -> str:
    """Return how far away the last day is, or how old it is that no day ends."""
    if row.phase == Phase.NO_TERM:
        return age_words((today - row.since).days)
    return left_words(row.due, today) if row.phase == Phase.RUNNING else ""


def elapsed(since: date, due: date | None, today: date) -> int | None:
    """Return how much of a term has gone, in percent; None where no clock runs."""
    if due is None:
        return None
    length, gone = (due - since).days, (today - since).days
    return 100 if today >= due or length <= 0 else max(0, round(100 * gone / length))


@dataclass(frozen=True, slots=True)
class Desk:
    """What the rows of one office at one moment need."""

    office: str
    kinds: Mapping[str, frozenset[str]]
    today: Today
    names: Names
    world: World
    #: of the cases with an act that has conditions of validity
    states: Mapping[int, CaseState] = field(default_factory=dict)
    #: of the reports for a period that wait for a receipt, by reference
    reported: Mapping[str, Case] = field(default_factory=dict)

    @property
    def library(self) -> Library:
        """The law."""
        return self.world.library


def duty_part(view: DutyFor, desk: Desk) -> Duty:
    """Return one row of the Due page."""
    row = view.duty
    today = desk.today.of(row.regime)
    status = status_on(row, today)
    rule = rule_of(row, desk.library)
    return Duty(
        title=title_of(row, rule),
        href=href_of(row),
        tone=tone_of(status),
        status=status,
        chip=chip_of(status),
        last_day=row.due,
        hour=_hour(row, rule, desk),
        left=_left(row, today),
        note=note_of(view, rule, desk),
        source=source_of(row, rule, desk.library),
        elapsed=elapsed(row.since, row.due, today) if row.phase == Phase.RUNNING else None,
        action=action_of(view, rule, desk),
    )


def _hour(row: Row, rule: schema.Duty | schema.Recurring | None, desk: Desk) -> str:
    """Return the time of day at which a term in hours ends, in the zone of the law."""
    if row.due is None or rule is None or rule.within is None or rule.within.unit != "hours":
        return ""
    version = version_of(row.under, desk.library)
    return dates.hour(clock_of(as_owed(row), world()).ends, version.regime.zone) if version else ""


def rule_of(row: Row, library: Library) -> schema.Duty | schema.Recurring | None:
    """Return the rule of a stored duty; None if this node no longer has that law."""
    version = version_of(row.under, library)
    if version is None:
        return None
    if row.period:
        return version.file.recurring.get(row.duty)
    procedure = version.file.procedures.get(row.procedure)
    return procedure.duties.get(row.duty) if procedure else None


def title_of(row: Row, rule: schema.Duty | schema.Recurring | None) -> str:
    """Return what is owed."""
    title = pick(rule.title) if rule else row.duty
    if row.period:
        return f"{title}: {dates.period(row.period, language())}"
    return title


def tone_of(status: str) -> Tone:
    """Return the tone of a status."""
    return {"overdue": "late", "lapsed": "late", "due-today": "soon", "due-soon": "soon"}.get(status, "")  # type: ignore[return-value]


def href_of(row: Row) -> str:
    """Return where it is shown how the date was counted."""
    if row.case is None:
        return reverse("duty", args=[row.key.removesuffix("/")])
    return f"{reverse('case', args=[row.case.ref])}#duty-{row.key.replace('#', '-')}"


def note_of(view: DutyFor, rule: schema.Duty | schema.Recurring | None, desk: Desk, *, many: bool = False) -> str:
    """Return who owes it, about what, and what is to be known of its term; of many that are alike, what they share."""
    row, names = view.duty, desk.names
    parts = []
    if view.side == "owed":
        parts.append(say("Owed by {office}", "Lo debe: {office}", office=names.office(row.owes)))
    elif view.side == "receipts":
        parts.append(say("Filed by {office}", "Lo presentó: {office}", office=names.office(row.owes)))
    if row.case is not None:
        parts.append(case_words(row.case, names, desk.library))
    elif row.about and not many:
        parts.append(names.subject(row.about))
    if row.latest and row.due and row.latest > row.due:
        day = day_words(row.latest, "short")
        parts.append(say("at the latest {day} by another reading", "a más tardar el {day} según otra lectura", day=day))
    if row.phase == Phase.NO_TERM:
        parts.append(_silence(row, rule, desk.library))
    return " · ".join(part for part in parts if part)


def case_words(case: Case, names: Names, library: Library) -> str:
    """Return a few words that tell a case from others."""
    what = (names.subject(case.subject) if case.subject else "", case.topic)
    title = f"{procedure_title(library, case.regime, case.procedure)} {case.ref}"
    return ", ".join(part for part in (title, *what) if part)


def _silence(row: Row, rule: schema.Duty | schema.Recurring | None, library: Library) -> str:
    term = rule.within or getattr(rule, "at_least_before", None) if rule else None
    version = version_of(row.under, library)
    if term is not None and version is not None and not isinstance(term.amount, int):
        parameter = version.file.parameters.get(term.amount.parameter)
        return pick(parameter.silence) if parameter else ""
    return pick(rule.silence) if rule and rule.silence else ""


def source_of(row: Row, rule: schema.Duty | schema.Recurring | None, library: Library) -> str:
    """Return the article that it comes from."""
    version = version_of(row.under, library)
    return cite(version, rule.source) if version and rule else ""


def action_of(view: DutyFor, rule: schema.Duty | schema.Recurring | None, desk: Desk) -> Link | None:
    """Return the act with which this office can meet or acknowledge the duty now."""
    row = view.duty
    if rule is None:
        return None
    if view.side == "owes":
        return _recurring(row, rule) if isinstance(rule, schema.Recurring) else _meets(row, rule.met_by, desk)
    told = rule.acknowledged_by
    return _meets(row, [told.act], desk) if view.side == "receipts" and told else None


def _recurring(row: Row, rule: schema.Recurring) -> Link:
    met = rule.met_by
    query = f"?{met.period}={row.period}" + (f"&{met.about}={row.about}" if met.about and row.about else "")
    href = reverse("open-case", args=[row.regime, met.procedure, met.act])
    return Link(say("File it", "Presentar"), f"{href}{query}")


def conditional(views: Iterable[DutyFor], desk: Desk) -> set[int]:
    """Return the cases in which the act that meets a duty of this office has conditions of validity."""
    found = set()
    for view in views:
        rule = rule_of(view.duty, desk.library)
        if view.side == "owes" and view.duty.case_id and isinstance(rule, schema.Duty):
            first = _first_open(view.duty, rule.met_by, desk)
            found |= {view.duty.case_id} if first and first[1].refusal else set()
    return found


def _meets(row: Row, acts: Iterable[str], desk: Desk) -> Link | None:
    """Return the act that this office can do now; none while the case lacks what it needs, which the case explains."""
    first, case = _first_open(row, acts, desk), _case_of(row, desk)
    if first is None or case is None:
        return None
    name, law = first
    state, version = desk.states.get(case.pk), version_of(row.under, desk.library)
    if state and version and missing(name, desk.office, state, version, desk.world):
        return None
    return Link(pick(law.title), reverse("act", args=[case.ref, name]))


def _case_of(row: Row, desk: Desk) -> Case | None:
    """Return the case in which a duty is met or acknowledged."""
    return row.case or desk.reported.get(row.met_in)


def _first_open(row: Row, acts: Iterable[str], desk: Desk) -> tuple[str, schema.Act] | None:
    version, case = version_of(row.under, desk.library), _case_of(row, desk)
    if version is None or case is None:
        return None
    known = version.file.procedures[case.procedure].acts
    for name in acts:
        law = known.get(name)
        if law is not None and _is_open(law, case.stage) and _may(law, row, desk):
            return name, law
    return None


def _is_open(law: schema.Act, stage: str) -> bool:
    return stage in law.from_ or "any" in law.from_


def _may(law: schema.Act, row: Row, desk: Desk) -> bool:
    return not desk.kinds.get(row.under, frozenset()).isdisjoint(law.by or ())


def kinds_by_version(
    office: str, unders: Iterable[str], library: Library, directory: Directory
) -> dict[str, frozenset[str]]:
    """Return every kind that an office is, broader ones included, by version."""
    found = {}
    for under in set(unders):
        version = version_of(under, library)
        own = directory.kinds_of(office, under.partition("@")[0])
        if version is not None:
            found[under] = frozenset().union(*(version.kinds_of(kind) for kind in own)) if own else frozenset()
    return found
