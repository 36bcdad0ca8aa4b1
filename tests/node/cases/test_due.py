"""What is due: who owes what, soonest first; how each date was counted; nothing that is none of the office's."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cauce.node.cases import lines
from cauce.node.cases.alike import alike_of, walks
from cauce.node.cases.models import DutyFor, Phase
from cauce.node.cases.views import due as due_view
from cauce.node.cases.views.counts import live
from tests.node.stage import accredit, file

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


@pytest.fixture
def story(stage: None, at: Callable[[str], None]) -> str:
    """A call of 3 February that nobody has reported; it is the 5th."""
    accredit("us-hale", "2021-01-04", "2021-12-31")
    at("2021-02-05")
    return held("2021-02-03")


def held(day: str, agent: str = "us-hale", office: str = "fgj-chh") -> str:
    place, contact = "MX-CHH", "call"
    return file("communication", "hold", office, day, agent=agent, day=day, contact=contact, place=place).case.ref


def page(client: Client, path: str = "/due/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_office_that_owes_sees_the_day_the_rule_and_what_to_do(story: str, sign_in: SignIn) -> None:
    due = page(sign_in("fgj-chh"))
    assert "Written report of the communication" in due
    assert '<time datetime="2021-02-06">Sat 6 Feb 2021</time>' in due
    assert "1 day left" in due
    assert "70 ¶2" in due
    assert f'href="/cases/{story}/report/"' in due
    assert f'href="/cases/{story}/#duty-report-1"' in due


def test_in_spanish(story: str, sign_in: SignIn) -> None:
    due = page(sign_in("fgj-chh", "es"))
    assert "Informe por escrito de la comunicación" in due
    assert "queda 1 día" in due


@pytest.mark.parametrize(
    ("day", "status", "words"),
    [
        ("2021-02-05", "due-soon", "1 day left"),
        ("2021-02-06", "due-today", "today"),
        ("2021-02-07", "overdue", "1 day late"),
    ],
)
def test_the_day_before_on_and_after(
    story: str, sign_in: SignIn, at: Callable[[str], None], day: str, status: str, words: str
) -> None:
    at(day)
    due = page(sign_in("fgj-chh"))
    assert f'data-status="{status}"' in due
    assert words in due


def test_whom_it_is_owed_to_sees_it_in_the_other_list(story: str, sign_in: SignIn) -> None:
    due = page(sign_in("sre"))
    _, _, owed = due.partition("Owed to your office by others")
    assert "Owed by Prosecutor of Chihuahua" in owed
    assert "Written report of the communication" in owed


def test_it_is_nobody_elses(story: str, sign_in: SignIn) -> None:
    for office in ("fgj-son", "embassy-de", "sedena"):
        assert story not in page(sign_in(office))


def test_soonest_first(story: str, sign_in: SignIn, at: Callable[[str], None]) -> None:
    later, sooner = held("2021-02-05"), held("2021-02-01")
    at("2021-02-05")
    due = page(sign_in("fgj-chh"))
    assert due.index(sooner) < due.index(story) < due.index(later)


def test_the_filter_stands_in_the_address_and_can_be_taken_off(story: str, sign_in: SignIn) -> None:
    late = held("2021-01-20")
    due = page(sign_in("fgj-chh"), "/due/?show=overdue")
    _, _, lists = due.partition('id="owes"')
    assert late in lists
    assert story not in lists
    assert '<a href="/due/"><span class="hidden">Remove </span>overdue</a>' in due


def test_a_filter_that_means_nothing_is_passed_over(story: str, sign_in: SignIn) -> None:
    assert story in page(sign_in("fgj-chh"), "/due/?show=everything&procedure=xx%00&after-owes=never_x&list=mine")


def test_a_long_list_goes_on_by_key_without_a_gap_and_without_doubles(
    stage: None, at: Callable[[str], None], sign_in: SignIn
) -> None:
    at("2021-02-05")
    cases = [held("2021-02-03") for _ in range(30)]
    client = sign_in("fgj-chh")
    first = page(client)
    after = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = page(client, after)
    shown = [[ref for ref in cases if f"/cases/{ref}/#" in each] for each in (first, second)]
    assert len(shown[0]) == 25
    assert sorted(shown[0] + shown[1]) == sorted(cases)


def test_a_duty_whose_term_no_text_gives_says_that_the_texts_are_silent(story: str, sign_in: SignIn) -> None:
    file("accreditation", "request", "embassy-us", "2021-02-04", agent="us-nunez", agency="An agency",
         functions="police", territory=["MX"], first_day="2021-03-01")  # fmt: skip
    due = page(sign_in("sre"))
    _, _, silent = due.partition("Without a last day")
    assert "Nobody guesses a date here." in silent
    assert "<small>for 1 day</small>" in silent


def test_a_recurring_duty_has_a_page_of_its_own(story: str, sign_in: SignIn, at: Callable[[str], None]) -> None:
    at("2021-03-10")
    client = sign_in("embassy-us")
    due = page(client)
    assert "January 2021" in due
    assert 'href="/due/mx-lsn/monthly-report/2021-01/embassy-us/us-hale/"' in due
    assert "71-V" in page(client, "/due/mx-lsn/monthly-report/2021-01/embassy-us/us-hale/")
    assert "by guideline" in page(client, "/due/mx-lsn/monthly-report-by-guideline/2021-01/embassy-us/")
    assert "/cases/new/mx-lsn/monthly-report/" in due
    assert sign_in("embassy-de").get("/due/mx-lsn/monthly-report/2021-01/embassy-us/us-hale/").status_code == 404
    assert client.get("/due/1/").status_code == 404


def test_what_happened_meanwhile_is_told_until_somebody_of_the_office_looks(story: str, sign_in: SignIn) -> None:
    client = sign_in("sspc")
    assert "Since your office last looked" in page(client)
    assert story in page(client)
    client.get(f"/cases/{story}/")
    news = page(client).partition("Since your office last looked")[2].partition("</section>")[0]
    assert story not in news


def test_the_page_asks_little_of_the_database(
    story: str, sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for day in ("2021-01-20", "2021-02-01", "2021-02-04", "2021-02-05"):
        held(day)
    for office in ("fgj-chh", "sre", "embassy-us"):
        client = sign_in(office)
        client.get("/due/")
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
            assert client.get("/due/").status_code == 200


def test_what_has_no_last_day_goes_on_by_key_too(stage: None, at: Callable[[str], None], sign_in: SignIn) -> None:
    refs = []
    for day in range(1, 15):
        asked = {"agent": "us-nunez", "agency": "An agency", "functions": "police", "territory": ["MX"]}
        request = file("accreditation", "request", "embassy-us", f"2021-02-{day:02}", **asked, first_day="2021-03-01")
        refs.append(request.case.ref)
    at("2021-02-20")
    client = sign_in("sre")
    few = page(client)
    assert "All without a last day" in few
    shown, path = [], "/due/?show=silent"
    while path:
        each = page(client, path)
        shown += [ref for ref in refs for _ in range(each.count(f'href="/cases/{ref}/#'))]
        path = each.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert set(shown) == set(refs)
    assert len(shown) == len(DutyFor.objects.filter(office="sre", live=True, due=None))


@pytest.fixture
def many_reports(stage: None, at: Callable[[str], None]) -> list[str]:
    """Agents of one embassy, accredited since January, of whom nobody has reported; it is 10 March."""
    people = ["us-hale", "us-nunez"]
    for person in people:
        accredit(person, "2021-01-04", "2021-12-31")
    at("2021-03-10")
    return people


def line_of(listed: str, title: str) -> str:
    """Return what a line of this title opens."""
    return listed.partition(f">{title}</a>")[2].partition("<details")[2].partition("</details>")[0]


def test_duties_that_are_alike_stand_on_one_line_that_opens(many_reports: list[str], sign_in: SignIn) -> None:
    due = page(sign_in("embassy-us"))
    _, _, silent = due.partition('id="silent"')
    assert silent.count('<li class="duty') == 2  # of each agent by statute, of the mission by guideline
    assert silent.count("Monthly report of the agent</a>") == 1
    assert "4 duties" in silent
    opened = line_of(silent, "Monthly report of the agent")
    assert opened.count("/cases/new/mx-lsn/monthly-report/") == 4
    assert opened.count("January 2021 · ") == 4  # two links, each said again with what is filed


def test_who_is_owed_many_sees_one_line_for_each_who_owes(many_reports: list[str], sign_in: SignIn) -> None:
    due = page(sign_in("sre"))
    _, _, silent = due.partition('id="silent"')
    assert silent.count("Monthly report of the agent</a>") == 1
    assert "4 duties" in silent


def test_a_line_leads_to_all_that_stand_on_it(
    many_reports: list[str], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "NAMED", 3)
    monkeypatch.setattr(due_view, "SIZE", 3)
    client = sign_in("embassy-us")
    silent = page(client).partition('id="silent"')[2]
    opened = line_of(silent, "Monthly report of the agent")
    assert opened.count("<li>") == 3
    path, shown = opened.rpartition('<a href="')[2].partition('"')[0].replace("&amp;", "&"), list[int]()
    assert path == "/due/?list=owes&alike=-%2Fmx-lsn%2Fmonthly-report%2Fembassy-us"
    while path:
        each = page(client, path).partition('id="silent"')[2]
        assert "<details" not in each
        shown.append(each.count('<li class="duty'))
        path = each.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert shown == [3, 1]


@pytest.mark.parametrize(
    "value",
    ["", "-", "-/", "-/mx-lsn", "-/mx-lsn/x/y", "-/nowhere/monthly-report/embassy-us", "2021-99-99/mx-lsn/x", "/"],
)
def test_a_line_that_is_none_is_passed_over(many_reports: list[str], sign_in: SignIn, value: str) -> None:
    client = sign_in("embassy-us")
    assert "4 duties" in page(client, f"/due/?alike={value}")


def test_a_line_of_another_office_is_empty(many_reports: list[str], sign_in: SignIn) -> None:
    alike = "/due/?list=owes&alike=-/mx-lsn/monthly-report/embassy-us"
    shown = page(sign_in("embassy-de"), alike).partition("<main")[2].partition("</main>")[0]
    assert '<li class="duty' not in shown
    assert "Nothing matches these filters." in shown


def test_lines_go_on_by_key_without_a_gap_and_without_doubles(
    many_reports: list[str], sign_in: SignIn, at: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Duties of cases, line by line, among lines of duties that are alike, on the same days and on others."""
    monkeypatch.setattr(due_view, "SIZE", 2)
    monkeypatch.setattr(due_view, "FEW", 2)
    cases = [held(day) for day in ("2021-03-01", "2021-03-03", "2021-03-03", "2021-03-03", "2021-03-05")]
    client = sign_in("sre")
    page(client)
    DutyFor.objects.filter(alike__startswith="mx-lsn/monthly-report/", office="sre").update(due="2021-03-06")
    path, shown, alike = "/due/?list=owed", list[str](), 0
    while path:
        each = page(client, path).partition('id="owed"')[2].partition("</section>")[0]
        shown += [ref for ref in cases for _ in range(each.count(f'href="/cases/{ref}/#'))]
        alike += each.count("4 duties")
        path = each.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert shown == [cases[0], *cases[1:4], cases[4]]
    assert alike == 1


