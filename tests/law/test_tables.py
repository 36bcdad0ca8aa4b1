"""Tables of last days: the same answers as counting one by one, for many starts at once."""

from array import array
from contextlib import suppress
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.law.calendars import Change, Closure
from cauce.law.errors import CalendarGap
from cauce.law.tables import Tables, build_table
from cauce.law.terms import Direction, Reading, Term, last_day, plan_for
from tests.law.mexico import FOUR, READINGS, THREE_DAYS, calendars

TABLES = Tables()
DAYS = st.dates(date(1993, 1, 1), date(2035, 12, 31))
TERMS = st.sampled_from([THREE_DAYS, Term("days", 15), Term("days", 0), Term("days", 10, first_day_counted=True)])


@given(starts=st.lists(DAYS, min_size=1, max_size=20), term=TERMS, back=st.booleans())
def test_a_table_answers_as_a_count_does(starts: list[date], term: Term, back: bool) -> None:
    """Looked up or counted, in plain Python, in numpy ordinals or in numpy dates: one answer."""
    direction: Direction = "before" if back else "after"
    ordinals = [day.toordinal() for day in starts]
    plain = TABLES.last_days(ordinals, term, FOUR, calendars(), direction)
    arrays = TABLES.last_days(np.array(ordinals), term, FOUR, calendars(), direction)
    dated = TABLES.last_days(np.array(starts, dtype="datetime64[D]"), term, FOUR, calendars(), direction)
    for reading in FOUR:
        counted = [last_day(term, day, reading, calendars(), direction) for day in starts]
        assert plain[reading.id] == array("i", [day.toordinal() for day in counted])
        assert arrays[reading.id].tolist() == list(plain[reading.id])
        assert dated[reading.id].tolist() == counted


def test_a_table_holds_the_open_days_that_a_term_must_hold() -> None:
    """A term with a fewest number of open days is not looked up as one without."""
    term = Term("calendar_days", 2, roll="next-business-day", calendar="us-federal", at_least_business_days=2)
    starts = [date(2021, 2, 1) + timedelta(days) for days in range(14)]
    table = TABLES.last_days([day.toordinal() for day in starts], term, (), calendars())["text"]
    assert list(table) == [last_day(term, day, None, calendars()).toordinal() for day in starts]


def test_a_clear_term_has_one_table() -> None:
    """A term in months with a roll is answered under the one key of the text."""
    term = Term("months", 3, roll="next-business-day", calendar="mx-administrative")
    answers = TABLES.last_days([date(2025, 12, 1).toordinal()], term, FOUR, calendars())
    assert {id_: list(days) for id_, days in answers.items()} == {"text": [date(2026, 3, 2).toordinal()]}


def test_no_starts_no_answers() -> None:
    """An empty array is no error."""
    assert TABLES.table(THREE_DAYS, READINGS["labour"], calendars()).take(np.array([], dtype="int64")).size == 0


@pytest.mark.parametrize(
    ("day", "direction"),
    [
        (date(1989, 12, 31), "after"),
        (date(2040, 12, 31), "after"),
        (date(2041, 1, 1), "after"),
        (date(1990, 1, 2), "before"),
        (date(2041, 1, 1), "before"),
    ],
)
def test_refuses_a_start_without_an_answer(day: date, direction: Direction) -> None:
    """One start outside what the calendar can answer refuses the whole question, by its name and code."""
    table = TABLES.table(THREE_DAYS, READINGS["labour"], calendars(), direction)
    inside = date(2021, 2, 3).toordinal()
    for starts in (
        [inside, day.toordinal()],
        np.array([inside, day.toordinal()]),
        np.array([date(2021, 2, 3), day], dtype="datetime64[D]"),
    ):
        with pytest.raises(CalendarGap, match=r"law\.E001.*mx-labour"):
            table.take(starts)


def test_a_changed_calendar_adds_tables_and_keeps_the_old() -> None:
    """After a suspension new answers differ where it bites, and the old ones can still be given."""
    tables, day = Tables(), date(2024, 9, 30)
    starts = np.array([(day + timedelta(number)).toordinal() for number in range(-10, 10)])
    before, reading = calendars(), READINGS["administrative"]
    closed = Change(date(2024, 10, 1), date(2024, 10, 1), "closed", Closure("s", {"en": "S", "es": "S"}))
    after = before | {"mx-administrative": before["mx-administrative"].with_changes([closed])}
    old = tables.table(THREE_DAYS, reading, before)
    new = tables.table(THREE_DAYS, reading, after)
    assert (old.fingerprint, new.fingerprint) == tuple(c["mx-administrative"].fingerprint for c in (before, after))
    moved = old.take(starts) != new.take(starts)
    assert [date.fromordinal(start) for start in starts[moved].tolist()] == [
        date(2024, 9, number) for number in (26, 27, 28, 29, 30)
    ]
    assert tables.table(THREE_DAYS, reading, before) is old


@pytest.mark.parametrize("reading", FOUR, ids=lambda reading: str(reading.id))
@pytest.mark.parametrize(("amount", "first_day_counted"), [(0, False), (1, True), (3, False), (15, True), (400, False)])
def test_a_table_holds_every_start_that_has_an_answer(reading: Reading, amount: int, first_day_counted: bool) -> None:
    """Over the whole span a table has just the days for which counting gives an answer, and that answer."""
    plan = plan_for(Term("days", amount, first_day_counted), reading, calendars())
    table, calendar = build_table(plan), plan.calendar
    found = {table.first + index: day for index, day in enumerate(table.last_days)}
    first, last = (calendar.first, calendar.last) if calendar else (date(1990, 1, 1), date(2040, 12, 31))
    counted = {}
    for start in range(first.toordinal(), last.toordinal() + 1):
        with suppress(CalendarGap):
            counted[start] = plan.last(start)
    assert found == counted


def test_a_table_does_not_take_longer_for_longer_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Building asks the calendar at most once for each day of the span, however long the term."""
    kind, asked = type(calendars()["mx-labour"]), []
    once = kind.next_open
    monkeypatch.setattr(kind, "next_open", lambda *args: asked.append(1) or once(*args))
    for amount in (1, 1000):
        asked.clear()
        build_table(
            plan_for(Term("calendar_days", amount, False, "mx-labour", "next-business-day"), None, calendars(), "after")
        )
        build_table(plan_for(Term("months", 1, False, "mx-labour", "next-business-day"), None, calendars(), "after"))
        assert 0 < len(asked) <= (calendars()["mx-labour"].last - calendars()["mx-labour"].first).days + 1
