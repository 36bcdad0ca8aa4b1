"""Judging: what is refused because it cannot be true, what is taken and flagged, and under which version."""

import dataclasses
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.case.errors import Problem, Refused
from cauce.case.judge import Draft, judge
from cauce.case.state import CaseState
from tests.case import land
from tests.case.desk import VISIT, ZONE, Desk, codes
from tests.case.strategies import anything

WORLD = Desk().ledger.world


def only(problems: list[Problem]) -> Problem:
    (problem,) = problems
    return problem


def refusal(desk: Desk, draft: Draft, state: CaseState | None = None) -> Problem:
    """Judge a draft by itself and return the one reason why it cannot be taken."""
    with pytest.raises(Refused) as met:
        judge(draft, state or CaseState(), desk.ledger.world)
    return only(list(met.value.problems))


# ---- what is refused -------------------------------------------------------------------------------------------------


def test_e101_a_regime_that_is_not_loaded(desk: Desk) -> None:
    draft = dataclasses.replace(desk.draft("hold", "museum", "2021-02-03", VISIT), regime="xx-law")
    problem = refusal(desk, draft)
    assert problem.code == "act.E101"
    assert (problem.text("en"), problem.text("es")) == (
        "There is no regime “xx-law” here.",
        "Aquí no hay ningún régimen «xx-law».",
    )
    assert "qm-guests" in problem.advice("es")


def test_e102_a_procedure_that_the_law_does_not_have(desk: Desk) -> None:
    problem = only(desk.refused("hold", "museum", "2021-02-03", VISIT, procedure="parade"))
    assert problem.code == "act.E102"
    assert "2021-02-03" in problem.text("en")
    assert "no prevé el procedimiento «parade»" in problem.text("es")


def test_e102_names_the_day_of_the_fact_when_an_older_law_lacks_the_procedure() -> None:
    """The law of that day judges, so the day that the person gave is what they must check."""
    desk = Desk(
        land.library_of({"procedures": {"visit": None}}, {"procedures": {"visit": land.law()["procedures"]["visit"]}})
    )
    problem = only(desk.refused("hold", "museum", "2021-02-03", {**VISIT, "day": "2020-05-30"}))
    assert problem.code == "act.E102"
    assert "2020-05-30" in problem.text("es")


def test_e103_an_act_that_the_procedure_does_not_have(desk: Desk) -> None:
    problem = only(desk.refused("dance", "museum", "2021-02-03", VISIT))
    assert problem.code == "act.E103"
    assert "“dance”" in problem.text("en")
    assert "«dance»" in problem.text("es")
    assert "hold" in problem.advice("es")


def test_e104_an_office_that_nobody_knows(desk: Desk) -> None:
    problem = only(desk.refused("hold", "circus", "2021-02-03", VISIT))
    assert problem.code == "act.E104"
    assert "“circus”" in problem.text("en")
    assert "«circus»" in problem.text("es")


@pytest.mark.parametrize("by", ["noor", "stranger", "council"])
def test_e105_an_office_without_the_right(desk: Desk, by: str) -> None:
    problem = only(desk.refused("hold", by, "2021-02-03", VISIT))
    assert problem.code == "act.E105"
    assert "“hold”" in problem.text("en")
    assert "«hold (es)»" in problem.text("es")
    assert problem.advice("es") == "Corresponde a: public body (es)."


def test_an_office_of_a_narrower_kind_has_the_right_of_the_broader_one(desk: Desk) -> None:
    assert desk.do("hold", "police", "2021-02-03", VISIT).by == "police"


def test_e105_a_vote_belongs_to_the_seats(desk: Desk) -> None:
    desk.do("ask", "museum", "2021-02-03", {"agent": "ada", "event": "2021-03-01", "topic": "tea"})
    assert codes(desk.refused("vote", "museum", "2021-02-03", {"choice": "for"})) == ["act.E105"]
    assert desk.do("vote", "harbour", "2021-02-03", {"choice": "for"}).number == 2


def test_e106_an_act_that_the_stage_does_not_know(desk: Desk) -> None:
    problem = only(desk.refused("report", "museum", "2021-02-03"))
    assert problem.code == "act.E106"
    assert "“the start”" in problem.text("en")
    assert "«el inicio»" in problem.text("es")
    assert problem.advice("es") == "Proceden ahora: ask leave (es), hold (es)."


