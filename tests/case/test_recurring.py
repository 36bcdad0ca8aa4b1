"""Duties that come back every period: owed though nobody acts, for as long as a standing holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.case.clock import done_on
from cauce.case.recurring import period_of, periods
from cauce.case.state import Duty
from tests.case import land
from tests.case.desk import Desk


def every(**changes: object) -> Desk:
    """Return a desk whose recurring duty differs in this."""
    rule = {key.rstrip("_").replace("_", "-"): value for key, value in changes.items()}
    return Desk(land.library_of({"recurring": {"monthly-report": rule}}))


def owed(desk: Desk, today: str) -> list[tuple[str, str]]:
    """Return obligor (with the person, if it is about one) and period of every recurring duty, sorted."""
    return sorted(
        (duty.owes + (f" for {duty.about}" if duty.about else ""), duty.period) for duty in desk.recurring(today)
    )


def told(desk: Desk, today: str, period: str, owes: str = "noor") -> Duty:
    """Return the duty of a period."""
    (duty,) = (duty for duty in desk.recurring(today) if (duty.period, duty.owes) == (period, owes))
    return duty


def file(desk: Desk, on: str, period: str, by: str = "noor", case: str = "", **fields: object) -> str:
    """File a report and return its case."""
    case = case or f"report-{len(desk.ledger.acts)}"
    desk.do("file", by, on, {"period": period, **fields}, case=case, procedure="monthly")
    return case


# ---- periods ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "day", "name", "first", "last"),
    [
        ("month", "2021-03-31", "2021-03", "2021-03-01", "2021-03-31"),
        ("month", "2020-02-29", "2020-02", "2020-02-01", "2020-02-29"),
        ("month", "2021-02-01", "2021-02", "2021-02-01", "2021-02-28"),
        ("month", "2100-02-10", "2100-02", "2100-02-01", "2100-02-28"),
        ("month", "2020-12-31", "2020-12", "2020-12-01", "2020-12-31"),
        ("quarter", "2021-01-01", "2021-Q1", "2021-01-01", "2021-03-31"),
        ("quarter", "2021-12-31", "2021-Q4", "2021-10-01", "2021-12-31"),
        ("half-year", "2021-06-30", "2021-H1", "2021-01-01", "2021-06-30"),
        ("half-year", "2021-07-01", "2021-H2", "2021-07-01", "2021-12-31"),
        ("year", "2020-02-29", "2020", "2020-01-01", "2020-12-31"),
    ],
)
def test_a_day_lies_in_the_period_that_carries_its_name(rule: str, day: str, name: str, first: str, last: str) -> None:
    period = period_of(rule, land.day(day))
    assert (period.name, period.first.isoformat(), period.last.isoformat()) == (name, first, last)


@given(
    st.sampled_from(["month", "quarter", "half-year", "year"]), st.dates(land.day("1990-01-01"), land.day("2190-01-01"))
)
def test_periods_follow_one_another_without_gap_and_their_names_sort_like_their_days(rule: str, day: object) -> None:
    period = period_of(rule, day)  # type: ignore[arg-type]
    following = period_of(rule, period.last + land.timedelta(1))
    assert period.first <= day <= period.last < following.first == period.last + land.timedelta(1)  # type: ignore[operator]
    assert period.name < following.name


def test_periods_are_those_that_end_within_the_span() -> None:
    found = periods("month", land.day("2020-11-30"), land.day("2021-02-27"))
    assert [period.name for period in found] == ["2020-11", "2020-12", "2021-01"]


# ---- who owes, and for when ------------------------------------------------------------------------------------------


def test_nothing_is_owed_while_nobody_holds_the_standing(desk: Desk) -> None:
    assert owed(desk, "2021-12-01") == []


def test_a_mission_owes_once_a_period_however_many_people_it_has(desk: Desk) -> None:
    for agent in ("ada", "bo", "cy"):
        desk.admit(agent, since="2021-01-15")
    assert owed(desk, "2021-03-01") == [
        ("noor", "2021-01"), ("noor", "2021-02"), ("ostra", "2021-01"), ("ostra", "2021-02"),
    ]  # fmt: skip


def test_a_period_is_owed_from_the_day_after_its_last(desk: Desk) -> None:
    desk.admit(since="2021-01-15")
    assert owed(desk, "2021-01-31") == []
    assert owed(desk, "2021-02-01") == [("noor", "2021-01")]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2021-01-31", "2021-03-01", ["2021-01", "2021-02", "2021-03"]),
        ("2021-02-01", "2021-02-28", ["2021-02"]),
        ("2021-02-10", "2021-02-10", ["2021-02"]),
        ("2020-11-30", "2021-01-01", ["2020-11", "2020-12", "2021-01"]),
    ],
    ids=["begins and ends mid period", "a whole month", "a single day", "over the new year"],
)
def test_a_day_of_the_standing_is_enough_for_the_period(since: str, until: str, expected: list[str]) -> None:
    desk = Desk()
    desk.admit(since=since, until=until)
    assert [period for _, period in owed(desk, "2021-06-01")] == expected


def test_a_standing_that_is_ended_early_is_owed_for_up_to_its_end(desk: Desk) -> None:
    case = desk.admit(since="2021-01-15")
    desk.do("leave", "noor", "2021-02-20", {"last": "2021-02-28"}, case=case, procedure="admission")
    assert [period for _, period in owed(desk, "2021-06-01")] == ["2021-01", "2021-02"]


def test_a_report_can_be_owed_for_each_person() -> None:
    desk = every(per="person")
    for agent in ("ada", "bo", "dee"):
        desk.admit(agent, since="2021-01-15")
    assert owed(desk, "2021-02-01") == [("noor for ada", "2021-01"), ("noor for bo", "2021-01")]


@pytest.mark.parametrize(
    ("owes", "expected"),
    [
        ({"office": "ministry", "mission-of": None}, "ministry"),
        ({"office": "public-body", "mission-of": None}, "museum"),
    ],
)
def test_an_office_of_the_host_can_owe_while_a_standing_holds(owes: dict[str, object], expected: str) -> None:
    desk = every(owes=owes)
    desk.admit(since="2021-01-15")
    assert (expected, "2021-01") in owed(desk, "2021-02-01")


def test_without_a_standing_every_office_of_the_kind_owes() -> None:
    desk = every(owes={"office": "mission", "mission-of": None}, while_=None)
    assert {office for office, _ in owed(desk, "2020-09-01")} == {"noor", "ostra"}


def test_offices_of_a_narrower_kind_owe_what_the_broader_one_does() -> None:
    desk = every(owes={"office": "public-body", "mission-of": None}, while_=None)
    assert {office for office, _ in owed(desk, "2020-09-01")} == {"ministry", "police", "harbour", "museum"}


def test_only_the_named_sending_states_owe() -> None:
    desk = every(senders=["QO"])
    for agent in ("ada", "cy"):
        desk.admit(agent, since="2021-01-15")
    assert owed(desk, "2021-02-01") == [("ostra", "2021-01")]


def test_a_rule_begins_with_its_first_period() -> None:
    desk = every(since="2021-03")
    desk.admit(since="2021-01-15")
    assert [period for _, period in owed(desk, "2021-06-01")] == ["2021-03", "2021-04", "2021-05"]


def test_the_version_in_force_on_the_last_day_of_the_period_rules_and_none_rules_the_gap() -> None:
    """The first version ends on 31 May 2020, the second begins on 1 July; June is nobody's."""
    desk = Desk()
    desk.admit(since="2020-04-10")
    found = {duty.period: duty.under.partition("@")[2] for duty in desk.recurring("2020-09-01")}
    assert found == {"2020-04": land.FIRST, "2020-05": land.FIRST, "2020-07": land.SECOND, "2020-08": land.SECOND}


