"""What can come next in a case, and for whom it waits."""

from __future__ import annotations

import pytest

from cauce.case.next import next_acts, offices_for, version_today, waits_for
from cauce.case.state import CaseState
from tests.case import land
from tests.case.desk import VISIT, Desk

ASKED = {"agent": "ada", "event": "2021-03-01", "topic": "tea"}


def upcoming(desk: Desk, case: str = "visit-1", procedure: str = "visit") -> dict[str, tuple[str, ...]]:
    """Return the acts that are open, with the offices that may do them and have not."""
    world = desk.ledger.world
    version = world.library.version("qm-guests@2020-07-01")
    state = desk.ledger.cases.get(case) or CaseState()
    return {each.act: each.offices for each in next_acts(state, version, procedure, world)}


def waiting(desk: Desk, case: str = "visit-1") -> dict[str, tuple[str, ...]]:
    """Return the decisions for which a case waits, with the offices."""
    world = desk.ledger.world
    version = world.library.version("qm-guests@2020-07-01")
    return {each.act: each.offices for each in waits_for(desk.state(case), version, world)}


def test_a_new_case_is_opened_by_the_acts_that_start_one(desk: Desk) -> None:
    assert list(upcoming(desk)) == ["ask", "hold"]


def test_the_acts_of_a_stage_stand_in_the_order_of_the_pack(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    assert list(upcoming(desk)) == ["report", "receive", "correct", "extend", "stop", "resume", "drop"]


def test_an_act_belongs_to_every_office_of_its_kinds_each_once(desk: Desk) -> None:
    law = desk.ledger.library.version("qm-guests@2020-07-01")
    acts = law.file.procedures["visit"].acts
    assert sorted(offices_for(acts["hold"], law, desk.ledger.world)) == ["harbour", "ministry", "museum", "police"]
    assert sorted(offices_for(acts["vote"], law, desk.ledger.world)) == ["harbour", "ministry", "police"]
    both = acts["hold"].model_copy(update={"by": ["public-body", "police"]})
    assert sorted(offices_for(both, law, desk.ledger.world)) == ["harbour", "ministry", "museum", "police"]


def test_what_is_done_once_for_the_case_is_no_longer_open() -> None:
    desk = Desk(land.library_of({"procedures": {"visit": {"acts": {"report": {"once": "per-case"}}}}}))
    desk.do("hold", "museum", "2021-02-03", VISIT)
    assert "report" in upcoming(desk)
    desk.do("report", "museum", "2021-02-03")
    assert "report" not in upcoming(desk)


def test_what_is_done_once_by_each_is_left_to_the_others() -> None:
    desk = Desk(land.library_of({"procedures": {"visit": {"acts": {"vote": {"once": "per-office", "decides": True}}}}}))
    desk.do("ask", "museum", "2021-02-01", ASKED)
    assert sorted(waiting(desk)["vote"]) == ["harbour", "ministry", "police"]
    desk.do("vote", "police", "2021-02-01", {"choice": "for"})
    assert sorted(waiting(desk)["vote"]) == ["harbour", "ministry"]


def test_a_case_waits_for_decisions_alone(desk: Desk) -> None:
    desk.do("ask", "museum", "2021-02-01", ASKED)
    assert waiting(desk) == {"allow": ("council",)}
    desk.do("allow", "council", "2021-02-01")
    assert waiting(desk) == {}


def test_a_decision_that_nobody_can_take_yet_waits_for_whoever_will() -> None:
    desk = Desk(land.library_of({"procedures": {"visit": {"acts": {"allow": {"requires": {"carried": "council"}}}}}}))
    desk.do("ask", "museum", "2021-02-01", ASKED)
    assert waiting(desk) == {"allow": ("council",)}
    desk.do("vote", "police", "2021-02-01", {"choice": "for"})
    assert waiting(desk) == {"allow": ("council",)}


def test_a_decision_that_some_can_take_waits_for_none_of_the_others() -> None:
    allow = {"by": ["council", "ministry"], "requires": {"actor": "ministry"}}
    desk = Desk(land.library_of({"procedures": {"visit": {"acts": {"allow": allow}}}}))
    desk.do("ask", "museum", "2021-02-01", ASKED)
    assert waiting(desk) == {"allow": ("ministry",)}


def test_a_case_of_a_procedure_that_the_law_no_longer_has_waits_for_nobody(desk: Desk) -> None:
    desk.do("ask", "museum", "2021-02-01", ASKED)
    gone = land.library_of({"procedures": {"visit": None}})
    assert waits_for(desk.state(), gone.version("qm-guests@2020-07-01"), desk.ledger.world) == []


@pytest.mark.parametrize(
    ("today", "since"),
    [("2009-01-01", land.FIRST), ("2020-05-31", land.FIRST), ("2020-06-15", land.FIRST), ("2020-07-01", land.SECOND)],
)
def test_an_act_of_today_is_described_by_the_newest_version_that_has_begun(desk: Desk, today: str, since: str) -> None:
    version = version_today(land.REGIME, land.day(today), desk.ledger.world)
    assert version is not None
    assert version.since.isoformat() == since


def test_a_regime_that_is_gone_describes_nothing(desk: Desk) -> None:
    assert version_today("gone", land.day("2021-01-01"), desk.ledger.world) is None
