"""What acts bring about: duties opened, met, told, cancelled, extended, stopped; corrections; standings; settings."""

from __future__ import annotations

import pytest

from cauce.case.act import Owed, Received, Recounted
from cauce.case.clock import done_on, waiting_for
from tests.case import land
from tests.case.desk import VISIT, Desk


def with_duty(**changes: object) -> Desk:
    """Return a desk whose only duty differs in this; None takes a key away."""
    duty = {key.replace("_", "-"): value for key, value in changes.items()}
    return Desk(land.library_of({"procedures": {"visit": {"duties": {"report": duty}}}}))


def owing(**owes: object) -> Desk:
    """Return a desk where somebody else owes the report."""
    nobody = {"actor": None}
    return with_duty(owes=nobody | {key.replace("_", "-"): value for key, value in owes.items()})


# ---- who owes --------------------------------------------------------------------------------------------------------


def test_a_duty_is_opened_by_the_act_counted_from_its_day_and_about_its_person(desk: Desk) -> None:
    act = desk.do("hold", "museum", "2021-02-05", VISIT)
    assert act.judgement.owed == (Owed("report", "museum", "2021-02-03", "ada"),)
    assert (desk.duty().opened, desk.duty().since, desk.duty().arose) == (1, "2021-02-03", "2021-02-03")


def test_a_duty_that_is_not_counted_from_a_field_runs_from_the_day_of_filing() -> None:
    desk = with_duty(counted_from=None)
    assert desk.do("hold", "museum", "2021-02-05", VISIT).judgement.owed[0].from_ == "2021-02-05"
    assert desk.duty().arose == "2021-02-03", "which settings govern it is still told by the day of the fact"


@pytest.mark.parametrize(
    ("owes", "obligor"),
    [
        ({"office": "ministry"}, "ministry"),
        ({"office": "police"}, "police"),
        ({"actor": ["public-body"]}, "museum"),
        ({"actor": ["police"]}, ""),
        ({"mission_of": "agent"}, "noor"),
        ({"opener": True}, "museum"),
        ({"field": "whom"}, "harbour"),
    ],
)
def test_the_obligor_is_the_one_that_the_rule_names(owes: dict[str, object], obligor: str) -> None:
    plain = {"actor": None} | {key.replace("_", "-"): value for key, value in owes.items()}
    law = {"acts": {"hold": {"optional": ["whom"]}}, "duties": {"report": {"owes": plain}}}
    desk = Desk(land.library_of({"procedures": {"visit": law}}))
    owed = desk.do("hold", "museum", "2021-02-03", {**VISIT, "whom": "harbour"}).judgement.owed
    assert [each.owes for each in owed] == ([obligor] if obligor else [])


def test_an_office_of_a_narrower_kind_can_owe() -> None:
    """The law names the broader kind; the directory knows the office by the narrower one alone."""
    offices = {"guard": {"title": land.words("guard"), "of": "host", "one": True},
               "police": {"is": ["public-body", "guard"]}}  # fmt: skip
    visit = {"duties": {"report": {"owes": {"actor": None, "office": "guard"}}}}
    desk = Desk(land.library_of({"offices": offices, "procedures": {"visit": visit}}))
    assert desk.do("hold", "museum", "2021-02-03", VISIT).judgement.owed[0].owes == "police"


def test_who_opened_the_case_owes_what_others_bring_about() -> None:
    visit = {
        "duties": {"report": {"owes": {"actor": None, "opener": True}, "after": ["receive"], "counted-from": None}}
    }
    desk = Desk(land.library_of({"procedures": {"visit": visit}}))
    desk.do("hold", "museum", "2021-02-03", VISIT)
    assert desk.do("receive", "ministry", "2021-02-04").judgement.owed[0].owes == "museum"


@pytest.mark.parametrize("agent", ["unlisted: a stranger", "dee"])
def test_nobody_owes_for_a_mission_that_nobody_knows(agent: str) -> None:
    """The act is taken all the same."""
    act = owing(mission_of="agent").do("hold", "museum", "2021-02-03", {**VISIT, "agent": agent})
    assert (act.number, act.judgement.owed) == (1, ())


def test_a_duty_with_conditions_is_owed_when_they_hold_and_no_excuse_does() -> None:
    desk = with_duty(
        when={"field": "contact", "among": ["visit", "call"]}, unless={"field": "contact", "among": ["call"]}
    )
    owed = {
        contact: len(
            desk.do("hold", "museum", "2021-02-03", {**VISIT, "contact": contact}, case=contact).judgement.owed
        )
        for contact in ("visit", "call", "message")
    }
    assert owed == {"visit": 1, "call": 0, "message": 0}


REPEATED = land.library_of({"procedures": {"visit": {"acts": {"hold": {"from": ["start", "any"]}}}}})


def test_a_second_act_opens_no_second_duty_while_the_first_is_open() -> None:
    desk = Desk(REPEATED)
    desk.do("hold", "museum", "2021-02-03", VISIT)
    assert desk.do("hold", "museum", "2021-02-04", VISIT).judgement.owed == ()
    assert desk.do("hold", "police", "2021-02-04", VISIT).judgement.owed[0].owes == "police", "another office owes too"


