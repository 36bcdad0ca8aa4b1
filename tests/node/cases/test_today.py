"""A last day ends where filings under its regime are dated, from wherever an office looks at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.conf import settings
from django.db.models import Q
from django.test import Client

from cauce.node.cases.models import Duty, DutyFor
from cauce.node.cases.today import Today, today_of
from cauce.node.cases.world import library
from cauce.node.people.models import Office, Stamp
from tests.node.stage import accredit, file

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
#: half an hour before midnight in Mexico City, half an hour after it in Washington, far into the next day in Tokyo
EVENING = "2021-02-06T23:30-06:00"
#: half an hour after midnight in Mexico City, before it in Tijuana
NIGHT = "2021-02-07T00:30-06:00"


@pytest.fixture
def clock_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the clock of the node to an instant."""
    return lambda text: monkeypatch.setattr(
        settings, "CAUCE", replace(settings.CAUCE, clock=datetime.fromisoformat(text))
    )


@pytest.fixture
def zone(stage: None) -> Callable[[str, str], None]:
    """Moves an office to another zone."""

    def move(office: str, name: str) -> None:
        Office.objects.filter(code=office).update(zone=name)
        Stamp.renew()

    return move


@pytest.mark.parametrize(
    ("moment", "office_zone", "words", "shown"),
    [(EVENING, "Asia/Tokyo", "Due today", "soon"), (NIGHT, "America/Tijuana", "Overdue", "overdue")],
)
def test_what_is_overdue_does_not_depend_on_where_the_office_is(
    zone: Callable[[str, str], None], clock_at: Callable[[str], None], sign_in: SignIn,
    moment: str, office_zone: str, words: str, shown: str,
) -> None:  # fmt: skip
    """A call of 3 February is to be reported by the 6th, as the case itself says."""
    zone("fgj-chh", office_zone)
    accredit("us-hale", "2021-01-04", "2021-12-31")
    told = {"agent": "us-hale", "day": "2021-02-03", "contact": "call", "place": "MX-CHH"}
    ref = file("communication", "hold", "fgj-chh", "2021-02-04", **told).case.ref
    clock_at(moment)
    client = sign_in("fgj-chh")
    assert words in client.get("/due/").content.decode()
    assert words in client.get(f"/cases/{ref}/").content.decode()
    for show in ("overdue", "soon"):
        assert (ref in client.get(f"/due/?show={show}").content.decode()) == (show == shown)


def test_the_docket_counts_days_where_the_case_dates_them(
    zone: Callable[[str, str], None], clock_at: Callable[[str], None], sign_in: SignIn
) -> None:
    zone("sspc", "Asia/Tokyo")
    file("accreditation", "request", "embassy-us", "2021-02-05", agent="us-nunez", agency="An agency",
         functions="police", territory=["MX"], first_day="2021-03-01")  # fmt: skip
    clock_at(EVENING)
    assert "for 1 day" in sign_in("sspc").get("/docket/").content.decode()


@pytest.fixture
def duties(stage: None) -> None:
    """Three duties with the same last day: under two regimes, and under one that the node no longer has."""
    for regime in ("mx-lsn", "us-951", "gone"):
        duty = Duty.objects.create(
            key=regime, regime=regime, under=f"{regime}@2020-01-01", duty="x", owes="sre", since=date(2021, 2, 1),
            arose=date(2021, 2, 1), phase="running", at_end="breach", due=date(2021, 2, 6), governing="text",
        )  # fmt: skip
        DutyFor.objects.create(duty=duty, office="sre", side="owes", live=True, due=duty.due)


def overdue(today: Today) -> set[str]:
    return set(DutyFor.objects.filter(today.rows(lambda day: Q(due__lt=day))).values_list("duty__regime", flat=True))


def test_each_regime_has_its_own_day(duties: None, clock_at: Callable[[str], None]) -> None:
    """Between two midnights what is late under one is not under the other; law that is gone follows the most."""
    clock_at(EVENING)
    today = today_of(library())
    assert today.of("mx-lsn") == today.of("gone") or today.of("us-951") == today.of("gone")
    late = {regime for regime in ("mx-lsn", "us-951", "gone") if today.of(regime) > date(2021, 2, 6)}
    assert "us-951" in late
    assert "mx-lsn" not in late
    assert overdue(today) == late
    clock_at(NIGHT)
    assert overdue(today_of(library())) == {"mx-lsn", "us-951", "gone"}


def test_two_days_at_once_cost_no_further_query(
    duties: None, clock_at: Callable[[str], None], sign_in: SignIn,
    django_assert_max_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    clock_at(EVENING)
    client = sign_in("sre")
    client.get("/due/")
    for address in ("/due/", "/due/?show=overdue"):
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
            assert client.get(address).status_code == 200
