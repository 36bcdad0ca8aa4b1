"""What the demonstration holds: every procedure, everything that goes wrong in life, and invented people."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cauce.case.act import Act, moment_of
from cauce.law.library import Library
from cauce.law.territory import civil_day
from tests.support.demo import ACTS
from tests.support.record import forget_record

ROOT = Path(__file__).parents[3]
SINCE, TODAY = date(2020, 12, 19), date(2021, 9, 30)
CAPITAL = "America/Mexico_City"


@dataclass(frozen=True)
class Owed:
    """What a test asks of a duty."""

    duty: str
    phase: str
    due: date | None
    opener: str


@dataclass(frozen=True)
class Told:
    """The story, read once."""

    acts: tuple[Act, ...]
    duties: tuple[Owed, ...]
    names: tuple[str, ...]
    agents: dict[str, str]
    offices: tuple[str, ...]
    library: Library

    def at_hour(self, act: Act) -> datetime:
        """Return when an act was filed, by the clock of the place that it names."""
        at = moment_of(act.at)
        assert at is not None
        return at.astimezone(ZoneInfo(self.library.zone_of(str(act.fields["place"]))))


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Told:
    """The whole story, told into a database that forgets it again."""
    from django.conf import settings
    from django.db import transaction

    from cauce.node.demo.build import NOW, build

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:  # type: ignore[attr-defined]
        patch.setattr(settings, "CAUCE", replace(settings.CAUCE, clock=NOW))
        with transaction.atomic():
            _forget()
            build(ACTS)
            found = _read()
            transaction.set_rollback(True)
        _forget()
    return found


def _forget() -> None:
    """Drop what this process keeps in memory of a database that is gone."""
    from cauce.node.cases import recur, world

    world._directory.cache_clear()
    world._settings.cache_clear()
    recur._day.caught_up.clear()


def _read() -> Told:
    from cauce.case.act import read_act
    from cauce.node.cases.bodies import bodies_of
    from cauce.node.cases.models import Act as Stored
    from cauce.node.cases.models import Duty
    from cauce.node.cases.world import world
    from cauce.node.people.models import Account, Office
    from cauce.node.register.models import Person

    bodies = bodies_of(Stored.objects.select_related("case").order_by("entry"))
    duties = Duty.objects.select_related("case")
    persons = Person.objects.all()
    return Told(
        tuple(read_act(body) for body in bodies),
        tuple(Owed(d.duty, d.phase, d.due, d.case.opener if d.case else d.owes) for d in duties),
        tuple(
            [f"{person.given_names} {person.surnames}" for person in persons]
            + [account.full_name for account in Account.objects.all()]
        ),
        {person.code: f"{person.state} {person.agency}" for person in persons},
        tuple(Office.objects.values_list("code", flat=True)),
        world().library,
    )


Kind = Callable[[Told, Act], bool]


def flagged(*rules: str) -> Kind:
    """Acts that offend one of these rules."""
    return lambda told, act: not set(rules).isdisjoint(act.judgement.flags)


def done(*acts: str, procedure: str = "") -> Kind:
    """Acts of these kinds."""
    return lambda told, act: act.act in acts and act.procedure.startswith(procedure)


def voted(*choices: str) -> Kind:
    """Votes of these kinds."""
    return lambda told, act: act.judgement.vote is not None and act.judgement.vote.choice in choices


def is_contact(act: Act) -> bool:
    """Return whether the act enters a contact."""
    return act.act in ("hold", "report-contact") and "place" in act.fields


def abroad(told: Told, act: Act) -> bool:
    """Contacts outside Mexico."""
    return is_contact(act) and not str(act.fields["place"]).startswith("MX")


def at_the_edge(told: Told, act: Act) -> bool:
    """Contacts entered at an hour at which the place and the capital were on different days."""
    at = moment_of(act.at)
    assert at is not None
    if not is_contact(act) or not str(act.fields["place"]).startswith("MX"):
        return False
    return civil_day(at, told.library.zone_of(str(act.fields["place"]))) != civil_day(at, CAPITAL)


def in_the_gap(told: Told, act: Act) -> bool:
    """Contacts under the decree, before there were guidelines."""
    return is_contact(act) and act.judgement.under == "mx-lsn@2020-12-19"


def on_the_eve(told: Told, act: Act) -> bool:
    """Contacts of the day before the decree."""
    return is_contact(act) and act.judgement.day == "2020-12-18"


def in_series(told: Told, act: Act) -> bool:
    """Meetings that open their case, with the ministry present and no leave missing: those of a series."""
    law = {"authorised", "authorised-abroad", "authorised-by-guideline"}
    local = act.by.startswith("fgj-") or act.by == "cancun"
    return (
        act.procedure == "meeting"
        and act.act == "hold"
        and act.number == 1
        and local
        and law.isdisjoint(act.judgement.flags)
        and act.judgement.under == "mx-lsn@2021-01-15"
    )


def found_out(told: Told, act: Act) -> bool:
    """Meetings that came to light after ten days and more."""
    late = date.fromisoformat(act.judgement.filed) - date.fromisoformat(act.judgement.day)
    return act.procedure == "meeting" and act.act == "report-contact" and late.days > 10


#: what goes wrong → how it is told from others, how often at least, in how many months at least
MISHAPS: dict[str, tuple[Kind, int, int]] = {
    "unauthorised": (flagged("authorised"), 25, 9),
    "unauthorised by guideline": (flagged("authorised-by-guideline"), 4, 4),
    "authorised otherwise": (flagged("as-authorised"), 3, 3),
    "urgent": (done("request-urgent"), 11, 6),
    "urgent, asked of who is not on the roster": (flagged("on-roster"), 3, 3),
    "urgent, passed on": (done("pass-on"), 2, 2),
    "urgent, held elsewhere": (flagged("as-authorised-urgent"), 2, 2),
    "abroad": (abroad, 9, 7),
    "abroad without leave": (flagged("authorised-abroad"), 3, 3),
    "at the zone’s edge": (at_the_edge, 12, 6),
    "in the gap between two versions": (in_the_gap, 9, 2),
    "on the eve of the decree": (on_the_eve, 2, 1),
    "refused": (done("refuse"), 18, 6),
    "meeting refused": (done("refuse", procedure="meeting"), 8, 6),
    "accreditation refused": (done("refuse", procedure="accreditation"), 3, 3),
    "renewal refused": (done("refuse", procedure="renewal"), 2, 2),
    "territory refused": (done("refuse", procedure="change"), 2, 2),
    "permit refused": (done("refuse", procedure="firearms"), 2, 2),
    "series refused": (done("refuse", procedure="series"), 1, 1),
    "corrected": (lambda told, act: act.judgement.corrects > 0, 25, 8),
    "corrected so that a date moves": (lambda told, act: bool(act.judgement.recounts), 6, 5),
    "suspended by article 74": (flagged("suspended"), 15, 4),
    "of a suspended nationality": (flagged("suspended-nationality"), 1, 1),
    "suspension lifted": (done("lift"), 2, 2),
    "suspension dropped": (done("drop", procedure="suspension"), 1, 1),
    "clock extended": (lambda told, act: bool(act.judgement.extends), 3, 3),
    "clock stopped": (lambda told, act: bool(act.judgement.stops), 6, 5),
    "clock resumed": (lambda told, act: bool(act.judgement.resumes), 4, 4),
    "taken back": (done("withdraw"), 9, 5),
    "called off": (done("call-off"), 4, 4),
    "called off and held": (flagged("called-off"), 2, 2),
    "found out weeks later": (found_out, 5, 5),
    "nobody of the ministry came": (flagged("sre-absent"), 15, 7),
    "outside the territory": (flagged("territory"), 7, 4),
    "not accredited": (flagged("accredited"), 9, 5),
    "direct dealing": (flagged("direct-dealing"), 6, 5),
    "a meeting entered as a call": (flagged("was-meeting", "was-meeting-by-guideline"), 3, 3),
    "a report that says too little": (flagged("report-content"), 4, 4),
    "votes against": (voted("against"), 40, 7),
    "seats that excuse themselves or abstain": (voted("recuse", "abstain"), 15, 7),
    "leave that no votes carry": (flagged("votes-carried"), 5, 4),
    "refused against the votes": (flagged("votes-against"), 2, 2),
    "leave without a vote": (flagged("votes-recorded"), 2, 2),
    "meetings of a series": (in_series, 8, 5),
    "series ended, taken back": (done("end", "withdraw", procedure="series"), 2, 2),
    "renewed": (done("renew"), 6, 4),
    "territory changed": (done("change"), 4, 3),
    "withdrawal asked for": (done("request-withdrawal"), 4, 3),
    "withdrawn": (done("leave"), 1, 1),
    "accredited with something missing": (
        flagged("agreement-cited", "reciprocity-weighed", "term-set", "supervisor-named", "consular-status"), 8, 4),
    "entry without leave or for another purpose": (flagged("entry-purpose", "entry-authorised"), 4, 2),
    "arms without a route": (flagged("no-route"), 7, 5),
    "arms, something wrong": (flagged("calibre", "weapon-kind", "annexes-complete", "filed-by-segob", "filed-by-shcp",
                                      "filed-by-sre", "basis-given"), 10, 4),
    "seen by the supervisor": (
        flagged("prohibited-act", "reserved-power", "own-safety", "missing-report", "armed"), 10, 6),
    "agreement without word or opinion": (flagged("opinion-first", "opinion-followed"), 5, 3),
    "facts of which class": (lambda told, act: act.act == "notify" and "priority" in act.fields, 7, 6),
    "reading adopted": (done("adopt-reading", "adopt"), 3, 2),
    "parameter set": (done("set-parameter", "settle"), 7, 3),
    "days made closed or working": (done("declare-days"), 4, 4),
    "abroad without notice": (flagged("notice-first"), 2, 2),
    "operation untold": (flagged("told-first"), 1, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", MISHAPS)
def test_what_goes_wrong_happens_often_enough_and_over_the_months(told: Told, name: str) -> None:
    """Each kind several times, in several months; a story that falls out of the plan is missed here."""
    kind, least, months = MISHAPS[name]
    found = [act for act in told.acts if kind(told, act)]
    assert len(found) >= least, f"{name}: {len(found)}"
    assert len({act.at[:7] for act in found}) >= months, sorted(act.at[:10] for act in found)


#: duty, how it stands → how many at least, at how many offices
DUTIES = {
    ("report", "met-late"): (20, 12), ("report", "overdue"): (6, 6), ("report", "filed"): (5, 5),
    ("report-by-guideline", "met-late"): (3, 2), ("report-by-guideline", "overdue"): (1, 1),
    ("answer", "met-late"): (1, 1), ("answer", "overdue"): (2, 2), ("answer", "stopped"): (2, 2),
    ("attendance", "open"): (3, 3),
    ("opinion", "open"): (2, 2),
    ("answer-urgent", "open"): (1, 1),
    ("answer-urgent", "met-late"): (2, 2), ("attendance", "overdue"): (4, 4),
    ("monthly-report-by-guideline", "overdue"): (5, 4), ("monthly-report-by-guideline", "met-late"): (4, 3),
    ("file-customs", "met-late"): (1, 1), ("file-migration", "met-late"): (1, 1), ("end-told", "met-late"): (1, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", DUTIES)
def test_duties_are_missed_in_every_way(told: Told, name: tuple[str, str]) -> None:
    """Late, overdue, still open on the last day, with one addressee only, or with a clock that stands still."""
    duty, how = name
    least, offices = DUTIES[name]
    found = [owed for owed in told.duties if owed.duty == duty and _stands(owed, how)]
    assert len(found) >= least, f"{name}: {len(found)}"
    assert len({owed.opener for owed in found}) >= offices


def _stands(owed: Owed, how: str) -> bool:
    if how in ("overdue", "open"):
        return owed.phase == "running" and owed.due is not None and (owed.due < TODAY) == (how == "overdue")
    return owed.phase == how


def test_every_procedure_of_every_regime_is_told(told: Told) -> None:
    """Of the versions in force while the story goes on; rules that had ended open no case. Nothing is erased in it."""
    happened = {(act.regime, act.procedure) for act in told.acts}
    for regime in told.library.regimes.values():
        in_force = [version for version in regime.versions if version is regime.in_force(TODAY)]
        wanted = {(regime.file.regime, name) for version in in_force for name in version.file.procedures}
        assert wanted - happened <= {("mx-lsn", "erasure")}


def test_the_edges_of_zones_are_at_many_places_and_hours(told: Told) -> None:
    """On both sides of an edge, before and after midnight."""
    found = [act for act in told.acts if at_the_edge(told, act)]
    assert len({told.library.zone_of(str(act.fields["place"])) for act in found}) >= 5
    assert len({told.at_hour(act).hour for act in found}) >= 3
    assert {"tijuana", "ojinaga", "juarez", "cancun", "fgj-chh"} <= {act.by for act in told.acts if is_contact(act)}
    assert {str(act.fields["place"])[:2] for act in told.acts if abroad(told, act)} >= {"US", "CO", "DE"}


def test_the_story_keeps_to_its_span(told: Told) -> None:
    """Nothing is filed before the decree or after the last day; only stays of earlier agents have an older fact."""
    assert {act.judgement.filed for act in told.acts} <= {
        date.fromordinal(day).isoformat() for day in range(SINCE.toordinal(), TODAY.toordinal() + 1)
    }
    older = [act for act in told.acts if act.judgement.day < "2020-12-18"]
    assert {act.procedure for act in older} <= {"stay", "monthly-report"}


def test_the_cast_has_its_size(told: Told) -> None:
    """About 150 agents of fourteen sending states, thirteen agencies of one of them, 32 prosecutors."""
    foreign = {code: who for code, who in told.agents.items() if not who.startswith("MX ")}
    assert 140 <= len(foreign) <= 160
    assert len({who[:2] for who in foreign.values()}) == 14
    assert len({who for who in foreign.values() if who.startswith("US ")}) == 13
    assert len([code for code in told.offices if code.startswith("fgj-")]) == 32
    assert len([code for code in told.offices if code.startswith("embassy-")]) == 14 + 1


def test_nobody_is_real(told: Told) -> None:
    """Every name is put together of the lists of invented ones; a form names posts and no persons."""
    from cauce.node.demo.build import OURS
    from cauce.node.demo.names import _NAMES

    words = {word for lists in _NAMES.values() for names in lists for word in names.split()}
    words |= {word for given, surnames in OURS for word in f"{given} {surnames}".split()}
    assert {word for name in told.names for word in name.split()} - words == set()
    posts = _said(told, "representative", "official")
    assert {post.split()[0] for post in posts} <= {"Enlace", "Guardia", "Titular", "Coordinación", "Oficial"}
    strangers = [who for who in _said(told, "agent") if who.startswith("unlisted:")]
    assert strangers
    assert not any(word in words for who in strangers for word in who.split())


def _said(told: Told, *fields: str) -> set[str]:
    return {str(act.fields[name]) for act in told.acts for name in fields if name in act.fields}


@pytest.mark.django_db
def test_told_twice_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same acts to the byte, so that references in documents hold."""
    first, second = _told_and_forgotten(monkeypatch, 400), _told_and_forgotten(monkeypatch, 400)
    assert len(first) == 400
    assert first == second


