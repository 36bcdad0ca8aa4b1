"""What the competent offices settle for this node: readings, parameters, days, the roster for urgent meetings."""

from __future__ import annotations

from datetime import date

from cauce.node.demo.engine import Do, Story, moment


def adopts(day: date, reading: str, document: str) -> Story:
    """The Foreign Ministry adopts a reading of the three days."""
    fields = {"reading": reading, "first-day": day.isoformat(), "document": document}
    yield Do(moment(day, 9), "sre", "adopt-reading", fields, opens="settings")


def sets(day: date, office: str, parameter: str, value: int, document: str) -> Story:
    """An office settles by its own rule what the published texts leave open."""
    fields = {"parameter": parameter, "value": value, "first-day": day.isoformat(), "document": document}
    yield Do(moment(day, 9, 20), office, "set-parameter", fields, opens="settings")


def declares(
    day: date, first: date, last: date, document: str, *,
    office: str = "sre", calendar: str = "mx-administrative", kind: str = "closed",
) -> Story:  # fmt: skip
    """A ministry suspends work on some days, or makes a day working."""
    fields = {"calendar": calendar, "first-day": first.isoformat(), "last-day": last.isoformat()}
    yield Do(
        moment(day, 9, 40), office, "declare-days", fields | {"day-kind": kind, "document": document}, opens="settings"
    )


def roster(day: date, office: str, official: str, until: date | None = None) -> Story:
    """The group names a contact official for urgent meetings, and perhaps removes them."""
    fields = {"contact-office": office, "official": official, "first-day": day.isoformat(), "last-day": "2021-12-31"}
    yield Do(moment(day, 10), "ganseg", "designate", fields, opens="roster")
    if until:
        gone = {"end-day": until.isoformat(), "reason": "Cambio de adscripción."}
        yield Do(moment(until, 10), "ganseg", "remove", gone)
