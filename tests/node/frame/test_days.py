"""The calendar that shows how a date was counted."""

import re
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from cauce.node.frame.days import WEEKS_AT_EACH_END, WEEKS_SHOWN_WHOLE, Counted, Mark
from cauce.node.frame.words import Both, speaking

FROM, DUE = date(2021, 2, 3), date(2021, 2, 8)
MARKS = {
    FROM: Mark("from"),
    date(2021, 2, 4): Mark("counted", 1),
    date(2021, 2, 5): Mark("skipped", why=Both("holiday", "inhábil")),
    DUE: Mark("due", 2),
}


def test_the_weeks_run_from_monday_to_sunday_and_hold_every_mark() -> None:
    """The month is named in its first row, and where another begins."""
    weeks = Counted("c", {date(2021, 1, 29): Mark("from"), DUE: Mark("due")}).weeks
    assert [week.cells[0].day for week in weeks] == [date(2021, 1, 25), date(2021, 2, 1), date(2021, 2, 8)]
    with speaking("es"):
        assert [week.month for week in Counted("c", {date(2021, 1, 29): Mark("from"), DUE: Mark("due")}).weeks] == [
            "ene",
            "feb",
            "",
        ]


@given(st.dates(date(1993, 1, 1), date(2035, 1, 1)), st.integers(0, 800))
def test_a_long_count_leaves_out_its_middle_and_no_more(first: date, length: int) -> None:
    """What is shown and what is said to be left out are together all the weeks."""
    last = first + timedelta(days=length)
    weeks = Counted("c", {first: Mark("from"), last: Mark("due")}).weeks
    shown = [week for week in weeks if week.cells]
    whole = ((last - last_monday(last)).days >= 0) and (last_monday(last) - last_monday(first)).days // 7 + 1
    assert len(shown) + sum(week.left_out for week in weeks) == whole
    assert len(shown) <= max(WEEKS_SHOWN_WHOLE, 2 * WEEKS_AT_EACH_END)
    marks = [cell.mark.kind for week in shown for cell in week.cells if cell.mark.kind != "beside"]
    assert marks[-1] == "due"
    assert shown[0].month


def last_monday(day: date) -> date:
    """Return the Monday of its week."""
    return day - timedelta(days=day.weekday())


def test_nothing_counted_is_nothing_shown() -> None:
    """And no error."""
    assert Counted("c", {}).weeks == []


@pytest.mark.parametrize(
    ("lang", "skipped", "due", "why"),
    [
        ("en", "does not count", "last day", "Fri 5 Feb</time>: holiday"),
        ("es", "no cuenta", "último día", "vie 5 feb</time>: inhábil"),
    ],
)
def test_whoever_does_not_see_the_colours_is_told(lang: str, skipped: str, due: str, why: str) -> None:
    """Each day that matters says so, and why it was skipped stands below."""
    with speaking(lang):
        page = render_to_string("frame/_days.html", {"counted": Counted(Both("How", "Cómo"), MARKS)})
    assert re.search(rf'datetime="2021-02-05">5</time><span class="hidden"> {skipped}</span>', page)
    assert re.search(rf'datetime="2021-02-08">8</time><span class="hidden"> {due}</span><small>2</small>', page)
    assert why in page
    assert "another reading" not in page
    assert "otra lectura" not in page