def test_a_second_act_opens_another_duty_once_the_first_is_met() -> None:
    desk = Desk(REPEATED)
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("report", "museum", "2021-02-04")
    desk.do("hold", "museum", "2021-02-05", VISIT)
    assert list(desk.state().duties) == ["report#1", "report#3"]


# ---- fulfilling ------------------------------------------------------------------------------------------------------


def test_the_obligor_meets_its_duty_and_nobody_else_does() -> None:
    desk = Desk(land.library_of({"procedures": {"visit": {"acts": {"report": {"from": "any"}}}}}))
    desk.do("hold", "museum", "2021-02-03", VISIT)
    assert desk.do("report", "police", "2021-02-04").judgement.meets == ()
    assert desk.do("report", "museum", "2021-02-05").judgement.meets == ("report#1",)
    assert (desk.duty().met_by, desk.duty().met_on) == (3, "2021-02-05")
    assert desk.do("report", "museum", "2021-02-06").judgement.meets == (), "it is met once"


AT_ONCE = {"procedures": {"visit": {"acts": {"report": {"from": ["start", "held"], "fields": ["agent", "day"]}},
                                    "duties": {"report": {"after": ["hold", "report"]}}}}}  # fmt: skip


def test_a_report_that_comes_first_gives_rise_to_the_duty_and_fulfils_it() -> None:
    """What is filed directly is still judged on time or late."""
    desk = Desk(land.library_of(AT_ONCE))
    judgement = desk.do("report", "museum", "2021-02-08", VISIT).judgement
    assert (judgement.owed, judgement.meets) == ((Owed("report", "museum", "2021-02-03", "ada"),), ("report#1",))
    for office in ("ministry", "council-office"):
        desk.do("receive", office, "2021-02-08")
    assert desk.status("2021-02-08") == "met-late"


def test_a_report_of_an_open_duty_fulfils_that_one_and_opens_none() -> None:
    desk = Desk(land.library_of(AT_ONCE))
    desk.do("hold", "museum", "2021-02-03", VISIT)
    judgement = desk.do("report", "museum", "2021-02-04", VISIT).judgement
    assert (judgement.owed, judgement.meets) == ((), ("report#1",))


