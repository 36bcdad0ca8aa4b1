"""Every code has words in both languages, and its words take what the problem carries."""

import re
import string

import pytest

from cauce.case.errors import PROBLEMS, BadAct, Problem, Refused

CODES = sorted(PROBLEMS)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_said_in_both_languages_with_the_same_values(code: str) -> None:
    for texts in PROBLEMS[code]:
        assert texts.keys() == {"en", "es"}
        assert texts["en"] != texts["es"]
        names = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in texts.values()]
        assert names[0] == names[1]


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_stable_in_form(code: str) -> None:
    assert re.fullmatch(r"(act|field)\.E[0-9]{3}", code)


def test_a_problem_speaks_the_language_it_is_asked_in() -> None:
    problem = Problem("field.E201", "day", {"title": {"en": "Day", "es": "Día"}})
    assert (problem.text("en"), problem.text("es")) == ("“Day” is missing.", "Falta «Día».")
    assert (problem.advice("en"), problem.advice("es")) == ("Fill it in.", "Complételo.")


def test_a_refusal_lists_every_problem() -> None:
    refused = Refused((Problem("act.E111"), Problem("act.E112")))
    assert str(refused).startswith("act.E111: The case moved on")
    assert "act.E112" in str(refused)


def test_bytes_that_are_no_act_carry_a_code() -> None:
    bad = BadAct(Problem("act.E306", "", {"number": 3}))
    assert (bad.code, str(bad)) == ("act.E306", "act.E306: Act 3 of the case does not rest on the act before it.")