def test_a_version_that_begins_mid_period_rules_that_period() -> None:
    library = land.library_of({"until": "2020-07-14"}, {"version": "2020-07-15"})
    desk = Desk(library)
    desk.admit(since="2020-06-01")
    found = {duty.period: duty.under.partition("@")[2] for duty in desk.recurring("2020-09-01")}
    assert found == {"2020-06": "2010-01-01", "2020-07": "2020-07-15", "2020-08": "2020-07-15"}


@pytest.mark.parametrize(("rule", "names"), [
    ("quarter", ["2021-Q1", "2021-Q2"]), ("half-year", ["2021-H1"]), ("year", []),
])  # fmt: skip
def test_longer_periods(rule: str, names: list[str]) -> None:
    desk = every(every=rule)
    desk.admit(since="2021-01-15")
    assert [period for _, period in owed(desk, "2021-09-30")] == names


# ---- terms and fulfilment --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("period", "last"), [("2021-01", "2021-02-10"), ("2021-12", "2022-01-10")])
def test_the_clock_runs_from_the_last_day_of_the_period(desk: Desk, period: str, last: str) -> None:
    desk.admit(since="2021-01-15")
    duty = told(desk, "2022-02-01", period)
    before, after = (land.day(last) + land.timedelta(step) for step in (-1, 1))
    assert [desk.status(day, duty) for day in (before.isoformat(), last, after.isoformat())] == [
        "open", "due-today", "overdue",
    ]  # fmt: skip


