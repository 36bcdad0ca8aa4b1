"""Duties that come back: there when nobody acts, gone when nothing justifies them, written once however often asked."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from cauce.case.errors import Refused
from cauce.node.cases import recur
from cauce.node.cases.models import Duty, DutyFor, LastDay, Phase
from cauce.node.cases.present import dues
from cauce.node.record import store
from tests.faults.truth import assert_derived, everything
from tests.node.stage import accredit, file, sign_in_as

SetClock = Callable[[str], None]
BY_AGENT, BY_MISSION = "monthly-report", "monthly-report-by-guideline"


def owed(duty: str, **more: object) -> list[str]:
    """The periods for which a recurring duty is there, in order."""
    return list(Duty.objects.filter(case=None, duty=duty, **more).order_by("period").values_list("period", flat=True))


@pytest.fixture
def agents(stage: None) -> str:
    """Two agents of one mission, accredited for some months of 2021; the case of the first."""
    case = accredit("us-hale", "2021-01-20", "2021-05-10")
    accredit("us-nunez", "2021-03-31", "2021-04-01")
    return case


def test_a_period_that_ends_with_nobody_acting_is_owed(agents: str, at: SetClock) -> None:
    """For each agent by statute and once for the mission by guideline; the first and last day of a standing count."""
    at("2021-03-31")
    recur.catch_up()
    assert owed(BY_AGENT, about="us-hale") == ["2021-01", "2021-02"]
    at("2021-04-01")
    recur.catch_up()
    assert owed(BY_AGENT, about="us-hale") == ["2021-01", "2021-02", "2021-03"]
    assert owed(BY_AGENT, about="us-nunez") == ["2021-03"]
    at("2021-08-15")
    recur.catch_up()
    assert owed(BY_AGENT, about="us-hale") == ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05"]
    assert owed(BY_AGENT, about="us-nunez") == ["2021-03", "2021-04"]
    assert owed(BY_MISSION) == ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05"]
    assert set(Duty.objects.filter(case=None).values_list("owes", flat=True)) == {"embassy-us"}
    assert DutyFor.objects.filter(duty__case=None, office="sre", side="owed", live=True).exists()
    assert not DutyFor.objects.filter(duty__case=None, office="embassy-de").exists()


@pytest.mark.parametrize("path", ["/due/", "/docket/"])
def test_a_new_day_is_shown_while_the_record_is_halted(agents: str, at: SetClock, path: str) -> None:
    """What recurs follows from acts and the day: who comes to read finds it, and the first page is no error."""
    at("2021-04-01")
    store.halt("node.E018")
    assert sign_in_as("embassy-us").get(path).status_code == 200
    assert owed(BY_AGENT, about="us-hale") == ["2021-01", "2021-02", "2021-03"]


def test_a_report_meets_the_duty_of_its_agent_and_month_and_no_other(agents: str, at: SetClock) -> None:
    """Filed and received by both ministries it is met; the mission's own report is another duty."""
    at("2021-05-02")
    recur.catch_up()
    case = file("monthly-report", "report", "embassy-us", "2021-05-02", agent="us-hale", period="2021-03").case.ref
    rows = Duty.objects.filter(case=None, duty=BY_AGENT)
    assert list(rows.exclude(phase=Phase.NO_TERM).values_list("about", "period", "phase")) == [
        ("us-hale", "2021-03", Phase.FILED)
    ]
    for hour, office in enumerate(("sre", "sspc"), 11):
        file("monthly-report", "acknowledge", office, "2021-05-02", hour=hour, case=case)
    assert rows.get(about="us-hale", period="2021-03").phase == Phase.MET
    assert not Duty.objects.filter(case=None, duty=BY_MISSION, met_on__isnull=False).exists()
    file("monthly-report", "report-of-mission", "embassy-us", "2021-05-02", hour=14, period="2021-03")
    assert owed(BY_MISSION, met_on__isnull=False) == ["2021-03"]
    assert_derived()


def test_the_page_of_a_recurring_duty_says_who_has_received_the_report(agents: str, at: SetClock) -> None:
    """One that was filed is not shown as owed still, and one that all have received is fulfilled."""
    at("2021-05-02")
    recur.catch_up()
    case = file("monthly-report", "report", "embassy-us", "2021-05-02", agent="us-hale", period="2021-03").case.ref
    row = Duty.objects.get(duty=BY_AGENT, about="us-hale", period="2021-03")
    page = lambda: sign_in_as("sre").get(dues.href_of(row)).content.decode()  # noqa: E731 - a question
    assert "Receipt awaited from: Ministry of Foreign Affairs" in page()
    for hour, office in enumerate(("sre", "sspc"), 11):
        file("monthly-report", "acknowledge", office, "2021-05-02", hour=hour, case=case)
    row.refresh_from_db()
    assert row.received.keys() == {"sre", "sspc"}
    assert "Receipt awaited" not in page()
    assert "Received by Ministry of Security" in page()


