"""The law pages: open to all, rules beside the articles they cite, numbers only for whoever may read the cases."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from cauce.node.law.compared import bits

if TYPE_CHECKING:
    from cauce.node.cases.take import Taken

SignIn = Callable[..., Client]
PAGES = ("", "mx-lsn/", "mx-lsn/open/", "mx-lsn/sources/", "mx-lsn/compare/", "us-951/", "us-mx/", "us-mx/compare/")


@pytest.fixture
def report_met(stage: None, at: Callable[[str], None]) -> "Taken":
    """A call of 1 February 2021, reported in time; and an answer term that the council has set."""
    from tests.node.stage import file

    at("2021-02-20")
    file(
        "settings",
        "set-parameter",
        "council",
        "2021-01-20",
        parameter="answer-term",
        value=10,
        first_day="2021-01-25",
        document="Acta 3",
    )
    held = file(
        "communication",
        "hold",
        "fgj-chh",
        "2021-02-01",
        agent="us-hale",
        day="2021-02-01",
        contact="call",
        place="MX-CHH",
    )
    return file(
        "communication", "report", "fgj-chh", "2021-02-02", case=held.case.ref,
        agent="us-hale", day="2021-02-01", contact="call", topic="Routes", objective="To meet",
        nationality="US", agency="An agency",
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.django_db
def test_whoever_is_not_signed_in_reads_every_page_of_the_law(path: str, lang: str) -> None:
    answer = Client(headers={"Accept-Language": lang}).get(f"/law/{path}")
    assert answer.status_code == 200
    assert len(answer.content) < 150_000


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["nope/", "nope/compare/", "mx-lsn/words/lsn/", "mx-lsn/words/nope/"])
def test_what_is_not_there_is_not_there(path: str) -> None:
    assert Client().get(f"/law/{path}").status_code == 404


@pytest.mark.django_db
def test_a_day_shows_the_version_in_force_on_it() -> None:
    client = Client(headers={"Accept-Language": "en"})
    assert "Title VII as decreed, without guidelines" in _current(client.get("/law/mx-lsn/?at=2021-01-14"))
    assert "guidelines of January 2021" in _current(client.get("/law/mx-lsn/?at=2021-01-15"))
    assert "No version that this node knows" in client.get("/law/mx-lsn/?at=1950-01-01").content.decode()
    assert client.get("/law/mx-lsn/?at=tomorrow").status_code == 200


@pytest.mark.django_db
def test_the_newest_version_says_as_of_which_text_it_is_unchanged() -> None:
    client = Client(headers={"Accept-Language": "en"})
    assert "unchanged, as of the text of 14 November 2025" in client.get("/law/mx-lsn/").content.decode()
    assert "unchanged, as of" not in client.get("/law/mx-lsn/?at=2021-01-01").content.decode()


@pytest.mark.django_db
def test_every_rule_of_a_version_stands_once_in_full_beside_its_first_article() -> None:
    from cauce.node.cases.world import library
    from cauce.node.law.rules import rules_of

    page = Client().get("/law/mx-lsn/?at=2021-02-01").content.decode()
    version = library().regime("mx-lsn").versions[-1]
    codes = [rule.anchor for rule in rules_of(version)]
    assert len(codes) > 100
    assert [code for code in codes if page.count(f'id="{code}"') != 1] == []
    start = page.index('id="art-70"')
    assert start < page.index('id="communication.report"') < page.index('id="art-71"')


def test_numbers_are_told_to_readers_of_every_case_and_to_nobody_else(report_met: "Taken", sign_in: SignIn) -> None:
    assert "1 filed" in sign_in("sre").get("/law/mx-lsn/").content.decode()
    for office in ("fgj-chh", "embassy-us", "fgr"):
        assert "1 filed" not in sign_in(office).get("/law/mx-lsn/").content.decode()
    assert "1 filed" not in Client(headers={"Accept-Language": "en"}).get("/law/mx-lsn/").content.decode()


@pytest.fixture
def meeting_told_as_call(report_met: "Taken") -> str:
    """A meeting of 19 February that its office filed as a communication: an expectation is offended. Its case."""
    from tests.node.stage import file

    told = {"agent": "us-hale", "day": "2021-02-19", "contact": "meeting", "place": "MX-CHH"}
    return file("communication", "hold", "fgj-chh", "2021-02-20", **told).case.ref


def test_an_expectation_says_how_many_acts_kept_and_offended_it(meeting_told_as_call: str, sign_in: SignIn) -> None:
    """Beside the article, in both languages, with the way to the cases of those that offended it."""
    for lang, kept in (("en", "1 in order"), ("es", "1 en regla")):
        client = sign_in("sre", lang)
        page = client.get("/law/mx-lsn/").content.decode()
        assert f'<span class="chip met">{kept}</span>' in _rule(page, "expects-communication.report-content")
        offended = _rule(page, "expects-communication.was-meeting")
        href = offended.partition('<a class="chip late" href="')[2].partition('"')[0]
        assert ">1 irregular</a>" in offended
        assert meeting_told_as_call in client.get(href).content.decode()


def test_how_often_an_expectation_was_offended_is_told_to_readers_of_every_case_alone(
    meeting_told_as_call: str, sign_in: SignIn
) -> None:
    for office in ("fgj-chh", "embassy-us", "fgr"):
        page = sign_in(office).get("/law/mx-lsn/").content.decode()
        assert "chip" not in _rule(page, "expects-communication.was-meeting")
    page = Client(headers={"Accept-Language": "en"}).get("/law/mx-lsn/").content.decode()
    assert "chip" not in _rule(page, "expects-communication.was-meeting")


def test_numbers_are_those_of_the_version_shown(meeting_told_as_call: str, sign_in: SignIn) -> None:
    """Who reads every case may differ from version to version: a version's numbers are of what it governed."""
    page = sign_in("sre").get("/law/mx-lsn/?at=2020-12-20").content.decode()
    assert "1 filed" not in page
    assert "1 irregular" not in page


