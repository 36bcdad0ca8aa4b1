"""How a duty stands: the day before, on and after each edge, under each reading, parameter, calendar and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cauce.case.clock import STATUSES, Clock, clock_of, last_day, rule_of, status_of, version_of
from cauce.case.facts import World
from cauce.law.library import Library
from tests.case import land
from tests.case.desk import VISIT, Desk
from tests.case.test_effects import with_duty


def with_term(**term: object) -> Desk:
    """Return a desk where the report is due within another term."""
    nothing = {"days": None, "first-day": None}
    return with_duty(within=nothing | {key.replace("_", "-"): value for key, value in term.items()}, to=None,
                     acknowledged_by=None)  # fmt: skip


def visited(desk: Desk, day: str = "2021-02-03", **more: str) -> Desk:
    """Hold the visit on a day, filed on that day unless `on` says another."""
    desk.do("hold", "museum", more.pop("on", day), {**VISIT, "day": day}, **more)
    return desk


# ---- edges -----------------------------------------------------------------------------------------------------------


def test_a_duty_is_open_then_due_today_then_overdue(desk: Desk) -> None:
    visited(desk)
    assert desk.statuses("2021-02-03", "2021-02-05", "2021-02-06", "2021-02-07") == [
        "open", "open", "due-today", "overdue",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("filed", "status"), [("2021-02-05", "met"), ("2021-02-06", "met"), ("2021-02-07", "met-late")]
)
def test_a_duty_met_by_its_last_day_is_met_and_after_it_late(filed: str, status: str) -> None:
    desk = visited(with_duty(to=None, acknowledged_by=None))
    desk.do("report", "museum", filed)
    assert desk.statuses("2021-02-05", "2021-12-31") == [status, status]


def test_a_report_near_midnight_counts_by_the_civil_day_at_the_capital() -> None:
    desk = visited(with_duty(to=None, acknowledged_by=None))
    desk.do("report", "museum", "2021-02-06", at="23:59")
    assert (desk.duty().met_on, desk.duty().met_at, desk.status("2021-02-07")) == (
        "2021-02-06", "2021-02-07T05:59:00Z", "met",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("at_end", "status"),
    [
        ("breach", "overdue"),
        ("nothing", "overdue"),
        ("lapse", "lapsed"),
        ("deemed-consent", "deemed-consent"),
        ("deemed-refusal", "deemed-refusal"),
    ],
)
def test_the_end_of_a_term_makes_of_a_duty_what_the_law_says(at_end: str, status: str) -> None:
    desk = visited(with_duty(at_end=at_end))
    assert desk.statuses("2021-02-06", "2021-02-07") == ["due-today", status]


def test_a_term_before_a_day_is_the_latest_day_that_leaves_it() -> None:
    desk = with_duty(
        within=None, at_least_before={"calendar-days": 15, "first-day": "not-counted"}, counted_from="event",
        after=["ask"], acknowledged_by=None, to=None, met_by=["allow"], owes={"actor": None, "office": "council"},
    )  # fmt: skip
    desk.do("ask", "museum", "2021-02-01", {"agent": "ada", "event": "2021-03-23", "topic": "tea"})
    assert (desk.last_days(), desk.clock().direction) == ({"text": "2021-03-08"}, "before")
    assert desk.statuses("2021-03-07", "2021-03-08", "2021-03-09") == ["open", "due-today", "overdue"]
    desk.do("allow", "council", "2021-03-09")
    assert desk.status("2021-03-09") == "met-late"


def test_a_duty_without_a_term_has_no_clock() -> None:
    desk = visited(with_duty(within=None))
    assert (desk.statuses("2021-02-03", "2199-01-01"), desk.clock().last_day()) == (["no-term", "no-term"], None)
    desk.do("report", "museum", "2021-09-01")
    assert desk.status("2021-09-01") == "filed"
    for office in ("ministry", "council-office"):
        desk.do("receive", office, "2021-09-01")
    assert desk.status("2021-09-01") == "met"


# ---- readings --------------------------------------------------------------------------------------------------------


def test_every_reading_is_counted_and_the_first_one_governs(desk: Desk) -> None:
    visited(desk)
    assert desk.last_days() == {"strict": "2021-02-06", "rolled": "2021-02-08", "open": "2021-02-08"}
    clock = desk.clock()
    assert (clock.governing, clock.adopted, clock.latest()) == ("strict", None, land.day("2021-02-08"))


def test_an_adopted_reading_governs_facts_from_its_day_on(desk: Desk) -> None:
    act = desk.adopt("rolled", "2021-02-03")
    visited(desk, "2021-02-02", on="2021-02-03", case="before")
    visited(desk, "2021-02-03", case="after")
    assert (desk.clock("before").governing, desk.clock("before").adopted) == ("strict", None)
    clock = desk.clock("after")
    assert (clock.governing, clock.last_day()) == ("rolled", land.day("2021-02-08"))
    assert clock.adopted is not None
    assert (clock.adopted.case, clock.adopted.by) == (act.case, "ministry")
    assert set(clock.counted) == {"strict", "rolled", "open"}, "the others stay visible"


def test_an_adopted_reading_that_the_term_does_not_name_governs_nothing() -> None:
    desk = with_term(days=3, first_day="not-counted", readings=["strict", "rolled"])
    desk.adopt("open", "2021-01-01")
    visited(desk)
    assert (desk.clock().governing, desk.clock().adopted, set(desk.last_days())) == (
        "strict",
        None,
        {"strict", "rolled"},
    )


def test_a_clear_term_has_one_answer_whatever_is_adopted() -> None:
    desk = with_term(calendar_days=3, first_day="not-counted")
    desk.adopt("open", "2021-01-01")
    visited(desk)
    assert (desk.last_days(), desk.clock().governing) == ({"text": "2021-02-06"}, "text")


@pytest.mark.parametrize(
    ("term", "last"),
    [
        ({"calendar_days": 3, "first_day": "counted"}, "2021-02-05"),
        ({"business_days": 3, "calendar": "qm-days", "first_day": "not-counted"}, "2021-02-08"),
        ({"business_days": 6, "calendar": "qm-days", "first_day": "not-counted"}, "2021-02-12"),
        ({"weeks": 1, "first_day": "not-counted"}, "2021-02-10"),
        ({"months": 1}, "2021-03-03"),
        ({"years": 1}, "2022-02-03"),
        ({"day_of_month": 10}, "2021-03-10"),
        (
            {"calendar_days": 3, "first_day": "not-counted", "roll": "next-business-day", "calendar": "qm-days"},
            "2021-02-08",
        ),
    ],
)
def test_terms_of_every_unit(term: dict[str, object], last: str) -> None:
    assert visited(with_term(**term)).last_days() == {"text": last}


# ---- hours -----------------------------------------------------------------------------------------------------------


def test_a_term_in_hours_runs_from_the_instant_of_filing_to_an_instant() -> None:
    desk = with_duty(
        within={"days": None, "first-day": None, "hours": 48}, counted_from=None, to=None, acknowledged_by=None
    )
    desk.do("hold", "museum", "2021-02-05", VISIT, at="15:00")
    assert (desk.last_days(), desk.clock().ends) == ({"text": "2021-02-07"}, "2021-02-07T21:00:00Z")
    assert desk.statuses("2021-02-06", "2021-02-07", "2021-02-08") == ["open", "due-today", "overdue"]


@pytest.mark.parametrize(("at", "status"), [("15:00", "met"), ("15:01", "met-late")])
def test_what_is_filed_after_the_hour_is_late_though_on_the_last_day(at: str, status: str) -> None:
    desk = with_duty(
        within={"days": None, "first-day": None, "hours": 48}, counted_from=None, to=None, acknowledged_by=None
    )
    desk.do("hold", "museum", "2021-02-05", VISIT, at="15:00")
    desk.do("report", "museum", "2021-02-07", at=at)
    assert desk.status("2021-02-07") == status


@pytest.mark.parametrize(
    ("hours", "last"), [(24, "2021-02-04"), (25, "2021-02-05"), (48, "2021-02-05"), (0, "2021-02-03")]
)
def test_a_term_in_hours_from_a_day_without_an_hour_takes_whole_days(hours: int, last: str) -> None:
    """Nobody knows when on that day it happened, so nobody is late before the last hour that it could be."""
    assert visited(with_term(hours=hours)).last_days() == {"text": last}


# ---- parameters ------------------------------------------------------------------------------------------------------

LEAD = {"calendar_days": {"parameter": "lead"}, "first_day": "not-counted"}


def test_no_clock_runs_while_its_parameter_is_unset() -> None:
    desk = visited(with_term(**LEAD))
    clock = desk.clock()
    assert (clock.counted, clock.unset, desk.status("2199-01-01")) == ({}, "lead", "no-term")


def test_a_value_set_later_gives_no_clock_to_what_arose_before_it() -> None:
    desk = with_term(**LEAD)
    visited(desk, "2021-02-02", case="before")
    desk.settle("lead", 3, "2021-02-03")
    visited(desk, "2021-02-02", on="2021-02-04", case="told-late")
    visited(desk, "2021-02-03", on="2021-02-04", case="after")
    assert [desk.last_days(case) for case in ("before", "told-late", "after")] == [{}, {}, {"text": "2021-02-06"}]


def test_a_changed_value_leaves_what_arose_under_the_old_one() -> None:
    desk = with_term(**LEAD)
    desk.settle("lead", 3, "2021-02-01")
    visited(desk, "2021-02-03")
    desk.settle("lead", 9, "2021-02-04")
    assert desk.last_days() == {"text": "2021-02-06"}


def test_a_value_that_a_text_confirms_needs_no_act() -> None:
    confirmed = {"value": 4, "confirmed": "code 5", "since": "2021-02-03"}
    term = {"within": {"days": None, "calendar-days": {"parameter": "lead"}}}
    law = {"parameters": {"lead": confirmed}, "procedures": {"visit": {"duties": {"report": term}}}}
    desk = Desk(land.library_of(law))
    visited(desk, "2021-02-02", on="2021-02-03", case="before")
    visited(desk, "2021-02-03", case="after")
    assert (desk.last_days("before"), desk.last_days("after")) == ({}, {"text": "2021-02-07"})


# ---- calendars -------------------------------------------------------------------------------------------------------


def test_a_day_closed_later_moves_the_duties_that_hang_on_the_calendar(desk: Desk) -> None:
    visited(desk)
    desk.declare("2021-02-08", "2021-02-09", "closed", on="2021-02-05")
    assert desk.last_days() == {"strict": "2021-02-06", "rolled": "2021-02-10", "open": "2021-02-10"}
    desk.declare("2021-02-09", "2021-02-09", "working", on="2021-02-06")
    assert desk.last_days()["open"] == "2021-02-09"


def test_a_day_opened_or_closed_later_leaves_alone_what_was_fulfilled() -> None:
    """A late report stays late, whatever days a body closes afterwards."""
    desk = visited(with_duty(to=None, acknowledged_by=None))
    desk.do("report", "museum", "2021-02-10")
    before = desk.last_days()
    desk.declare("2021-02-04", "2021-02-12", "closed", on="2021-02-11")
    assert desk.last_days() == before
    assert desk.statuses("2021-12-31") == ["met-late"]


def test_a_closed_day_says_who_closed_it(desk: Desk) -> None:
    visited(desk)
    act = desk.declare("2021-02-08", "2021-02-08", "closed", on="2021-02-05")
    why = [why for step in desk.clock().counted["rolled"].steps for why in step.why if why.by]
    assert [(each.source, dict(each.by or {})["en"]) for each in why] == [((act.case,), "ministry")]


def test_a_calendar_that_does_not_reach_so_far_is_a_gap_and_no_guess() -> None:
    desk = visited(
        with_term(business_days=3, calendar="qm-days", first_day="not-counted"), "2030-12-31", on="2031-01-05"
    )
    assert (desk.clock().gap, desk.status("2031-06-01")) == ("law.E001", "no-term")


def test_a_closed_year_is_a_gap_and_no_endless_search(desk: Desk) -> None:
    visited(desk)
    desk.declare("2021-01-01", "2030-12-31", "closed", on="2021-02-05")
    assert (desk.clock().gap, desk.status("2021-06-01")) == ("law.E001", "no-term")


# ---- law that is gone ------------------------------------------------------------------------------------------------


def test_a_case_whose_law_is_missing_replays_and_its_duties_have_no_term(desk: Desk) -> None:
    visited(desk)
    desk.do("report", "museum", "2021-02-09")
    empty = World(Library({}, {}, {}), desk.ledger.register, desk.ledger.directory)
    duty = desk.duty()
    assert (version_of(duty.under, empty.library), rule_of(duty, empty.library)) == (None, None)
    assert clock_of(duty, empty) == Clock({}, "text")
    assert status_of(duty, clock_of(duty, empty), empty, land.day("2021-02-09")) == "met"
    assert last_day(replace(duty, met_by=0), empty) is None


def test_a_duty_that_the_version_does_not_have_has_no_term(desk: Desk) -> None:
    visited(desk)
    for change in ({"id": "thanks"}, {"procedure": "parade"}, {"under": "qm-guests@2020-07-02"}, {"since": "soon"}):
        duty = replace(desk.duty(), **change)
        assert desk.status("2021-06-01", duty) == "no-term", change


@given(st.dates(land.day("2020-07-01"), land.day("2030-06-30")), st.integers(-3, 40))
def test_a_duty_that_nobody_meets_passes_from_open_over_its_last_day_to_overdue(fact: object, later: int) -> None:
    """On any day it stands as its last day says, and never anything else."""
    desk = visited(Desk(LIBRARY), str(fact))
    last = desk.clock().last_day()
    assert last is not None
    today = last + land.timedelta(later)
    expected = "open" if later < 0 else "due-today" if later == 0 else "overdue"
    assert status_of(desk.duty(), desk.clock(), desk.ledger.world, today) == expected
    assert expected in STATUSES


LIBRARY = land.library_of()
