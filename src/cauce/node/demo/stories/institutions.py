"""What institutions do: settings, the roster, series, monthly reports, agreements, a suspension, the mirror regime."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from cauce.node.demo.cast import Agent, embassy
from cauce.node.demo.engine import Do, Story, moment, working


def adopts(day: date, reading: str, document: str) -> Story:
    """The Foreign Ministry adopts a reading of the three days."""
    fields = {"reading": reading, "first-day": day.isoformat(), "document": document}
    yield Do(moment(day, 9), "sre", "adopt-reading", fields, opens="settings")


def sets(day: date, office: str, parameter: str, value: int, document: str) -> Story:
    """An office settles by its own rule what the published texts leave open."""
    fields = {"parameter": parameter, "value": value, "first-day": day.isoformat(), "document": document}
    yield Do(moment(day, 9, 20), office, "set-parameter", fields, opens="settings")


def closes(day: date, first: date, last: date, document: str) -> Story:
    """The ministry suspends work on some days."""
    fields = {"calendar": "mx-administrative", "first-day": first.isoformat(), "last-day": last.isoformat()}
    yield Do(
        moment(day, 9, 40),
        "sre",
        "declare-days",
        fields | {"day-kind": "closed", "document": document},
        opens="settings",
    )


def roster(day: date, office: str, official: str) -> Story:
    """The group names a contact official for urgent meetings."""
    fields = {"contact-office": office, "official": official, "first-day": day.isoformat(), "last-day": "2021-12-31"}
    yield Do(moment(day, 10), "ganseg", "designate", fields, opens="roster")


def series(day: date, office: str, agency: str, state: str, territory: list[str]) -> Story:
    """One authorisation for a series of meetings."""
    span: dict[str, object] = {"first-day": day.isoformat(), "territory": territory}
    span["last-day"] = (day + timedelta(90)).isoformat()
    data = {"agency": agency, "nationality": state, "topic": "Rastreo de armas", "objective": "Mesa quincenal"}
    yield Do(moment(day - timedelta(9), 10), office, "request", span | data, opens="series")
    for number, seat in enumerate(("sre", "sspc", "sedena", "semar")):
        yield Do(moment(day - timedelta(7), 12, number), seat, "vote", {"vote": "for"})
    yield Do(moment(day - timedelta(5), 13), "ganseg", "authorise", span | {"for-office": office})


def months(
    rng: Random, state: str, *, skips: frozenset[str] = frozenset(), late: frozenset[str] = frozenset()
) -> Story:
    """A mission reports month after month under the guidelines; it misses some and is late with others."""
    for month in range(1, 9):
        period, first = f"2021-{month:02}", date(2021, month + 1, 1)
        if period in skips:
            continue
        day = working(first + timedelta(rng.randrange(2, 8) + (15 if period in late else 0)))
        fields = {"period": period, "agreement": "Convenio bilateral de cooperación", "addressee": "sspc"}
        yield Do(moment(day, 13), embassy(state), "report-of-mission", fields, opens="monthly-report")
        yield Do(moment(working(day + timedelta(1)), 9), "sre", "acknowledge", {"received": day.isoformat()})
        yield Do(moment(working(day + timedelta(2)), 9), "sspc", "acknowledge", {"received": day.isoformat()})


def own_month(agent: Agent, day: date) -> Story:
    """An agent's own monthly report, as the decree alone asked for in December 2020."""
    fields = {"agent": agent.code, "period": "2020-12", "dealings": "Tres llamadas con autoridades federales."}
    yield Do(moment(day, 12), agent.mission, "report", fields, opens="monthly-report")
    yield Do(moment(working(day + timedelta(1)), 9), "sre", "acknowledge", {"received": day.isoformat()})
    yield Do(moment(working(day + timedelta(1)), 9, 30), "sspc", "acknowledge", {"received": day.isoformat()})


def notice(rng: Random, state: str, day: date, priority: str) -> Story:
    """An embassy tells facts of one of the three classes."""
    fields = {
        "learned-day": day.isoformat(),
        "addressee": "fgr",
        "priority": priority,
        "agreement": "Convenio bilateral",
    }
    yield Do(moment(working(day + timedelta(2)), 11), embassy(state), "notify", fields, opens="facts-notice")
    answered = working(working(day + timedelta(2)) + timedelta(1))
    yield Do(moment(answered, 9), "fgr", "acknowledge")