def test_the_numbers_of_expectations_cost_the_same_however_many_acts_there_are(
    meeting_told_as_call: str, sign_in: SignIn
) -> None:
    from cauce.node.cases.models import Tally

    before = Tally.objects.count()
    Tally.objects.filter(rule="was-meeting").update(flagged=123_456)
    page = sign_in("sre").get("/law/mx-lsn/").content.decode()
    assert "123,456 irregular" in _rule(page, "expects-communication.was-meeting")
    assert Tally.objects.count() == before


def test_a_member_of_a_panel_that_reads_every_case_is_told_its_numbers(stage: None) -> None:
    from cauce.node.cases.world import directory, library
    from cauce.node.law.access import counted_for

    version = library().regime("mx-lsn").versions[-1]
    assert "meeting" in counted_for("semar", version, directory())
    assert "facts-notice" not in counted_for("semar", version, directory())


def test_what_is_left_open_shows_its_state_and_who_set_it(report_met: "Taken", sign_in: SignIn) -> None:
    page = sign_in("sre").get("/law/mx-lsn/open/").content.decode()
    assert "10 days" in page
    assert "National Security Council" in page
    assert "Acta 3" in page
    assert "unset: no clock runs" in page
    outsider = sign_in("fgj-chh").get("/law/mx-lsn/open/").content.decode()
    assert "10 days" in outsider
    assert "Acta 3" not in outsider
    stranger = Client(headers={"Accept-Language": "en"}).get("/law/mx-lsn/open/").content.decode()
    assert "10 days" not in stranger
    assert "no text gives it" in stranger


def test_before_its_day_a_setting_is_not_shown(report_met: "Taken", sign_in: SignIn) -> None:
    page = sign_in("sre").get("/law/mx-lsn/open/?at=2021-01-24").content.decode()
    assert "10 days" not in page


@pytest.mark.django_db
def test_readings_stand_side_by_side_with_ground_and_weakness() -> None:
    page = Client(headers={"Accept-Language": "en"}).get("/law/mx-lsn/open/").content.decode()
    for name in ("strict", "rolled", "labour", "administrative"):
        assert f'id="reading-{name}"' in page
    assert page.count("<dt>Weakness</dt>") == 4


@pytest.mark.django_db
def test_a_comparison_says_in_words_what_is_new_and_what_is_gone() -> None:
    page = (
        Client(headers={"Accept-Language": "en"})
        .get("/law/mx-lsn/compare/?from=2020-12-19&to=2021-01-15")
        .content.decode()
    )
    assert '<ins><span class="hidden">[new: </span>' in page
    assert "Roster of contact officials" in page
    same = Client(headers={"Accept-Language": "en"}).get("/law/mx-lsn/compare/?from=2021-01-15&to=2021-01-15")
    assert "These are the same rules." in same.content.decode()


def test_bits_of_two_texts_give_both_texts_back() -> None:
    old, new = "all facts that come to their knowledge", "chiefly facts that come to their early knowledge"
    found = bits(old, new)
    assert "".join(bit.text for bit in found if bit.kind != "new") == old
    assert "".join(bit.text for bit in found if bit.kind != "gone") == new
    assert {bit.kind for bit in found} == {"same", "gone", "new"}


def test_the_page_of_a_regime_costs_few_queries(
    report_met: "Taken", sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = sign_in("sre")
    client.get("/law/mx-lsn/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get("/law/mx-lsn/")


def _rule(page: str, anchor: str) -> str:
    start = page.index(f'id="{anchor}"')
    return page[start : page.index("</div>\n", page.index('<p class="from">', start))]


def _current(answer: object) -> str:
    page = answer.content.decode()  # type: ignore[attr-defined]
    start = page.index('aria-current="true"')
    return page[start : page.index("</a>", start)]


@pytest.mark.django_db
def test_a_day_that_is_none_is_told() -> None:
    assert "[form.E003]" in Client().get("/law/mx-lsn/", {"at": "yesterday"}).content.decode()
