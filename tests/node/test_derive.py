"""What pages read is what a fold over the acts gives, whatever happened and in whatever order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Stage
from hypothesis import strategies as st

from cauce.case.act import Act as KernelAct
from cauce.case.act import read_act
from cauce.case.clock import clock_of
from cauce.case.ledger import Ledger
from cauce.case.next import version_today, waits_for
from cauce.case.recurring import recurring_duties
from cauce.case.register import Standing
from cauce.case.state import Duty as Owed
from cauce.node.cases import duties, recur
from cauce.node.cases.access import asked_of, readers_of
from cauce.node.cases.bodies import bodies_of
from cauce.node.cases.models import Act, Case, Duty, DutyFor, LastDay, Phase, Reader, Setting, Waiting
from cauce.node.cases.take import load_state
from cauce.node.cases.world import directory, library, standing_of, world
from cauce.node.register.models import Standing as StoredStanding
from tests.case import land
from tests.case.desk import Desk
from tests.faults.chance import live
from tests.faults.truth import assert_derived, assert_sound
from tests.node.stage import accredit, file
from tests.support.record import forget_record

REGIME = "mx-lsn"


@dataclass
class Folded:
    """What the kernel alone makes of every act of the node, taken in the order of the record."""

    ledger: Ledger
    #: what each case waited for after its own last act, and who could read it by then
    waits: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    readers: dict[str, set[str]] = field(default_factory=dict)

    def take(self, act: KernelAct) -> None:
        """Take in the next act."""
        self.ledger.apply(act)
        world, state = self.ledger.world, self.ledger.cases[act.case]
        version = version_today(act.regime, date.fromisoformat(act.judgement.filed), world)
        assert version is not None
        waits = waits_for(state, version, world)
        under, readers = library().version(act.judgement.under), self.readers.setdefault(act.case, set())
        readers |= readers_of(state, act, under, world) | asked_of(waits, under, world)
        self.waits[act.case] = {(each.act, office) for each in waits for office in each.offices if office in readers}


def assert_as_folded() -> None:
    """Fail unless every derived table says what the fold says."""
    folded = Folded(Ledger(library(), directory()))
    for body in bodies_of(Act.objects.select_related("case").order_by("entry")):
        folded.take(read_act(body))
    _assert_register(folded.ledger)
    for case in Case.objects.all():
        _assert_case(case, folded)
    _assert_recurring(folded.ledger)


def _assert_register(ledger: Ledger) -> None:
    stored: dict[tuple[str, str], list[Standing]] = {}
    for row in StoredStanding.objects.order_by("id"):
        stored.setdefault((row.regime, row.holder), []).append(standing_of(row))
    assert stored == {key: held for key, held in ledger.register.standings.items() if held}
    settled = [(each.setting, each.case, each.number, each.by) for each in ledger.register.settings.get(REGIME, [])]
    kept = [(each.setting, each.case, each.number, each.by) for each in world().register.settings.get(REGIME, [])]
    assert kept == settled
    assert Setting.objects.count() == len(settled)


def _assert_case(case: Case, folded: Folded) -> None:
    state = folded.ledger.cases[case.ref]
    offending = {number for number, _ in state.flags}
    assert (case.stage, case.number, case.irregular) == (state.stage, state.number, len(offending))
    assert load_state(case) == state
    rows = {row.key: row for row in Duty.objects.filter(case=case)}
    assert rows.keys() == state.duties.keys()
    for key, owed in state.duties.items():
        _assert_duty(rows[key], owed, folded.ledger)
    assert {(row.act, row.office) for row in Waiting.objects.filter(case=case)} == folded.waits[case.ref]
    assert set(Reader.objects.filter(case=case).values_list("office", flat=True)) == folded.readers[case.ref]


def _assert_duty(row: Duty, owed: Owed, ledger: Ledger) -> None:
    clock = clock_of(owed, ledger.world)
    met_on = row.met_on.isoformat() if row.met_on else ""
    assert (met_on, row.met_at, row.since.isoformat()) == (owed.met_on, owed.met_at, owed.since)
    assert row.received == owed.received
    if row.phase in duties.LIVE:
        days = {name: day.isoformat() for name, day in clock.last_days().items()}
        assert (row.last_days, row.due, row.governing) == (days, clock.last_day(), clock.governing), row.key
        assert row.phase == duties.phase_now(owed, ledger.world)
        assert clock_of(duties.as_owed(row), ledger.world).last_days() == clock.last_days()
    else:
        assert owed.met_by or owed.cancelled


def _assert_recurring(ledger: Ledger) -> None:
    recur._day.caught_up.clear()
    recur.catch_up()
    for regime in library().regimes.values():
        until = recur._known_until(regime)
        if until == date.min:  # nothing recurs under this law
            continue
        wanted = {
            recur.key_of(regime, owed): owed for owed in recurring_duties(regime, ledger.world, ledger.acts, until)
        }
        rows = {row.key: row for row in Duty.objects.filter(regime=regime.id, case=None)}
        assert rows.keys() == wanted.keys()
        for key, row in rows.items():
            _assert_duty(row, wanted[key], ledger)


@pytest.mark.usefixtures("stage")
@settings(max_examples=4, phases=[Stage.generate], suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_after_any_story_every_table_says_what_a_fold_of_the_acts_says(seed: int) -> None:
    """Standings, settings, stages, duties with their clocks, recurring duties; and made again it is all the same."""
    with transaction.atomic():
        chance = Random(seed)  # noqa: S311 - the story of a seed is always the same
        assert len(list(live(chance, 30))) == 30
        assert_as_folded()
        assert_sound()
        assert_derived()
        assert_as_folded()
        transaction.set_rollback(True)
    forget_record()


def declared(
    first: str, last: str, *, on: str = "2021-02-04", hour: int = 10, kind: str = "closed", calendar: str = "mx-labour"
) -> str:
    """Have days of a calendar closed or opened; returns the case."""
    return file(
        "settings", "declare-days", "sre", on, hour=hour,
        calendar=calendar, first_day=first, last_day=last, day_kind=kind, document="DOF",
    ).case.ref  # fmt: skip


def held(day: str, *, on: str = "", office: str = "fgj-chh") -> Case:
    """A meeting that a state body held."""
    return file("meeting", "hold", office, on or day, agent="us-hale", day=day, contact="meeting", place="MX-CHH").case


def test_a_day_declared_closed_moves_open_duties_and_keeps_the_old_answer(stage: None) -> None:
    """The reading that counts working days ends later; what it said before is kept with the act that changed it."""
    duty = Duty.objects.get(case=held("2021-02-03"), duty="report")
    before = duty.last_days
    case = declared("2021-02-08", "2021-02-09")
    duty.refresh_from_db()
    assert before["labour"] < duty.last_days["labour"]
    assert before["strict"] == duty.last_days["strict"]
    kept = LastDay.objects.get(duty=duty)
    assert (kept.last_days, kept.because_case, kept.because_number) == (before, case, 1)
    assert_as_folded()


def test_a_reading_adopted_later_governs_what_arises_from_its_day_on(stage: None) -> None:
    """A duty that arose before keeps its governing reading and its day; a later one has the adopted reading's."""
    early = Duty.objects.get(case=held("2021-02-03"), duty="report")
    file("settings", "adopt-reading", "sre", "2021-02-04", reading="labour", first_day="2021-02-04", document="DOF")
    late = Duty.objects.get(case=held("2021-02-05"), duty="report")
    early.refresh_from_db()
    assert (early.governing, late.governing) == ("strict", "labour")
    assert not LastDay.objects.exists()
    assert_as_folded()


