"""
An invented land whose law the tests of cases run on: Quern (QM), with guests from Noor (QN) and Ostra (QO).

The law is built in code, so that a test can change a single rule: `library_of(changes)` lays a map over it.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from cauce.case.directory import Directory, OfficeEntry, PersonEntry, directory_of
from cauce.law.calendars import calendar_from
from cauce.law.library import Library, Regime, Version
from cauce.law.schema import CalendarFile, RegimeFile, TerritoryFile, VersionFile
from cauce.law.territory import territory_from

REGIME = "qm-guests"
FIRST, SECOND = "2010-01-01", "2020-07-01"
#: between the end of the first version and the second one no law is in force
GAP = "2020-05-31"
Plain = dict[str, Any]


def words(text: str) -> Plain:
    """Return a bilingual text; the Spanish one differs, so that a test can tell them apart."""
    return {"en": text, "es": f"{text} (es)"}


def _fields() -> Plain:
    kinds = {
        "agent": "person", "topic": "text", "story": "long-text", "place": "place", "area": "places",
        "hour": "time", "period": "month", "quarter": "text", "count": "number", "land": "country", "whom": "office",
        "earlier": "act", "duty": "duty", "parameter": "parameter", "value": "number", "reading": "reading",
        "calendar": "calendar", "since": "day", "first": "day", "received": "day", "event": "day",
    }  # fmt: skip
    fields: Plain = {name: {"title": words(name), "type": kind} for name, kind in kinds.items()}
    fields["day"] = {"title": words("day"), "type": "day", "past": True}
    fields["done-month"] = {"title": words("done-month"), "type": "month", "past": True}
    fields["until"] = {"title": words("until"), "type": "day", "not-before": "since"}
    fields["last"] = {"title": words("last"), "type": "day", "not-before": "first"}
    fields["whom"]["kinds"] = ["public-body"]
    for name, options in {
        "contact": ("visit", "call", "message"),
        "choice": ("for", "against", "abstain", "recuse"),
        "becomes": ("closed", "working"),
        "answer": ("yes", "no"),
    }.items():
        fields[name] = {"title": words(name), "type": "choice", "options": {each: words(each) for each in options}}
    return fields


def act(title: str, by: str | list[str], start: str | list[str], to: str | None = None, **more: Any) -> Plain:
    """Return an act; names of keys are written with underscores."""
    plain: Plain = {"title": words(title), "by": by, "from": start, "source": "code 1"}
    if to is not None:
        plain["to"] = to
    plain |= {key.rstrip("_").replace("_", "-"): value for key, value in more.items()}
    return {key: value for key, value in plain.items() if value is not None}


def _visit() -> Plain:
    duty = {
        "title": words("report the visit"),
        "owes": {"actor": "public-body"},
        "to": ["ministry", "council-office"],
        "after": ["hold"],
        "counted-from": "day",
        "within": {"days": 3, "first-day": "not-counted"},
        "met-by": ["report"],
        "acknowledged-by": {"act": "receive", "received": "received"},
        "at-end": "breach",
        "consequence": words("it is noted"),
        "source": ["code 3", "rules 2"],
    }
    acts = {
        "ask": act(
            "ask leave", "public-body", "start", "asked", fields=["agent", "event", "topic"], optional=["place"],
        ),
        "vote": act(
            "vote", [], "asked", by_seats_of="council", fields=["choice"], once=None,
            votes={"panel": "council", "choice": "choice"},
        ),
        "allow": act("allow", "council", "asked", "allowed", decides=True),
        "hold": act(
            "hold", "public-body", ["start", "asked", "allowed"], "held", dated_by="day",
            fields=["agent", "day"], optional=["contact", "place", "topic", "story", "count", "hour", "answer"],
        ),
        "report": act("report", "public-body", ["held", "reported"], "reported", optional=["story"]),
        "receive": act("receive", ["ministry", "council-office"], ["held", "reported"], optional=["received"]),
        "correct": act(
            "correct", "public-body", "any", fields=["earlier"], optional=["day", "agent", "topic"],
            corrects="earlier",
        ),
        "extend": act("extend", "ministry", "any", optional=["duty", "until", "since"]),
        "stop": act("stop", "ministry", "any", stops="all"),
        "resume": act("resume", "ministry", "any", resumes="all"),
        "drop": act("drop", "public-body", "any", "dropped", cancels="all"),
    }  # fmt: skip
    del acts["vote"]["by"]
    acts["extend"]["extends"] = [{"duty": "duty", "until": "until"}]
    return {
        "title": words("visit"),
        "summary": words("a visit"),
        "subject": "agent",
        "stages": {
            name: {"title": words(name)} for name in ("asked", "allowed", "held", "reported", "dropped")
        },
        "acts": acts,
        "expects": {
            "admitted": {
                "of": "hold",
                "that": {"standing": "admitted", "held-by": "agent"},
                "says": words("the guest was not admitted"),
                "source": "code 2",
            }
        },
        "duties": {"report": duty},
        "source": "code 1",
    }  # fmt: skip


def _admission() -> Plain:
    return {
        "title": words("admission"),
        "summary": words("who may be here"),
        "subject": "agent",
        "stages": {name: {"title": words(name)} for name in ("sought", "admitted", "left")},
        "acts": {
            "seek": act("seek", "mission", "start", "sought", fields=["agent"], optional=["area", "since", "until"]),
            "admit": act(
                "admit", "ministry", "sought", "admitted", once="per-case",
                fields=["since"], optional=["until", "area"],
                grants=[{"standing": "admitted", "to": "agent", "within": "area", "since": "since", "until": "until"}],
            ),
            "leave": act(
                "leave", ["mission", "ministry"], "admitted", "left", optional=["last"],
                ends=[{"standing": ["admitted", "armed"], "of": "agent", "on": "last"}],
            ),
            "arm": act(
                "arm", "ministry", "admitted", once="per-office",
                grants=[{"standing": "armed", "to": "agent", "for": {"months": 6, "first-day": "counted"}}],
            ),
            "bar": act("bar", "ministry", "any", grants=[{"standing": "barred", "to": "state of agent"}]),
        },
        "source": "code 1",
    }  # fmt: skip


def _other_procedures() -> Plain:
    settle = {
        "set": act("set", "ministry", "start", "settled", fields=["parameter", "value", "since"],
                   sets={"parameter": "parameter", "value": "value", "since": "since"}),
        "adopt": act("adopt", "ministry", "start", "settled", fields=["reading"], optional=["since"],
                     adopts={"reading": "reading", "since": "since"}),
        "declare": act("declare", "ministry", "start", "settled", fields=["calendar", "first", "last", "becomes"],
                       declares_days={"calendar": "calendar", "from": "first", "until": "last", "as": "becomes"}),
    }  # fmt: skip
    file = {
        "file": act("file", ["mission", "public-body"], "start", "filed", fields=["period"], optional=["agent"]),
        "receive": act("receive", "ministry", "filed", optional=["received"]),
        "correct": act("correct", ["mission", "public-body"], "any", fields=["earlier", "period"], corrects="earlier"),
    }
    return {
        "settlement": {"title": words("settle"), "summary": words("settle"), "source": "code 1",
                       "stages": {"settled": {"title": words("settled")}}, "acts": settle},
        "monthly": {"title": words("monthly"), "summary": words("monthly"), "source": "code 1",
                    "stages": {"filed": {"title": words("filed")}}, "acts": file},
    }  # fmt: skip


def _recurring() -> Plain:
    monthly = {
        "title": words("monthly report"),
        "owes": {"mission-of": "holder"},
        "every": "month",
        "while": "admitted",
        "per": "office",
        "to": ["ministry"],
        "within": {"day-of-month": 10},
        "met-by": {"procedure": "monthly", "act": "file", "period": "period"},
        "acknowledged-by": {"act": "receive", "received": "received"},
        "at-end": "breach",
        "source": "code 4",
    }
    return {"monthly-report": monthly}


def _panel() -> Plain:
    return {
        "seats": ["ministry", "police", "harbour"],
        "chair": "ministry",
        "rule": "majority",
        "quorum": {"parameter": "quorum"},
    }


def _offices() -> Plain:
    def office(title: str, of: str = "host", **more: Any) -> Plain:
        return {"title": words(title), "of": of} | more

    return {
        "public-body": office("public body"),
        "ministry": office("ministry", one=True, **{"is": ["public-body"]}),
        "police": office("police", one=True, **{"is": ["public-body"]}),
        "harbour": office("harbour office", one=True, **{"is": ["public-body"]}),
        "council": office("council", one=True, panel=_panel()),
        "council-office": office("office of the council", one=True),
        "mission": office("mission", "sender"),
    }


def law() -> Plain:
    """Return the first version of the law of Quern, as a pack would say it."""

    def reading(count: str, **more: str) -> Plain:
        texts = {"title": words(count), "basis": words("basis"), "weakness": words("weakness"), "source": "code 3"}
        return {"count": count} | texts | more

    def parameter(kind: str, **more: Any) -> Plain:
        return {"title": words(kind), "type": kind, "silence": words("the law is silent"), "source": "code 5"} | more

    def standing(of: str, good: bool = True) -> Plain:
        return {"title": words(of), "of": of, "good": good, "source": "code 2"}

    return {
        "version": FIRST,
        "until": GAP,
        "title": words("guest code"),
        "summary": words("the first code"),
        "source": "code",
        "offices": _offices(),
        "fields": _fields(),
        "readings": {
            "strict": reading("calendar"),
            "rolled": reading("calendar", calendar="qm-days", roll="next-business-day"),
            "open": reading("business", calendar="qm-days"),
        },
        "parameters": {"lead": parameter("days", max=60), "quorum": parameter("number", max=3)},
        "standings": {"admitted": standing("person"), "armed": standing("person"), "barred": standing("state", False)},
        "procedures": {"visit": _visit(), "admission": _admission(), **_other_procedures()},
        "recurring": _recurring(),
    }


def overlaid(base: Plain, changes: Mapping[str, Any]) -> Plain:
    """Return `base` with `changes` laid over it: maps merged key by key, None takes a key away."""
    found = deepcopy(base)
    for key, value in changes.items():
        if value is None:
            found.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(found.get(key), dict):
            found[key] = overlaid(found[key], value)
        else:
            found[key] = deepcopy(value)
    return found


def library_of(first: Plain | None = None, second: Plain | None = None, **regime: Any) -> Library:
    """Return the law of Quern with changes to its versions (the second is the first with its own) and its frame."""
    old = overlaid(law(), first or {})
    new = overlaid(old, {"version": SECOND, "until": None, "summary": words("the second code")} | (second or {}))
    frame = RegimeFile.model_validate(
        {
            "regime": REGIME,
            "title": words("guests of Quern"),
            "summary": words("an invented law"),
            "host": "QM",
            "zone": "America/Mexico_City",
            "prefix": "QM",
            "sources": {
                "code": {"cite": "QC 1", "title": words("guest code"), "kind": "statute", "sure": "official"},
                "rules": {"cite": "QR 2", "title": words("rules"), "kind": "guideline", "sure": "press"},
            },
        }
        | regime
    )
    files = sorted((VersionFile.model_validate(plain) for plain in (old, new)), key=lambda file: file.version)
    ends = [files[1].version - timedelta(1), None]
    versions = tuple(Version(frame, file, file.until or end) for file, end in zip(files, ends, strict=True))
    return Library({REGIME: Regime(frame, versions)}, {"qm-days": calendar_from(_calendar())}, {"QM": territory()})


def _calendar() -> CalendarFile:
    return CalendarFile.model_validate(
        {
            "calendar": "qm-days",
            "title": words("open days"),
            "sources": {"code": {"cite": "QC 1", "title": words("code"), "kind": "statute", "sure": "official"}},
            "covers": {"from": "2009-01-01", "until": "2030-12-31"},
            "weekend": ["saturday", "sunday"],
            "days": {"founding": {"title": words("founding day"), "on": "02-11", "source": "code 9"}},
        }
    )


def territory() -> Any:
    """Return the places of Quern: a west two hours behind its capital."""
    places = {
        "QM": {"title": words("Quern"), "kind": "country"},
        "QM-EA": {"title": words("East"), "kind": "state", "in": "QM"},
        "QM-EA-1": {"title": words("Eastport"), "kind": "city", "in": "QM-EA"},
        "QM-WE": {"title": words("West"), "kind": "state", "in": "QM", "zone": "America/Tijuana"},
    }
    source = {"code": {"cite": "QC 1", "title": words("code"), "kind": "statute", "sure": "official"}}
    plain = {"territory": "QM", "zone": "America/Mexico_City", "sources": source, "source": "code 9", "places": places}
    return territory_from(TerritoryFile.model_validate(plain))


def directory() -> Directory:
    """Return who there is: one office of each kind, two missions, four guests."""

    def office(code: str, state: str, *kinds: str) -> OfficeEntry:
        return OfficeEntry(code, state, frozenset(f"{REGIME}/{kind}" for kind in kinds))

    return directory_of(
        [
            office("ministry", "QM", "ministry"),
            office("police", "QM", "police"),
            office("harbour", "QM", "harbour"),
            office("council", "QM", "council"),
            office("council-office", "QM", "council-office"),
            office("museum", "QM", "public-body"),
            office("noor", "QN", "mission"),
            office("ostra", "QO", "mission"),
            office("stranger", "QX"),
        ],
        [
            PersonEntry("ada", "QN", "noor"),
            PersonEntry("bo", "QN", "noor"),
            PersonEntry("cy", "QO", "ostra"),
            PersonEntry("dee", "QO"),
        ],
    )


def day(text: str) -> date:
    """Return a civil day from its ISO text."""
    return date.fromisoformat(text)
