"""Agreements of a Mexican body with a foreign one: told beforehand and judged, or signed without a word."""

from __future__ import annotations

from datetime import date, timedelta

from cauce.node.demo.engine import Do, Story, moment, working

Answers = dict[str, object]


def _data(title: str, state: str) -> Answers:
    return {
        "agreement-title": title,
        "counterpart-body": "Policía y academia del otro Estado",
        "counterpart-state": state,
    }


def _told(office: str, data: Answers, day: date) -> Do:
    fields = data | {"powers": "Capacitación y asistencia técnica", "dispute-clause": "has"}
    fields |= {"planned-day": (day + timedelta(40)).isoformat()}
    return Do(moment(day, 10), office, "inform", fields, opens="agreement")


def _signed(office: str, data: Answers, day: date, *, opens: bool = False) -> Do:
    fields = data | {"signed-day": day.isoformat(), "powers": "Capacitación y asistencia técnica"}
    return Do(moment(day, 17), office, "sign", fields, opens="agreement" if opens else "")


def agreed(
    office: str, title: str, day: date, *, state: str = "US", opinion: str = "favourable", corrected: bool = False,
    more_time: int = 0, channel: date | None = None, ends: date | None = None,
) -> Story:  # fmt: skip
    """Told beforehand and signed on the ministry’s opinion, even one against; `more_time`: days it takes besides."""
    data = _data(title, state)
    yield _told(office, data, day)
    if more_time:
        longer: Answers = {"new-last-day": (day + timedelta(20 + more_time)).isoformat()}
        longer["reason"] = "Se consulta a otras dependencias."
        yield Do(moment(day + timedelta(15), 12), "sre", "extend-opinion", longer)
    given = working(day + timedelta(17 + more_time))
    yield Do(moment(given, 12), "sre", "give-opinion", {"opinion": opinion, "document": f"DGCJ-{given:%j}/2021"})
    if corrected:
        fixed = {"corrected-act": 2, "explanation": "Se omitió una salvedad.", "opinion": "with-changes"}
        yield Do(moment(working(given + timedelta(2)), 12), "sre", "correct-opinion", fixed)
    signed = working(given + timedelta(12))
    yield _signed(office, data, signed)
    yield Do(moment(working(signed + timedelta(9)), 11), "sre", "register", {"registration": f"AI-{signed:%Y%m%d}"})
    if channel:
        named = {"channel-office": office, "first-day": channel.isoformat()}
        yield Do(moment(channel, 9), office, "name-channel", named)
    if ends:
        yield Do(moment(ends, 10), office, "drop-channel", {"channel-office": office, "end-day": ends.isoformat()})
        yield Do(moment(ends, 12), office, "end", {"end-day": ends.isoformat(), "reason": "Se cumplió el objeto."})


def unannounced(office: str, title: str, day: date, state: str = "US", *, corrected: bool = False) -> Story:
    """Signed without a word to the ministry."""
    yield _signed(office, _data(title, state), day, opens=True)
    if corrected:
        fixed = {
            "corrected-act": 1,
            "explanation": "Falta el tratado del que deriva.",
            "parent-treaty": "Tratado de 1997",
        }
        yield Do(moment(day + timedelta(1), 9), office, "correct", fixed)


def given_up(office: str, title: str, day: date, state: str = "US") -> Story:
    """An agreement that is intended, told and given up."""
    data = _data(title, state)
    yield Do(moment(day, 10), office, "intend", data, opens="agreement")
    day = working(day + timedelta(9))
    yield Do(moment(day, 10), office, "inform", data | {"powers": "Capacitación y asistencia técnica"})
    why = {"reason": "La contraparte retiró su propuesta."}
    yield Do(moment(working(day + timedelta(12)), 10), office, "drop", why)
