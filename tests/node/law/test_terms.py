"""What the law page says of a count beyond the length of the term."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from cauce.law.library import Version
from cauce.law.read import load_library
from cauce.node.frame.words import speaking
from cauce.node.law.lexicon import Lexicon
from cauce.node.law.terms import counting_words

OTHER_LAWS = Path(__file__).parents[2] / "law" / "other_laws"


@cache
def gulf(day: str) -> Version:
    """Return a version of the invented law of another land."""
    return load_library([OTHER_LAWS]).in_force("xg-envoys", date.fromisoformat(day))


@pytest.mark.parametrize(
    ("procedure", "duty", "words"),
    [
        ("admission", "decision", "a closed last day moves to the next open one"),
        ("admission", "opinion", ""),
        (
            "contact",
            "report-federal",
            "the day it runs from is day one; by the readings: A closed last day moves on, Every day counts",
        ),
    ],
)
def test_roll_first_day_and_readings_are_told(procedure: str, duty: str, words: str) -> None:
    rule = gulf("2023-06-01").file.procedures[procedure].duties[duty]
    with speaking("en"):
        assert counting_words(rule, gulf("2023-06-01")) == words


def test_a_kind_of_office_is_not_taken_for_a_field_of_the_same_name() -> None:
    """The law has a question “emirate” and a kind of office “emirate”."""
    names = Lexicon(gulf("2023-06-01"), ("procedures", "contact", "duties", "report"))
    with speaking("en"):
        assert names.words({"actor": ["emirate"]}, "owes") == "office that acts: Authority of an emirate"


def test_what_an_act_must_say_is_told_with_the_words_of_the_form() -> None:
    names = Lexicon(gulf("2024-06-01"), ("procedures", "admission", "acts", "admit"))
    with speaking("es"):
        assert names.words({"saying": {"opinion": ["agree"]}}) == "que diga: Opinión: De acuerdo"
