"""Signing in, what slows down whoever guesses, and signing out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from cauce.node.people import passwords, signin, throttle
from cauce.node.people.models import SignInFailure
from cauce.node.people.throttle import Attempt
from tests.node.people.cast import PASSWORD, Cast, sign_in

WRONG = "The username or the password is not right."
CLOSED = "Too many attempts"


def attempt(username: str, password: str, address: str = "192.0.2.1") -> tuple[int, str]:
    """Return the status and the page that one attempt gets."""
    answer = Client(REMOTE_ADDR=address, HTTP_ACCEPT_LANGUAGE="en").post(
        "/sign-in/", {"username": username, "password": password}
    )
    return answer.status_code, answer.content.decode()


def test_a_person_with_one_office_is_let_in_and_sent_on(cast: Cast) -> None:
    """To the page that they had asked for."""
    answer = Client().post("/sign-in/", {"username": " Owner ", "password": PASSWORD, "next": "/cases/?q=%C3%B1"})
    assert (answer.status_code, answer["Location"]) == (302, "/cases/?q=%C3%B1")


@pytest.mark.parametrize(
    ("username", "password"), [("owner", "not it"), ("nobody", PASSWORD), ("owner", PASSWORD + " ")]
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(cast: Cast, username: str, password: str) -> None:
    """Nobody learns who has an account, and what was typed in the first field is still there."""
    status, page = attempt(username, password)
    assert status == 200
    assert WRONG in page
    assert f'value="{username}"' in page
    assert PASSWORD not in page


def test_a_name_that_no_database_would_look_for_is_a_wrong_name(cast: Cast) -> None:
    """PostgreSQL takes no NUL; what comes back is the answer to any wrong name."""
    status, page = attempt("own\0er", PASSWORD)
    assert status == 200
    assert WRONG in page


def test_a_closed_account_is_told_like_a_wrong_password(cast: Cast) -> None:
    """And its open sessions are over."""
    client = sign_in(cast.owner)
    cast.owner.is_active = False
    cast.owner.save()
    assert WRONG in attempt("owner", PASSWORD)[1]
    assert client.get("/office/").status_code == 302


@pytest.mark.parametrize("missing", [{"username": "owner"}, {"password": PASSWORD}, {}])
def test_half_a_form_is_asked_for_again(cast: Cast, missing: dict[str, str]) -> None:
    """And is no failure that counts."""
    answer = Client(HTTP_ACCEPT_LANGUAGE="en").post("/sign-in/", missing)
    assert "Write both" in answer.content.decode()
    assert not SignInFailure.objects.exists()


def test_five_failures_close_the_name_at_that_address_only(cast: Cast) -> None:
    """The right password does not open it, and another address or another name is still open."""
    for _ in range(throttle.LIMIT_HERE):
        assert WRONG in attempt("owner", "guess")[1]
    status, page = attempt("owner", PASSWORD)
    assert status == 429
    assert CLOSED in page
    assert attempt(" OWNER", PASSWORD)[0] == 429
    assert attempt("owner", PASSWORD, "192.0.2.2")[0] == 302
    assert attempt("colleague", PASSWORD)[0] == 302


def fail_from_everywhere(times: int) -> None:
    for number in range(times):
        throttle.note_failure(Attempt("owner", f"192.0.2.{number}"))


def test_many_addresses_together_only_slow_the_name_down(cast: Cast) -> None:
    """Guessing from everywhere is guessing, but nobody can close a name for its owner."""
    fail_from_everywhere(throttle.FREE_ANYWHERE)
    assert attempt("owner", PASSWORD, "198.51.100.7")[0] == 302
    fail_from_everywhere(3)
    status, page = attempt("owner", PASSWORD, "198.51.100.8")
    assert status == 429
    assert "Wait 8 seconds" in page
    SignInFailure.objects.update(last=datetime.now(UTC) - timedelta(seconds=9))
    assert attempt("owner", PASSWORD, "198.51.100.8")[0] == 302


def test_the_wait_for_a_name_grows_up_to_a_minute(cast: Cast) -> None:
    """However many fail."""
    waits = []
    for times in (11, 1, 1, 1, 1, 1, 200):
        fail_from_everywhere(times)
        waits.append(throttle.seconds_to_wait(Attempt("owner", f"203.0.113.{len(waits)}")))
    assert waits == [2, 4, 8, 16, 32, 60, 60]


def test_who_hammers_at_a_slow_name_closes_their_own_door(cast: Cast) -> None:
    """So that they cannot take every moment at which the name is open."""
    fail_from_everywhere(40)
    for _ in range(throttle.LIMIT_HERE):
        assert attempt("owner", "guess", "198.51.100.9")[0] == 429
    SignInFailure.objects.update(last=datetime.now(UTC) - timedelta(minutes=2))
    assert attempt("owner", PASSWORD, "198.51.100.9")[0] == 429
    assert attempt("owner", PASSWORD, "198.51.100.10")[0] == 302


@pytest.mark.parametrize(
    ("address", "neighbour", "closed"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("", "", True),
    ],
)
def test_many_names_from_one_address_close_it(cast: Cast, address: str, neighbour: str, closed: bool) -> None:
    """One password for everybody is guessing too."""
    for number in range(throttle.LIMIT_ADDRESS):
        throttle.note_failure(Attempt(f"name-{number}", address))
    assert (throttle.seconds_to_wait(Attempt("owner", neighbour)) > 0) is closed


def known_browser() -> Client:
    """Return a browser in which the owner has signed in before, and has signed out."""
    client = Client(REMOTE_ADDR="192.0.2.1", HTTP_ACCEPT_LANGUAGE="en")
    assert client.post("/sign-in/", {"username": "owner", "password": PASSWORD}).status_code == 302
    client.post("/sign-out/")
    return client


def test_a_browser_that_has_signed_in_before_waits_for_no_stranger(cast: Cast) -> None:
    """Whatever was tried with the name, from the same address too; another's browser is a stranger."""
    mine, theirs = known_browser(), Client(REMOTE_ADDR="192.0.2.1")
    theirs.post("/sign-in/", {"username": "colleague", "password": PASSWORD})
    theirs.post("/sign-out/")
    fail_from_everywhere(40)
    for _ in range(throttle.LIMIT_HERE):
        throttle.note_failure(Attempt("owner", "192.0.2.1"))
    for number in range(throttle.LIMIT_ADDRESS):
        throttle.note_failure(Attempt(f"name-{number}", "192.0.2.1"))
    right = {"username": " Owner", "password": PASSWORD}
    assert theirs.post("/sign-in/", right).status_code == 429
    assert mine.post("/sign-in/", right).status_code == 302