@pytest.mark.parametrize(("filed", "status"), [("2021-02-10", "met"), ("2021-02-11", "met-late")])
def test_a_report_fulfils_the_duty_of_its_period_alone(filed: str, status: str) -> None:
    desk = every(acknowledged_by=None)
    desk.admit(since="2021-01-15")
    file(desk, filed, "2021-01")
    assert desk.status("2021-03-01", told(desk, "2021-03-01", "2021-01")) == status
    assert desk.status("2021-03-01", told(desk, "2021-03-01", "2021-02")) == "open"


def test_a_report_of_another_office_fulfils_nothing() -> None:
    desk = every(acknowledged_by=None)
    desk.admit(since="2021-01-15")
    file(desk, "2021-02-05", "2021-01", by="ostra")
    assert desk.status("2021-02-11", told(desk, "2021-02-11", "2021-01")) == "overdue"


def test_the_first_report_counts_and_a_second_one_repeats_it(desk: Desk) -> None:
    desk.admit(since="2021-01-15")
    file(desk, "2021-02-05", "2021-01")
    file(desk, "2021-02-20", "2021-01")
    assert told(desk, "2021-03-01", "2021-01").met_on == "2021-02-05"


def test_a_report_filed_before_the_period_ends_counts() -> None:
    desk = every(acknowledged_by=None)
    desk.admit(since="2021-01-15")
    file(desk, "2021-01-30", "2021-01")
    assert desk.status("2021-02-01", told(desk, "2021-02-01", "2021-01")) == "met"


def test_the_addressee_acknowledges_in_the_case_of_the_report(desk: Desk) -> None:
    desk.admit(since="2021-01-15")
    case = file(desk, "2021-02-05", "2021-01")
    assert desk.status("2021-02-05", told(desk, "2021-02-05", "2021-01")) == "filed"
    desk.do("receive", "ministry", "2021-02-12", {"received": "2021-02-09"}, case=case, procedure="monthly")
    duty = told(desk, "2021-02-12", "2021-01")
    assert (desk.status("2021-02-12", duty), done_on(duty, desk.ledger.world)) == ("met", "2021-02-09")


def test_a_report_about_a_person_fulfils_the_duty_for_that_person() -> None:
    met_by = {"procedure": "monthly", "act": "file", "period": "period", "about": "agent"}
    desk = every(per="person", met_by=met_by, acknowledged_by=None)
    for agent in ("ada", "bo"):
        desk.admit(agent, since="2021-01-15")
    file(desk, "2021-02-05", "2021-01", agent="bo")
    found = {duty.about: desk.status("2021-02-11", duty) for duty in desk.recurring("2021-02-11")}
    assert found == {"ada": "overdue", "bo": "met"}


def test_one_report_about_nobody_fulfils_the_duty_for_every_person() -> None:
    desk = every(per="person", acknowledged_by=None)
    for agent in ("ada", "bo"):
        desk.admit(agent, since="2021-01-15")
    file(desk, "2021-02-05", "2021-01")
    assert [desk.status("2021-02-11", duty) for duty in desk.recurring("2021-02-11")] == ["met", "met"]


def test_a_month_names_the_longer_period_that_it_lies_in() -> None:
    desk = every(every="quarter", acknowledged_by=None, since="2021-Q1")
    desk.admit(since="2021-01-15")
    file(desk, "2021-04-02", "2021-03")
    assert told(desk, "2021-05-01", "2021-Q1").met_on == "2021-04-02"


def test_a_period_typed_wrong_and_corrected_fulfils_the_right_one() -> None:
    desk = every(acknowledged_by=None)
    desk.admit(since="2021-01-15")
    case = file(desk, "2021-02-05", "2020-01")
    assert told(desk, "2021-02-06", "2021-01").met_by == 0
    fields = {"earlier": 1, "period": "2021-01"}
    desk.do("correct", "noor", "2021-02-20", fields, case=case, procedure="monthly")
    assert told(desk, "2021-02-20", "2021-01").met_on == "2021-02-05", "it was filed on that day, if under a wrong name"


def test_acts_of_another_regime_fulfil_nothing(desk: Desk) -> None:
    from msgspec.structs import replace

    desk.admit(since="2021-01-15")
    file(desk, "2021-02-05", "2021-01")
    desk.ledger.acts[-1] = replace(desk.ledger.acts[-1], regime="other")
    assert told(desk, "2021-03-01", "2021-01").met_by == 0
