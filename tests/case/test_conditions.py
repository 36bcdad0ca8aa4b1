"""Every word that a rule may ask with: when it holds, when it does not, and when nobody can know."""

from __future__ import annotations

import pytest

from cauce.law.schema import Condition
from tests.case import land
from tests.case.desk import VISIT, Desk, Fields

ASKED: Fields = {"agent": "ada", "event": "2021-03-01", "topic": "tea"}
WIDE = ["topic", "story", "count", "contact", "place", "area", "event", "since", "until", "land", "period", "answer"]


def probing(*conditions: land.Plain, **more: object) -> Desk:
    """Return a desk where a visit is flagged `probe` unless these conditions hold."""
    probe = {"of": "hold", "that": list(conditions), "says": land.words("probe"), "source": "code 1"} | more
    hold = {"acts": {"hold": {"optional": WIDE}}, "expects": {"admitted": None, "probe": probe}}
    return Desk(land.library_of({"procedures": {"visit": hold}}))


def holds(desk: Desk, by: str = "museum", on: str = "2021-02-10", case: str = "visit-1", **fields: object) -> bool:
    """Hold a visit and say whether the conditions held."""
    answers = {**VISIT, **{name.replace("_", "-"): value for name, value in fields.items()}}
    return desk.do("hold", by, on, answers, case=case).judgement.flags == ()


# ---- done ------------------------------------------------------------------------------------------------------------


def test_done_asks_for_an_act_in_the_case_before() -> None:
    desk = probing({"done": "ask"})
    assert not holds(desk, case="visit-2")
    desk.do("ask", "museum", "2021-02-01", ASKED)
    assert holds(desk)


def test_an_act_is_not_its_own_forerunner() -> None:
    assert not holds(probing({"done": "hold"}))


def test_done_by_asks_who_did_it() -> None:
    desk = probing({"done": "ask", "by": "police"})
    desk.do("ask", "museum", "2021-02-01", ASKED)
    desk.do("ask", "police", "2021-02-01", ASKED, case="visit-2")
    assert (holds(desk), holds(desk, case="visit-2")) == (False, True)


def test_done_by_counts_narrower_kinds() -> None:
    desk = probing({"done": "ask", "by": "public-body"})
    desk.do("ask", "police", "2021-02-01", ASKED)
    assert holds(desk)


def test_done_by_each_asks_for_all_of_them() -> None:
    desk = probing({"done": "vote", "by-each": ["police", "harbour"]})
    desk.do("ask", "museum", "2021-02-01", ASKED)
    desk.do("vote", "police", "2021-02-01", {"choice": "for"})
    assert desk.do("hold", "museum", "2021-02-10", VISIT).judgement.flags == ("probe",)
    desk.do("ask", "museum", "2021-02-01", ASKED, case="visit-2")
    for office in ("police", "harbour"):
        desk.do("vote", office, "2021-02-01", {"choice": "against"}, case="visit-2")
    assert holds(desk, case="visit-2")


def test_done_by_each_asks_for_as_many_as_are_enough() -> None:
    desk = probing({"done": "vote", "by-each": ["police", "harbour", "council-office"], "at-least": 2})
    desk.do("ask", "museum", "2021-02-01", ASKED)
    desk.do("vote", "police", "2021-02-01", {"choice": "for"})
    desk.do("vote", "police", "2021-02-02", {"choice": "for"})
    assert desk.do("hold", "museum", "2021-02-10", VISIT).judgement.flags == ("probe",)
    desk.do("ask", "museum", "2021-02-01", ASKED, case="visit-2")
    for office in ("police", "harbour"):
        desk.do("vote", office, "2021-02-01", {"choice": "for"}, case="visit-2")
    assert holds(desk, case="visit-2")


