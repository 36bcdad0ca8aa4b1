"""
Judging: what the law in force on the day of the fact says of an act, before it is signed.

Refused is only what cannot be true: bad form, no right to act, a stage that does not exist, a missing condition of
validity. Everything else is taken, and flagged with the rule that it offends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from cauce.case.act import Judgement
from cauce.case.act import utc_text as utc_text
from cauce.case.conditions import all_hold, any_holds
from cauce.case.effects import effects_of
from cauce.case.erasure import why_kept
from cauce.case.errors import Problem, Refused
from cauce.case.facts import Facts, Target, World, as_day
from cauce.case.forms import Form, check_form
from cauce.case.state import CaseState
from cauce.law import schema
from cauce.law.errors import NoVersionInForce
from cauce.law.library import Regime, Version
from cauce.law.territory import civil_day


@dataclass(frozen=True, slots=True)
class Draft:
    """An act that an office wants to do: nothing in it has been checked."""

    regime: str
    procedure: str
    act: str
    by: str
    #: instant of filing, aware
    at: datetime
    fields: Mapping[str, object] = field(default_factory=dict)
    #: persons of the register whom this office may not know of: to it they are not on the register
    hidden: frozenset[str] = frozenset()
    #: other cases that it names, as far as this office may read them
    cases: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft that can be taken: its answers in their one form, and what the law says."""

    fields: dict[str, object]
    judgement: Judgement


def judge(draft: Draft, state: CaseState, world: World) -> Judged:
    """Judge a draft on the case as it stands (an empty state opens a case). Errors: Refused."""
    regime = _regime(draft, world)
    filed = civil_day(draft.at, regime.file.zone)
    _exists(draft, filed, world)
    _in_line(draft, state)
    version, day = _version(draft, regime, filed)
    law = _act_in(version, draft, day)
    _may_act(draft, law, version, state, world)
    form = Form(
        version, law, state, draft.procedure, world.library, world.directory, filed, draft.at, day, draft.hidden,
        frozenset(draft.cases),
    )  # fmt: skip
    clean, problems = check_form(form, draft.fields)
    problems += _out_of_range(law, version, clean)
    if problems:
        raise Refused(tuple(problems))
    facts = Facts(world, version, draft.procedure, draft.act, draft.by, clean, day, filed, state, draft.cases)
    _bound(facts, regime)
    _own(facts, law)
    _may_erase(facts, law)
    _valid(facts, law)
    return Judged(clean, _judgement(facts))


def _judgement(facts: Facts) -> Judgement:
    flags, keeps = _expected(facts)
    return Judgement(
        under=facts.version.id,
        law=facts.version.digest,
        day=facts.day.isoformat(),
        filed=facts.filed.isoformat(),
        stage=facts.act.to or facts.state.stage,
        flags=flags,
        keeps=keeps,
        **effects_of(facts),
    )


