"""The door: what a form refuses, by code and field, and the one form in which an answer comes out."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.case.act import canonical
from cauce.case.errors import Refused
from cauce.case.forms import LINE, LINES
from cauce.law.errors import LawError
from tests.case import land
from tests.case.desk import VISIT, Desk, codes
from tests.case.strategies import anything

HOLD = ["agent", "day", "contact", "place", "topic", "story", "count", "hour", "answer"]
EVERY_FIELD = sorted(land.law()["fields"])
WIDE = land.library_of({"procedures": {"visit": {"acts": {"hold": {"optional": EVERY_FIELD}}}}})


def one_problem(desk: Desk, **fields: object) -> tuple[str, str]:
    """File a visit with these answers and return the only problem: its code and its field."""
    (problem,) = desk.refused("hold", "museum", "2021-02-10", visit(fields), case=new_case(desk))
    return problem.code, problem.field


def taken(desk: Desk, **fields: object) -> dict[str, object]:
    """File a visit with these answers and return what was written down."""
    return desk.do("hold", "museum", "2021-02-10", visit(fields), case=new_case(desk)).fields


def visit(fields: dict[str, object]) -> dict[str, object]:
    """Return the answers of a visit with these in place of its own."""
    return {**VISIT, **{name.replace("_", "-"): value for name, value in fields.items()}}


def new_case(desk: Desk) -> str:
    """Return the reference of a case that is not there yet."""
    return f"visit-{len(desk.ledger.acts)}"


@pytest.fixture
def wide() -> Desk:
    """Return a desk where the form of a visit has every field there is."""
    return Desk(WIDE)


@pytest.mark.parametrize("empty", [None, "", "   ", []])
def test_e201_a_required_field_that_is_empty(desk: Desk, empty: object) -> None:
    assert one_problem(desk, agent=empty) == ("field.E201", "agent")


def test_an_optional_field_that_is_empty_is_left_out(desk: Desk) -> None:
    assert taken(desk, topic=" ", story=None) == VISIT


def test_e202_a_field_that_the_form_does_not_have(desk: Desk) -> None:
    assert one_problem(desk, colour="red") == ("field.E202", "colour")


def test_a_flood_of_unknown_fields_is_answered_briefly(desk: Desk) -> None:
    problems = desk.refused("hold", "museum", "2021-02-10", VISIT | {f"x{number}": 1 for number in range(10_000)})
    assert len(problems) == 20


@pytest.mark.parametrize(
    "value",
    [
        "2021-02-30",
        "2021-2-3",
        "03/02/2021",
        "2021-W05-3",
        "tomorrow",
        "0000-01-01",
        "1899-12-31",
        "2200-01-01",
        20210203,
    ],
)
def test_e203_a_day_that_is_none(wide: Desk, value: object) -> None:
    assert one_problem(wide, event=value) == ("field.E203", "event")


def test_e203_the_day_of_the_fact_is_checked_like_any_other(desk: Desk) -> None:
    assert one_problem(desk, day="2021-02-29") == ("field.E203", "day")


def test_e204_an_end_before_its_start(wide: Desk) -> None:
    assert one_problem(wide, since="2021-02-03", until="2021-02-02") == ("field.E204", "until")
    assert taken(wide, since="2021-02-03", until="2021-02-03")["until"] == "2021-02-03"


def test_e205_a_day_that_has_not_come(desk: Desk) -> None:
    assert one_problem(desk, day="2021-02-11") == ("field.E205", "day")
    assert taken(desk, day="2021-02-10")["day"] == "2021-02-10"


def test_e205_a_month_that_has_not_come(wide: Desk) -> None:
    assert one_problem(wide, done_month="2021-03") == ("field.E205", "done-month")
    assert taken(wide, done_month="2021-02")["done-month"] == "2021-02"


@pytest.mark.parametrize(
    ("place", "at", "day", "code"),
    [
        ("QX", "12:00", "2021-02-11", None),  # it may be tomorrow there: 18:00 UTC is 08:00 of the next day at +14
        ("QX", "12:00", "2021-02-12", "field.E205"),
        ("QX", "03:00", "2021-02-11", "field.E205"),  # 09:00 UTC: tomorrow has begun nowhere
        ("QM-EA", "12:00", "2021-02-11", "field.E205"),
        ("QM-WE", "00:30", "2021-02-10", None),  # yesterday there, yet today at the capital
    ],
)
def test_a_day_is_in_the_future_only_where_it_has_come_neither_there_nor_at_the_capital(
    desk: Desk, place: str, at: str, day: str, code: str | None
) -> None:
    """A meeting abroad is dated by the civil day at its place, which may be ahead of the capital."""
    answers = {**VISIT, "day": day, "place": place}
    if code is None:
        assert desk.do("hold", "museum", "2021-02-10", answers, at=at).judgement.day == day
    else:
        assert codes(desk.refused("hold", "museum", "2021-02-10", answers, at=at)) == [code]


@pytest.mark.parametrize("value", ["dinner", "Visit", ["visit"], 1, {}])
def test_e206_an_answer_that_is_no_option(desk: Desk, value: object) -> None:
    assert one_problem(desk, contact=value) == ("field.E206", "contact")


def test_e207_a_text_that_is_too_long(desk: Desk) -> None:
    assert one_problem(desk, topic="x" * (LINE + 1)) == ("field.E207", "topic")
    assert one_problem(desk, story="x" * (LINES + 1)) == ("field.E207", "story")
    assert taken(desk, topic="x" * LINE, story="x" * LINES)["story"] == "x" * LINES


def test_the_length_of_a_text_is_that_of_its_composed_form(desk: Desk) -> None:
    """Whoever types an accent as a character of its own may write as much as anybody else."""
    assert taken(desk, topic="n\u0303" * LINE)["topic"] == "ñ" * LINE
    assert one_problem(desk, topic="\u0958" * LINE) == ("field.E207", "topic")  # its composed form is twice as long


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("topic", "field.E207"),
        ("story", "field.E207"),
        ("agent", "field.E209"),
        ("contact", "field.E206"),
        ("place", "field.E210"),
        ("count", "field.E211"),
        ("hour", "field.E215"),
        ("day", "field.E203"),
    ],
)
def test_forty_megabytes_are_refused_and_not_repeated(desk: Desk, field: str, code: str) -> None:
    (problem,) = desk.refused("hold", "museum", "2021-02-10", {**VISIT, field: "á" * 40_000_000})
    assert (problem.code, problem.field) == (code, field)
    assert len(problem.text("es")) < 200


def test_forty_megabytes_that_describe_somebody_are_refused(desk: Desk) -> None:
    assert one_problem(desk, agent="unlisted: " + "á " * 20_000_000) == ("field.E207", "agent")


@pytest.mark.parametrize(
    "hidden",
    ["\x00", "\x07", "\x1b[2J", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\ud800", "\ue000", "\t"],
    ids=lambda text: f"U+{ord(text[0]):04X}",
)
def test_e208_characters_that_nobody_sees(desk: Desk, hidden: str) -> None:
    """Control characters, right-to-left overrides and their like could make a reader see another text."""
    assert one_problem(desk, topic=f"a{hidden}b") == ("field.E208", "topic")
    assert one_problem(desk, story=f"a{hidden}b") == ("field.E208", "story")
    assert one_problem(desk, agent=f"unlisted: a{hidden}b") == ("field.E208", "agent")


def test_lines_break_in_a_long_text_alone(desk: Desk) -> None:
    assert taken(desk, story="one\r\ntwo\nthree")["story"] == "one\ntwo\nthree"
    assert one_problem(desk, topic="one\ntwo") == ("field.E208", "topic")


def test_two_surnames_with_accents_come_out_composed(desk: Desk) -> None:
    fields = taken(desk, agent="unlisted:  Iria   Nu\u0301n\u0303ez de la O\u0308", topic="  Ibáñez y Güell ")
    assert fields["agent"] == "unlisted: Iria Núñez de la Ö"
    assert fields["topic"] == "Ibáñez y Güell"


def test_e209_somebody_who_is_not_on_the_register(desk: Desk) -> None:
    assert one_problem(desk, agent="zoe") == ("field.E209", "agent")


def test_somebody_unlisted_is_described(desk: Desk) -> None:
    assert one_problem(desk, agent="unlisted:  ") == ("field.E201", "agent")
    assert taken(desk, agent="unlisted: a tall man")["agent"] == "unlisted: a tall man"


@pytest.mark.parametrize("value", ["QM-XX", "qm", "Q", "QXX", "QX-1", 7])
def test_e210_a_place_that_nobody_knows(desk: Desk, value: object) -> None:
    assert one_problem(desk, place=value) == ("field.E210", "place")


def test_e210_a_country_that_is_no_code(wide: Desk) -> None:
    assert one_problem(wide, land="Quern") == ("field.E210", "land")
    assert taken(wide, land="QX")["land"] == "QX"


def test_places_come_as_a_list_without_repeats(wide: Desk) -> None:
    assert taken(wide, area="QM-EA, QX,QM-EA")["area"] == ["QM-EA", "QX"]
    assert taken(wide, area=["QM-WE"])["area"] == ["QM-WE"]
    assert one_problem(wide, area=["QM-EA", "QM-XX"]) == ("field.E210", "area")
    assert one_problem(wide, area=["QX"] * 201) == ("field.E216", "area")
    assert one_problem(wide, area={"QX": 1}) == ("field.E216", "area")


@pytest.mark.parametrize(
    "value",
    ["many", "", float("nan"), float("inf"), "NaN", "1e3", "1_000", "٣", -1, 10**400, True, [1], "0x10", 1_000_000_001],
)
def test_e211_what_is_no_number_in_range(desk: Desk, value: object) -> None:
    answers = {**VISIT, "count": value}
    if value == "":
        assert "count" not in desk.do("hold", "museum", "2021-02-10", answers).fields
    else:
        assert one_problem(desk, count=value) == ("field.E211", "count")


@pytest.mark.parametrize(
    ("value", "number"), [("3", 3), (3, 3), (3.0, 3), ("3.0", 3), ("2.5", 2.5), (0, 0), (10**9, 10**9)]
)
def test_a_number_has_one_form(desk: Desk, value: object, number: object) -> None:
    """Canonical JSON writes 3.0 as 3, so a whole number is an int before the law looks at it."""
    found = taken(desk, count=value)["count"]
    assert (found, type(found)) == (number, type(number))


@pytest.mark.parametrize("value", [0, 4, -1, "first", 1.5])
def test_e211_an_act_that_is_not_in_the_case(desk: Desk, value: object) -> None:
    desk.do("hold", "museum", "2021-02-10", VISIT)
    (problem,) = desk.refused("correct", "museum", "2021-02-10", {"earlier": value})
    assert (problem.code, problem.values["max"]) == ("field.E211", 1)


def test_e212_an_office_that_cannot_stand_there(wide: Desk) -> None:
    assert one_problem(wide, whom="noor") == ("field.E212", "whom")
    assert one_problem(wide, whom="nobody") == ("field.E212", "whom")
    assert one_problem(wide, whom=["police"]) == ("field.E212", "whom")
    assert taken(wide, whom="police")["whom"] == "police"


@pytest.mark.parametrize("value", ["2021", "2021-13", "2021-00", "2021/02", "1899-12", "2021-02-01", 202102])
def test_e213_a_month_that_is_none(wide: Desk, value: object) -> None:
    assert one_problem(wide, period=value) == ("field.E213", "period")


def test_e214_a_duty_parameter_reading_or_calendar_that_is_not_known(wide: Desk) -> None:
    for field, known in (("duty", "report"), ("parameter", "lead"), ("reading", "open"), ("calendar", "qm-days")):
        assert one_problem(wide, **{field: "other"}) == ("field.E214", field)
        assert one_problem(wide, **{field: [known]}) == ("field.E214", field)
        assert taken(wide, **{field: known})[field] == known


@pytest.mark.parametrize("value", ["24:00", "9:15", "12:60", "noon", "12:00:00", 12])
def test_e215_a_time_that_is_none(desk: Desk, value: object) -> None:
    assert one_problem(desk, hour=value) == ("field.E215", "hour")


@pytest.mark.parametrize("field", ["topic", "story", "agent"])
def test_e216_an_answer_of_another_kind(desk: Desk, field: str) -> None:
    assert one_problem(desk, **{field: ["ada"]}) == ("field.E216", field)
    assert one_problem(desk, **{field: 7}) == ("field.E216", field)


def test_every_problem_of_a_form_is_told_at_once(desk: Desk) -> None:
    problems = desk.refused("hold", "museum", "2021-02-10", {"agent": "zoe", "hour": "9", "colour": 1})
    assert sorted(codes(problems)) == ["field.E201", "field.E202", "field.E209", "field.E215"]


@given(st.dictionaries(st.sampled_from(EVERY_FIELD) | st.text(max_size=4), anything, max_size=5))
def test_any_answers_are_taken_or_refused_and_nothing_else(answers: dict[str, Any]) -> None:
    """No answer makes the door fail; and what is taken can be written, in both languages told, and stays put."""
    desk = Desk(WIDE)
    try:
        act = desk.do("hold", "museum", "2021-02-10", VISIT | answers)
    except Refused as refused:
        for problem in refused.problems:
            assert problem.text("en")
            assert problem.text("es") != problem.text("en")
            problem.advice("es").encode()
        return
    canonical(act)
    again = Desk(WIDE).do("hold", "museum", "2021-02-10", act.fields)
    assert again.fields == act.fields, "an answer in its one form is left as it is"


def test_a_form_without_an_instant_takes_the_day_of_filing_everywhere(desk: Desk) -> None:
    from cauce.case.forms import Form, check_form
    from cauce.case.state import CaseState

    version = desk.ledger.library.in_force(land.REGIME, date(2021, 2, 10))
    law = version.file.procedures["visit"].acts["hold"]
    world = desk.ledger.world
    form = Form(version, law, CaseState(), "visit", world.library, world.directory, date(2021, 2, 10))
    for day, expected in (("2021-02-10", []), ("2021-02-11", ["field.E205"])):
        assert codes(check_form(form, {**VISIT, "day": day, "place": "QX"})[1]) == expected
    with pytest.raises(LawError):
        world.library.zone_of("QX")
