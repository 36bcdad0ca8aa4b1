"""Duties that are alike, as the Due page lists them: one line, which opens."""

from __future__ import annotations

from dataclasses import replace

from django.utils.http import urlencode

from cauce.node.cases.lines import Line
from cauce.node.cases.models import DutyFor
from cauce.node.cases.present import dues
from cauce.node.cases.present.dues import Desk
from cauce.node.cases.present.filters import Filters
from cauce.node.cases.views.counts import CAP
from cauce.node.frame import dates
from cauce.node.frame.parts import Alike, Duty, Member
from cauce.node.frame.words import language, pick, say


def line_part(line: Line, desk: Desk, filters: Filters) -> Duty:
    """Return one line of the Due page."""
    part = dues.duty_part(line.head, desk)
    if line.count < 2:
        return part
    rule = dues.rule_of(line.head.duty, desk.library)
    return replace(
        part,
        title=pick(rule.title) if rule else line.head.duty.duty,
        href=_all(line.head, filters),
        note=dues.note_of(line.head, rule, desk, many=True),
        action=None,
        alike=_alike(line, desk, _all(line.head, filters)),
    )


def _alike(line: Line, desk: Desk, href: str) -> Alike:
    more = line.count > len(line.named)
    n, few = dates.number(min(line.count, CAP - 1)), dates.number(len(line.named))
    if line.count >= CAP:
        count = say("more than {n} duties", "más de {n} deberes", n=n)
    else:
        count = say("{n} duties", "{n} deberes", n=n)
    opens = say("Show the first {few}", "Ver los primeros {few}", few=few) if more else say("Show them", "Verlos")
    return Alike(count, opens, [_member(view, desk) for view in line.named], href if more else "")


def _member(view: DutyFor, desk: Desk) -> Member:
    row = view.duty
    period = dates.period(row.period, language()) if row.period else ""
    text = " · ".join(part for part in (period, desk.names.subject(row.about) if row.about else "") if part)
    return Member(text, dues.href_of(row), dues.action_of(view, dues.rule_of(row, desk.library), desk))


def _all(view: DutyFor, filters: Filters) -> str:
    """Return the address of the list of all that are alike."""
    day = view.due.isoformat() if view.due else "-"
    kept = {name: value for name, value in filters.values.items() if name == "procedure"}
    return f"{filters.clear}?{urlencode(kept | {'list': view.side, 'alike': f'{day}/{view.alike}'})}"
