"""The mirror: Mexico's own agents in the United States, under the law that asks them to give notice there."""

from __future__ import annotations

from datetime import date, timedelta

from cauce.node.demo.engine import Do, Story, moment

US_951 = "us-951"
EMBASSY, THEM, STATE = "embassy-mx-washington", "us-attorney-general", "us-state-department"


def noticed(code: str, day: date, *, late: bool = False, years: int = 5, proof: str = "") -> Story:
    """An agent is notified to the Attorney General there; one began before the notice was received."""
    begins = day + timedelta(10)
    fields = {"agent": code, "government": "Estados Unidos Mexicanos"}
    fields |= {"activities": "Enlace para intercambio de información", "planned-start": begins.isoformat()}
    yield Do(moment(day, 10), EMBASSY, "notify", fields, "notice", US_951)
    if not late:
        yield received(day + timedelta(5), years=years, proof=proof)
    began = {"agent": code, "began": begins.isoformat(), "ground": "notice"}
    yield Do(moment(begins, 11), EMBASSY, "begin", began)
    yield Do(moment(day + timedelta(20), 12), THEM, "transmit", {})


def received(day: date, act: str = "receive", years: int = 5, proof: str = "") -> Do:
    """The notice is received, and holds for so many years."""
    fields = {"received": day.isoformat(), "expires": date(day.year + years, day.month, day.day).isoformat()}
    return Do(moment(day, 12), EMBASSY, act, fields | ({"proof": proof} if proof else {}))


def noticed_again(code: str, day: date) -> Story:
    """A notice with the wrong address is corrected; then the activities change, and a new notice is sent."""
    yield from noticed(code, day, proof="Acuse de mensajería")
    fixed = {"earlier": 1, "reasons": "Domicilio incompleto.", "address": "Embassy of Mexico, Washington, DC"}
    yield Do(moment(day + timedelta(22), 10), EMBASSY, "correct", fixed)
    day = day + timedelta(60)
    yield Do(moment(day, 10), EMBASSY, "renew", {"activities": "Enlace y capacitación"})
    yield received(day + timedelta(4), "receive-new", proof="Acuse de mensajería")


def over(code: str, day: date, ended: date, told: date) -> Story:
    """The relationship ends, and the end is told in time or late."""
    yield from noticed(code, day, proof="Acuse de mensajería")
    yield Do(moment(ended, 16), EMBASSY, "cease", {"ended": ended.isoformat()})
    yield Do(moment(told, 11), EMBASSY, "advise", {"document": f"Nota EUA-{told:%j}/2021"})


def in_trade(code: str, day: date, listed: str = "") -> Story:
    """Somebody acts on the ground of trade, which has to be checked."""
    fields = {"agent": code, "began": day.isoformat(), "ground": "commerce"}
    fields |= {"state-listed": listed} if listed else {}
    yield Do(moment(day, 11), EMBASSY, "begin", fields, "notice", US_951)


def arrived(code: str, day: date, left: date | None = None) -> Story:
    """An attaché whose appointment and arrival are reported needs no notice."""
    fields = {"agent": code, "function": "attache", "appointed": (day - timedelta(20)).isoformat()}
    yield Do(moment(day, 10), EMBASSY, "report-arrival", fields | {"arrived": day.isoformat()}, "status", US_951)
    if left:
        yield Do(moment(left, 10), EMBASSY, "report-departure", {"left": left.isoformat()})


def objected(code: str, day: date) -> Story:
    """The Department of State objects to a status."""
    yield Do(moment(day, 10), EMBASSY, "file-status", {"agent": code}, "status", US_951)
    why = {"reasons": "Las funciones no corresponden a esa calidad."}
    yield Do(moment(day + timedelta(12), 11), STATE, "object", why)


def staff(code: str, day: date) -> Story:
    """Staff: a citizen of the receiving state cannot be acknowledged; the slip is found and filed anew."""
    wrong = {"agent": code, "us-citizen": "yes"}
    yield Do(moment(day, 10), EMBASSY, "file-staff-status", wrong, "status", US_951, refused=True)
    right = {"agent": code, "us-citizen": "no"}
    yield Do(moment(day, 12), EMBASSY, "file-staff-status", right, "status", US_951)


def visits(code: str, day: date, by: str) -> Story:
    """A visit of some days, announced by the ministry at home or authorised by an agency there."""
    span = {"agent": code, "first-day": (day + timedelta(9)).isoformat(), "purpose": "Reunión técnica"}
    span |= {"last-day": (day + timedelta(13)).isoformat()}
    act = "announce-visit" if by == "sre" else "authorise-visit"
    yield Do(moment(day, 10), by, act, span, "status", US_951)


def counts(day: date, reading: str) -> Story:
    """The Attorney General there adopts a reading of the days."""
    fields = {"reading": reading, "since": day.isoformat(), "document": "Internal memorandum 14", "reasons": "One way."}
    yield Do(moment(day, 10), THEM, "adopt", fields, "counting-rule", US_951)