def test_each_addressee_says_that_it_received(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    world = desk.ledger.world
    assert desk.do("receive", "ministry", "2021-02-04").judgement.received == (), "there is nothing to receive yet"
    desk.do("report", "museum", "2021-02-05")
    assert (desk.status("2021-02-05"), waiting_for(desk.duty(), world)) == ("filed", ("ministry", "council-office"))
    heard = desk.do("receive", "ministry", "2021-02-06").judgement.received
    assert heard == (Received("report#1", "2021-02-06"),)
    assert (desk.status("2021-02-06"), waiting_for(desk.duty(), world)) == ("filed", ("council-office",))
    assert desk.do("receive", "ministry", "2021-02-06").judgement.received == (), "its first word counts"
    desk.do("receive", "council-office", "2021-02-06")
    assert (desk.status("2021-02-06"), done_on(desk.duty(), world)) == ("met", "2021-02-06")


def test_the_day_of_receipt_can_be_told_and_the_last_one_decides(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("report", "museum", "2021-02-05")
    desk.do("receive", "ministry", "2021-02-20", {"received": "2021-02-05"})
    desk.do("receive", "council-office", "2021-02-20", {"received": "2021-02-06"})
    assert (desk.status("2021-02-20"), done_on(desk.duty(), desk.ledger.world)) == ("met", "2021-02-06")


def test_a_report_that_reaches_one_addressee_late_is_late(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("report", "museum", "2021-02-05")
    desk.do("receive", "ministry", "2021-02-06")
    desk.do("receive", "council-office", "2021-02-07")
    assert desk.status("2021-02-07") == "met-late"


def test_who_is_no_addressee_is_not_heard() -> None:
    desk = with_duty(to=["ministry"])
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("report", "museum", "2021-02-05")
    assert desk.do("receive", "council-office", "2021-02-05").judgement.received == ()


# ---- changing a duty -------------------------------------------------------------------------------------------------


def test_cancelling_takes_the_open_duties_away_and_leaves_the_met_ones() -> None:
    desk = Desk(REPEATED)
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("report", "museum", "2021-02-04")
    desk.do("hold", "police", "2021-02-05", VISIT)
    assert desk.do("drop", "museum", "2021-02-06").judgement.cancels == ("report#3",)
    assert [desk.status("2021-03-01", duty) for duty in desk.duties()] == ["filed", "cancelled"]


def test_cancelling_by_name_leaves_other_duties() -> None:
    other = {**land.law()["procedures"]["visit"]["duties"]["report"], "title": land.words("thanks")}
    law = {"duties": {"thanks": other}, "acts": {"drop": {"cancels": ["thanks"]}}}
    desk = Desk(land.library_of({"procedures": {"visit": law}}))
    desk.do("hold", "museum", "2021-02-03", VISIT)
    assert desk.do("drop", "museum", "2021-02-04").judgement.cancels == ("thanks#1",)


def test_an_act_can_cancel_a_duty_and_open_it_anew() -> None:
    """A visit that is put off: the duty of the old day falls away and one of the new day begins."""
    hold = {"from": ["start", "any"], "cancels": ["report"]}
    desk = Desk(land.library_of({"procedures": {"visit": {"acts": {"hold": hold}}}}))
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("hold", "museum", "2021-02-04", {**VISIT, "day": "2021-02-04"})
    assert [desk.status("2021-02-05", duty) for duty in desk.duties()] == ["cancelled", "open"]


def test_a_final_stage_leaves_duties_open() -> None:
    law = {"stages": {"reported": {"final": True}}, "acts": {"report": {"by": "police", "from": "held"}}}
    desk = Desk(land.library_of({"procedures": {"visit": law}}))
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("report", "police", "2021-02-04")
    assert desk.status("2021-02-07") == "overdue"


def test_more_time_moves_every_reading_that_would_end_sooner(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    act = desk.do("extend", "ministry", "2021-02-04", {"duty": "report", "until": "2021-02-07"})
    assert [(each.duty, each.until) for each in act.judgement.extends] == [("report#1", "2021-02-07")]
    assert desk.last_days() == {"strict": "2021-02-07", "rolled": "2021-02-08", "open": "2021-02-08"}


def test_more_time_can_be_a_term_counted_on_from_the_last_day() -> None:
    extend = {"extends": [{"duty": "report", "by": {"calendar-days": 5, "first-day": "not-counted"}}]}
    desk = Desk(land.library_of({"procedures": {"visit": {"acts": {"extend": extend}}}}))
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("extend", "ministry", "2021-02-04")
    assert desk.last_days()["strict"] == "2021-02-11"


def test_more_time_for_a_duty_that_is_not_open_does_nothing(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("report", "museum", "2021-02-04")
    assert (
        desk.do("extend", "ministry", "2021-02-05", {"duty": "report", "until": "2021-03-01"}).judgement.extends == ()
    )
    assert desk.last_days()["strict"] == "2021-02-06"


def test_a_clock_that_is_stopped_stands_and_runs_on_where_it_stood(desk: Desk) -> None:
    """Two of three days had run; five days of standstill move the end by five days."""
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("stop", "ministry", "2021-02-05")
    assert desk.statuses("2021-02-05", "2021-06-01") == ["stopped", "stopped"]
    desk.do("resume", "ministry", "2021-02-10")
    assert desk.last_days()["strict"] == "2021-02-11"
    assert desk.statuses("2021-02-10", "2021-02-11", "2021-02-12") == ["open", "due-today", "overdue"]


# ---- corrections -----------------------------------------------------------------------------------------------------


def test_a_corrected_day_moves_the_clock_that_was_counted_from_it(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-05", VISIT)
    act = desk.do("correct", "museum", "2021-02-05", {"earlier": 1, "day": "2021-02-04"})
    assert (act.judgement.corrects, act.judgement.recounts) == (1, (Recounted("report#1", "2021-02-04"),))
    assert desk.last_days()["strict"] == "2021-02-07"
    assert desk.state().acts[0].judgement.owed[0].from_ == "2021-02-03", "what was signed stays as it was"


def test_a_correction_shows_that_a_report_was_late(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-05", VISIT)
    desk.do("report", "museum", "2021-02-06")
    for office in ("ministry", "council-office"):
        desk.do("receive", office, "2021-02-06")
    assert desk.status("2021-02-06") == "met"
    desk.do("correct", "museum", "2021-02-07", {"earlier": 1, "day": "2021-02-02"})
    assert desk.status("2021-02-07") == "met-late"


def test_a_correction_of_a_correction_reaches_the_duty(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-05", VISIT)
    desk.do("correct", "museum", "2021-02-05", {"earlier": 1, "day": "2021-02-01"})
    desk.do("correct", "museum", "2021-02-06", {"earlier": 2, "day": "2021-02-04"})
    assert (desk.last_days()["strict"], desk.state().fields_of(1)["day"]) == ("2021-02-07", "2021-02-04")


@pytest.mark.parametrize("fields", [{"topic": "tea"}, {"day": "2021-02-03"}], ids=["another field", "the same day"])
def test_a_correction_of_anything_else_leaves_the_clock_alone(desk: Desk, fields: dict[str, object]) -> None:
    desk.do("hold", "museum", "2021-02-05", VISIT)
    assert desk.do("correct", "museum", "2021-02-05", {"earlier": 1, **fields}).judgement.recounts == ()


def test_a_correction_of_another_act_leaves_the_clock_alone(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-05", VISIT)
    desk.do("report", "museum", "2021-02-05", {"story": "tea"})
    assert desk.do("correct", "museum", "2021-02-05", {"earlier": 2, "day": "2021-02-04"}).judgement.recounts == ()
