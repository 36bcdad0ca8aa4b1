"""Stories made by chance: whatever the law leaves open is done by whoever may, with answers of the right form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

from django.conf import settings

from cauce.case.errors import Refused
from cauce.case.next import next_acts, version_today
from cauce.case.state import CaseState
from cauce.node.cases import recur
from cauce.node.cases.models import Case
from cauce.node.cases.take import NoSuchCase, Request, Taken, load_state, take
from cauce.node.cases.world import world
from tests.node.stage import AGENTS, OFFICES, accredit

REGIME = "mx-lsn"
BEGIN = datetime(2021, 2, 1, 15, tzinfo=UTC)
PLACES = ("MX", "MX-CHH", "MX-SON", "MX-CMX", "US")
T = TypeVar("T")


def live(chance: Random, acts: int) -> Iterator[Taken]:
    """Do so many acts, one after the other, over some months; now and then somebody looks at what is due."""
    accredit("us-hale", "2021-01-18", "2021-12-31")
    now, done = BEGIN, 0
    kept = settings.CAUCE
    try:
        while done < acts:
            now += timedelta(hours=chance.choice((0, 0, 1, 5, 20, 60, 200)))
            settings.CAUCE = replace(kept, clock=now)
            if chance.random() < 0.15:
                recur.catch_up()
            try:
                taken = take(_request(chance, now))
            except (Refused, NoSuchCase):
                continue
            done += 1
            yield taken
    finally:
        settings.CAUCE = kept


def _request(chance: Random, now: datetime) -> Request:
    """Return something to do: in a case that is there, more often than in a new one."""
    here = world()
    version = version_today(REGIME, now.date(), here)
    assert version is not None
    cases = list(Case.objects.order_by("pk"))
    case = _of(chance, cases) if cases and chance.random() < 0.6 else None
    state = load_state(case) if case else CaseState()
    procedure = case.procedure if case else _of(chance, _LIKELY or sorted(version.file.procedures))
    open_now = [each for each in next_acts(state, version, procedure, here) if each.offices]
    if not open_now:
        return Request(REGIME, procedure, "nothing", "sre", at=now)
    following = _of(chance, open_now)
    names = (*following.law.fields, *(name for name in following.law.optional if chance.random() < 0.5))
    fields = {name: _answer(chance, version.file.fields[name], state, now) for name in names}
    office = _of(chance, sorted(following.offices))
    return Request(REGIME, procedure, following.act, office, "", fields, case.ref if case else "", None, now)


#: what has the most consequences beyond its own case is done more often
_LIKELY = (
    "meeting", "meeting", "communication", "accreditation", "monthly-report", "monthly-report", "settings", "settings",
    "agreement", "firearms-permit", "supervision", "suspension", "roster", "stay", "withdrawal", "series",
)  # fmt: skip


def _answer(chance: Random, described: object, state: CaseState, now: datetime) -> object:
    day = now - timedelta(days=chance.choice((1, 2, 3, 10, 40)))
    later = now + timedelta(days=chance.choice((0, 5, 20)))
    kinds: dict[str, object] = {
        "text": "Cañón y fundación",
        "long-text": "Dos líneas\nde texto",
        "day": _of(chance, (day, day, later)).date().isoformat(),
        "time": "10:30",
        "month": f"{day:%Y-%m}",
        "number": chance.randint(1, 20),
        "person": _of(chance, [*(code for code, *_ in AGENTS[:2]), "unlisted: somebody"]),
        "office": _of(chance, [code for code, *_ in OFFICES]),
        "place": _of(chance, PLACES),
        "places": [_of(chance, PLACES[:3])],
        "country": _of(chance, ("US", "DE")),
        "act": chance.randint(1, max(1, state.number)),
        "calendar": _of(chance, ("mx-labour", "mx-administrative")),
        "reading": _of(chance, ("strict", "rolled", "labour", "administrative")),
        "parameter": _of(chance, ("answer-term", "monthly-report-day", "mission-report-day", "opinion-term")),
    }
    kind = described.type
    if kind == "choice":
        return _of(chance, list(described.options))
    if kind == "duty":
        return _of(chance, [duty.id for duty in state.duties.values()] or ["report"])
    return kinds[kind]


def _of(chance: Random, things: Sequence[T]) -> T:
    return things[chance.randrange(len(things))]
