"""An act rewrites only the recurring duties that it can change: what it leaves alone would have come out the same."""

from __future__ import annotations

from datetime import date

import pytest

from cauce.node.cases import recur
from cauce.node.cases.models import Duty
from cauce.node.cases.rebuild import TABLES, content
from cauce.node.cases.world import library, world
from tests.node.stage import accredit, file

OF_DUTIES = [table for table in TABLES if table[0].__name__ in ("Duty", "DutyFor", "LastDay")]


def written() -> list[tuple[int, str]]:
    """Return rows and content of everything that is known of duties."""
    return [content(model, order) for model, order in OF_DUTIES]


def refresh_all(today: str) -> None:
    """Work every recurring duty out anew."""
    recur.refresh(library().regime("mx-lsn"), date.fromisoformat(today), world(), None)


def of_period(period: str) -> list[Duty]:
    """Return the recurring duties for a month."""
    return list(Duty.objects.filter(case=None, period=period).order_by("owes"))


@pytest.fixture
def two_missions(stage: None) -> None:
    """Two missions with an agent each, and the months of January and February behind them."""
    accredit("us-nunez", "2021-01-20", "2021-12-31")
    accredit("de-koester", "2021-01-20", "2021-12-31")
    refresh_all("2021-03-01")


def test_a_report_leaves_what_working_everything_out_again_leaves(two_missions: None) -> None:
    """Filed, acknowledged and corrected to another month: after each act nothing is left to be changed."""
    assert {duty.phase for duty in of_period("2021-01")} == {"no-term"}
    case = file("monthly-report", "report-of-mission", "embassy-us", "2021-03-02", period="2021-01", addressee="sspc",
                agreement="Convenio").case.ref  # fmt: skip
    assert {(duty.duty, duty.owes): duty.phase for duty in of_period("2021-01")} == {
        ("monthly-report", "embassy-de"): "no-term",
        ("monthly-report", "embassy-us"): "no-term",
        ("monthly-report-by-guideline", "embassy-de"): "no-term",
        ("monthly-report-by-guideline", "embassy-us"): "met",
    }
    before = written()
    refresh_all("2021-03-02")
    assert written() == before
    file("monthly-report", "acknowledge", "sre", "2021-03-03", case=case, received="2021-03-02")
    before = written()
    refresh_all("2021-03-03")
    assert written() == before


def test_an_accreditation_that_began_months_ago_brings_its_months_in(stage: None) -> None:
    """One decided late is reported on from the day on which it began."""
    accredit("us-hale", "2021-01-20", "2021-12-31", given="2021-03-02")
    assert [{duty.owes for duty in of_period(month)} for month in ("2021-01", "2021-02")] == [{"embassy-us"}] * 2
    before = written()
    refresh_all("2021-03-02")
    assert written() == before


def test_a_report_reads_the_cases_of_its_office_and_period_alone(two_missions: None) -> None:
    """However many reports there are of others and of other months; what acknowledges or corrects it is read too."""
    told = {"addressee": "sspc", "agreement": "Convenio"}
    for hour, (mission, period) in enumerate(
        [("embassy-us", "2021-01"), ("embassy-us", "2021-02"), ("embassy-de", "2021-01")], 9
    ):
        case = file("monthly-report", "report-of-mission", mission, "2021-03-02", hour=hour, period=period, **told).case
        file("monthly-report", "acknowledge", "sspc", "2021-03-03", hour=hour, case=case.ref)
    part = recur.Part(frozenset({"embassy-us"}), frozenset({"2021-01"}))
    acts = recur._acts(library().regime("mx-lsn"), part)
    assert [(act.act, act.by) for act in acts] == [("report-of-mission", "embassy-us"), ("acknowledge", "sspc")]