@pytest.mark.django_db
def test_the_documents_quote_the_receipt_that_a_reader_gets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever follows the tutorial in a new demonstration adds two cases and saves the report, act 9 of the second."""
    from cauce.node.demo.built import ACTS as NEWCOMERS

    bodies = _told_and_forgotten(monkeypatch, NEWCOMERS)
    cases = {json.loads(body)["case"] for body in bodies}
    last = max(int(case[-6:]) for case in cases if case.startswith("MX-2021-"))
    asked, met, entry, size = f"MX-2021-{last + 1:06}", f"MX-2021-{last + 2:06}", len(bodies) + 14, len(bodies) + 18
    for name in ("README.md", "README.es.md", "docs/tutorial.md", "docs/tutorial.es.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert set(re.findall(r"MX-2021-[0-9]{6}", text)) <= {asked, met}, name
        assert f"{met}-9.tlog-proof" in text, name
    for name in ("README.md", "README.es.md"):
        numbers = re.findall(r"^  (?:Entry|Entrada) .*", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        assert [re.findall(r"[0-9]{3,}", line) for line in numbers] == [[str(entry), str(size)]], name


def _told_and_forgotten(monkeypatch: pytest.MonkeyPatch, acts: int) -> list[bytes]:
    from django.conf import settings
    from django.db import transaction

    from cauce.node.cases.bodies import bodies_of
    from cauce.node.cases.models import Act as Stored
    from cauce.node.demo.build import NOW, build

    monkeypatch.setattr(settings, "CAUCE", replace(settings.CAUCE, clock=NOW))
    with transaction.atomic():
        _forget()
        build(acts)
        bodies = list(bodies_of(Stored.objects.select_related("case").order_by("entry")))
        transaction.set_rollback(True)
    _forget()
    forget_record()
    return bodies