def test_e106_names_the_stage_at_which_the_case_stands(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    assert "“held”" in only(desk.refused("ask", "museum", "2021-02-03", {"agent": "ada"})).text("en")


def test_any_stage_is_every_stage_but_the_start(desk: Desk) -> None:
    assert codes(desk.refused("drop", "museum", "2021-02-03")) == ["act.E106"]
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("drop", "museum", "2021-02-03")
    assert desk.do("correct", "museum", "2021-02-04", {"earlier": 1, "topic": "tea"}).judgement.stage == "dropped"


def test_e107_an_act_that_can_be_done_once() -> None:
    twice = {"from": ["sought", "admitted"]}
    desk = Desk(land.library_of({"procedures": {"admission": {"acts": {"admit": twice}}}}))
    case = desk.admit()
    fields = {"since": "2021-01-01"}
    problem = only(desk.refused("admit", "ministry", "2021-01-03", fields, case=case, procedure="admission"))
    assert problem.code == "act.E107"
    assert "“admit” was already done" in problem.text("en")
    assert "«admit (es)» ya se realizó" in problem.text("es")


def test_once_for_each_office_leaves_the_others_their_turn() -> None:
    desk = Desk(land.library_of({"procedures": {"admission": {"acts": {"arm": {"by": "public-body"}}}}}))
    case = desk.admit()
    for office in ("ministry", "police"):
        desk.do("arm", office, "2021-01-02", case=case, procedure="admission")
    assert codes(desk.refused("arm", "police", "2021-01-02", case=case, procedure="admission")) == ["act.E107"]


def test_e108_a_condition_of_validity_that_is_missing() -> None:
    rule = {"requires": {"done": "ask"}, "refusal": land.words("leave must be asked first")}
    desk = Desk(land.library_of({"procedures": {"visit": {"acts": {"hold": rule}}}}))
    problem = only(desk.refused("hold", "museum", "2021-02-03", VISIT))
    assert problem.code == "act.E108"
    assert problem.text("en").endswith("leave must be asked first")
    assert problem.text("es").endswith("leave must be asked first (es)")
    desk.do("ask", "museum", "2021-02-03", {"agent": "ada", "event": "2021-03-01", "topic": "tea"})
    assert desk.do("hold", "museum", "2021-02-03", VISIT).judgement.flags == ("admitted",)


@pytest.mark.parametrize("day", ["2009-12-31", "2020-06-01", "2020-06-30"])
def test_e109_a_day_on_which_no_version_was_in_force(desk: Desk, day: str) -> None:
    """Before the first version, and in the gap between two: nobody guesses."""
    problem = only(desk.refused("hold", "museum", "2021-02-03", {**VISIT, "day": day}))
    assert problem.code == "act.E109"
    assert day in problem.text("en")
    assert problem.field == "day", "it stands at the day that was typed"
    assert problem.text("es") == f"Ninguna versión conocida estaba vigente el {day}: guests of Quern (es)."


def test_e110_a_regime_that_does_not_bind_the_sending_state() -> None:
    desk = Desk(land.library_of(senders=["QN"]))
    problem = only(desk.refused("hold", "museum", "2021-02-03", {**VISIT, "agent": "cy"}))
    assert problem.code == "act.E110"
    assert problem.text("en") == "This regime does not bind QO."
    assert problem.text("es") == "Este régimen no obliga a QO."
    refused = desk.refused("seek", "ostra", "2021-02-03", {"agent": "dee"}, procedure="admission")
    assert codes(refused) == ["act.E110"]
    assert desk.do("hold", "museum", "2021-02-03", VISIT).number == 1


def test_e110_leaves_in_peace_whoever_nobody_knows() -> None:
    desk = Desk(land.library_of(senders=["QN"]))
    assert desk.do("hold", "museum", "2021-02-03", {**VISIT, "agent": "unlisted: a stranger"}).number == 1


def test_e111_says_that_the_case_moved_on() -> None:
    """Raised by whoever stores: two people acted at once, and one of them was first."""
    problem = Problem("act.E111")
    assert problem.text("en") == "The case moved on while you were writing."
    assert problem.text("es") == "El expediente avanzó mientras usted escribía."
    assert problem.advice("es") == "Vea qué cambió; lo que escribió se conserva."


def test_e112_a_clock_that_stands_before_the_last_act(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT, at="12:00")
    problem = only(desk.refused("report", "museum", "2021-02-03", at="11:59"))
    assert problem.code == "act.E112"
    assert "clock of this node" in problem.text("en")
    assert "reloj de este nodo" in problem.text("es")
    assert desk.do("report", "museum", "2021-02-03", at="12:00").number == 2


def test_e113_an_act_of_another_procedure(desk: Desk) -> None:
    """An act of an admission cannot be slipped into a visit, whatever the stages are called."""
    desk.do("hold", "museum", "2021-02-03", VISIT)
    problem = only(desk.refused("bar", "ministry", "2021-02-03", procedure="admission"))
    assert problem.code == "act.E113"
    assert problem.text("en") == "This case belongs to another procedure."
    assert problem.text("es") == "Este expediente corresponde a otro procedimiento."


def test_e114_a_correction_of_what_another_office_did(desk: Desk) -> None:
    """Nobody puts words into another's mouth."""
    desk.do("hold", "museum", "2021-02-03", VISIT)
    problem = only(desk.refused("correct", "police", "2021-02-04", {"earlier": 1, "topic": "tea"}))
    assert problem.code == "act.E114"
    assert problem.text("en") == "Act 1 was done by another office."
    assert problem.text("es") == "La actuación 1 la realizó otra oficina."
    assert desk.do("correct", "museum", "2021-02-04", {"earlier": 1, "topic": "tea"}).number == 2


@pytest.mark.parametrize("value", [-1, 61, 2.5])
def test_e211_a_value_that_the_parameter_cannot_have(desk: Desk, value: object) -> None:
    fields = {"parameter": "lead", "value": value, "since": "2021-02-03"}
    problem = only(desk.refused("set", "ministry", "2021-02-03", fields, procedure="settlement"))
    assert (problem.code, problem.field) == ("field.E211", "value")
    assert problem.text("es").startswith("«value (es)» no es un número de 0 a")


@given(
    st.sampled_from(["hold", "ask", "report", "set", "seek", "none"]),
    st.sampled_from(["museum", "ministry", "noor", "council", "stranger", "none"]),
    st.sampled_from(["visit", "admission", "settlement", "none"]),
    st.datetimes(datetime(2001, 1, 1), datetime(2100, 1, 1), timezones=st.just(ZONE)),  # noqa: DTZ001
    st.dictionaries(st.sampled_from(["agent", "day", "event", "topic", "value", "since"]), anything, max_size=4),
)
def test_any_draft_is_taken_or_refused_with_words(
    act: str, by: str, procedure: str, at: datetime, fields: dict[str, Any]
) -> None:
    """Nothing that an office can send makes the judge fail."""
    try:
        judged = judge(Draft(land.REGIME, procedure, act, by, at, fields), CaseState(), WORLD)
    except Refused as refused:
        for problem in refused.problems:
            assert problem.text("en") != problem.text("es")
            assert problem.advice("en") != problem.advice("es")
    else:
        assert judged.judgement.under.startswith(land.REGIME)


# ---- what is taken ---------------------------------------------------------------------------------------------------


def test_what_breaks_a_rule_is_taken_and_flagged(desk: Desk) -> None:
    assert desk.do("hold", "museum", "2021-02-03", VISIT).judgement.flags == ("admitted",)
    desk.admit()
    assert desk.do("hold", "museum", "2021-02-03", VISIT, case="visit-2").judgement.flags == ()


def test_a_late_report_of_what_happened_is_taken(desk: Desk) -> None:
    act = desk.do("hold", "museum", "2021-09-01", VISIT)
    assert (act.judgement.day, act.judgement.filed) == ("2021-02-03", "2021-09-01")


def test_flags_stand_in_the_order_of_the_pack() -> None:
    never = {"of": "hold", "that": {"never": True}, "says": land.words("never"), "source": "code 1"}
    desk = Desk(land.library_of({"procedures": {"visit": {"expects": {"aaa": never}}}}))
    assert desk.do("hold", "museum", "2021-02-03", VISIT).judgement.flags == ("admitted", "aaa")


def test_what_an_act_keeps_is_said_beside_what_it_offends() -> None:
    """A rule that does not apply is neither kept nor offended; nor is one that something excuses."""
    never = {"of": "hold", "that": {"never": True}, "says": land.words("never"), "source": "code 1"}
    rules = {
        "of-another": never | {"of": "ask"},
        "not-asked": never | {"when": {"never": True}},
        "excused": never | {"unless": {"field": "agent"}},
        "kept": never | {"that": {"field": "agent"}},
    }
    desk = Desk(land.library_of({"procedures": {"visit": {"expects": rules}}}))
    judgement = desk.do("hold", "museum", "2021-02-03", VISIT).judgement
    assert (judgement.flags, judgement.keeps) == (("admitted",), ("kept",))


@pytest.mark.parametrize(
    ("day", "under"),
    [
        ("2010-01-01", "qm-guests@2010-01-01"),
        ("2020-05-31", "qm-guests@2010-01-01"),
        ("2020-07-01", "qm-guests@2020-07-01"),
        ("2021-02-03", "qm-guests@2020-07-01"),
    ],
)
def test_the_version_in_force_on_the_day_of_the_fact_judges(desk: Desk, day: str, under: str) -> None:
    act = desk.do("hold", "museum", "2021-02-03", {**VISIT, "day": day})
    assert (act.judgement.under, act.judgement.day) == (under, day)
    assert act.judgement.law == desk.ledger.library.version(under).digest


def test_spaces_around_the_day_do_not_choose_another_version(desk: Desk) -> None:
    act = desk.do("hold", "museum", "2021-02-03", {**VISIT, "day": " 2010-01-01 "})
    assert (act.judgement.under, act.judgement.day) == ("qm-guests@2010-01-01", "2010-01-01")


def test_an_act_without_a_day_of_its_own_is_judged_by_the_day_of_filing(desk: Desk) -> None:
    """Near midnight the civil day at the host's capital counts, not the one of the clock's zone."""
    act = desk.do("ask", "museum", "2021-02-03", {"agent": "ada", "event": "2021-03-01", "topic": "tea"}, at="23:30")
    assert (act.at, act.judgement.day, act.judgement.filed) == ("2021-02-04T05:30:00Z", "2021-02-03", "2021-02-03")


def test_one_case_can_run_under_two_versions(desk: Desk) -> None:
    """A visit of the old law is reported under the new one; its duty stays that of the old law."""
    longer = {"procedures": {"visit": {"duties": {"report": {"within": {"days": 10, "first-day": "not-counted"}}}}}}
    desk = Desk(land.library_of({"until": "2020-06-30"}, longer))
    desk.do("hold", "museum", "2020-06-30", {**VISIT, "day": "2020-06-30"})
    act = desk.do("report", "museum", "2020-07-03")
    assert act.judgement.under == "qm-guests@2020-07-01"
    assert act.judgement.meets == ("report#1",)
    assert (desk.duty().under, desk.last_days()["strict"]) == ("qm-guests@2010-01-01", "2020-07-03")


def test_a_fact_of_before_the_change_is_judged_by_the_old_law_even_if_a_later_one_is_in_the_case() -> None:
    desk = Desk(land.library_of({"until": "2020-06-30"}, {"procedures": {"visit": {"expects": {"admitted": None}}}}))
    assert desk.do("hold", "museum", "2020-07-02", {**VISIT, "day": "2020-07-01"}).judgement.flags == ()
    old = desk.do("hold", "museum", "2020-07-03", {**VISIT, "day": "2020-06-30"}, case="visit-2")
    assert (old.judgement.under, old.judgement.flags) == ("qm-guests@2010-01-01", ("admitted",))


def test_a_month_is_judged_by_its_last_day(desk: Desk) -> None:
    library = land.library_of({"procedures": {"monthly": {"acts": {"file": {"dated-by": "period"}}}}})
    desk = Desk(library)
    act = desk.do("file", "noor", "2021-03-02", {"period": "2020-07"}, procedure="monthly")
    assert (act.judgement.day, act.judgement.under) == ("2020-07-31", "qm-guests@2020-07-01")
    refused = desk.refused("file", "noor", "2021-03-02", {"period": "2020-06"}, procedure="monthly", case="other")
    assert codes(refused) == ["act.E109"]


def test_an_act_without_a_stage_of_its_own_leaves_the_case_where_it_is(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    assert desk.do("receive", "ministry", "2021-02-03").judgement.stage == "held"


def test_judging_is_the_same_every_time_and_changes_nothing(desk: Desk) -> None:
    draft = desk.draft("hold", "museum", "2021-02-03", VISIT)
    state = CaseState()
    assert judge(draft, state, desk.ledger.world) == judge(draft, state, desk.ledger.world)
    assert state == CaseState()
