"""
Everything explains itself: a duty or an irregularity as data, with rule, source, confidence, days and alternatives.

The command line and the pages render the same data in both languages.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from cauce.case.clock import Clock, clock_of, done_on, rule_of, status_of, version_of, waiting_for
from cauce.case.facts import World
from cauce.case.state import Duty
from cauce.law import schema
from cauce.law.library import Version

Data = dict[str, Any]


def explain_duty(duty: Duty, world: World, today: date) -> Data:
    """Return why a duty is owed, by when under each reading, and how it stands."""
    version, rule = version_of(duty.under, world.library), rule_of(duty, world.library)
    clock = clock_of(duty, world)
    plain: Data = {
        "duty": duty.id,
        "owes": duty.owes,
        "about": duty.about,
        "period": duty.period,
        "under": duty.under,
        "status": status_of(duty, clock, world, today),
        "counted-from": duty.since,
        "filed-on": duty.met_on,
        "done-on": done_on(duty, world),
        "received": dict(duty.received),
        "waiting-for": list(waiting_for(duty, world)),
    }
    if version is None or rule is None:
        return plain | {"known": False}
    return (
        plain
        | {"known": True}
        | _rule(rule, version, f"{duty.procedure or 'recurring'}.{duty.id}")
        | _clock(clock, rule, version)
    )


def _rule(rule: schema.Duty | schema.Recurring, version: Version, name: str) -> Data:
    return {
        "rule": name,
        "title": rule.title.model_dump(),
        "to": list(rule.to or ()),
        "at-end": rule.at_end,
        "consequence": rule.consequence.model_dump() if rule.consequence else None,
        "silence": rule.silence.model_dump() if rule.silence else None,
    } | sources(version, rule.source, rule.sure)


def _clock(clock: Clock, rule: schema.Duty | schema.Recurring, version: Version) -> Data:
    parameter = version.file.parameters.get(clock.unset)
    adopted = clock.adopted
    last = clock.last_day()
    return {
        "last-day": last.isoformat() if last else None,
        "governing": clock.governing,
        "direction": clock.direction,
        "ends": clock.ends or None,
        "stopped": clock.stopped,
        "gap": clock.gap,
        "extended": clock.extended.isoformat() if clock.extended else None,
        "adopted": (
            {"by": adopted.by, "case": adopted.case, "number": adopted.number, "since": adopted.setting.since}
            if adopted
            else None
        ),
        "unset": {"parameter": clock.unset}
        | {"title": parameter.title.model_dump(), "silence": parameter.silence.model_dump()}
        if parameter
        else None,
        "readings": [_reading(name, clock, version) for name in clock.counted],
    }


def _reading(name: str, clock: Clock, version: Version) -> Data:
    counted, law = clock.counted[name], version.file.readings.get(name)
    plain: Data = counted.to_json() | {
        "last_day": clock.last_days()[name].isoformat(),
        "governs": name == clock.governing,
        "steps": [
            {
                "day": step.day.isoformat(),
                "role": step.role,
                "number": step.number,
                "why": [why.to_json() for why in step.why],
            }
            for step in counted.steps
        ],
    }
    if law is not None:
        plain |= {
            "title": law.title.model_dump(),
            "basis": law.basis.model_dump(),
            "weakness": law.weakness.model_dump(),
        }
        plain |= {"reading-sources": sources(version, law.source, law.sure)["sources"]}
    return plain


def sources(version: Version, citations: list[str], sure: schema.Sure | None = None) -> Data:
    """Return the texts that a rule cites, how sure we are of it, and its rank: statute, guideline and so on."""
    found = []
    for citation in citations:
        source, place = version.source(citation)
        found.append(
            {
                "source": citation.partition(" ")[0],
                "cite": source.cite,
                "title": source.title.model_dump(),
                "at": place,
                "kind": source.kind,
                "sure": source.sure,
                "note": source.note.model_dump() if source.note else None,
            }
        )
    return {"sources": found, "sure": version.sure(citations, sure), "basis": version.basis(citations)}


def explain_flag(under: str, procedure: str, flag: str, world: World) -> Data:
    """Return what an irregular act offends: the rule, its words, its sources and how sure we are."""
    version = version_of(under, world.library)
    law = version.file.procedures.get(procedure) if version else None
    expected = law.expects.get(flag) if law else None
    if version is None or expected is None:
        return {"flag": flag, "under": under, "known": False}
    return {
        "flag": flag,
        "rule": f"{procedure}.{flag}",
        "under": under,
        "known": True,
        "says": expected.says.model_dump(),
    } | sources(version, expected.source, expected.sure)