def test_done_saying_takes_the_last_word_of_each_office() -> None:
    desk = probing({"done": "vote", "saying": {"choice": ["for", "abstain"]}})
    desk.do("ask", "museum", "2021-02-01", ASKED)
    desk.do("vote", "police", "2021-02-01", {"choice": "for"})
    desk.do("vote", "police", "2021-02-02", {"choice": "against"})
    assert not holds(desk)
    desk.do("ask", "museum", "2021-02-01", ASKED, case="visit-2")
    for choice in ("against", "abstain"):
        desk.do("vote", "police", "2021-02-01", {"choice": choice}, case="visit-2")
    assert holds(desk, case="visit-2")


def test_done_saying_reads_an_act_as_corrected() -> None:
    desk = probing({"done": "ask", "saying": {"topic": ["tea"]}})
    desk.do("ask", "museum", "2021-02-01", {**ASKED, "topic": "sea"})
    desk.do("correct", "museum", "2021-02-02", {"earlier": 1, "topic": "tea"})
    assert holds(desk)


def test_done_by_day_asks_that_it_was_filed_in_time() -> None:
    for filed, expected in (("2021-02-02", True), ("2021-02-03", True), ("2021-02-04", False)):
        desk = probing({"done": "ask", "by-day": "day"})
        desk.do("ask", "museum", filed, ASKED)
        assert holds(desk) is expected, filed


def test_done_by_day_is_not_undone_by_doing_it_again() -> None:
    """What was filed in time stays so, though the same office files it once more afterwards."""
    probe = {"of": "hold", "that": {"done": "ask", "by-day": "day"}, "says": land.words("p"), "source": "code 1"}
    again = {"acts": {"ask": {"from": ["start", "asked"]}}, "expects": {"admitted": None, "probe": probe}}
    desk = Desk(land.library_of({"procedures": {"visit": again}}))
    for filed in ("2021-02-02", "2021-02-05"):
        desk.do("ask", "museum", filed, ASKED)
    assert holds(desk)


def test_done_by_a_day_that_is_not_given_does_not_hold() -> None:
    desk = probing({"done": "report", "by-day": "until"})
    assert not holds(desk)


# ---- standing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2021-01-09", False), ("2021-01-10", True), ("2021-01-20", True), ("2021-01-21", False)],
)
def test_standing_holds_from_its_first_day_to_its_last(day: str, expected: bool) -> None:
    desk = probing({"standing": "admitted", "held-by": "agent"})
    desk.admit(since="2021-01-10", until="2021-01-20")
    assert holds(desk, day=day) is expected


def test_standing_is_that_of_the_person_named() -> None:
    desk = probing({"standing": "admitted", "held-by": "agent"})
    desk.admit("ada")
    assert not holds(desk, agent="bo")
    assert not holds(desk, agent="unlisted: ada", case="visit-2")


def test_standing_during_looks_at_another_day() -> None:
    desk = probing({"standing": "admitted", "held-by": "agent", "during": "event"})
    desk.admit(since="2021-02-20")
    assert not holds(desk, event="2021-02-19")
    assert holds(desk, event="2021-02-20", case="visit-2")
    assert not holds(desk, case="visit-3"), "a day that is not given is no day"


def test_standing_within_looks_at_the_place() -> None:
    desk = probing({"standing": "admitted", "held-by": "agent", "within": "place"})
    desk.admit(area=["QM-EA"])
    places = ["QM-EA", "QM-EA-1", "QM-WE", "QM", "QX"]
    found = [holds(desk, place=place, case=f"visit-{place}") for place in places]
    assert found == [True, True, False, False, False]
    assert not holds(desk, case="visit-nowhere")


def test_standing_within_several_places_asks_for_all_of_them() -> None:
    desk = probing({"standing": "admitted", "held-by": "agent", "within": "area"})
    desk.admit(area=["QM-EA", "QX"])
    assert holds(desk, area=["QM-EA-1", "QX"])
    assert not holds(desk, area=["QM-EA-1", "QM-WE"], case="visit-2")


