"""Statutory calendars: history, suspended days, coverage, fingerprints, and a comparison with another source."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.law.calendars import Calendar, Change, ClosedDay, Closure, change_from
from cauce.law.errors import CalendarGap
from cauce.law.schema import Change as ChangeModel
from tests.law.mexico import calendars

DAY = timedelta(1)
FIRST, LAST = date(1990, 1, 1), date(2040, 12, 31)
SUSPENDED = Closure("suspended", {"en": "Suspended", "es": "Suspendido"}, ("dof 1",), {"en": "Body", "es": "Órgano"})


def closures(calendar: str, day: date) -> list[str]:
    return [why.id for why in calendars()[calendar].why_closed(day)]


@pytest.mark.parametrize(
    ("day", "labour", "administrative"),
    [
        (date(2004, 2, 5), ["constitution-day-fixed"], ["constitution-day"]),  # a Thursday, before the reform
        (date(2005, 3, 21), ["juarez-day-fixed"], ["juarez-day"]),
        (date(2006, 2, 6), ["constitution-day"], []),  # the first Monday after the reform
        (date(2006, 3, 20), ["juarez-day"], []),
        (date(2006, 3, 21), [], ["juarez-day"]),
        (date(2006, 11, 20), ["revolution-day"], ["revolution-day"]),  # third Monday and 20 November at once
        (date(1994, 12, 1), ["handover-december"], ["handover-december"]),
        (date(1995, 12, 1), [], []),
        (date(2006, 12, 1), ["handover-december"], ["handover-december"]),
        (date(2018, 10, 1), [], []),  # the handover was still on 1 December
        (date(2018, 12, 1), ["saturday", "handover-december"], ["saturday", "handover-december"]),
        (date(2024, 10, 1), ["handover"], []),  # the live difference between the lists
        (date(2024, 12, 1), ["sunday"], ["sunday"]),
        (date(2025, 10, 1), [], []),
        (date(2030, 10, 1), ["handover"], []),
        (date(2022, 5, 5), [], ["puebla-day"]),
        (date(2023, 9, 1), [], ["first-of-september"]),
        (date(2021, 9, 16), ["independence-day"], ["independence-day"]),
        (date(2021, 12, 25), ["saturday", "christmas"], ["saturday", "christmas"]),
    ],
)
def test_the_two_mexican_lists_differ_as_the_law_says(day: date, labour: list[str], administrative: list[str]) -> None:
    """A day is closed under each list for the reasons of its own time."""
    assert closures("mx-labour", day) == labour
    assert closures("mx-administrative", day) == administrative
    assert calendars()["mx-labour"].is_open(day) is (not labour)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2020, 7, 3), ["independence-day"]),  # 4 July on a Saturday: Friday
        (date(2021, 7, 5), ["independence-day"]),  # on a Sunday: Monday
        (date(2021, 12, 31), ["new-year"]),  # across the year's end
        (date(2020, 6, 19), []),
        (date(2021, 6, 18), ["juneteenth"]),
        (date(2021, 5, 31), ["memorial-day"]),  # the last Monday
        (date(2021, 11, 25), ["thanksgiving"]),
    ],
)
def test_united_states_days_are_closed_where_they_are_observed(day: date, why: list[str]) -> None:
    """A Saturday holiday is kept on Friday, a Sunday one on Monday."""
    assert closures("us-federal", day) == why


#: where the other source says something else, and why ours stands
KNOWN_DIFFERENCES = {
    "mx-labour": {
        # the reform of 17 January 2006 was in force for that March already
        date(2006, 3, 20),
        date(2006, 3, 21),
    },
    "us-federal": set(),
}


@pytest.mark.parametrize(("calendar", "country"), [("mx-labour", "MX"), ("us-federal", "US")])
def test_agrees_with_the_holidays_package(calendar: str, country: str) -> None:
    """On working weekdays of fifty-one years only the known differences remain."""
    other = holidays.country_holidays(country, years=range(FIRST.year, LAST.year + 2))
    ours = calendars()[calendar]
    weekdays = (FIRST + DAY * number for number in range((LAST - FIRST).days + 1))
    differ = {day for day in weekdays if day.weekday() < 5 and ours.is_open(day) == (day in other)}
    assert differ == KNOWN_DIFFERENCES[calendar]


@pytest.mark.parametrize("day", [FIRST - DAY, LAST + DAY, date(1, 1, 1), date(9999, 12, 31)])
def test_says_nothing_of_a_day_that_it_does_not_cover(day: date) -> None:
    """Outside its years a calendar refuses to guess and says what it covers."""
    for ask in (calendars()["mx-labour"].is_open, calendars()["mx-labour"].why_closed):
        with pytest.raises(CalendarGap, match=r"law\.E001") as caught:
            ask(day)
        assert "1990-01-01" in caught.value.advice("en")


def test_a_suspension_gives_another_calendar_and_leaves_the_first() -> None:
    """Closed and working days take effect, show their body, and change the fingerprint."""
    before = calendars()["mx-labour"]
    closed = Change(date(2020, 3, 23), date(2020, 4, 17), "closed", SUSPENDED)
    after = before.with_changes([closed])
    assert before.is_open(date(2020, 4, 1))
    assert after.why_closed(date(2020, 4, 1)) == (SUSPENDED,)
    assert [why.id for why in after.why_closed(date(2020, 4, 4))] == ["saturday", "suspended"]
    assert after.is_open(date(2020, 4, 20))
    assert before.fingerprint != after.fingerprint
    assert after.fingerprint == before.with_changes([closed]).fingerprint
    assert SUSPENDED.to_json()["by"] == {"en": "Body", "es": "Órgano"}


def test_of_two_changes_the_later_one_rules() -> None:
    """A Saturday made working is open; suspended again, it is closed."""
    saturday = date(2021, 2, 6)
    working = Change(saturday, saturday, "working", SUSPENDED)
    closed = Change(saturday, saturday, "closed", SUSPENDED)
    calendar = calendars()["mx-labour"]
    assert calendar.with_changes([working]).is_open(saturday)
    assert calendar.with_changes([working]).why_closed(saturday) == ()
    assert not calendar.with_changes([working, closed]).is_open(saturday)
    assert calendar.with_changes([closed, working]).is_open(saturday)


def test_a_change_is_read_from_its_declaration() -> None:
    """A change of a pack or an act keeps its days, body and source."""
    words = {"en": "Epidemic", "es": "Epidemia"}
    declared = ChangeModel.model_validate(
        {"from": "2020-03-23", "until": "2020-04-17", "as": "closed", "by": words, "title": words, "source": "dof 3"}
    )
    change = change_from(declared)
    assert (change.first, change.last, change.becomes) == (date(2020, 3, 23), date(2020, 4, 17), "closed")
    assert change.closure == Closure("closed-2020-03-23", words, ("dof 3",), words)


def test_fingerprints_follow_content() -> None:
    """Calendars differ by fingerprint, and the same content always gives the same one."""
    prints = {calendar.fingerprint for calendar in calendars().values()}
    assert len(prints) == len(calendars())
    rule = ClosedDay(Closure("x", {"en": "X", "es": "X"}), month=2, day=29)
    made = [Calendar("c", {"en": "C", "es": "C"}, FIRST, LAST, frozenset({6}), (rule,)) for _ in range(2)]
    assert made[0].fingerprint == made[1].fingerprint == "7253238f4cb387cd"


def test_rules_that_fall_on_no_day_close_none() -> None:
    """29 February closes leap years only, and a fifth Monday only months that have one."""
    title = Closure("x", {"en": "X", "es": "X"})
    leap, fifth = ClosedDay(title, month=2, day=29), ClosedDay(title, month=2, nth=5, weekday=0)
    assert [leap.falls(year) for year in (2023, 2024)] == [None, date(2024, 2, 29)]
    assert [fifth.falls(year) for year in (2023, 2016)] == [None, date(2016, 2, 29)]
    assert ClosedDay(title, month=12, nth=-1, weekday=4).falls(2021) == date(2021, 12, 31)


@given(day=st.dates(date(1990, 3, 1), date(2040, 10, 31)), nth=st.integers(1, 40))
def test_open_days_are_found_both_ways(day: date, nth: int) -> None:
    """The nth open day after and before a day are open, with n - 1 open days in between."""
    calendar = calendars()["mx-administrative"]
    start = day.toordinal()
    after, before = calendar.nth_open_after(start, nth), calendar.nth_open_before(start, nth)
    assert calendar.is_open(date.fromordinal(after))
    assert calendar.is_open(date.fromordinal(before))
    assert sum(calendar.is_open(date.fromordinal(o)) for o in range(start + 1, after)) == nth - 1
    assert sum(calendar.is_open(date.fromordinal(o)) for o in range(before + 1, start)) == nth - 1
    assert calendar.next_open(after) == calendar.previous_open(after) == after
    assert calendar.previous_open(start) <= start <= calendar.next_open(start)


def test_runs_out_at_both_ends() -> None:
    """Looking for open days past either end is a gap, not the last day known."""
    calendar = calendars()["mx-labour"]
    for ask, day in (
        (lambda day: calendar.nth_open_after(day, 5), LAST),
        (lambda day: calendar.nth_open_before(day, 5), FIRST),
        (calendar.previous_open, FIRST),  # 1 January is closed
        (lambda day: calendar.with_changes([Change(LAST, LAST, "closed", SUSPENDED)]).next_open(day), LAST),
    ):
        with pytest.raises(CalendarGap, match="mx-labour"):
            ask(day.toordinal())


def test_a_feast_that_moves_closes_the_days_it_is_listed_for() -> None:
    """Days of a year without a date in the list stay open; the span of the rule cuts the list."""
    feast = Closure("feast", {"en": "Feast", "es": "Fiesta"})
    dates = (date(2023, 4, 20), date(2024, 4, 9), date(2024, 4, 10))
    rule = ClosedDay(feast, month=0, dates=dates, until=date(2024, 4, 9))
    made = Calendar("c", {"en": "C", "es": "C"}, FIRST, LAST, frozenset(), (rule,))
    assert [made.is_open(day) for day in dates] == [False, False, True]
    assert made.why_closed(dates[0]) == (feast,)


def test_a_weekend_holds_from_its_day_on() -> None:
    """Friday and Saturday until the end of 2021, Saturday and Sunday since: 31 December 2021 was a Friday."""
    friday, saturday, sunday = 4, 5, 6
    later = ((date(2022, 1, 1), frozenset({saturday, sunday})),)
    made = Calendar("c", {"en": "C", "es": "C"}, FIRST, LAST, frozenset({friday, saturday}), (), weekends=later)
    week = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 1, 2), date(2022, 1, 7)]
    assert [made.is_open(day) for day in week] == [False, False, False, True]
    assert made.is_open(date(2021, 12, 26))  # a Sunday
    assert [why.id for why in made.why_closed(date(2022, 1, 2))] == ["sunday"]
    assert made.fingerprint != Calendar(made.id, made.title, FIRST, LAST, made.weekend, ()).fingerprint