def test_what_is_done_keeps_its_answer_whatever_is_declared_later(stage: None) -> None:
    """A report that was late stays late when its day is closed afterwards."""
    case = held("2021-02-03")
    file("meeting", "report", "fgj-chh", "2021-02-08", case=case.ref, day="2021-02-03", contact="meeting")
    for office in ("sre", "sspc"):
        file("meeting", "acknowledge", office, "2021-02-08", hour=12, case=case.ref)
    duty = Duty.objects.get(case=case, duty="report")
    assert duty.phase == Phase.MET_LATE
    declared("2021-02-05", "2021-02-09", on="2021-02-10")
    duty.refresh_from_db()
    assert duty.phase == Phase.MET_LATE
    assert not LastDay.objects.exists()
    assert_derived()


def test_what_is_filed_and_not_yet_received_keeps_its_clock(stage: None) -> None:
    """Days closed before the report, on the evening whose UTC date is the next day, count; days closed later do not."""
    case = held("2021-02-03")
    duty = Duty.objects.get(case=case, duty="report")
    declared("2021-02-05", "2021-02-05", on="2021-02-04", hour=21)
    file("meeting", "report", "fgj-chh", "2021-02-04", hour=22, case=case.ref, day="2021-02-03", contact="meeting")
    duty.refresh_from_db()
    filed = duty.last_days
    assert (duty.phase, filed["labour"]) == (Phase.FILED, "2021-02-09")
    declared("2021-02-08", "2021-02-09", on="2021-02-05")
    duty.refresh_from_db()
    assert duty.last_days == filed
    assert_as_folded()


