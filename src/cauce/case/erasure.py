"""
Erasing what a case says, by an act of another case: when the law lets it, and what is left of the erased acts.

What is left of an act says who did what when, and under which rule: its office, its kind, its instant, its stage, the
rules that it kept and offended. What it says of persons goes: every answer of the form save offices and months, the
account that signed, standings of persons. No seal fits what is left, for the act's digest stands for the act as it was;
the erasure names the digest of all that is left instead (`Erased.left`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from cauce.case.act import Act, Erased, Judgement, canonical
from cauce.case.directory import Directory
from cauce.case.errors import Problem
from cauce.case.facts import Facts, Target
from cauce.case.register import Register
from cauce.case.state import CaseState
from cauce.law import schema
from cauce.law.errors import LawError
from cauce.law.library import Library, Version

#: fields that say nothing of a person
_PLAIN = frozenset({"office", "month"})


def why_kept(effect: schema.Erasure, facts: Facts) -> Problem | None:
    """Return why the case that an act names cannot be erased by it; None if it can."""
    ref = str(facts.fields.get(effect.case, ""))
    target = facts.cases.get(ref)
    code = "act.E116" if target is None else _why(ref, target, facts)
    return Problem(code, effect.case, {"case": ref}) if code else None


def _why(ref: str, target: Target, facts: Facts) -> str:
    state = target.state
    if not state.acts or ref == facts.state.case or state.regime != facts.regime:
        return "act.E116"
    if target.erased:
        return "act.E117"
    if any(act.judgement.settles or act.judgement.erases for act in state.acts):
        return "act.E118"
    return "act.E119" if _holds_an_end(ref, state, facts) else ""


def _holds_an_end(ref: str, state: CaseState, facts: Facts) -> bool:
    """Return whether a standing that another case gave a person ends by this one: erased, it would come to life."""
    register, directory = facts.world.register, facts.world.directory
    ended = {end.of for act in state.acts for end in act.judgement.ends if not stays(end.of, directory)}
    return any(
        standing.ended_by is not None and standing.ended_by[0] == ref != standing.case
        for holder in ended
        for standing in register.standings.get((state.regime, holder)) or ()
    )


def erased_by(effect: schema.Erasure, facts: Facts) -> Erased | None:
    """Return what a judgement says of an erasure."""
    ref = str(facts.fields.get(effect.case, ""))
    target = facts.cases.get(ref)
    if target is None:
        return None
    left = left_of(target.state.acts, facts.world.library, facts.world.directory)
    return Erased(
        acts=target.state.number,
        case=ref,
        ground=str(facts.fields.get(effect.ground, "")),
        head=target.head,
        left=digest_of(left),
    )


def digest_of(left: Iterable[Act]) -> str:
    """Return the SHA-256 over what is left of the acts of a case: their canonical bytes, a line feed after each."""
    hashed = hashlib.sha256()
    for act in left:
        hashed.update(canonical(act) + b"\n")
    return hashed.hexdigest()


def left_of(acts: Iterable[Act], library: Library, directory: Directory) -> list[Act]:
    """Return what an erasure leaves of the acts of a case."""
    return [_left(act, library, directory) for act in acts]


def _left(act: Act, library: Library, directory: Directory) -> Act:
    told = act.judgement
    judgement = Judgement(
        under=told.under,
        law=told.law,
        day=told.day,
        filed=told.filed,
        stage=told.stage,
        flags=told.flags,
        keeps=told.keeps,
        corrects=told.corrects,
        grants=tuple(granted for granted in told.grants if stays(granted.to, directory)),
        ends=tuple(ended for ended in told.ends if stays(ended.of, directory)),
        vote=told.vote,
    )
    return Act(
        judgement=judgement,
        act=act.act,
        at=act.at,
        by=act.by,
        case=act.case,
        number=act.number,
        procedure=act.procedure,
        regime=act.regime,
        fields=_fields(act, library, directory),
        previous=act.previous,
    )


def stays(holder: str, directory: Directory) -> bool:
    """Return whether a holder's standings outlive an erasure: those of offices and states do, a person's do not."""
    return holder in directory.offices or (len(holder) == 2 and holder.isupper())


def _fields(act: Act, library: Library, directory: Directory) -> dict[str, object]:
    kinds = _types(act, library)
    named = _named_by_what_recurs(act, library)
    return {
        name: value
        for name, value in act.fields.items()
        if kinds.get(name) in _PLAIN or (name in named and (kinds.get(name) != "person" or value in directory.persons))
    }


def _types(act: Act, library: Library) -> dict[str, str]:
    version = _version(act, library)
    return {name: described.type for name, described in version.file.fields.items()} if version else {}


def _version(act: Act, library: Library) -> Version | None:
    try:
        return library.version(act.judgement.under)
    except LawError:
        return None


def _named_by_what_recurs(act: Act, library: Library) -> set[str]:
    """
    Return the fields by which a report is known to have fulfilled what recurs.

    Without them a mission that reported in time would be in breach after the erasure. They are the period, the day of
    receipt and, where a report is owed for each person, the person's code, which the duty itself names as well.
    """
    regime = library.regimes.get(act.regime)
    found: set[str] = set()
    for version in regime.versions if regime else ():
        for rule in version.file.recurring.values():
            if rule.met_by.procedure == act.procedure:
                told = rule.acknowledged_by
                found |= {rule.met_by.period, rule.met_by.about or "", (told.received if told else "") or ""}
    return found - {""}


def forget(register: Register, ref: str, directory: Directory) -> None:
    """Take the standings that a case gave to persons off the register."""
    for (_, holder), held in register.standings.items():
        if not stays(holder, directory):
            held[:] = [standing for standing in held if standing.case != ref]