def test_a_known_browser_is_counted_by_itself(cast: Cast) -> None:
    """Who found it open may guess five times; elsewhere the owner is not kept waiting for it."""
    found = known_browser()
    for _ in range(throttle.LIMIT_HERE):
        assert found.post("/sign-in/", {"username": "owner", "password": "guess"}).status_code == 200
    assert found.post("/sign-in/", {"username": "owner", "password": PASSWORD}).status_code == 429
    assert attempt("owner", PASSWORD)[0] == 302


def test_nobody_can_write_the_cookie_of_a_known_browser(cast: Cast) -> None:
    """It is signed, and scripts cannot read it."""
    client = known_browser()
    cookie = client.cookies["cauce-known"]
    assert cookie["httponly"]
    assert "owner" not in cookie.value
    client.cookies["cauce-known"] = cookie.value[:-2] + "xx"
    fail_from_everywhere(40)
    assert client.post("/sign-in/", {"username": "owner", "password": PASSWORD}).status_code == 429


@pytest.mark.parametrize(("age", "status"), [(timedelta(minutes=14), 429), (timedelta(minutes=16), 302)])
def test_it_opens_again_after_a_quarter_of_an_hour(cast: Cast, age: timedelta, status: int) -> None:
    """Counted from the first failure, by the real clock even where a demonstration's stands still."""
    for _ in range(throttle.LIMIT_HERE):
        throttle.note_failure(Attempt("owner", "192.0.2.1"))
    SignInFailure.objects.update(since=datetime.now(UTC) - age)
    assert attempt("owner", PASSWORD)[0] == status


