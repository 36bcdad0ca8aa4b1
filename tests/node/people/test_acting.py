"""Who acts, for which office, on which days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cauce.node.frame import clock
from cauce.node.people.acting import Acting, find
from cauce.node.people.models import Membership
from cauce.node.people.offices import appoint, create_account
from tests.node.people.cast import PASSWORD, Cast, sign_in

CHIHUAHUA = ZoneInfo("America/Chihuahua")


def stand_at(monkeypatch: pytest.MonkeyPatch, instant: datetime) -> None:
    """Let the node's clock stand at an instant."""
    monkeypatch.setattr(clock, "now", lambda: instant)


def office_of(client: Client) -> str:
    """Return the code of the office that this browser acts for, empty if none."""
    request = client.get("/office/").wsgi_request
    acting: Acting | None = getattr(request, "acting", None)
    return acting.office.code if acting else ""


def test_a_person_with_one_office_acts_for_it_at_once(cast: Cast) -> None:
    """There is nothing to choose."""
    assert office_of(sign_in(cast.owner)) == "fge-chh"


def test_a_person_with_two_offices_chooses_and_may_change(cast: Cast) -> None:
    """Until they have chosen they act for none; an office that is not theirs changes nothing."""
    client = Client()
    answer = client.post("/sign-in/", {"username": "twice", "password": PASSWORD, "next": "/patterns/?a=1&b=2"})
    assert answer["Location"] == "/office/?next=%2Fpatterns%2F%3Fa%3D1%26b%3D2"
    assert office_of(client) == ""
    assert client.post("/office/", {"office": "gan", "next": "/patterns/"})["Location"] == "/patterns/"
    assert office_of(client) == "gan"
    client.post("/office/", {"office": "fge-chh"})
    assert office_of(client) == "fge-chh"
    client.post("/office/", {"office": "ministry-of-magic"})
    assert office_of(client) == "fge-chh"


def test_nobody_chooses_an_office_that_is_not_theirs(cast: Cast) -> None:
    """Whatever the form says."""
    client = sign_in(cast.owner)
    client.post("/office/", {"office": "gan"})
    assert office_of(client) == "fge-chh"


@pytest.mark.parametrize(
    ("instant", "acts"),
    [
        (datetime(2021, 2, 28, 23, 59, 59, tzinfo=CHIHUAHUA), False),  # the day before the first
        (datetime(2021, 3, 1, 0, 0, tzinfo=CHIHUAHUA), True),  # the first
        (datetime(2021, 3, 1, 0, 59, tzinfo=ZoneInfo("America/Mexico_City")), False),  # already March there, not here
        (datetime(2021, 3, 15, tzinfo=CHIHUAHUA), True),
        (datetime(2021, 3, 31, 23, 59, 59, tzinfo=CHIHUAHUA), True),  # the last
        (datetime(2021, 4, 1, 0, 0, tzinfo=CHIHUAHUA), False),  # the day after the last
    ],
)
def test_a_membership_holds_from_its_first_day_to_its_last(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, instant: datetime, acts: bool
) -> None:
    """Both days included, by the clock of the office."""
    person = create_account("brief", "Breve Pérez", PASSWORD)
    appoint(person, cast.prosecutor, since=date(2021, 3, 1), until=date(2021, 3, 31))
    stand_at(monkeypatch, instant)
    client = Client()
    client.post("/sign-in/", {"username": "brief", "password": PASSWORD})
    answer = client.get("/office/", headers={"Accept-Language": "en"})
    assert answer.status_code == (200 if acts else 403)
    assert ("people.E002" in answer.content.decode()) is not acts


def test_a_membership_that_ends_ends_the_open_session_with_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The very next request no longer acts."""
    client = sign_in(cast.owner)
    Membership.objects.get(account=cast.owner).delete()
    assert client.get("/office/").status_code == 403


def test_an_office_that_no_longer_exists_is_acted_for_by_nobody(cast: Cast) -> None:
    """Its last day is a day like any other."""
    client = sign_in(cast.owner)
    cast.prosecutor.until = clock.today(cast.prosecutor.zone)
    cast.prosecutor.save()
    assert client.get("/office/").status_code == 200
    cast.prosecutor.until -= timedelta(days=1)
    cast.prosecutor.save()
    assert client.get("/office/").status_code == 403


def test_who_is_not_signed_in_is_led_to_the_way_in_and_back(db: None) -> None:
    """With the whole address, question and all."""
    answer = Client().get("/office/?a=1&b=%C3%B1")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Foffice%2F%3Fa%3D1%26b%3D%25C3%25B1")


def test_a_form_sent_after_the_session_ended_is_told_so(db: None) -> None:
    """It is not swallowed by a redirect."""
    answer = Client().post("/office/", {"office": "gan"}, headers={"Accept-Language": "en"})
    assert answer.status_code == 403
    assert "people.E001" in answer.content.decode()


@pytest.mark.parametrize("value", ["x", "", "0" * 32])
def test_a_forged_session_is_nobody(db: None, value: str) -> None:
    """And no error either."""
    client = Client()
    client.cookies["cauce"] = value
    assert client.get("/office/").status_code == 302


def test_knowing_who_acts_costs_two_queries(cast: Cast) -> None:
    """The session and the stamp of the directory; without a session, none."""
    client = sign_in(cast.owner)
    client.get("/language/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/language/").wsgi_request.acting is not None  # type: ignore[attr-defined]
    assert len(asked) == 2, [query["sql"] for query in asked]
    with CaptureQueriesContext(connection) as asked:
        Client().get("/language/")
    assert len(asked) == 0


@pytest.mark.parametrize(("left", "open_"), [(timedelta(seconds=5), True), (timedelta(seconds=-5), False)])
def test_a_session_is_over_when_its_time_is(cast: Cast, left: timedelta, open_: bool) -> None:
    """Even if the browser still sends it."""
    client = sign_in(cast.owner)
    Session.objects.update(expire_date=datetime.now(UTC) + left)
    assert (office_of(client) == "fge-chh") is open_


def test_the_session_cookie_is_out_of_reach(cast: Cast) -> None:
    """Of scripts and of other sites."""
    client = Client()
    answer = client.post("/sign-in/", {"username": "owner", "password": PASSWORD})
    cookie = answer.cookies["cauce"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert int(cookie["max-age"]) == 12 * 60 * 60


def test_the_session_gets_a_new_name_at_the_door(cast: Cast) -> None:
    """A cookie that somebody planted before is worth nothing afterwards."""
    client = Client()
    client.cookies["cauce"] = "a" * 32
    client.post("/sign-in/", {"username": "owner", "password": PASSWORD})
    assert client.cookies["cauce"].value != "a" * 32


def test_acting_carries_account_office_and_directory(cast: Cast) -> None:
    """As the one way in for acts needs them."""
    request = sign_in(cast.owner).get("/office/").wsgi_request
    person, acting = find(request)
    assert person is not None
    assert acting is not None
    assert (acting.account, acting.office, acting.offices) == (cast.owner, cast.prosecutor, 1)
    assert acting.directory.office("gan") == cast.panel
