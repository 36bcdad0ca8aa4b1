"""Terms of law: the vectors, an independent slow count, and what each answer says of itself."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.law.calendars import Change, Closure
from cauce.law.errors import BadTerm, CalendarGap, UnknownName
from cauce.law.terms import Reading, Term, count, count_all, end_of_hours, extend, last_day
from tests.law.mexico import FOUR, READINGS, THREE_DAYS, calendars, vectors

DAY = timedelta(1)
ADMINISTRATIVE = READINGS["administrative"]


def named(case: dict[str, Any]) -> str:
    return str(case["name"])


@pytest.mark.parametrize("case", vectors("three-days"), ids=named)
def test_three_days_after_a_contact(case: dict[str, Any]) -> None:
    """Each reading of "three days" gives the day that was worked out by hand."""
    start = date.fromisoformat(case["start"])
    wanted = {id_: case[id_] for id_ in READINGS if id_ in case}
    counted = count_all(THREE_DAYS, start, [READINGS[id_] for id_ in wanted], calendars())
    assert {id_: answer.last_day.isoformat() for id_, answer in counted.items()} == wanted


@pytest.mark.parametrize("case", vectors("administrative-terms") + vectors("other-terms"), ids=named)
def test_terms_of_law(case: dict[str, Any]) -> None:
    """Terms in days, months and years end where the worked examples say, forwards and backwards."""
    term, reading = Term(**case["term"]), READINGS.get(case.get("reading", ""))
    start, direction = date.fromisoformat(case["start"]), case.get("direction", "after")
    answer = count(term, start, reading, calendars(), direction)
    assert answer.last_day.isoformat() == case["last_day"]
    assert last_day(term, start, reading, calendars(), direction) == answer.last_day


# An independent count: the lists as predicates, and one day at a time.


def labour_holiday(day: date) -> bool:
    monday, month, number = day.weekday() == 0, day.month, day.day
    if (month, number) in {(1, 1), (5, 1), (9, 16), (12, 25)}:
        return True
    if (month, number) == (12, 1):
        return day.year in (1994, 2000, 2006, 2012, 2018)
    if (month, number) == (10, 1):
        return day.year in (2024, 2030)
    if day.year < 2006:
        return (month, number) in {(2, 5), (3, 21), (11, 20)}
    return monday and (month, (number - 1) // 7) in {(2, 0), (3, 2), (11, 2)}


def administrative_holiday(day: date) -> bool:
    fixed = {(1, 1), (2, 5), (3, 21), (5, 1), (5, 5), (9, 1), (9, 16), (11, 20), (12, 25)}
    handover = (day.month, day.day) == (12, 1) and day.year in (1994, 2000, 2006, 2012, 2018)
    return (day.month, day.day) in fixed or handover


HOLIDAYS = {"mx-labour": labour_holiday, "mx-administrative": administrative_holiday}


def slow_open(day: date, calendar: str | None) -> bool:
    return calendar is None or (day.weekday() < 5 and not HOLIDAYS[calendar](day))


def slow_count(
    reading: Reading, start: date, amount: int, pauses: tuple[tuple[date, date], ...] = (), step: timedelta = DAY
) -> date:
    def stands(day: date) -> bool:
        return any(stop <= day < resume for stop, resume in pauses)

    day, left = start, amount
    while left:
        day += step
        if not stands(day) and (reading.count == "calendar" or slow_open(day, reading.calendar)):
            left -= 1
    while reading.roll != "none" and (stands(day) or not slow_open(day, reading.calendar)):
        day += step
    return day


DAYS = st.dates(date(1993, 1, 1), date(2035, 12, 31))


@given(start=DAYS, amount=st.integers(1, 60), back=st.booleans())
def test_agrees_with_a_count_day_by_day(start: date, amount: int, back: bool) -> None:
    """From 1993 to 2035 every reading gives what counting on fingers gives, either way."""
    counted = count_all(Term("days", amount), start, FOUR, calendars(), "before" if back else "after")
    slow = {each.id: slow_count(each, start, amount, step=-DAY if back else DAY) for each in FOUR}
    assert {id_: answer.last_day for id_, answer in counted.items()} == slow


@given(
    start=DAYS, amount=st.integers(1, 30), gaps=st.lists(st.tuples(st.integers(-5, 40), st.integers(0, 20)), max_size=3)
)
def test_a_stopped_clock_counts_no_day(start: date, amount: int, gaps: list[tuple[int, int]]) -> None:
    """Days from the stop to the eve of the resumption are left out, also where pauses overlap."""
    pauses = tuple((start + DAY * after, start + DAY * (after + length)) for after, length in gaps)
    for reading in FOUR:
        answer = count(Term("days", amount), start, reading, calendars(), pauses=pauses)
        assert answer.last_day == slow_count(reading, start, amount, pauses)
        assert len(answer.to_json()["counted"]) == amount
        assert not any(stop <= answer.last_day < resume for stop, resume in pauses)


@given(start=DAYS, amount=st.integers(0, 60), back=st.booleans())
def test_every_day_of_a_count_is_named_once(start: date, amount: int, back: bool) -> None:
    """The days of an answer are all the days between its ends, in order, and as many are numbered as the term has."""
    for reading in FOUR:
        answer = count(Term("days", amount), start, reading, calendars(), "before" if back else "after")
        days = [step.day for step in answer.steps]
        assert days == [days[0] + DAY * number for number in range(len(days))]
        assert {days[0], days[-1]} == {start, answer.last_day}
        numbers = sorted(step.number for step in answer.steps if step.number)
        assert numbers == list(range(1, amount + 1))
        assert [step.day for step in answer.steps if step.role == "due"] == [answer.last_day]
        assert all(step.why for step in answer.steps if step.role in ("skipped", "rolled"))


@given(start=DAYS, months=st.integers(0, 120), counted=st.booleans())
def test_months_end_on_the_same_number_or_where_the_month_does(start: date, months: int, counted: bool) -> None:
    """A term in months ends on the number it began with; where the month is too short, on its last day."""
    end = last_day(Term("months", months), start, None, {})
    later = (end.year - start.year) * 12 + end.month - start.month
    assert later == months
    assert end.day == start.day or (end.day < start.day and (end + DAY).day == 1)
    if counted and months and end.day == start.day:
        assert last_day(Term("months", months, first_day_counted=True), start, None, {}) == end - DAY


@given(start=DAYS, amount=st.integers(1, 40))
def test_the_first_day_may_count(start: date, amount: int) -> None:
    """A term whose first day counts ends where the same term would that began the day before."""
    for reading in FOUR:
        whole = last_day(Term("days", amount, first_day_counted=True), start, reading, calendars())
        assert whole == last_day(Term("days", amount), start - DAY, reading, calendars())


def test_the_answer_as_data() -> None:
    """An answer tells its days, what was skipped and why, the calendar and its fingerprint."""
    answers = {
        id_: answer.to_json() for id_, answer in count_all(THREE_DAYS, date(2021, 2, 3), FOUR, calendars()).items()
    }
    assert list(answers) == ["strict", "rolled", "labour", "administrative"]
    assert answers["strict"] == {
        "reading": "strict",
        "start": "2021-02-03",
        "last_day": "2021-02-06",
        "counted": ["2021-02-04", "2021-02-05", "2021-02-06"],
        "skipped": [],
        "paused": [],
        "rolled_from": None,
        "rolled_why": [],
        "extended_from": None,
        "calendar": None,
        "fingerprint": None,
    }
    skipped = answers["administrative"]["skipped"]
    assert [each["day"] for each in skipped] == ["2021-02-05", "2021-02-06", "2021-02-07"]
    assert skipped[0]["why"] == [
        {
            "id": "constitution-day",
            "title": {"en": "Constitution Day", "es": "Día de la Constitución"},
            "source": ["lfpa 28"],
        }
    ]
    assert answers["administrative"]["fingerprint"] == calendars()["mx-administrative"].fingerprint
    assert json.loads(json.dumps(answers)) == answers


def test_a_rolled_term_says_what_it_rolled_over() -> None:
    """A last day that is closed is counted, named, and left behind with the reason."""
    answer = count(THREE_DAYS, date(2021, 3, 11), READINGS["rolled"], calendars())
    assert [(step.day.day, step.role, step.number) for step in answer.steps] == [
        (11, "from", None),
        (12, "counted", 1),
        (13, "counted", 2),
        (14, "rolled", 3),
        (15, "skipped", None),
        (16, "due", None),
    ]
    plain = answer.to_json()
    assert plain["rolled_from"] == "2021-03-14"
    assert [why["id"] for why in plain["rolled_why"]] == ["sunday"]
    assert [why["id"] for why in plain["skipped"][0]["why"]] == ["juarez-day"]


def test_a_term_in_months_lists_only_its_ends() -> None:
    """Five years are not told day by day."""
    answer = count(Term("years", 5), date(2026, 2, 3), None, {})
    assert [(step.day, step.role) for step in answer.steps] == [
        (date(2026, 2, 3), "from"),
        (date(2031, 2, 3), "due"),
    ]


def test_months_grow_by_the_days_on_which_the_clock_stood() -> None:
    """A month with ten days of pause ends ten days later, and the pause is shown."""
    pause = (date(2026, 2, 10), date(2026, 2, 20))
    answer = count(Term("months", 1), date(2026, 2, 3), None, {}, pauses=[pause])
    assert answer.last_day == date(2026, 3, 13)
    assert answer.to_json()["paused"] == [f"2026-02-{day}" for day in range(10, 20)]


def test_an_extension_runs_on_from_the_last_day() -> None:
    """Ten days served on 27 August 2026 and five more end on 21 September, with fifteen days counted."""
    ten = count(Term("days", 10), date(2026, 8, 27), ADMINISTRATIVE, calendars())
    longer = extend(ten, Term("days", 5), ADMINISTRATIVE, calendars())
    plain = longer.to_json()
    assert (plain["start"], plain["last_day"], plain["extended_from"]) == ("2026-08-27", "2026-09-21", "2026-09-11")
    assert len(plain["counted"]) == 15
    assert {"2026-09-01", "2026-09-16"} <= {each["day"] for each in plain["skipped"]}
    assert [step.number for step in longer.steps if step.number] == list(range(1, 16))


def test_a_day_that_a_body_closes_moves_the_term_and_keeps_the_old_answer() -> None:
    """Three days from 30 September 2024 end on the 3rd, or on the 4th once 1 October is suspended."""
    suspended = Change(
        date(2024, 10, 1), date(2024, 10, 1), "closed", Closure("suspended", {"en": "Suspended", "es": "Suspendido"})
    )
    before = calendars()
    after = before | {"mx-administrative": before["mx-administrative"].with_changes([suspended])}
    old = count(THREE_DAYS, date(2024, 9, 30), ADMINISTRATIVE, before)
    new = count(THREE_DAYS, date(2024, 9, 30), ADMINISTRATIVE, after)
    assert (old.last_day, new.last_day) == (date(2024, 10, 3), date(2024, 10, 4))
    assert old.fingerprint != new.fingerprint
    assert count(THREE_DAYS, date(2024, 9, 30), ADMINISTRATIVE, before) == old


def test_a_clear_term_has_one_answer() -> None:
    """What the text says plainly is not read in four ways."""
    answers = count_all(Term("calendar_days", 60), date(2026, 4, 10), FOUR, calendars())
    assert {id_: answer.last_day for id_, answer in answers.items()} == {"text": date(2026, 6, 9)}


def test_a_term_rolls_by_its_own_words_under_every_reading() -> None:
    """Where the text itself rolls, the strict reading rolls too."""
    term = Term("days", 3, roll="next-business-day", calendar="mx-labour")
    assert last_day(term, date(2021, 2, 3), READINGS["strict"], calendars()) == date(2021, 2, 8)


def test_previous_business_day_moves_an_end_back() -> None:
    """A roll may go back, and then the last day is one that was counted."""
    term = Term("calendar_days", 3, roll="previous-business-day", calendar="mx-labour")
    answer = count(term, date(2021, 2, 3), None, calendars())
    assert answer.last_day == date(2021, 2, 5)
    assert [(step.day.day, step.role) for step in answer.steps][-2:] == [(5, "due"), (6, "rolled")]


def test_a_day_of_the_next_month() -> None:
    """The 31st of a month that has none is its last day."""
    assert last_day(Term("day_of_month", 5), date(2021, 1, 31), None, {}) == date(2021, 2, 5)
    assert last_day(Term("day_of_month", 31), date(2020, 12, 31), None, {}) == date(2021, 1, 31)
    assert last_day(Term("day_of_month", 31), date(2021, 1, 1), None, {}) == date(2021, 2, 28)


def test_no_days_end_at_once_or_on_the_next_open_day() -> None:
    """A term of no days ends on its own day; counted in business days, on the first that is open."""
    saturday = date(2021, 2, 6)
    assert last_day(Term("days", 0), saturday, READINGS["strict"], calendars()) == saturday
    assert last_day(Term("days", 0), saturday, READINGS["labour"], calendars()) == date(2021, 2, 8)
    assert last_day(Term("days", 0), saturday, READINGS["labour"], calendars(), "before") == date(2021, 2, 5)


def test_counting_back_never_leaves_less_than_the_law_asks() -> None:
    """Three months before 31 May is the last day of February, whatever the term says of missing days."""
    term = Term("months", 3, missing_day="first-of-next")
    assert last_day(term, date(2026, 5, 31), None, {}, "before") == date(2026, 2, 28)


def test_hours_elapse_whatever_the_clocks_do() -> None:
    """Twenty-four hours over a change of clocks are twenty-four hours."""
    moment = datetime(2024, 3, 9, 12, 0, tzinfo=ZoneInfo("America/Tijuana"))  # clocks go forward in the night
    end = end_of_hours(Term("hours", 24), moment)
    assert end.isoformat() == "2024-03-10T13:00:00-07:00"
    assert end_of_hours(Term("hours", 24), end, "before") == moment
    assert end.astimezone(UTC) - moment.astimezone(UTC) == timedelta(hours=24)


@pytest.mark.parametrize(
    ("unit", "amount"),
    [
        ("days", -1),
        ("days", 36_526),
        ("months", 1_201),
        ("days", True),
        ("days", 2.5),
        ("day_of_month", 0),
        ("dias", 3),
    ],
)
def test_refuses_a_term_that_is_none(unit: str, amount: Any) -> None:
    """Lengths that are negative, huge or no whole number, and units that do not exist, are named as such."""
    with pytest.raises(BadTerm, match=r"law\.E002"):
        Term(unit, amount)


def test_refuses_what_cannot_be_counted() -> None:
    """Each way of asking for the impossible has its code, in both languages."""
    start = date(2021, 2, 3)
    asked: list[tuple[Term, Reading | None, dict[str, Any]]] = [
        (THREE_DAYS, None, {}),
        (Term("hours", 24), None, {}),
        (Term("business_days", 3), None, {}),
        (Term("months", 1, roll="next-business-day"), None, {}),
        (Term("day_of_month", 5), None, {"direction": "before"}),
        (THREE_DAYS, READINGS["strict"], {"direction": "before", "pauses": [(start, start + DAY)]}),
        (THREE_DAYS, READINGS["strict"], {"pauses": [(start + DAY, start)]}),
    ]
    for term, reading, more in asked:
        with pytest.raises(BadTerm) as caught:
            count(term, start, reading, calendars(), **more)
        assert caught.value.text("en") != caught.value.text("es")


@pytest.mark.parametrize("start", [date(1, 1, 1), date(1899, 12, 31), date(2200, 1, 1), date(9999, 12, 31)])
def test_refuses_a_day_out_of_time(start: date) -> None:
    """Days so far off that they must be mistakes are refused under the reading that needs no calendar."""
    with pytest.raises(BadTerm, match="1900"):
        count(THREE_DAYS, start, READINGS["strict"], calendars())


def test_refuses_moments_where_a_day_is_needed_and_the_other_way_round() -> None:
    """A civil day has no hour, and hours need a moment with its zone."""
    with pytest.raises(BadTerm, match="civil day"):
        count(THREE_DAYS, datetime(2021, 2, 3, 12, tzinfo=UTC), READINGS["strict"], calendars())
    with pytest.raises(BadTerm, match="no time zone"):
        end_of_hours(Term("hours", 24), datetime(2021, 2, 3, 12))  # noqa: DTZ001 - a moment without a zone is the point
    with pytest.raises(BadTerm, match="not a term in hours"):
        end_of_hours(THREE_DAYS, datetime(2021, 2, 3, 12, tzinfo=UTC))


def test_refuses_to_guess_beyond_the_calendar() -> None:
    """Past the years that a calendar covers there is no answer, though the strict reading has one."""
    start = date(2040, 12, 30)
    assert last_day(THREE_DAYS, start, READINGS["strict"], calendars()) == date(2041, 1, 2)
    for id_ in ("rolled", "labour", "administrative"):
        with pytest.raises(CalendarGap, match=r"law\.E001") as caught:
            last_day(THREE_DAYS, start, READINGS[id_], calendars())
        assert "2040-12-31" in caught.value.advice("es")


def test_refuses_a_calendar_that_is_not_there() -> None:
    """A reading that names an unknown calendar says which are known."""
    with pytest.raises(UnknownName, match="no-such") as caught:
        count(THREE_DAYS, date(2021, 2, 3), Reading("x", "business", "no-such"), calendars())
    assert "mx-labour" in caught.value.advice("en")


#: a term of two days or more holds two working days at least: the rule of Regulation (EEC, Euratom) No 1182/71, 3(5)
TWO_OPEN = Term("calendar_days", 2, calendar="us-federal", roll="next-business-day", at_least_business_days=2)


@pytest.mark.parametrize(
    ("start", "after"),
    [
        ("2021-02-03", "2021-02-05"),  # Wednesday: Thursday and Friday
        ("2021-02-04", "2021-02-08"),  # Thursday: Saturday rolls to Monday, and Friday was open
        ("2021-02-05", "2021-02-09"),  # Friday: Monday alone would be one
        ("2021-02-12", "2021-02-17"),  # Friday before a closed Monday
    ],
)
def test_a_term_holds_as_many_open_days_as_the_law_says(start: str, after: str) -> None:
    """The end moves on until the term holds them, and says why."""
    answer = count(TWO_OPEN, date.fromisoformat(start), None, calendars())
    assert answer.last_day.isoformat() == after
    assert all(step.why for step in answer.steps if step.role == "skipped")


def test_a_term_counted_back_holds_its_open_days_too() -> None:
    """Two days before a Monday are Friday and Thursday, where every day would be Saturday."""
    term = Term("calendar_days", 2, calendar="us-federal", at_least_business_days=2)
    assert last_day(term, date(2021, 2, 8), None, calendars(), "before") == date(2021, 2, 4)


def test_open_days_are_those_on_which_the_clock_runs() -> None:
    """A clock that stood on Friday and Monday leaves Tuesday and Wednesday."""
    pauses = [(date(2021, 2, 5), date(2021, 2, 9))]
    assert last_day(TWO_OPEN, date(2021, 2, 4), None, calendars(), pauses=pauses) == date(2021, 2, 10)