def test_the_right_password_begins_the_count_anew(cast: Cast) -> None:
    """Four slips, a success and four slips close nothing."""
    for _ in range(2):
        for _ in range(throttle.LIMIT_HERE - 1):
            attempt("owner", "slip")
        assert attempt("owner", PASSWORD)[0] == 302


def test_what_was_typed_as_a_name_is_not_kept(cast: Cast) -> None:
    """People type their password there."""
    attempt(PASSWORD, "whatever")
    assert SignInFailure.objects.count() == 3
    assert not any(PASSWORD in row.key for row in SignInFailure.objects.all())


def test_behind_a_proxy_on_this_machine_the_address_is_the_one_it_gives() -> None:
    """And only then: from anywhere else the header is a claim of the sender's."""
    factory = RequestFactory()
    header = "203.0.113.9, 198.51.100.1"
    near = factory.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=header)
    far = factory.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=header)
    assert (signin.address_of(near), signin.address_of(far)) == ("198.51.100.1", "192.0.2.1")


def test_signing_out_needs_a_form_and_ends_the_session(cast: Cast) -> None:
    """A link or a picture elsewhere cannot do it, and the old cookie opens nothing."""
    client = sign_in(cast.owner)
    cookie = client.cookies["cauce"].value
    assert client.get("/sign-out/").status_code == 200
    assert client.get("/office/").status_code == 200
    assert client.post("/sign-out/").status_code == 302
    client.cookies["cauce"] = cookie
    assert client.get("/office/").status_code == 302
    assert not Session.objects.exists()


def test_signing_in_takes_a_form_of_this_site_only(cast: Cast) -> None:
    """Without its token it is refused, with a code and what to do."""
    answer = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en").post(
        "/sign-in/", {"username": "owner", "password": PASSWORD}
    )
    assert answer.status_code == 403
    assert "page.E419" in answer.content.decode()


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("corta", "password_too_short"),
        ("owner pérez núñez", "password_too_similar"),
        ("1q2w3e4r5t6y7u8i", "password_too_common"),
        ("830475928374650192", "password_entirely_numeric"),
    ],
)
def test_a_weak_password_is_told_in_both_languages(cast: Cast, password: str, fault: str) -> None:
    """Each way to be weak has its own words."""
    assert passwords._WRONG[fault] in passwords.faults(password, cast.owner)


def test_a_new_password_ends_every_other_session(cast: Cast) -> None:
    """The one in which it was changed goes on."""
    here, elsewhere = sign_in(cast.owner), sign_in(cast.owner)
    new = "cuatro cuentos cuenta Cuca"
    assert b"E4" not in here.post("/password/", {"old-password": PASSWORD, "new-password": new}).content
    assert here.get("/office/").status_code == 200
    assert elsewhere.get("/office/").status_code == 302
    assert sign_in(cast.owner, new).get("/office/").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("wrong", "cuatro cuentos cuenta Cuca", "not your present password"), (PASSWORD, "corta", "at least 12")],
)
def test_a_password_is_not_changed_without_the_old_one_nor_to_a_weak_one(
    cast: Cast, old: str, new: str, words: str
) -> None:
    """The page says which."""
    client = sign_in(cast.owner)
    answer = client.post("/password/", {"old-password": old, "new-password": new}, headers={"Accept-Language": "en"})
    assert words in answer.content.decode()
    cast.owner.refresh_from_db()
    assert cast.owner.check_password(PASSWORD)


def test_the_old_password_cannot_be_guessed_in_a_session_that_was_left_open(cast: Cast) -> None:
    """Five times there; the owner's own session goes on, and so does signing in."""
    found, own = sign_in(cast.owner), sign_in(cast.owner)
    new = "cuatro cuentos cuenta Cuca"
    for _ in range(throttle.LIMIT_HERE):
        assert found.post("/password/", {"old-password": "guess", "new-password": new}).status_code == 200
    answer = found.post("/password/", {"old-password": PASSWORD, "new-password": new})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 800
    assert attempt("owner", PASSWORD)[0] == 302
    assert own.post("/password/", {"old-password": PASSWORD, "new-password": new}).status_code == 200
    cast.owner.refresh_from_db()
    assert cast.owner.check_password(new)