def _expected(facts: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the expectations that the act offends and those that it keeps, in the order of the pack."""
    expects = facts.version.file.procedures[facts.procedure].expects
    flags, keeps = list[str](), list[str]()
    for name, expected in expects.items():
        if facts.kind not in expected.of or not all_hold(expected.when, facts):
            continue
        if all_hold(expected.that, facts):
            keeps.append(name)
        elif not any_holds(expected.unless, facts):
            flags.append(name)
    return tuple(flags), tuple(keeps)


def _regime(draft: Draft, world: World) -> Regime:
    regime = world.library.regimes.get(draft.regime)
    if regime is None:
        raise _refusal("act.E101", name=draft.regime[:64], known=", ".join(world.library.regimes))
    if draft.by not in world.directory.offices:
        raise _refusal("act.E104", name=draft.by[:64])
    return regime


def _exists(draft: Draft, filed: date, world: World) -> None:
    """Refuse an office that has ended or has not begun: nobody is left who could answer for what it does."""
    day = filed.isoformat()
    if not world.directory.offices[draft.by].exists(day, day):
        raise _refusal("act.E115", name=draft.by, day=day)


def _version(draft: Draft, regime: Regime, filed: date) -> tuple[Version, date]:
    """
    Return the version in force on the day of the fact, and that day.

    Which field holds that day is itself law, so the act is first looked up in the newest version that has it and
    was in force by the day of filing.
    """
    day, field = filed, ""
    for version in reversed([known for known in regime.versions if known.since <= filed] or regime.versions):
        procedure = version.file.procedures.get(draft.procedure)
        act = procedure.acts.get(draft.act) if procedure else None
        if act is not None:
            found = _day_of_fact(draft, act)
            day, field = (found, act.dated_by or "") if found else (filed, "")
            break
    try:
        return regime.in_force(day), day
    except NoVersionInForce as err:
        told: dict[str, object] = {"name": regime.file.title.model_dump(), "day": day.isoformat()}
        raise Refused((Problem("act.E109", field, told),)) from err


def _day_of_fact(draft: Draft, act: schema.Act) -> date | None:
    value = draft.fields.get(act.dated_by) if act.dated_by else None
    return as_day(value.strip()) if isinstance(value, str) else None


def _act_in(version: Version, draft: Draft, day: date) -> schema.Act:
    procedure = version.file.procedures.get(draft.procedure)
    if procedure is None:
        known = ", ".join(version.file.procedures)
        raise _refusal("act.E102", day=day.isoformat(), name=draft.procedure[:64], known=known)
    act = procedure.acts.get(draft.act)
    if act is None:
        raise _refusal("act.E103", day=day.isoformat(), name=draft.act[:64], known=", ".join(procedure.acts))
    return act


def _in_line(draft: Draft, state: CaseState) -> None:
    """Refuse what does not belong to the case, or would be filed before its last act."""
    if state.acts and (draft.regime, draft.procedure) != (state.regime, state.procedure):
        raise _refusal("act.E113")
    if state.acts and utc_text(draft.at) < state.acts[-1].at:
        raise _refusal("act.E112")


def _may_act(draft: Draft, law: schema.Act, version: Version, state: CaseState, world: World) -> None:
    allowed = law.by or _seats(version, law.by_seats_of)
    own = world.directory.kinds_of(draft.by, draft.regime)
    kinds = frozenset().union(*(version.kinds_of(kind) for kind in own)) if own else frozenset()
    title = law.title.model_dump()
    if kinds.isdisjoint(allowed):
        raise _refusal("act.E105", title=title, offices=_titles(version, allowed))
    if not is_open(law, state):
        known = open_acts(version, draft.procedure, state)
        raise _refusal("act.E106", title=title, stage=_stage_title(version, draft.procedure, state.stage), known=known)
    if law.once and any(act.act == draft.act and (law.once == "per-case" or act.by == draft.by) for act in state.acts):
        raise _refusal("act.E107", title=title)


def is_open(law: schema.Act, state: CaseState) -> bool:
    """Return whether an act is open at the stage where the case stands."""
    return state.stage in law.from_ or ("any" in law.from_ and state.stage != "start")


def open_acts(version: Version, procedure: str, state: CaseState) -> dict[str, str]:
    """Return the titles of the acts open at the case's stage, in both languages."""
    acts = version.file.procedures[procedure].acts.values()
    titles = [act.title for act in acts if is_open(act, state)]
    return {lang: ", ".join(getattr(title, lang) for title in titles) or "–" for lang in ("en", "es")}


def _seats(version: Version, panel: str | None) -> list[str]:
    kind = version.file.offices.get(panel or "")
    return kind.panel.seats if kind is not None and kind.panel is not None else []


def _titles(version: Version, kinds: list[str]) -> dict[str, str]:
    offices = [version.file.offices[kind].title for kind in kinds if kind in version.file.offices]
    return {lang: ", ".join(getattr(title, lang) for title in offices) for lang in ("en", "es")}


def _stage_title(version: Version, procedure: str, stage: str) -> dict[str, str]:
    known = version.file.procedures[procedure].stages.get(stage)
    if known is not None:
        return known.title.model_dump()
    return {"en": "the start", "es": "el inicio"} if stage == "start" else {"en": stage, "es": stage}


def _bound(facts: Facts, regime: Regime) -> None:
    senders, sender = regime.file.senders, facts.sender()
    if isinstance(senders, list) and sender and sender not in senders:
        raise _refusal("act.E110", name=sender, known=", ".join(senders))


def _own(facts: Facts, law: schema.Act) -> None:
    """A correction is of an act of the same office: nobody puts words into another's mouth."""
    number = facts.fields.get(law.corrects) if law.corrects else None
    if isinstance(number, int) and facts.state.acts[number - 1].by != facts.by:
        raise _refusal("act.E114", number=number)


def _may_erase(facts: Facts, law: schema.Act) -> None:
    problem = why_kept(law.erases, facts) if law.erases else None
    if problem is not None:
        raise Refused((problem,))


def _valid(facts: Facts, law: schema.Act) -> None:
    if law.requires and not all_hold(law.requires, facts):
        says = law.refusal.model_dump() if law.refusal else {"en": "see the law.", "es": "consulte la ley."}
        raise _refusal("act.E108", says=says)


def _out_of_range(law: schema.Act, version: Version, clean: Mapping[str, object]) -> list[Problem]:
    """Refuse a value that the parameter cannot have, or that is no whole number."""
    parameter = version.file.parameters.get(str(clean.get(law.sets.parameter, ""))) if law.sets else None
    if law.sets is None or parameter is None or law.sets.value not in clean:
        return []
    value, title = clean[law.sets.value], version.file.fields[law.sets.value].title.model_dump()
    if isinstance(value, int) and parameter.min <= value <= parameter.max:
        return []
    return [Problem("field.E211", law.sets.value, {"title": title, "min": parameter.min, "max": parameter.max})]


def _refusal(code: str, **values: object) -> Refused:
    return Refused((Problem(code, "", values),))
