"""The cases an office may read: found as Spanish speakers look for them, never anybody else's."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from cauce.node.cases.views.counts import CAP, with_news
from tests.node.cases.forms import without_tokens
from tests.node.stage import accredit, file

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


@pytest.fixture
def cases(stage: None, at: Callable[[str], None]) -> dict[str, str]:
    """Four cases of two prosecutors and an embassy."""
    at("2021-03-01")
    accredited = accredit("us-hale", "2021-01-04", "2021-12-31")
    return {
        "accredited": accredited,
        "rifles": _call("fgj-chh", "us-nunez", "2021-02-03", "Rastreo de fusiles en la aduana"),
        "course": _call("fgj-son", "de-koester", "2021-02-10", "Capacitación forense"),
        "meeting": file(
            "communication", "hold", "fgj-chh", "2021-02-20",
            agent="us-hale", day="2021-02-19", contact="meeting", place="MX-CHH",
        ).case.ref,
    }  # fmt: skip


def _call(office: str, agent: str, day: str, topic: str) -> str:
    told = {"agent": agent, "day": day, "contact": "call", "place": "MX-CHH", "topic": topic}
    return file("communication", "hold", office, day, **told).case.ref


def found(client: Client, cases: dict[str, str], query: str = "") -> set[str]:
    response = client.get(f"/cases/{query}")
    assert response.status_code == 200
    page = response.content.decode()
    return {name for name, ref in cases.items() if ref in page}


def test_an_office_sees_its_own_and_the_ministry_all(cases: dict[str, str], sign_in: SignIn) -> None:
    assert found(sign_in("fgj-chh"), cases) == {"rifles", "meeting"}
    assert found(sign_in("fgj-son"), cases) == {"course"}
    assert found(sign_in("embassy-de"), cases) == set()
    assert found(sign_in("embassy-us"), cases) == {"accredited"}
    assert found(sign_in("sre"), cases) == set(cases)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=fusil", {"rifles"}),
        ("?q=capacitacion", {"course"}),
        ("?q=Núñez", {"rifles"}),
        ("?q=Hale", {"accredited", "meeting"}),
        ("?q=nothing-like-it", set()),
        ("?procedure=mx-lsn/accreditation", {"accredited"}),
        ("?procedure=mx-lsn", {"accredited", "rifles", "course", "meeting"}),
        ("?state=DE", {"course"}),
        ("?irregular=1", {"accredited", "meeting"}),
        ("?flag=mx-lsn/communication/was-meeting", {"meeting"}),
        ("?flag=mx-lsn@2021-01-15/communication/was-meeting", {"meeting"}),
        ("?flag=mx-lsn@2020-12-19/communication/was-meeting", set()),
        ("?flag=mx-lsn/communication/no-rule", {"accredited", "rifles", "course", "meeting"}),
        ("?flag=%2F%2F%2F@&q=fusil", {"rifles"}),
        ("?person=us-hale", {"accredited", "meeting"}),
        ("?since=2021-02-05&until=2021-02-15", {"course"}),
        ("?stage=closed", set()),
        ("?state=%00&since=never&stage=x&after=nan_1&procedure=no-law", {"accredited", "rifles", "course", "meeting"}),
    ],
)
def test_filters_stand_in_the_address(cases: dict[str, str], sign_in: SignIn, query: str, names: set[str]) -> None:
    assert found(sign_in("sre"), cases, query) == names


def test_the_filter_by_a_rule_says_the_rule_and_shows_nothing_of_others(cases: dict[str, str], sign_in: SignIn) -> None:
    query = "?flag=mx-lsn/communication/was-meeting"
    assert found(sign_in("fgj-chh"), cases, query) == {"meeting"}
    assert found(sign_in("fgj-son"), cases, query) == set()
    page = sign_in("sre", "es").get(f"/cases/{query}&stage=open").content.decode()
    assert '<a href="/cases/?stage=open"><span class="hidden">Quitar </span>irregular: ' in page
    assert '<input type="hidden" name="flag" value="mx-lsn/communication/was-meeting">' in page


def test_a_search_finds_nothing_that_is_another_offices(cases: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("fgj-son")
    theirs, nothing = client.get("/cases/?q=fusiles"), client.get("/cases/?q=zzzzzzz")
    assert b"No case that your office may read matches." in theirs.content
    assert without_tokens(theirs).replace("fusiles", "zzzzzzz") == without_tokens(nothing)


def test_each_filter_can_be_taken_off(cases: dict[str, str], sign_in: SignIn) -> None:
    page = sign_in("sre").get("/cases/?person=us-hale&irregular=1").content.decode()
    assert '<a href="/cases/?irregular=1"><span class="hidden">Remove </span>Janet Hale</a>' in page
    assert '<a href="/cases/?person=us-hale"><span class="hidden">Remove </span>with irregularities</a>' in page


def test_an_empty_list_says_what_to_do_next(stage: None, sign_in: SignIn) -> None:
    page = sign_in("fgj-son").get("/cases/").content.decode()
    assert "There is no case yet that your office may read." in page
    assert 'href="/cases/new/"' in page


def test_a_long_list_goes_on_by_key(stage: None, sign_in: SignIn) -> None:
    refs = [_call("fgj-chh", "us-hale", f"2021-02-{day:02}", "x") for day in range(1, 28)]
    client = sign_in("fgj-chh")
    first = client.get("/cases/").content.decode()
    after = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = client.get(after).content.decode()
    shown = [ref for ref in refs if ref in first], [ref for ref in refs if ref in second]
    assert len(shown[0]) == 25
    assert sorted([*shown[0], *shown[1]]) == refs


def test_the_page_asks_little_of_the_database(
    cases: dict[str, str], sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = sign_in("sre")
    client.get("/cases/")
    for query in (
        "",
        "?flag=mx-lsn/communication/was-meeting",
        "?q=fusil&procedure=mx-lsn/communication&state=US&stage=open&irregular=1",
    ):
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
            client.get(f"/cases/{query}")


def test_what_an_office_may_open_is_listed_in_the_words_of_the_law(stage: None, sign_in: SignIn) -> None:
    page = sign_in("fgj-chh").get("/cases/new/").content.decode()
    assert 'href="/cases/new/mx-lsn/meeting/request/"' in page
    assert "/cases/new/mx-lsn/accreditation/request/" not in page
    assert "Communication with a foreign agent" in page


def test_who_may_open_nothing_is_told_so(stage: None, sign_in: SignIn) -> None:
    assert "let your office open no case" in sign_in("auditor").get("/cases/new/").content.decode()


def test_a_day_that_is_none_is_told_and_not_passed_over_in_silence(cases: dict[str, str], sign_in: SignIn) -> None:
    listed = sign_in("sre").get("/cases/", {"since": "31/02/2021"}).content.decode()
    assert "“31/02/2021” is not a day of the calendar and was passed over." in listed
    assert "[form.E003]" in listed


def test_cases_with_news_are_counted_said_and_found(cases: dict[str, str], sign_in: SignIn) -> None:
    """Each case once, whatever happened in it, until somebody of the office looks."""
    client = sign_in("sre")
    words = "cases with news that nobody of your office has seen"
    told = found(client, cases, "?news=1")
    assert {"rifles", "course", "meeting"} <= told
    page = client.get("/cases/?news=1").content.decode()
    assert f'title="{len(told)} {words}">{len(told)}<span class="hidden"> {words}</span>' in page
    assert '<a href="/cases/"><span class="hidden">Remove </span>with news nobody has seen</a>' in page
    assert (
        '<a href="?news=1">With news that nobody of your office has seen</a>' in client.get("/cases/").content.decode()
    )
    client.get(f"/cases/{cases['rifles']}/")
    assert found(client, cases, "?news=1") == told - {"rifles"}
    assert found(sign_in("fgj-son"), cases, "?news=1") == set()
    assert "novedades que nadie de su oficina ha visto" in sign_in("sre", "es").get("/cases/").content.decode()


def test_cases_with_news_are_counted_by_the_index(cases: dict[str, str]) -> None:
    """The navigation stands on every page: it must not look through all that nobody has seen."""
    rows = with_news("sre").order_by()[:CAP]
    assert set(rows.values_list("case__ref", flat=True)) <= set(cases.values())
    if connection.vendor == "sqlite":
        plan = rows.explain()
        assert "COVERING INDEX case_notice_office_a87496_idx (office=? AND seen_by=?)" in plan
        assert "TEMP B-TREE" not in plan


def test_what_narrows_the_list_is_folded_below_its_words(cases: dict[str, str], sign_in: SignIn) -> None:
    """The list begins near the top of a phone's screen; what is in use stands as tags; a wrong day opens the fold."""
    client = sign_in("sre")
    page = client.get("/cases/?stage=open").content.decode()
    before, _, folded = page.partition('<details class="fold">')
    assert 'id="field-q"' in before
    assert 'id="field-since"' in folded.partition("</details>")[0]
    assert "Remove </span>open</a>" in folded.partition("</details>")[2]
    assert '<details class="fold" open>' in client.get("/cases/?since=never").content.decode()
