"""What two attorneys general promised each other: contact points, consultation before an operation, yearly reports."""

from __future__ import annotations

from datetime import date, timedelta

from cauce.node.demo.engine import Do, Story, moment, working

US_MX = "us-mx"
THEM, US = "us-attorney-general", "fgr"


def listed(day: date, by: str, point: str, until: date | None = None) -> Story:
    """An attorney general puts a contact point on the list, and perhaps takes it off."""
    yield Do(moment(day, 10), by, "designate", {"point": point, "since": day.isoformat()}, "contact-list", US_MX)
    if until:
        yield Do(moment(until, 10), by, "remove", {"last-day": until.isoformat()})


def settled(day: date, parameter: str, value: int) -> Story:
    """While the memorandum stays unpublished, a value is set as a working rule."""
    fields = {"parameter": parameter, "value": value, "since": day.isoformat(), "document": "Oficio FGR-SJAI-21/2021"}
    yield Do(moment(day, 11), US, "settle", fields, "own-rule", US_MX)


def _told(activity: str, day: date, ahead: int, to: str, place: str) -> dict[str, object]:
    starts = day + timedelta(ahead)
    told: dict[str, object] = {"counterpart": to, "activity": activity, "place": place, "weight": "sensitive"}
    return told | {"starts": starts.isoformat(), "until": (starts + timedelta(5)).isoformat()}


def consulted(day: date, activity: str, outcome: str, *, to: str = US, ahead: int = 20, place: str = "MX-BCN") -> Story:
    """Before a sensitive operation the two sides consult each other; the plan is changed, kept or given up."""
    yield Do(moment(day, 10), THEM, "notify", _told(activity, day, ahead, to, place), "prior-consultation", US_MX)
    yield Do(moment(working(day + timedelta(2)), 10), to, "acknowledge")
    views = {"views": "Se pide mover la fecha." if outcome == "adapt" else "Sin objeción; se pide aviso del resultado."}
    yield Do(moment(working(day + timedelta(5)), 10), to, "consult", views)
    decided = moment(working(day + timedelta(8)), 10)
    if outcome == "adapt":
        moved = (day + timedelta(ahead + 7)).isoformat()
        window = {"starts": moved, "until": (day + timedelta(ahead + 12)).isoformat()}
        yield Do(decided, THEM, "adapt", window | {"changes": "Se mueve una semana."})
    elif outcome == "withdraw":
        yield Do(decided, THEM, "withdraw", {"explanation": "La persona fue detenida en otro lugar."})
    else:
        yield Do(decided, THEM, "proceed", {"explanation": "Se mantiene el plan."})
        began = day + timedelta(ahead)
        done = {"began": began.isoformat(), "weight": "sensitive"}
        yield Do(moment(began + timedelta(1), 10), THEM, "carry-out", done)


def untold(day: date, activity: str) -> Story:
    """An operation of which the other side heard only afterwards."""
    done = {"began": day.isoformat(), "weight": "major", "activity": activity, "place": "MX-SIN"}
    yield Do(moment(day + timedelta(6), 10), THEM, "carry-out", done, "prior-consultation", US_MX)
    fixed = {"earlier": 1, "explanation": "Empezó un día antes.", "began": (day - timedelta(1)).isoformat()}
    yield Do(moment(day + timedelta(9), 10), THEM, "correct", fixed)


def withheld(day: date, activity: str) -> Story:
    """A lawful reason for saying nothing is put on record."""
    why = {"activity": activity, "weight": "sensitive", "reason": "security", "explanation": "Riesgo para una persona."}
    yield Do(moment(day, 10), THEM, "withhold", why, "prior-consultation", US_MX)


def complied(day: date, by: str) -> Story:
    """One side delivers its yearly report."""
    fields = {"year": 2020, "report": "Consultas previas del año y su resultado."}
    yield Do(moment(day, 10), by, "deliver", fields, "compliance-report", US_MX)
