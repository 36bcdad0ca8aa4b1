"""What was known of standings on a day is a fold over the acts that were recorded until then, and over no other."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cauce.case.act import Act, Ended, Granted, Judgement
from cauce.case.register import Register
from cauce.case.register import Standing as Held

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

REGIME = "mx-lsn"
FIRST = date(2021, 3, 1)
SPAN = 7
days = st.integers(0, SPAN - 1).map(lambda number: (FIRST + timedelta(number)).isoformat())
names = st.sampled_from(["accredited", "armed"])
holders = st.sampled_from(["us-hale", "US"])
grants = st.builds(Granted, names, holders, days, st.just("") | days)
ends = st.builds(Ended, names, holders, days)
#: hours from the first day on; a clock can be set back: acts need not come in the order of their instants
hours = st.integers(0, SPAN * 24 - 1)
steps = st.tuples(hours, st.lists(ends, max_size=2), st.lists(grants, max_size=2))
told = st.lists(steps, max_size=7)
stories = told | told.map(lambda story: sorted(story, key=lambda step: step[0]))
#: a week, then its end on the third day, then a later end that was filed before that end and is recorded after it
SET_BACK = [
    (1, [], [Granted("accredited", "us-hale", "2021-03-01", "2021-03-07")]),
    (90, [Ended("accredited", "us-hale", "2021-03-03")], []),
    (40, [Ended("accredited", "us-hale", "2021-03-05")], []),
]


def acts_of(story: list[Any]) -> list[Act]:
    """Return the acts of a story, each in a case of its own, in the order of the record."""
    found = []
    for place, (hour, ended, granted) in enumerate(story):
        at = datetime(2021, 3, 1, tzinfo=UTC) + timedelta(hours=hour)
        judgement = Judgement(
            under="", law="", day=FIRST.isoformat(), filed=FIRST.isoformat(), stage="", grants=tuple(granted),
            ends=tuple(ended),
        )  # fmt: skip
        text = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        found.append(Act(judgement, "do", text, "sre", f"MX-{place}", 1, "", REGIME))
    return found


def folded(acts: list[Act], known: date | None) -> list[Held]:
    """Return the register as only the acts that were recorded until a day make it."""
    register = Register()
    for act in acts:
        if known is None or act.at[:10] <= known.isoformat():
            register.apply(act)
    return list(register.all())


@given(stories)
@example(SET_BACK)
@example(sorted(SET_BACK, key=lambda step: step[0]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_for_any_day_and_any_day_of_knowledge(stage: None, story: list[Any]) -> None:
    """The query of the pages finds the standings of the fold, each with its last day and the act that ended it."""
    from cauce.case.facts import World
    from cauce.node.cases import standings
    from cauce.node.cases.world import directory, library
    from cauce.node.register.models import Standing
    from cauce.node.register.moment import Moment

    Standing.objects.all().delete()
    acts = acts_of(story)
    around = World(library(), Register(), directory())
    for act in acts:
        standings.apply(act, around)
    for known in (None, *(FIRST + timedelta(number) for number in range(-1, SPAN + 1))):
        right = folded(acts, known)
        for number in range(-1, SPAN + 1):
            moment = Moment(FIRST + timedelta(number), known, "UTC")
            rows = list(Standing.objects.filter(moment.in_force()).order_by("pk"))
            moment.learn(rows)
            found = [_plain(moment, row) for row in rows]
            assert all(moment.holds(row) for row in rows)
            wanted = [_held(each) for each in right if each.holds(moment.on.isoformat())]
            assert sorted(found) == sorted(wanted), (known, moment.on)
        rows = list(Standing.objects.filter(Moment(FIRST, known, "UTC").known_then()))
        moment.learn(rows)
        assert sorted(_plain(moment, row) for row in rows) == sorted(_held(each) for each in right), known


def _plain(moment: Any, row: Any) -> tuple[object, ...]:
    until, stopped = moment.until(row), moment.stopped(row)
    ended = (stopped.case, stopped.number) if stopped else ()
    return row.standing, row.holder, row.case, row.since.isoformat(), until.isoformat() if until else "", ended


def _held(each: Held) -> tuple[object, ...]:
    return each.standing, each.holder, each.case, each.since, each.until, each.ended_by or ()


def test_the_end_between_two_ends_is_shown_as_it_was_known(
    stage: None, at: Callable[[str], None], sign_in: Callable[..., Client]
) -> None:
    """On 3 May the year's accreditation was to end in August; on 1 June the agent had been withdrawn."""
    from tests.node.stage import accredit, file

    at("2021-06-15")
    case = accredit("us-nunez", "2021-01-10", "2021-12-31", ("MX-SON",))
    file("accreditation", "end", "sre", "2021-05-03", case=case, end_day="2021-08-31")
    asked = file("withdrawal", "request-withdrawal", "sre", "2021-05-20", agent="us-nunez").case.ref
    file("withdrawal", "leave", "sre", "2021-06-01", case=asked, end_day="2021-06-01")
    client = sign_in("sre")
    query = "/register/?q=nunez&standing=mx-lsn/accredited"
    listed = {
        (on, known): "Sonora" in client.get(f"{query}&on={on}&known={known}").content.decode()
        for on in ("2021-07-01", "2021-09-15")
        for known in ("2021-05-02", "2021-05-31", "2021-06-01")
    }
    assert listed == {
        ("2021-07-01", "2021-05-02"): True, ("2021-09-15", "2021-05-02"): True,
        ("2021-07-01", "2021-05-31"): True, ("2021-09-15", "2021-05-31"): False,
        ("2021-07-01", "2021-06-01"): False, ("2021-09-15", "2021-06-01"): False,
    }  # fmt: skip
    between = _standings(client, "?known=2021-05-31")
    assert "Tue 31 Aug 2021" in between
    assert case in between
    assert asked not in between
    after = _standings(client, "?known=2021-06-01")
    assert "Tue 31 Aug 2021" not in after
    assert asked in after
    assert after == _standings(client, "?on=2021-06-01")


def test_an_act_of_the_evening_is_of_the_day_on_which_its_office_filed_it(
    stage: None, at: Callable[[str], None], sign_in: Callable[..., Client]
) -> None:
    """At nine in the evening in the capital it is the next day in UTC."""
    from tests.node.stage import accredit, file

    at("2021-06-15")
    case = accredit("us-nunez", "2021-01-10", "2021-12-31")
    file("accreditation", "end", "sre", "2021-05-03", case=case, end_day="2021-05-10", hour=21)
    page = _standings(sign_in("sre"), "?known=2021-05-03")
    assert "Mon 3 May 2021" in page
    assert "4 May 2021" not in page


def _standings(client: Client, query: str) -> str:
    """Return the standings of Núñez as the page of a person shows them, without the cases about them."""
    page = client.get(f"/register/people/us-nunez/{query}").content.decode()
    start = page.index('<ol class="line">')
    return page[start : page.index("</ol>", start)]
