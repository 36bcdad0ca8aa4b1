"""Everything explains itself, in both languages, as data that any page or command can show."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cauce.case.explain import Data, explain_duty, explain_flag
from cauce.case.facts import World
from cauce.law.library import Library
from tests.case import land
from tests.case.desk import VISIT, Desk
from tests.case.test_effects import with_duty


def explained(desk: Desk, today: str = "2021-02-04") -> Data:
    """Return the explanation of the only duty, having made sure that it is plain data."""
    found = explain_duty(desk.duty(), desk.ledger.world, land.day(today))
    assert json.loads(json.dumps(found)) == found
    return found


def bilingual(data: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every text in the data with the way to it."""
    if isinstance(data, dict):
        if {"en", "es"} & data.keys():
            yield path, data
        for key, value in data.items():
            yield from bilingual(value, f"{path}.{key}")
    elif isinstance(data, list):
        for item in data:
            yield from bilingual(item, path)


def test_a_duty_says_what_it_is_who_owes_it_and_by_which_rule(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    found = explained(desk)
    expected = {
        "known": True, "duty": "report", "rule": "visit.report", "owes": "museum", "about": "ada", "status": "open",
        "to": ["ministry", "council-office"], "waiting-for": ["ministry", "council-office"], "at-end": "breach",
        "counted-from": "2021-02-03", "last-day": "2021-02-06", "governing": "strict", "unset": None, "adopted": None,
    }  # fmt: skip
    assert {key: found[key] for key in expected} == expected
    assert found["title"] == land.words("report the visit")
    assert found["consequence"] == land.words("it is noted")


def test_a_duty_cites_its_sources_with_rank_and_confidence(desk: Desk) -> None:
    """A statute and a guideline together: as binding as the statute, as sure as the guideline."""
    desk.do("hold", "museum", "2021-02-03", VISIT)
    found = explained(desk)
    assert [(each["source"], each["at"], each["kind"], each["sure"]) for each in found["sources"]] == [
        ("code", "3", "statute", "official"),
        ("rules", "2", "guideline", "press"),
    ]
    assert (found["basis"], found["sure"]) == ("statute", "press")


def test_every_reading_shows_its_days_its_ground_and_its_weakness(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    readings = {each["reading"]: each for each in explained(desk)["readings"]}
    assert [(name, each["last_day"], each["governs"]) for name, each in readings.items()] == [
        ("strict", "2021-02-06", True), ("rolled", "2021-02-08", False), ("open", "2021-02-08", False),
    ]  # fmt: skip
    assert readings["strict"]["counted"] == ["2021-02-04", "2021-02-05", "2021-02-06"]
    assert readings["rolled"]["rolled_from"] == "2021-02-06"
    assert [day["day"] for day in readings["open"]["skipped"]] == ["2021-02-06", "2021-02-07"]
    for each in readings.values():
        assert (each["basis"], each["weakness"]) == (land.words("basis"), land.words("weakness"))
        assert each["steps"][0]["role"] == "from"
        assert each["steps"][-1]["role"] == "due"


def test_an_adopted_reading_says_who_adopted_it_and_in_which_act(desk: Desk) -> None:
    act = desk.adopt("rolled", "2021-02-01")
    desk.do("hold", "museum", "2021-02-03", VISIT)
    found = explained(desk)
    assert (found["governing"], found["last-day"]) == ("rolled", "2021-02-08")
    assert found["adopted"] == {"by": "ministry", "case": act.case, "number": 1, "since": "2021-02-01"}


def test_a_parameter_that_is_unset_says_that_the_texts_are_silent() -> None:
    desk = with_duty(within={"days": None, "calendar-days": {"parameter": "lead"}})
    desk.do("hold", "museum", "2021-02-03", VISIT)
    found = explained(desk)
    assert found["unset"] == {
        "parameter": "lead",
        "title": land.words("days"),
        "silence": land.words("the law is silent"),
    }
    assert (found["status"], found["last-day"], found["readings"]) == ("no-term", None, [])


def test_a_duty_without_a_term_says_so() -> None:
    desk = with_duty(within=None, silence=land.words("no term is given"))
    desk.do("hold", "museum", "2021-02-03", VISIT)
    assert explained(desk)["silence"] == land.words("no term is given")


def test_a_term_in_hours_tells_its_instant() -> None:
    desk = with_duty(within={"days": None, "first-day": None, "hours": 24}, counted_from=None)
    desk.do("hold", "museum", "2021-02-03", VISIT)
    assert (explained(desk)["ends"], explained(desk)["last-day"]) == ("2021-02-04T18:00:00Z", "2021-02-04")


def test_a_duty_that_is_filed_heard_stopped_or_given_more_time_says_so(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("stop", "ministry", "2021-02-03")
    assert explained(desk)["stopped"] is True
    desk.do("resume", "ministry", "2021-02-04")
    desk.do("extend", "ministry", "2021-02-04", {"duty": "report", "until": "2021-02-20"})
    desk.do("report", "museum", "2021-02-04")
    desk.do("receive", "ministry", "2021-02-05")
    found = explained(desk)
    expected = {
        "stopped": False, "extended": "2021-02-20", "last-day": "2021-02-20", "filed-on": "2021-02-04", "done-on": "",
        "received": {"ministry": "2021-02-05"}, "waiting-for": ["council-office"], "status": "filed",
    }  # fmt: skip
    assert {key: found[key] for key in expected} == expected


def test_every_text_of_an_explanation_stands_in_both_languages(desk: Desk) -> None:
    desk.adopt("rolled", "2021-02-01")
    desk.do("hold", "museum", "2021-02-03", VISIT)
    texts = [
        *bilingual(explained(desk)),
        *bilingual(explain_flag("qm-guests@2020-07-01", "visit", "admitted", desk.ledger.world)),
    ]
    assert len(texts) > 10
    for path, text in texts:
        assert text.keys() == {"en", "es"}, path
        assert text["en"], path
        assert text["es"] != text["en"], path


def test_a_recurring_duty_explains_itself_too(desk: Desk) -> None:
    desk.admit(since="2021-01-15")
    (duty,) = desk.recurring("2021-02-05")
    found = explain_duty(duty, desk.ledger.world, land.day("2021-02-05"))
    assert (found["rule"], found["period"], found["last-day"]) == ("recurring.monthly-report", "2021-01", "2021-02-10")


def test_an_irregular_act_says_what_it_offends(desk: Desk) -> None:
    act = desk.do("hold", "museum", "2021-02-03", VISIT)
    found = explain_flag(act.judgement.under, "visit", act.judgement.flags[0], desk.ledger.world)
    assert (found["known"], found["rule"], found["says"]) == (
        True,
        "visit.admitted",
        land.words("the guest was not admitted"),
    )
    assert [(each["cite"], each["at"]) for each in found["sources"]] == [("QC 1", "2")]
    assert (found["basis"], found["sure"]) == ("statute", "official")


@pytest.mark.parametrize(
    ("under", "procedure", "flag"),
    [
        ("qm-guests@2020-07-01", "visit", "gone"),
        ("qm-guests@2020-07-01", "gone", "admitted"),
        ("qm-guests@1999-01-01", "visit", "admitted"),
        ("gone", "visit", "admitted"),
    ],
)
def test_a_flag_whose_rule_is_gone_is_told_and_raises_nothing(
    desk: Desk, under: str, procedure: str, flag: str
) -> None:
    assert explain_flag(under, procedure, flag, desk.ledger.world) == {"flag": flag, "under": under, "known": False}


def test_a_duty_whose_law_is_gone_is_told_and_raises_nothing(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    empty = World(Library({}, {}, {}), desk.ledger.register, desk.ledger.directory)
    found = explain_duty(desk.duty(), empty, land.day("2021-02-04"))
    assert (found["known"], found["owes"], found["status"]) == (False, "museum", "no-term")