def agreement(office: str, title: str, day: date, *, asks: bool = True) -> Story:
    """A state makes an agreement with a foreign body: told to the ministry beforehand, or signed without a word."""
    data = {"agreement-title": title, "counterpart-body": "State police academy", "counterpart-state": "US"}
    if asks:
        told = data | {
            "powers": "Capacitación policial",
            "dispute-clause": "has",
            "planned-day": (day + timedelta(40)).isoformat(),
        }
        yield Do(moment(day, 10), office, "inform", told, opens="agreement")
        yield Do(moment(working(day + timedelta(18)), 12), "sre", "give-opinion", {"opinion": "favourable"})
    day = working(day + timedelta(30))
    signed = data | {"signed-day": day.isoformat(), "powers": "Capacitación policial"}
    yield Do(moment(day, 17), office, "sign", signed, opens="" if asks else "agreement")
    if asks:
        yield Do(moment(working(day + timedelta(9)), 11), "sre", "register", {"registration": f"AI-{day:%Y%m%d}"})


def suspension(state: str, day: date, until: date | None = None) -> Story:
    """Article 74 is applied to one sending state, and lifted again."""
    data = {
        "sending-state": state,
        "ground": "deprivation",
        "deciding-office": "sre",
        "document": "Resolución reservada",
    }
    yield Do(moment(day, 12), "fgr", "prove", data, opens="suspension")
    fields = {"sending-state": state, "agreements": "Convenio bilateral de cooperación", "scope": "that-state"}
    yield Do(moment(day, 18), "sre", "suspend", fields | {"first-day": (day + timedelta(1)).isoformat()})
    if until:
        yield Do(
            moment(until, 12), "sre", "lift", {"end-day": until.isoformat(), "reason": "Garantías de no repetición."}
        )


def abroad(code: str, day: date, *, late: bool = False) -> Story:
    """A Mexican agent in the United States is notified to the Attorney General there; one began too soon."""
    me, them = "embassy-mx-washington", "us-attorney-general"
    fields = {
        "agent": code,
        "government": "Estados Unidos Mexicanos",
        "activities": "Enlace para intercambio de información",
    }
    yield Do(
        moment(day, 10), me, "notify", fields | {"planned-start": (day + timedelta(10)).isoformat()}, "notice", "us-951"
    )
    received = day + timedelta(12 if late else 5)
    expires = date(received.year + 5, received.month, received.day)
    if late:
        began = {"agent": code, "began": (day + timedelta(10)).isoformat(), "ground": "notice"}
        yield Do(moment(day + timedelta(10), 11), me, "begin", began)
    else:
        yield Do(
            moment(received, 12), me, "receive", {"received": received.isoformat(), "expires": expires.isoformat()}
        )
        began = {"agent": code, "began": (day + timedelta(10)).isoformat(), "ground": "notice"}
        yield Do(moment(day + timedelta(10), 11), me, "begin", began)
    yield Do(moment(day + timedelta(20), 12), them, "transmit", {})


def consultation(day: date, activity: str) -> Story:
    """Before a sensitive operation the two attorneys general consult each other."""
    told = {"counterpart": "fgr", "activity": activity, "place": "MX-BCN", "weight": "sensitive"}
    told |= {"starts": (day + timedelta(20)).isoformat(), "until": (day + timedelta(25)).isoformat()}
    yield Do(moment(day, 10), "us-attorney-general", "notify", told, "prior-consultation", "us-mx")
    yield Do(moment(working(day + timedelta(2)), 10), "fgr", "acknowledge")
    yield Do(moment(working(day + timedelta(5)), 10), "fgr", "consult", {"views": "Se pide mover la fecha."})
    changed = {"changes": "Se mueve una semana.", "starts": (day + timedelta(27)).isoformat()}
    yield Do(moment(working(day + timedelta(8)), 10), "us-attorney-general", "adapt", changed)