def test_a_standing_without_territory_holds_everywhere() -> None:
    desk = probing({"standing": "admitted", "held-by": "agent", "within": "place"})
    desk.admit()
    assert holds(desk, place="QX")


def test_standing_of_the_state_the_mission_and_the_acting_office() -> None:
    grants = [
        {"standing": "barred", "to": "state of agent"},
        {"standing": "admitted", "to": "mission of agent"},
        {"standing": "admitted", "to": "actor"},
    ]
    for holder, fields, by, expected in (
        ("state of agent", {"agent": "bo"}, "museum", True),
        ("state of agent", {"agent": "cy"}, "museum", False),
        ("mission of agent", {"agent": "bo"}, "museum", True),
        ("mission of agent", {"agent": "dee"}, "museum", False),
        ("actor", {}, "ministry", True),
        ("actor", {}, "museum", False),
    ):
        name = "barred" if holder.startswith("state") else "admitted"
        probe = {"of": "hold", "that": {"standing": name, "held-by": holder}, "says": land.words("p"), "source": "code"}
        law = {"visit": {"expects": {"admitted": probe}}, "admission": {"acts": {"admit": {"grants": grants}}}}
        desk = Desk(land.library_of({"procedures": law}))
        desk.admit("ada")
        assert holds(desk, by, **fields) is expected, (holder, fields, by)


def test_a_country_in_a_field_is_a_state_itself() -> None:
    desk = probing({"standing": "barred", "held-by": "state of land"})
    desk.admit("cy")
    desk.do("bar", "ministry", "2021-01-02", case="admission-cy", procedure="admission")
    assert (holds(desk, land="QO"), holds(desk, land="QN", case="visit-2")) == (True, False)


# ---- field -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "fields", "expected"),
    [
        ({"among": ["call", "message"]}, {"contact": "call"}, True),
        ({"among": ["call", "message"]}, {"contact": "visit"}, False),
        ({"among": ["call", "message"]}, {}, False),
        ({"given": True}, {"contact": "call"}, True),
        ({"given": True}, {}, False),
        ({"given": False}, {"contact": "call"}, False),
        ({"given": False}, {}, True),
        ({"given": True, "among": ["call"]}, {"contact": "visit"}, False),
    ],
)
def test_field_among_and_given(condition: land.Plain, fields: land.Plain, expected: bool) -> None:
    assert holds(probing({"field": "contact"} | condition), **fields) is expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, True), (5, True), ("5", True), (5.5, False), (6, False), (None, False)]
)
def test_field_at_most(count: object, expected: bool) -> None:
    assert holds(probing({"field": "count", "at-most": 5}), count=count) is expected


@pytest.mark.parametrize(
    ("place", "here"), [("QM", True), ("QM-WE", True), ("QX", False)], ids=["host", "part of it", "abroad"]
)
def test_field_in_host(place: str, here: bool) -> None:
    assert holds(probing({"field": "place", "in-host": True}), place=place) is here
    assert holds(probing({"field": "place", "in-host": False}), place=place) is not here


def test_field_in_host_asks_it_of_every_place_and_of_none_that_is_not_given() -> None:
    desk = probing({"field": "area", "in-host": True})
    assert holds(desk, area=["QM-EA", "QM-WE"])
    assert not holds(desk, area=["QM-EA", "QX"], case="visit-2")
    assert not holds(desk, case="visit-3")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"event": "2021-02-04"}, True),
        ({"event": "2021-02-03"}, False),
        ({"event": "2021-02-02"}, False),
        ({}, False),
    ],
)
def test_field_later_than(fields: land.Plain, expected: bool) -> None:
    assert holds(probing({"field": "event", "later-than": "day"}), **fields) is expected


def test_field_later_than_a_day_that_is_not_given_does_not_hold() -> None:
    assert not holds(probing({"field": "day", "later-than": "event"}))


LEAD = {"calendar-days": 15, "first-day": "not-counted"}


