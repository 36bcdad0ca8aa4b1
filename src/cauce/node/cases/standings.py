"""Standings and settings, as acts give and end them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from cauce.case.act import Act, Ended
from cauce.case.facts import World
from cauce.node.cases.models import Setting
from cauce.node.cases.sql import insert
from cauce.node.cases.world import touch
from cauce.node.register.models import End, Standing


@dataclass
class Changed:
    """What an act changed beyond its own case."""

    holders: set[str] = field(default_factory=set)
    settings: bool = False


def apply(act: Act, world: World) -> Changed:
    """Write what an act ends, grants and settles; the register that judged it is told as well."""
    judgement, at = act.judgement, _moment(act)
    changed = Changed()
    for ended in judgement.ends:
        _end(act, ended, at)
        changed.holders.add(ended.of)
    for granted in judgement.grants:
        until = date.fromisoformat(granted.until) if granted.until else None
        row = (act.regime, granted.standing, granted.to, granted.since, until, until, list(granted.within))
        insert(Standing, _GRANTED, [(*row, act.case, act.number, at, "", 0)])
        changed.holders.add(granted.to)
    changed.settings = _settle(act, at)
    if changed.holders or changed.settings:
        world.register.apply(act)
    return changed


def _end(act: Act, ended: Ended, at: datetime) -> None:
    """Narrow what an act ends, and keep that it did, for what was known on some day between one end and the next."""
    named = Standing.objects.filter(regime=act.regime, standing=ended.standing, holder=ended.of)
    touched = named.filter(Q(granted_until=None) | Q(granted_until__gt=ended.on)).values_list("pk", flat=True)
    row = (ended.on, act.case, act.number, at)
    insert(End, ("standing", "until", "case", "number", "at"), [(key, *row) for key in touched.order_by("pk")])
    still = named.filter(Q(until=None) | Q(until__gt=ended.on))
    still.update(until=ended.on, ended_case=act.case, ended_number=act.number, ended_at=at)


_GRANTED = (
    "regime", "standing", "holder", "since", "until", "granted_until", "within",
    "case", "number", "granted_at", "ended_case", "ended_number",
)  # fmt: skip


def _settle(act: Act, at: datetime) -> bool:
    for setting in act.judgement.settles:
        Setting.objects.create(
            regime=act.regime,
            kind=setting.kind,
            name=setting.name,
            value=setting.value,
            since=setting.since,
            until=setting.until or None,
            case=act.case,
            number=act.number,
            by=act.by,
            at=at,
        )
    if act.judgement.settles:
        touch("settings")
    return bool(act.judgement.settles)


def _moment(act: Act) -> datetime:
    return datetime.fromisoformat(act.at)