def test_what_waits_for_a_receipt_stands_apart() -> None:
    assert alike_of("a", "b", "c", Phase.FILED) != alike_of("a", "b", "c", Phase.RUNNING)


def test_lines_are_found_by_the_index(many_reports: list[str]) -> None:
    """Going on to the next line looks at no row of the one before."""
    with CaptureQueriesContext(connection) as asked:
        walks([(live("sre", "owed"), 8, False), (live("sre", "owed"), 8, True)])
    (statement,) = asked.captured_queries
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement['sql']}")
            plan = "\n".join(str(row[3]) for row in cursor.fetchall())
        for columns in ("due=? AND (alike,duty_id)>(?,?)", "(due,alike,duty_id)>(?,?,?)"):
            assert f"(office=? AND side=? AND live=? AND {columns})" in plan


def receipts(due: str) -> str:
    return due.partition('id="receipts"')[2].partition("</section>")[0]


def counted(due: str) -> str:
    """Return the number beside Due in the navigation."""
    return due.partition('<nav class="ways"')[2].partition("</a>")[0].rpartition(">Due")[2]


def test_a_receipt_that_the_office_has_to_give_is_work_of_its_own(
    story: str, sign_in: SignIn, at: Callable[[str], None]
) -> None:
    client = sign_in("sre")
    before = page(client)
    assert receipts(before) == counted(before) == ""
    file("communication", "report", "fgj-chh", "2021-02-05", case=story, day="2021-02-03", contact="call")
    due = page(client)
    assert "Receipts your office has to give" in due
    assert "Filed by Prosecutor of Chihuahua" in receipts(due)
    assert f'href="/cases/{story}/acknowledge/"' in receipts(due)
    assert story not in due.partition('id="owed"')[2]
    assert "<b>1</b> receipts to give" in due
    assert '>1<span class="hidden"> duties with a day, and receipts to give</span>' in counted(due)
    only = page(client, "/due/?list=receipts")
    assert story in receipts(only)
    assert 'id="owes"' not in only
    assert 'id="owed"' not in only
    assert receipts(page(sign_in("fgj-chh"))) == ""
    assert "Acuses que su oficina debe dar" in page(sign_in("sre", "es"))
    file("communication", "acknowledge", "sre", "2021-02-05", hour=11, case=story)
    assert receipts(page(client)) == ""
    assert "1</b> receipts" not in page(client)