@pytest.mark.parametrize(("event", "expected"), [("2021-02-26", True), ("2021-02-25", True), ("2021-02-24", False)])
def test_field_lead_leaves_the_whole_term_before_the_day(event: str, expected: bool) -> None:
    """Fifteen days before the 25th is the 10th."""
    assert holds(probing({"field": "event", "lead": LEAD}), on="2021-02-10", event=event) is expected


@pytest.mark.parametrize(("until", "expected"), [("2021-08-02", True), ("2021-08-03", True), ("2021-08-04", False)])
def test_field_span_ends_so_long_after_the_day_of_the_act(until: str, expected: bool) -> None:
    desk = probing({"field": "until", "span": {"months": 6}})
    assert holds(desk, until=until) is expected


def test_a_lead_that_no_text_gives_makes_nobody_late() -> None:
    desk = probing({"field": "event", "lead": {"calendar-days": {"parameter": "lead"}, "first-day": "not-counted"}})
    assert holds(desk, event="2021-02-10")
    desk.settle("lead", 5, "2021-02-01")
    assert not holds(desk, event="2021-02-10", case="visit-2")
    assert holds(desk, event="2021-02-15", case="visit-3")


def test_a_lead_that_no_calendar_covers_makes_nobody_late() -> None:
    desk = probing({"field": "event", "lead": {"business-days": 3, "calendar": "qm-days", "first-day": "not-counted"}})
    assert holds(desk, event="2031-06-01")


def test_a_lead_in_hours_is_counted_in_whole_days() -> None:
    desk = probing({"field": "event", "lead": {"hours": 25}})
    assert not holds(desk, on="2021-02-10", event="2021-02-11")
    assert holds(desk, on="2021-02-10", event="2021-02-12", case="visit-2")


def test_an_unclear_lead_is_counted_under_the_reading_in_force() -> None:
    """Three days before Monday the 15th: the 12th by every day, the 9th by open days (Thursday the 11th is closed)."""
    desk = probing({"field": "event", "lead": {"days": 3, "first-day": "not-counted"}})
    assert holds(desk, on="2021-02-12", event="2021-02-15")
    desk.adopt("open", "2021-02-12")
    assert holds(desk, on="2021-02-12", event="2021-02-15", case="visit-2"), "the fact is older than the adoption"
    assert not holds(desk, on="2021-02-12", day="2021-02-12", event="2021-02-15", case="visit-3")


def test_a_field_is_looked_up_in_the_case_if_the_act_does_not_have_it() -> None:
    desk = probing({"field": "topic", "among": ["tea"]})
    desk.do("ask", "museum", "2021-02-01", ASKED)
    assert holds(desk)
    assert not holds(desk, topic="sea", case="visit-2")


# ---- the other words -------------------------------------------------------------------------------------------------


def test_actor_asks_for_the_kind_of_the_acting_office() -> None:
    desk = probing({"actor": ["police", "ministry"]})
    assert (holds(desk, "police"), holds(desk, "museum", case="visit-2")) == (True, False)
    assert holds(probing({"actor": "public-body"}), "police"), "a broader kind counts"


def test_sender_asks_for_the_state_of_the_person_and_else_of_the_office() -> None:
    desk = probing({"sender": ["QN"]})
    assert (holds(desk), holds(desk, agent="cy", case="visit-2")) == (True, False)
    assert not holds(desk, agent="unlisted: somebody", case="visit-3")


def test_sender_of_a_case_about_nobody_is_the_office_that_acts() -> None:
    sender = {"of": "file", "that": {"sender": ["QN"]}, "says": land.words("sender"), "source": "code 1"}
    desk = Desk(land.library_of({"procedures": {"monthly": {"expects": {"sender": sender}}}}))
    flags = {
        by: desk.do("file", by, "2021-03-01", {"period": "2021-02"}, procedure="monthly", case=by).judgement.flags
        for by in ("noor", "ostra", "museum")
    }
    assert flags == {"noor": (), "ostra": ("sender",), "museum": ("sender",)}