def test_another_missions_report_meets_nothing(agents: str, at: SetClock) -> None:
    """Who owes it must file it; and of another state's agent a mission knows nothing."""
    at("2021-05-02")
    recur.catch_up()
    file("monthly-report", "report-of-mission", "embassy-de", "2021-05-02", period="2021-03")
    with pytest.raises(Refused, match=r"field\.E209"):
        file("monthly-report", "report", "embassy-de", "2021-05-02", hour=11, agent="us-hale", period="2021-03")
    assert not Duty.objects.filter(case=None, met_on__isnull=False).exists()


def test_a_report_before_its_month_has_ended_meets_the_duty_when_it_comes(agents: str, at: SetClock) -> None:
    """A month may be reported on its last day; the duty that is written the day after is there fulfilled."""
    at("2021-03-31")
    recur.catch_up()
    file("monthly-report", "report", "embassy-us", "2021-03-31", hour=8, agent="us-hale", period="2021-03")
    assert owed(BY_AGENT, period="2021-03") == []
    at("2021-04-01")
    recur.catch_up()
    assert Duty.objects.get(duty=BY_AGENT, period="2021-03", about="us-hale").phase == Phase.FILED
    assert_derived()


def test_a_standing_that_turns_out_to_have_ended_takes_its_months_along(agents: str, at: SetClock) -> None:
    """Told in June that the agent left in February: what was owed for the months after is not there any more."""
    at("2021-06-02")
    recur.catch_up()
    file("accreditation", "end", "sre", "2021-06-02", case=agents, end_day="2021-02-10")
    assert owed(BY_AGENT, about="us-hale") == ["2021-01", "2021-02"]
    assert owed(BY_MISSION) == ["2021-01", "2021-02", "2021-03", "2021-04"]
    assert_derived()


def test_a_standing_granted_late_brings_the_months_that_are_past(stage: None, at: SetClock) -> None:
    """Nobody has to look at a page for them to be there."""
    at("2021-06-02")
    recur.catch_up()
    assert owed(BY_AGENT) == []
    accredit("us-hale", "2021-02-15", "2021-12-31", given="2021-06-02")
    assert owed(BY_AGENT) == ["2021-02", "2021-03", "2021-04", "2021-05"]


def test_a_term_set_later_holds_for_what_arises_from_its_day_on(agents: str, at: SetClock) -> None:
    """Months that ended before have no last day, silent as the texts are; later ones have the day that was set."""
    at("2021-04-15")
    recur.catch_up()
    file("settings", "set-parameter", "sre", "2021-04-15", parameter="monthly-report-day", value="10",
         first_day="2021-04-15", document="Circular 1")  # fmt: skip
    at("2021-05-01")
    recur.catch_up()
    rows = Duty.objects.filter(duty=BY_AGENT, about="us-hale").order_by("period")
    assert [row.due and row.due.isoformat() for row in rows] == [None, None, None, "2021-05-10"]
    assert_derived()


def test_a_setting_before_anybody_looked_comes_to_the_same_as_one_after(agents: str, at: SetClock) -> None:
    """What had come due is written before a setting is; so the tables do not depend on who looked when."""
    file("settings", "set-parameter", "sre", "2021-02-01", parameter="monthly-report-day", value="10",
         first_day="2021-01-01", document="Circular 1")  # fmt: skip
    assert owed(BY_AGENT) == ["2021-01"]
    kept = LastDay.objects.get()
    assert (kept.due, kept.duty.due and kept.duty.due.isoformat()) == (None, "2021-02-10")
    at("2021-02-03")
    recur.catch_up()
    file("settings", "declare-days", "sre", "2021-02-03", calendar="mx-labour", first_day="2021-02-10",
         last_day="2021-02-12", day_kind="closed", document="DOF")  # fmt: skip
    assert_derived()


def test_asked_twice_it_writes_once(agents: str, at: SetClock) -> None:
    """A second look, and another process's first one, change nothing."""
    at("2021-05-02")
    recur.catch_up()
    before = everything()
    recur.catch_up()
    recur._day.caught_up.clear()
    recur.catch_up()
    assert everything() == before


def test_a_clock_set_back_takes_nothing_away(agents: str, at: SetClock) -> None:
    """What has been owed stays owed, whatever day the node believes it is."""
    at("2021-05-02")
    recur.catch_up()
    before = everything()
    at("2021-02-02")
    recur.catch_up()
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_two_who_look_first_on_a_day_at_once_write_it_once(agents: str, at: SetClock) -> None:
    """Neither sees an error, and no duty is there twice."""
    at("2021-05-02")
    errors: list[Exception] = []
    start = threading.Barrier(3)

    def look() -> None:
        start.wait()
        try:
            recur._catch_up(recur.library().regime("mx-lsn"), recur.clock.today())
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert owed(BY_AGENT, about="us-hale") == ["2021-01", "2021-02", "2021-03", "2021-04"]
    assert_derived()