def test_an_extension_outlives_a_setting(stage: None) -> None:
    """More time that an act gave is still there when the calendar changes."""
    file("settings", "set-parameter", "sre", "2021-02-01", parameter="opinion-term", value="10", first_day="2021-02-01",
         document="DOF")  # fmt: skip
    agreement = {"agreement_title": "Convenio", "counterpart_body": "Agency", "counterpart_state": "US", "powers": "P"}
    case = file("agreement", "inform", "fgj-chh", "2021-02-02", **agreement).case
    file("agreement", "extend-opinion", "sre", "2021-02-03", case=case.ref, new_last_day="2021-03-15", reason="Volumen")
    declared("2021-02-08", "2021-02-09")
    duty = Duty.objects.get(case=case, duty="opinion")
    assert (duty.due, duty.extended) == (date(2021, 3, 15), date(2021, 3, 15))
    assert_as_folded()


def test_a_clock_that_stood_still_runs_on_from_where_it_stopped_whatever_is_settled(stage: None) -> None:
    """Stopped, it has no last day; running again, the days it stood are not lost by a setting."""
    file("settings", "set-parameter", "sre", "2021-02-01", parameter="answer-term", value="10", first_day="2021-02-01",
         document="DOF")  # fmt: skip
    case = file("meeting", "request", "fgj-chh", "2021-02-02", planned_day="2021-03-20", planned_place="MX-CHH").case
    first = Duty.objects.get(case=case, duty="answer").due
    file("meeting", "ask-more", "ganseg", "2021-02-04", case=case.ref, reason="Falta el tema")
    stopped = Duty.objects.get(case=case, duty="answer")
    assert (stopped.phase, stopped.due) == (Phase.STOPPED, None)
    file("meeting", "complete", "fgj-chh", "2021-02-09", case=case.ref, topic="Armas")
    running = Duty.objects.get(case=case, duty="answer").due
    assert first is not None
    assert running is not None
    assert running > first
    declared("2021-02-10", "2021-02-11", on="2021-02-10")
    assert Duty.objects.get(case=case, duty="answer").due == running
    assert_as_folded()


def test_a_corrected_day_moves_the_clock_that_was_counted_from_it(stage: None) -> None:
    """The meeting was a day earlier than reported: so is the last day, for whoever owes and is owed."""
    case = held("2021-02-03")
    due = Duty.objects.get(case=case, duty="report").due
    file("meeting", "correct", "fgj-chh", "2021-02-04", case=case.ref, corrected_act="1", explanation="Fue el martes",
         day="2021-02-02")  # fmt: skip
    duty = Duty.objects.get(case=case, duty="report")
    assert due is not None
    assert duty.due is not None
    assert (due - duty.due).days == 1
    assert set(DutyFor.objects.filter(duty=duty).values_list("due", flat=True)) == {duty.due}
    assert_as_folded()


def test_standings_granted_and_ended_are_the_fold_of_the_register(stage: None) -> None:
    """What was granted stays visible beside the day on which an act ended it."""
    case = accredit("us-hale", "2021-01-15", "2021-12-31")
    file("accreditation", "end", "sre", "2021-05-03", case=case, end_day="2021-05-01")
    row = StoredStanding.objects.get(holder="us-hale", standing="accredited")
    assert (row.until, row.granted_until) == (date(2021, 5, 1), date(2021, 12, 31))
    assert (row.ended_case, row.granted_at < row.ended_at) == (case, True)
    assert_as_folded()


def test_a_panel_and_its_seats_wait_until_they_have_decided(stage: None) -> None:
    """Each ministry that must agree has its line in the docket until it answers; the decision waits for them."""
    case = file("accreditation", "request", "embassy-us", "2021-01-20", agent="us-hale", agency="A", functions="police",
                territory=["MX"], first_day="2021-02-01").case  # fmt: skip
    asked = lambda: set(Waiting.objects.filter(case=case).values_list("act", "office"))  # noqa: E731 - a question
    seats = {("concur", office) for office in ("sspc", "sedena", "semar")}
    assert seats <= asked()
    for hour, office in enumerate(("sspc", "sedena", "semar"), 9):
        file("accreditation", "concur", office, "2021-01-21", hour=hour, case=case.ref, answer="agree")
    assert not seats & asked()
    assert ("accredit", "sre") in asked()


def test_every_seat_that_is_asked_for_its_vote_may_read_what_it_votes_on() -> None:
    """Seats are named by the panel alone; a mission that could decide is not let into another's case."""
    acts = {"vote": {"decides": True}, "allow": {"by": ["council", "mission"]}}
    desk = Desk(land.library_of({"procedures": {"visit": {"acts": acts}}}))
    taken = desk.do("ask", "museum", "2021-02-01", {"agent": "ada", "event": "2021-03-01", "topic": "tea"})
    known, version = desk.ledger.world, desk.ledger.world.library.version(taken.judgement.under)
    state = desk.ledger.cases["visit-1"]
    asked = asked_of(waits_for(state, version, known), version, known)
    assert {"ministry", "police", "harbour"} <= asked
    assert {known.directory.state_of(office) for office in asked} == {version.regime.host}
