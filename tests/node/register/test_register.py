"""The register: who sees whom, as of any day, as it was known on any day, and names however they are typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

SignIn = Callable[..., "Client"]


@pytest.fixture
def agents(stage: None, at: Callable[[str], None]) -> dict[str, str]:
    """Hale accredited for Chihuahua, Núñez whose accreditation ends early, Köster for all Mexico, Easley not at all."""
    from tests.node.stage import accredit, file

    at("2021-06-15")
    refs = {
        "us-hale": accredit("us-hale", "2021-01-04", "2021-12-31", ("MX-CHH",), supervisor="sspc"),
        "us-nunez": accredit("us-nunez", "2021-01-10", "2021-12-31", ("MX-SON",)),
        "de-koester": accredit("de-koester", "2021-02-01", "2022-01-31"),
    }
    file("accreditation", "end", "sre", "2021-05-03", case=refs["us-nunez"], end_day="2021-05-10")
    return refs


def test_an_office_that_reads_every_accreditation_sees_everybody(agents: dict[str, str], sign_in: SignIn) -> None:
    page = sign_in("sre").get("/register/").content.decode()
    for name in ("Hale, Janet", "Núñez Ibáñez, José Ángel", "Köster, Jürgen", "Easley, Edgar"):
        assert name in page
    assert "1 to 4 of 4" in page
    assert "Chihuahua" in page


def test_a_mission_sees_its_own_people_only(agents: dict[str, str], sign_in: SignIn) -> None:
    page = sign_in("embassy-de").get("/register/").content.decode()
    assert "Köster, Jürgen" in page
    assert "Hale" not in page
    assert "1 to 1 of 1" in page
    missions = sign_in("embassy-de").get("/register/missions/").content.decode()
    assert "Embassy of Germany" in missions
    assert "Embassy of the United States" not in missions


@pytest.mark.parametrize("office", ["fgj-chh", "fgr", "embassy-de"])
def test_who_shares_no_case_with_a_person_gets_the_answer_of_a_missing_one(
    agents: dict[str, str], sign_in: SignIn, office: str
) -> None:
    from tests.node.stage import same_page

    refused = sign_in(office).get("/register/people/us-hale/")
    missing = sign_in(office).get("/register/people/nobody/")
    assert refused.status_code == missing.status_code == 404
    assert same_page(refused) == same_page(missing)


def test_who_shares_a_case_sees_that_person_and_what_its_rules_ask_about(
    agents: dict[str, str], sign_in: SignIn
) -> None:
    from tests.node.stage import file

    file(
        "communication",
        "hold",
        "fgj-chh",
        "2021-06-01",
        agent="us-hale",
        day="2021-06-01",
        contact="call",
        place="MX-CHH",
    )
    client = sign_in("fgj-chh")
    listed = client.get("/register/").content.decode()
    assert "Hale, Janet" in listed
    assert "Köster" not in listed
    page = client.get("/register/people/us-hale/").content.decode()
    assert "Accredited" in page
    assert "an act of a case of others" in page
    assert agents["us-hale"] not in page


def test_standings_are_shown_as_of_any_day(agents: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("sre")
    query = "/register/?q=nunez&standing=mx-lsn/accredited&on="
    assert "Núñez" in _people(client.get(query + "2021-05-10"))
    assert "Núñez" not in _people(client.get(query + "2021-05-11"))
    assert "Núñez" not in _people(client.get(query + "2021-01-09"))


def test_standings_are_shown_as_they_were_known(agents: dict[str, str], sign_in: SignIn) -> None:
    """The end of 10 May was filed on the 3rd: on the 2nd nobody knew of it."""
    client = sign_in("sre")
    query = "/register/?q=nunez&standing=mx-lsn/accredited&on=2021-06-01&known="
    assert "Núñez" in _people(client.get(query + "2021-05-02"))
    assert "Núñez" not in _people(client.get(query + "2021-05-03"))
    before = client.get("/register/people/us-nunez/?known=2021-05-02").content.decode()
    after = client.get("/register/people/us-nunez/?known=2021-05-03").content.decode()
    assert "ended by" not in before
    assert "Fri 31 Dec 2021" in before
    assert "ended by" in after


@pytest.mark.parametrize("text", ["nuñez", "NUNEZ ibanez", "ibáñez josé", "jose an", "us-nunez", "fbi"])
def test_names_are_found_however_they_are_typed(agents: dict[str, str], sign_in: SignIn, text: str) -> None:
    found = _people(sign_in("sre").get("/register/", {"q": text}))
    assert "Núñez" in found
    assert "Hale" not in found


def test_who_holds_no_standing_can_be_listed(agents: dict[str, str], sign_in: SignIn) -> None:
    found = _people(sign_in("sre").get("/register/?standing=none&on=2021-06-15"))
    assert "Easley" in found
    assert "Núñez" in found
    assert "Hale" not in found


def test_the_page_of_a_person_shows_each_standing_with_act_receipt_and_supervisor(
    agents: dict[str, str], sign_in: SignIn
) -> None:
    page = sign_in("sre").get("/register/people/us-hale/").content.decode()
    assert f"Accredit, {agents['us-hale']}" in page
    assert 'class="rec" href="/record/' in page
    assert "Authority that supervises and answers" in page
    assert "Ministry of Security" in page


def test_a_suspension_is_seen_by_who_must_heed_it_and_by_that_state(agents: dict[str, str], sign_in: SignIn) -> None:
    from tests.node.stage import file

    file(
        "suspension", "suspend", "sre", "2021-06-10",
        sending_state="US", agreements="All.", scope="that-state", first_day="2021-06-10",
    )  # fmt: skip
    assert "United States" in sign_in("sre").get("/register/states/").content.decode()
    assert "Activities suspended" in sign_in("embassy-us").get("/register/states/").content.decode()
    assert "Activities suspended" not in sign_in("embassy-de").get("/register/states/").content.decode()
    assert "activities of this state suspended" in sign_in("sre").get("/register/people/us-hale/").content.decode()


def test_addresses_that_mean_nothing_do_no_harm(agents: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("sre", "es")
    for query in (
        "on=2021-02-30",
        "on=&known=x",
        "standing=a/b/c",
        "state=%00",
        "after=zz",
        "q=%F0%9F%98%80" + "x" * 900,
    ):
        assert client.get(f"/register/?{query}").status_code == 200


def test_a_page_of_the_register_costs_few_queries_however_many_it_shows(
    agents: dict[str, str], sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = sign_in("sre")
    client.get("/register/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get("/register/")
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        client.get("/register/people/us-hale/")


def test_a_long_list_goes_on_by_the_key_of_its_last_row(
    agents: dict[str, str], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cauce.node.register.views.SIZE", 3)
    client = sign_in("sre")
    first = client.get("/register/").content.decode()
    assert "1 to 3 of 4" in first
    assert "after=us-hale" not in first
    rest = client.get("/register/?after=de-koester").content.decode()
    assert "4 to 4 of 4" in rest
    assert "Núñez" in rest


def _people(answer: object) -> str:
    page = answer.content.decode()  # type: ignore[attr-defined]
    start = page.find('<ul class="people">')
    return page[start : page.find("</ul>", start)] if start >= 0 else ""


def test_a_day_that_is_none_is_told(agents: dict[str, str], sign_in: SignIn) -> None:
    page = sign_in("sre").get("/register/", {"on": "2021-02-31"}).content.decode()
    assert "“2021-02-31” is not a day of the calendar and was passed over." in page


def test_the_page_of_a_person_is_a_reading_of_each_act_of_which_it_tells(
    agents: dict[str, str], sign_in: SignIn
) -> None:
    """It says who supervises, where, and by which act: so much of a case is read nowhere without a trace."""
    from cauce.node.cases.models import Case
    from cauce.node.record.models import Reading

    page = sign_in("sre").get("/register/people/us-nunez/")
    assert agents["us-nunez"] in page.content.decode()
    rows = Reading.objects.values_list("case_ref", "office", "account", "what")
    assert set(rows) == {(agents["us-nunez"], "sre", "person-sre", "standing")}
    ended = Case.objects.get(ref=agents["us-nunez"]).acts.count()
    assert ended in Reading.objects.values_list("number", flat=True)
    sign_in("sre").get("/register/")
    assert set(rows.all()) == {(agents["us-nunez"], "sre", "person-sre", "standing")}
