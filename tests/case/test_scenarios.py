"""The runner of stories: a true one passes, and each way of being untrue is told with its day."""

from __future__ import annotations

from typing import Any

import pytest

from cauce.case.scenarios import run_scenarios
from cauce.law.schema import ScenarioFile
from tests.case import land

LIBRARY = land.library_of()
CAST = {
    "offices": {
        "museum": {"kind": "public-body", "state": "QM"},
        "ministry": {"kind": "ministry", "state": "QM"},
        "council-office": {"kind": "council-office", "state": "QM"},
        "noor": {"kind": "mission", "state": "QN"},
    },
    "persons": {"ada": {"state": "QN", "mission": "noor"}},
}
HOLD = {"day": "2021-02-03", "procedure": "visit", "do": "hold", "by": "museum",
        "fields": {"agent": "ada", "day": "2021-02-03"}, "flagged": ["admitted"]}  # fmt: skip
REPORT = {"day": "2021-02-05", "do": "report", "by": "museum"}
ADMITTED = {"standing": "admitted", "holder": "ada", "since": "2021-01-01"}


def problems(expect: list[dict[str, Any]], acts: list[dict[str, Any]] | None = None, **more: Any) -> list[str]:
    """Tell one story and return what came out differently."""
    story = {"name": "a story", "acts": acts or [HOLD], "expect": expect} | more
    file = ScenarioFile.model_validate({"regime": land.REGIME, "cast": CAST, "scenarios": [story]})
    (outcome,) = run_scenarios(LIBRARY, file)
    assert outcome.ok is not bool(outcome.problems)
    return outcome.problems


def on(day: str, **check: Any) -> list[dict[str, Any]]:
    """Return one check."""
    return [{"on": day} | {key.replace("_", "-"): value for key, value in check.items()}]


def duty(**expected: Any) -> dict[str, Any]:
    """Return what is expected of the report."""
    plain = {"duty": "report", "status": "open"} | expected
    return {key.replace("_", "-"): value for key, value in plain.items()}


@pytest.mark.parametrize(
    ("check", "told"),
    [
        ({"stage": {"case": "held"}}, ""),
        ({"stage": {"case": "reported"}}, "stage of case is held, expected reported"),
        ({"version": {"case": "2020-07-01"}}, ""),
        ({"version": {"case": "2010-01-01"}}, "version of case is 2020-07-01, expected 2010-01-01"),
        ({"version": {"other": "2010-01-01"}}, "version of other is none, expected 2010-01-01"),
        ({"duties": [duty(owes="museum", about="ada", last_days={"strict": "2021-02-06", "open": "2021-02-08"})]}, ""),
        ({"duties": [duty(status="overdue")]}, "duty report status is open, expected overdue"),
        ({"duties": [duty(owes="noor")]}, "duty report owed by is museum, expected noor"),
        ({"duties": [duty(last_days={"strict": "2021-02-07"})]}, "last days is {'strict': '2021-02-06'}"),
        ({"duties": [duty(status="none")]}, "duty report exists is True, expected False"),
        ({"duties": [duty(duty="thanks", status="none")]}, ""),
        ({"duties": [duty(about="noor")]}, "duty report does not exist"),
        ({"lacks": [ADMITTED]}, ""),
        ({"holds": [ADMITTED]}, "ada holds admitted is False, expected True"),
    ],
)
def test_a_check_holds_or_is_told_with_its_day(check: dict[str, Any], told: str) -> None:
    found = problems(on("2021-02-04", **check))
    assert (not found) if not told else (len(found) == 1 and found[0].startswith("2021-02-04: ") and told in found[0])


def test_a_check_sees_only_what_had_happened_by_its_day() -> None:
    checks = [*on("2021-02-05", duties=[duty(status="filed")]), *on("2021-02-04", duties=[duty(status="open")])]
    assert problems(checks, [HOLD, REPORT]) == []


def test_what_was_given_before_the_story_holds_in_it() -> None:
    given = [
        ADMITTED,
        {"reading": "rolled", "since": "2021-01-01"},
        {"parameter": "lead", "value": 3, "since": "2021-01-01"},
    ]
    checks = on("2021-02-07", duties=[duty(status="open")], holds=[ADMITTED])
    assert problems(checks, [HOLD | {"flagged": []}], given=given) == []


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ({"flagged": []}, "flagged ['admitted'], expected []"),
        ({"flagged": ["admitted", "late"]}, "expected ['admitted', 'late']"),
        ({"refused": "act.E106"}, "taken, expected to be refused with act.E106"),
        ({"do": "report"}, "expected to be taken"),
        ({"do": "report", "refused": "act.E105"}, "expected act.E105"),
        ({"do": "report", "refused": "act.E106"}, ""),
    ],
)
def test_an_act_is_taken_flagged_or_refused_as_told(act: dict[str, Any], told: str) -> None:
    plain = HOLD | act
    if plain["do"] == "report":
        plain |= {"fields": {}}
    found = problems(on("2021-02-04", duties=[]), [plain])
    assert (not found) if not told else (len(found) == 1 and told in found[0])


def test_a_recurring_duty_is_asked_for_by_its_period() -> None:
    expected = [
        duty(duty="monthly-report", period="2021-01", status="due-today", owes="noor"),
        duty(duty="monthly-report", period="2021-02", status="none"),
    ]
    assert problems(on("2021-02-10", duties=expected), given=[ADMITTED], acts=[HOLD | {"flagged": []}]) == []


def test_each_story_begins_anew() -> None:
    story = {"name": "a story", "acts": [HOLD], "expect": on("2021-02-04", duties=[duty()])}
    file = ScenarioFile.model_validate({"regime": land.REGIME, "cast": CAST, "scenarios": [story, story]})
    assert [(outcome.name, outcome.problems) for outcome in run_scenarios(LIBRARY, file)] == [("a story", [])] * 2