def test_parameter_asks_whether_a_value_is_set_on_the_day() -> None:
    desk = probing({"parameter": "lead"})
    desk.settle("lead", 7, "2021-02-03", on="2021-02-01")
    assert (holds(desk, day="2021-02-02"), holds(desk, day="2021-02-03", case="visit-2")) == (False, True)


def test_stage_asks_where_the_case_stood_before() -> None:
    desk = probing({"stage": ["asked", "allowed"]})
    assert not holds(desk, case="visit-2")
    desk.do("ask", "museum", "2021-02-01", ASKED)
    assert holds(desk)


def test_never_never_holds() -> None:
    assert not holds(probing({"never": True}))


# ---- how they are put together ---------------------------------------------------------------------------------------

TRUE, FALSE = {"actor": "public-body"}, {"never": True}


@pytest.mark.parametrize(
    ("that", "more", "flagged"),
    [
        ([TRUE, TRUE], {}, False),
        ([TRUE, FALSE], {}, True),
        ([FALSE], {"when": [TRUE, TRUE]}, True),
        ([FALSE], {"when": [TRUE, FALSE]}, False),
        ([FALSE], {"unless": [FALSE, TRUE]}, False),
        ([FALSE], {"unless": [FALSE, FALSE]}, True),
    ],
)
def test_that_and_when_ask_for_all_and_unless_for_any(that: list[land.Plain], more: land.Plain, flagged: bool) -> None:
    assert holds(probing(*that, **more)) is not flagged


def test_every_word_of_the_format_is_known_here() -> None:
    """A leading word that the schema has and the judge does not would raise while an act is judged."""
    from cauce.case.conditions import _BY_WORD

    words = {name for name, field in Condition.model_fields.items() if str(field.description).startswith("leading")}
    assert set(_BY_WORD) == words


# ---- duty ------------------------------------------------------------------------------------------------------------


def with_silence() -> Desk:
    """Return a desk where silence on the report consents, and a receipt before it does is flagged."""
    early = {
        "of": "receive",
        "that": {"duty": "report", "stands": ["met", "deemed-consent"]},
        "says": land.words("too early"),
        "source": "code 1",
    }
    duty = {"to": None, "acknowledged-by": None, "at-end": "deemed-consent"}
    acts = {"receive": {"from": "any"}, "hold": {"from": ["start", "asked", "reported"]}}
    changes = {"acts": acts, "expects": {"early": early}, "duties": {"report": duty}}
    return Desk(land.library_of({"procedures": {"visit": changes}}))


@pytest.mark.parametrize(("on", "flags"), [("2021-02-06", ("early",)), ("2021-02-07", ())])
def test_silence_speaks_from_the_day_after_the_last_one(on: str, flags: tuple[str, ...]) -> None:
    desk = with_silence()
    desk.do("hold", "museum", "2021-02-03", VISIT)
    assert desk.do("receive", "ministry", on).judgement.flags == flags


def test_a_duty_that_was_met_stands_so_before_its_last_day() -> None:
    desk = with_silence()
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("report", "museum", "2021-02-04")
    assert desk.do("receive", "ministry", "2021-02-04").judgement.flags == ()


def test_every_duty_of_the_kind_must_stand_so_and_there_must_be_one() -> None:
    desk = with_silence()
    desk.do("ask", "museum", "2021-02-01", ASKED)
    assert desk.do("receive", "ministry", "2021-02-02").judgement.flags == ("early",)
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("report", "museum", "2021-02-04")
    desk.do("hold", "police", "2021-02-05", {**VISIT, "day": "2021-02-05"}, case="visit-1")
    assert desk.do("receive", "ministry", "2021-02-06").judgement.flags == ("early",)


def test_a_duty_that_fell_away_is_not_asked_for() -> None:
    desk = with_silence()
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("drop", "museum", "2021-02-04")
    assert desk.do("receive", "ministry", "2021-02-10").judgement.flags == ("early",)
