"""What is due: who owes what, soonest first; how each date was counted; nothing that is none of the office's."""

from collections.abc import Callable

import pytest
from django.test import Client

from cauce.node.cases.models import DutyFor
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
    assert "for 1 day · The statute sets no term." in silent


def test_a_recurring_duty_has_a_page_of_its_own(story: str, sign_in: SignIn, at: Callable[[str], None]) -> None:
    at("2021-03-10")
    client = sign_in("embassy-us")
    due = page(client)
    assert "January 2021" in due
    view = DutyFor.objects.filter(office="embassy-us", duty__case=None, side="owes").first()
    assert view is not None
    assert "71-V" in page(client, f"/due/{view.duty_id}/")
    assert "/cases/new/mx-lsn/monthly-report/" in due
    assert sign_in("embassy-de").get(f"/due/{view.duty_id}/").status_code == 404


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