def test_a_report_for_a_month_waits_for_its_receipt_in_its_own_case(many_reports: list[str], sign_in: SignIn) -> None:
    cases = [
        file("monthly-report", "report", "embassy-us", "2021-03-10", hour=hour, period="2021-01", agent=agent).case.ref
        for hour, agent in enumerate(many_reports, 10)
    ]  # fmt: skip
    listed = receipts(page(sign_in("sre")))
    assert listed.count('<li class="duty') == 1  # alike, and without a day: no text gives one
    for case in cases:
        assert f'href="/cases/{case}/acknowledge/"' in listed


def test_receipts_go_on_by_key_from_those_with_a_day_to_those_without(
    story: str, many_reports: list[str], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due_view, "SIZE", 2)
    cases = [story, *(held(day) for day in ("2021-03-01", "2021-03-02", "2021-03-03"))]
    for hour, case in enumerate(cases, 10):
        file("communication", "report", "fgj-chh", "2021-03-10", hour=hour, case=case, day="2021-03-01", contact="call")
    file("monthly-report", "report", "embassy-us", "2021-03-10", hour=15, period="2021-01", agent="us-hale")
    client = sign_in("sre")
    path, pages = "/due/?list=receipts", list[int]()
    while path:
        each = receipts(page(client, path))
        pages.append(each.count('<li class="duty'))
        path = each.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert pages == [2, 2, 1]


def test_receipts_cost_the_same_however_many(
    story: str, many_reports: list[str], sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for hour, day in enumerate(("2021-03-01", "2021-03-02", "2021-03-03"), 10):
        case = held(day)
        file("communication", "report", "fgj-chh", "2021-03-10", hour=hour, case=case, day="2021-03-01", contact="call")
    for hour, agent in enumerate(many_reports, 14):
        file("monthly-report", "report", "embassy-us", "2021-03-10", hour=hour, period="2021-01", agent=agent)
    for path in ("/due/", "/due/?list=receipts"):
        client = sign_in("sre")
        client.get(path)
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
            assert client.get(path).status_code == 200
